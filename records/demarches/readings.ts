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
  readonly panne: string | null;
  readonly panneDepuis: Date | null;
  readonly ecritureSuspendue: string | null;
  readonly ecarts: readonly Difference[];
}

/** Where the service and the case do not say the same. */
export interface Difference {
  readonly numero: number;
  readonly ess: string | null;
  readonly phrase: string;
}

const COLUMNS = `releve_jusqua as "releveJusqua", releve_le as "releveLe", entier_le as "entierLe", panne,
  panne_depuis as "panneDepuis", ecriture_suspendue as "ecritureSuspendue", ecarts`;

/** The démarche as it is known, known from now on. */
export async function openDemarche(db: Queryable, { instance, numero }: Demarche): Promise<Reading> {
  await db.query('insert into demarches (instance, numero) values ($1, $2) on conflict do nothing', [instance, numero]);
  const { rows } = await db.query<Reading>(`select ${COLUMNS} from demarches where instance = $1 and numero = $2`, [
    instance,
    numero,
  ]);
  const [found] = rows;
  if (found === undefined) throw new Error('the démarche was not written');
  return found;
}

/** A reading is over: all of its pages came. `entier`: from the first dossier on. */
export async function recordReading(
  db: Queryable,
  { instance, numero }: Demarche,
  {
    debut,
    le,
    entier,
    ecarts,
  }: { readonly debut: Date; readonly le: Date; readonly entier: boolean; readonly ecarts?: readonly Difference[] },
): Promise<void> {
  await db.query(
    `update demarches set releve_jusqua = $3, releve_le = $4, entier_le = case when $5 then $4 else entier_le end,
       panne = null, panne_depuis = null, ecarts = coalesce($6::jsonb, ecarts)
     where instance = $1 and numero = $2`,
    [instance, numero, debut, le, entier, ecarts === undefined ? null : JSON.stringify(ecarts)],
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

/** Nothing more is written there, until someone lifts it. */
export async function suspendWriting(db: Queryable, { instance, numero }: Demarche, motif: string): Promise<void> {
  await db.query(
    `update demarches set ecriture_suspendue = coalesce(ecriture_suspendue, $3) where instance = $1 and numero = $2`,
    [instance, numero, motif],
  );
}

export interface Overview extends Reading, Demarche {
  readonly dossiers: number;
  readonly aRattacher: readonly { readonly numero: number; readonly deposeLe: Date; readonly motif: string | null }[];
  readonly echecs: readonly {
    readonly numero: number;
    readonly cause: string;
    readonly essais: number;
    readonly prochainLe: Date;
  }[];
  /** What someone must look at, the oldest first. */
  readonly ouverts: readonly {
    readonly numero: number;
    readonly genre: string;
    readonly statut: string;
    readonly detail: string | null;
    readonly le: Date;
  }[];
}

/** Every démarche that is followed, and what waits for someone. */
export async function overviewOfDemarches(db: Queryable): Promise<readonly Overview[]> {
  const { rows } = await db.query<Demarche & Reading & { dossiers: number }>(
    `select instance, numero, ${COLUMNS},
       (select count(*)::int from dossiers_demarches d where d.instance = m.instance and d.demarche = m.numero) as dossiers
     from demarches m order by instance, numero`,
  );
  const of = async <Row extends object>(sql: string, { instance, numero }: Demarche): Promise<readonly Row[]> =>
    (await db.query<Row>(sql, [instance, numero])).rows;
  const all: Overview[] = [];
  for (const row of rows)
    all.push({
      ...row,
      aRattacher: await of(
        `select numero, depose_le as "deposeLe", motif from dossiers_demarches
         where instance = $1 and demarche = $2 and suite = 'a-rattacher' order by depose_le`,
        row,
      ),
      echecs: await of(
        `select e.numero, cause, essais, prochain_le as "prochainLe" from echecs_demarches e
         join dossiers_demarches d using (instance, numero) where instance = $1 and demarche = $2 order by depuis`,
        row,
      ),
      ouverts: await of(
        `select a.numero, genre, statut, detail, le from actes_demarches a join dossiers_demarches d using (instance, numero)
         where instance = $1 and demarche = $2 and statut <> 'fait' and leve_le is null order by le, cle`,
        row,
      ),
    });
  return all;
}
