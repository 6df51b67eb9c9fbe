/** Signed adhesion forms (ADH-01): personal data, kept here and nowhere else. */
import type { DateCivile } from '../../domain/valeurs.ts';
import { scopeValues, withinScope, type Scope } from '../journal/dossiers.ts';
import { inTransaction, type Queryable } from '../server/pool.ts';

export interface Adhesion {
  /** RPPS number, eleven digits. */
  readonly rpps: string;
  readonly nom: string;
  readonly prenom: string;
  readonly specialite: string;
  readonly liberal: boolean;
  readonly signeeLe: DateCivile;
  /** Day the doctor left; not counted on that day. */
  readonly sortieLe: DateCivile | null;
}

/** Records or corrects adhesions; one is known by ESS, RPPS and date of signature. All of them or none. */
export async function upsertAdhesions(db: Queryable, ess: string, adhesions: readonly Adhesion[]): Promise<void> {
  await inTransaction(db, async (client) => {
    for (const a of adhesions) {
      await client.query(
        `insert into adhesions (ess, rpps, nom, prenom, specialite, liberal, signee_le, sortie_le)
         values ($1, $2, $3, $4, $5, $6, $7, $8)
         on conflict (ess, rpps, signee_le) do update set nom = excluded.nom, prenom = excluded.prenom,
           specialite = excluded.specialite, liberal = excluded.liberal, sortie_le = excluded.sortie_le, maj_le = now()`,
        [ess, a.rpps, a.nom, a.prenom, a.specialite, a.liberal, a.signeeLe, a.sortieLe],
      );
    }
  });
}

/** Adhesions of an ESS, past ones included, by RPPS then date of signature. */
export async function listAdhesions(db: Queryable, ess: string): Promise<Adhesion[]> {
  const { rows } = await db.query<Adhesion>(
    `select rpps, nom, prenom, specialite, liberal, signee_le as "signeeLe", sortie_le as "sortieLe"
     from adhesions where ess = $1 order by rpps, signee_le`,
    [ess],
  );
  return rows;
}

/** A doctor in force in two ESS of the same specialty at the same time. No name: the RPPS number tells who can act. */
export interface Doublon {
  readonly rpps: string;
  readonly specialite: string;
  readonly ess: string;
  readonly autre: string;
}

/**
 * Adhesions that overlap those of another ESS of the same specialty, of one ESS or of all, where the reader may see both:
 * a number of one's own would else ask where its bearer adheres in the whole country. The texts forbid none of it: it is
 * to be looked at, since each is counted for a dotation (DEC-11).
 */
export async function duplicateAdherents(
  db: Queryable,
  ess?: string,
  portee: Scope = {},
  limite = 500,
): Promise<Doublon[]> {
  const { rows } = await db.query<Doublon>(
    `select distinct a.rpps, a.specialite, a.ess, b.ess as autre
     from adhesions a join adhesions b on b.rpps = a.rpps and b.specialite = a.specialite and b.ess <> a.ess
       and daterange(a.signee_le, a.sortie_le) && daterange(b.signee_le, b.sortie_le)
     where ($1::text is null or a.ess = $1)
       and ($3 or (a.ess in (select ess from dossiers where ${withinScope(4)})
         and b.ess in (select ess from dossiers where ${withinScope(4)})))
     order by a.rpps, a.ess, autre limit $2`,
    [ess ?? null, limite, Object.keys(portee).length === 0, ...scopeValues(portee)],
  );
  return rows;
}

/**
 * DEC-11 — distinct RPPS of liberal doctors of these specialties whose form is in force on `date`: signed on or before
 * it, not left on or before it. `null` when the ESS has no adhesion at all: the last nominative list then counts.
 */
export async function countAdherents(
  db: Queryable,
  ess: string,
  date: DateCivile,
  specialites: readonly string[],
): Promise<number | null> {
  const { rows } = await db.query<{ lignes: number; nombre: number }>(
    `select count(*) as lignes,
       count(distinct rpps) filter (where liberal and specialite = any ($3) and signee_le <= $2
         and (sortie_le is null or sortie_le > $2)) as nombre
     from adhesions where ess = $1`,
    [ess, date, specialites],
  );
  const row = rows[0];
  return row === undefined || row.lignes === 0 ? null : row.nombre;
}
