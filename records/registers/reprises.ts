/** Cases that an agency takes up together (DEC-67): proposed by the ARS, agreed by each caisse for its own, then opened one by one. */
import type pg from 'pg';
import { inTransaction, lockNamed, type Queryable } from '../server/pool.ts';

export type TakeoverState = 'proposee' | 'acceptee' | 'refusee' | 'ouverte' | 'en-erreur' | 'retiree';

/** `F`: its facts; `S`: where it stood when it was proposed. */
export interface ProposedCase<F = unknown, S = unknown> {
  readonly reference: string;
  readonly caisse: string;
  readonly ess: string;
  readonly mandataire: string | null;
  readonly faits: F;
  readonly situation: S;
}

export interface TakenCase<S = unknown> {
  readonly place: number;
  readonly reference: string;
  readonly caisse: string;
  readonly ess: string;
  readonly etat: TakeoverState;
  readonly motif: string | null;
  readonly situation: S;
  readonly repondueLe: Date | null;
  readonly ouverteLe: Date | null;
}

export interface Takeover {
  readonly id: string;
  readonly region: string;
  readonly nom: string;
  readonly proposeeLe: Date;
  readonly retireeLe: Date | null;
  /** Of those that the reader sees. */
  readonly nombre: number;
  readonly ouvertes: number;
}

/** What is to be opened, and in whose names. `I`: identities. */
export interface CaseToOpen<F = unknown, I = unknown> {
  readonly place: number;
  readonly reference: string;
  readonly ess: string;
  readonly mandataire: string | null;
  readonly faits: F;
  readonly proposeePar: I;
  readonly reponduePar: I;
  /** Day of the first attempt. */
  readonly ouvertureLe: string;
}

/** Cases of a region that are proposed or open already, by these references. */
async function known(db: Queryable, region: string, references: readonly string[]): Promise<readonly string[]> {
  const { rows } = await db.query<{ reference: string }>(
    `select reference from reprises_dossiers
     where region = $1 and reference = any ($2) and etat in ('proposee', 'acceptee', 'ouverte') order by reference`,
    [region, references],
  );
  return rows.map(({ reference }) => reference);
}

/** Writes them all, or none: `deja`, those that another takeover holds. */
export const proposeTakeover = (
  db: Queryable,
  {
    id,
    region,
    nom,
    sha256,
    proposeePar,
  }: { id: string; region: string; nom: string; sha256: string; proposeePar: object },
  cas: readonly ProposedCase[],
): Promise<{ readonly deja: readonly string[] }> =>
  inTransaction(db, async (client) => {
    await lockNamed(client, `reprises/${region}`);
    const deja = await known(
      client,
      region,
      cas.map(({ reference }) => reference),
    );
    if (deja.length > 0) return { deja };
    await client.query('insert into reprises (id, region, nom, sha256, proposee_par) values ($1, $2, $3, $4, $5)', [
      id,
      region,
      nom,
      sha256,
      JSON.stringify(proposeePar),
    ]);
    for (const [place, { reference, caisse, ess, mandataire, faits, situation }] of cas.entries())
      await client.query(
        `insert into reprises_dossiers (reprise, place, region, reference, caisse, ess, mandataire, faits, situation)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
        [id, place + 1, region, reference, caisse, ess, mandataire, JSON.stringify(faits), JSON.stringify(situation)],
      );
    return { deja: [] };
  });

/** What one may see: an ARS, its regions; a caisse, its own cases. */
export interface TakeoverScope {
  readonly regions?: readonly string[];
  readonly caisses?: readonly string[];
}
const VISIBLE = `($1::text[] is null or d.region = any ($1)) and ($2::text[] is null or d.caisse = any ($2))`;
const valuesOf = ({ regions, caisses }: TakeoverScope) => [regions ?? null, caisses ?? null];

/** Newest first. */
export async function listTakeovers(db: Queryable, portee: TakeoverScope, id?: string): Promise<readonly Takeover[]> {
  const { rows } = await db.query<Takeover>(
    `select r.id, r.region, r.nom, r.proposee_le as "proposeeLe", r.retiree_le as "retireeLe",
       count(*)::int as nombre, (count(*) filter (where d.etat = 'ouverte'))::int as ouvertes
     from reprises r join reprises_dossiers d on d.reprise = r.id
     where ${VISIBLE} and ($3::uuid is null or r.id = $3) group by r.id order by r.proposee_le desc, r.id limit 200`,
    [...valuesOf(portee), id ?? null],
  );
  return rows;
}

export async function takenCases<S>(
  db: Queryable,
  id: string,
  portee: TakeoverScope,
): Promise<readonly TakenCase<S>[]> {
  const { rows } = await db.query<TakenCase<string>>(
    `select d.place, d.reference, d.caisse, d.ess, d.etat, d.motif, d.situation, d.repondue_le as "repondueLe",
       d.ouverte_le as "ouverteLe"
     from reprises_dossiers d where ${VISIBLE} and d.reprise = $3 order by d.place`,
    [...valuesOf(portee), id],
  );
  return rows.map((row) => ({ ...row, situation: JSON.parse(row.situation) as S }));
}

/** The organisation that proposed it. */
export async function proposerOf(db: Queryable, id: string): Promise<{ readonly organisation: string } | undefined> {
  const { rows } = await db.query<{ proposee_par: { organisation: string } }>(
    'select proposee_par from reprises where id = $1',
    [id],
  );
  return rows[0]?.proposee_par;
}

/** A caisse's word on its own cases that wait: all of them, or those of these references. Resolves to how many. */
export async function answerTakeover(
  db: Queryable,
  id: string,
  caisses: readonly string[],
  dit: {
    readonly accepte: boolean;
    readonly motif: string | null;
    readonly references: readonly string[] | null;
    readonly par: object;
  },
): Promise<number> {
  const { rowCount } = await db.query(
    `update reprises_dossiers set etat = $3, motif = $4, repondue_par = $5, repondue_le = now()
     where reprise = $1 and caisse = any ($2) and etat in ('proposee', 'refusee', 'acceptee') and ouverture_le is null
       and ($6::text[] is null or reference = any ($6))`,
    [id, caisses, dit.accepte ? 'acceptee' : 'refusee', dit.motif, JSON.stringify(dit.par), dit.references],
  );
  return rowCount ?? 0;
}

/** The next cases to open, each with the day of its first attempt, `le` when it has none yet. */
export const casesToOpen = <F, I>(
  db: Queryable,
  id: string,
  le: string,
  limite: number,
): Promise<readonly CaseToOpen<F, I>[]> =>
  inTransaction(db, async (client: pg.PoolClient) => {
    const { rows } = await client.query<CaseToOpen<string, I>>(
      `with prochains as (
         select place from reprises_dossiers where reprise = $1 and etat = 'acceptee' order by place limit $3),
       dates as (
         update reprises_dossiers d set ouverture_le = coalesce(ouverture_le, $2::date) from prochains p
         where d.reprise = $1 and d.place = p.place
         returning d.place, d.reference, d.ess, d.mandataire, d.faits, d.repondue_par, d.ouverture_le)
       select d.place, d.reference, d.ess, d.mandataire, d.faits, r.proposee_par as "proposeePar",
         d.repondue_par as "reponduePar", d.ouverture_le as "ouvertureLe"
       from dates d join reprises r on r.id = $1 order by d.place`,
      [id, le, limite],
    );
    return rows.map((row) => ({ ...row, faits: JSON.parse(row.faits) as F }));
  });

/** What became of an opening; `motif`: why it could not be. */
export async function settleOpening(db: Queryable, id: string, place: number, motif: string | null): Promise<void> {
  await db.query(
    `update reprises_dossiers set etat = case when $3::text is null then 'ouverte' else 'en-erreur' end, motif = $3,
       ouverte_le = case when $3::text is null then now() end where reprise = $1 and place = $2`,
    [id, place, motif],
  );
}

/** Nothing of it is opened any more; what is open stays. Resolves to how many were withdrawn. */
export const withdrawTakeover = (db: Queryable, id: string): Promise<number> =>
  inTransaction(db, async (client) => {
    const { rowCount } = await client.query(
      `update reprises_dossiers set etat = 'retiree' where reprise = $1 and etat in ('proposee', 'refusee', 'acceptee', 'en-erreur')
         and ouverture_le is null`,
      [id],
    );
    await client.query('update reprises set retiree_le = coalesce(retiree_le, now()) where id = $1', [id]);
    return rowCount ?? 0;
  });
