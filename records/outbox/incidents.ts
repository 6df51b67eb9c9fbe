/** Incidents: what a person must look at. One open per (key, nature), and per address of a notice. */
import { createHash } from 'node:crypto';
import type { Scope } from '../journal/dossiers.ts';
import type { Queryable } from '../server/pool.ts';

export type IncidentKind =
  | 'envoi-impossible'
  | 'adresse-refusee'
  | 'courriel-revenu'
  | 'effet-en-echec'
  | 'dossier-bloque'
  | 'dossier-interrompu';

export interface Incident {
  readonly id: number;
  readonly ess: string;
  /** Key of what failed: effect, then addressee. */
  readonly cle: string;
  readonly nature: IncidentKind;
  readonly message: string;
  readonly ouvertLe: Date;
  readonly leveLe: Date | null;
}

/**
 * Opens an incident; one of the same key, nature and address that is open already takes the new message. `adresse`: the one
 * that failed, where a notice has several; only its digest is kept beside the message.
 */
export async function openIncident(
  db: Queryable,
  {
    ess,
    cle,
    nature,
    message,
    adresse,
  }: Pick<Incident, 'ess' | 'cle' | 'nature' | 'message'> & { readonly adresse?: string },
): Promise<void> {
  const sur = adresse === undefined ? '' : createHash('sha256').update(adresse.trim().toLowerCase()).digest('hex');
  await db.query(
    `insert into incidents (ess, cle, nature, message, sur) values ($1, $2, $3, $4, $5)
     on conflict (cle, nature, sur) where leve_le is null do update set message = excluded.message`,
    [ess, cle, nature, message, sur],
  );
}

export async function closeIncident(db: Queryable, cle: string, nature: IncidentKind): Promise<void> {
  await db.query('update incidents set leve_le = now() where cle = $1 and nature = $2 and leve_le is null', [
    cle,
    nature,
  ]);
}

/** Of one kind, these cases have an incident and no other has: opened and closed so. Cases unknown here are left out. */
export async function settleCaseIncidents(
  db: Queryable,
  nature: 'dossier-bloque' | 'dossier-interrompu',
  esses: readonly string[],
  message: string,
): Promise<void> {
  await db.query(
    `insert into incidents (ess, cle, nature, message)
     select ess, ess, $1, $3 from dossiers where ess = any($2)
     on conflict (cle, nature, sur) where leve_le is null do nothing`,
    [nature, esses, message],
  );
  await db.query('update incidents set leve_le = now() where nature = $1 and leve_le is null and not (ess = any($2))', [
    nature,
    esses,
  ]);
}

/** Open incidents of what the reader may see (all, or of one ESS), oldest first, at most `limite`. */
export async function openIncidents(
  db: Queryable,
  ess?: string,
  { regions, caisses }: Scope = {},
  limite = 200,
): Promise<Incident[]> {
  const { rows } = await db.query<Incident>(
    `select id, ess, cle, nature, message, ouvert_le as "ouvertLe", leve_le as "leveLe" from incidents
     where leve_le is null and ($1::text is null or ess = $1)
       and ($3::text[] is null or ess in (select ess from dossiers where regions && $3))
       and ($4::text[] is null or ess in (select ess from dossiers where caisses && $4))
     order by ouvert_le, id limit $2`,
    [ess ?? null, limite, regions ?? null, caisses ?? null],
  );
  return rows;
}
