/** How far a démarche was read, and what keeps it from being read or written. */
import type { Queryable } from '../server/pool.ts';

export interface Demarche {
  readonly instance: string;
  readonly numero: number;
}

export interface Reading {
  /** By the service's clock: when the last complete reading began. */
  readonly releveJusqua: Date | null;
  readonly releveLe: Date | null;
  readonly entierLe: Date | null;
  /** When the connector last had it in hand, whatever came of it. */
  readonly essaiLe: Date | null;
  readonly panne: string | null;
  readonly panneDepuis: Date | null;
  readonly ecritureSuspendue: string | null;
  readonly ecritureSuspendueLe: Date | null;
  readonly ecarts: readonly Difference[];
}

/** Where the service and the case do not say the same. */
export interface Difference {
  readonly numero: number;
  readonly ess: string;
  readonly quoi: 'depot' | 'decision' | 'date-de-decision' | 'disparu';
  readonly phrase: string;
  /** Instant (ISO 8601). */
  readonly depuis: string;
}

export const READING_COLUMNS = `releve_jusqua as "releveJusqua", releve_le as "releveLe", entier_le as "entierLe",
  essai_le as "essaiLe", panne, panne_depuis as "panneDepuis", ecriture_suspendue as "ecritureSuspendue",
  ecriture_suspendue_le as "ecritureSuspendueLe", ecarts`;

/** The démarche as it is known, known from now on. */
export async function openDemarche(db: Queryable, { instance, numero }: Demarche): Promise<Reading> {
  await db.query('insert into demarches (instance, numero) values ($1, $2) on conflict do nothing', [instance, numero]);
  const { rows } = await db.query<Reading>(
    `select ${READING_COLUMNS} from demarches where instance = $1 and numero = $2`,
    [instance, numero],
  );
  const [found] = rows;
  if (found === undefined) throw new Error('the démarche was not written');
  return found;
}

/** What a mapping and the service say of the démarche, for whoever watches over it. */
export interface Introduced {
  /** Origin of the service. */
  readonly adresse: string;
  readonly ecriture: boolean;
  /** Civil date. */
  readonly jetonExpireLe: string;
  readonly groupes: readonly { readonly id: string; readonly libelle: string; readonly region: string }[];
}

/** The connector has it in hand at `le`, on this mapping. */
export async function recordTry(
  db: Queryable,
  { instance, numero }: Demarche,
  { adresse, ecriture, jetonExpireLe, groupes }: Introduced,
  le: Date,
): Promise<void> {
  await db.query(
    `insert into demarches (instance, numero, adresse, ecriture, jeton_expire_le, essai_le) values ($1, $2, $3, $4, $5, $6)
     on conflict (instance, numero) do update set adresse = excluded.adresse, ecriture = excluded.ecriture,
       jeton_expire_le = excluded.jeton_expire_le, essai_le = excluded.essai_le`,
    [instance, numero, adresse, ecriture, jetonExpireLe, le],
  );
  await db.query(
    `with dits as (select * from jsonb_to_recordset($3::jsonb) as g(id text, libelle text, region text)), partis as (
       delete from groupes_demarches where instance = $1 and demarche = $2 and groupe not in (select id from dits))
     insert into groupes_demarches (instance, demarche, groupe, libelle, region)
     select $1, $2, id, libelle, region from dits
     on conflict (instance, demarche, groupe) do update set libelle = excluded.libelle, region = excluded.region`,
    [instance, numero, JSON.stringify(groupes)],
  );
}

/** What its check found: its title there, and the sentences that keep the connector from starting; none: it starts. */
export async function recordCheck(
  db: Queryable,
  { instance, numero }: Demarche,
  { titre, empechements }: { readonly titre: string; readonly empechements: readonly string[] },
): Promise<void> {
  await db.query(`update demarches set titre = $3, empechements = $4::jsonb where instance = $1 and numero = $2`, [
    instance,
    numero,
    titre,
    JSON.stringify(empechements),
  ]);
}

/** A reading is over: all of its pages came. `entier`: from the first dossier on. */
export async function recordReading(
  db: Queryable,
  { instance, numero }: Demarche,
  { debut, le, entier }: { readonly debut: Date; readonly le: Date; readonly entier: boolean },
): Promise<void> {
  await db.query(
    `update demarches set releve_jusqua = $3, releve_le = $4, entier_le = case when $5 then $4 else entier_le end,
       panne = null, panne_depuis = null
     where instance = $1 and numero = $2`,
    [instance, numero, debut, le, entier],
  );
}

/** It cannot be read: since when is kept. */
export async function recordOutage(
  db: Queryable,
  { instance, numero }: Demarche,
  panne: string,
  le: Date,
): Promise<void> {
  await db.query(
    `update demarches set panne = $3, panne_depuis = coalesce(panne_depuis, $4) where instance = $1 and numero = $2`,
    [instance, numero, panne, le],
  );
}

/** Nothing more is written there, until someone lifts it. The first reason and its instant stand. */
export async function suspendWriting(
  db: Queryable,
  { instance, numero }: Demarche,
  motif: string,
  le: Date,
): Promise<void> {
  await db.query(
    `update demarches set ecriture_suspendue = $3, ecriture_suspendue_le = $4
     where instance = $1 and numero = $2 and ecriture_suspendue is null`,
    [instance, numero, motif, le],
  );
}
