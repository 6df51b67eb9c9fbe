/** Every démarche that is followed, for whoever watches over it: how far, what fails, what waits for someone. */
import type { Queryable } from '../server/pool.ts';
import type { DnState } from './dossiers.ts';
import { ofRegions, type GroupScope } from './gestures.ts';
import { READING_COLUMNS, type Demarche, type Reading } from './readings.ts';

export interface Waiting {
  readonly numero: number;
  readonly nature: 'lettre-intention' | 'projet-sante' | null;
  readonly deposeLe: Date;
  readonly motif: string | null;
  /** Department of its seat, whose caisse is to be named (DEC-66). */
  readonly siege: string | null;
  /** Somebody said what was asked; the next turn takes it up. */
  readonly repondu: boolean;
}

export interface Failing {
  readonly numero: number;
  readonly ess: string | null;
  readonly cause: string;
  readonly essais: number;
  readonly depuis: Date;
  readonly prochainLe: Date;
}

export interface ToLookAt {
  readonly id: string;
  readonly numero: number;
  readonly ess: string | null;
  readonly nature: 'lettre-intention' | 'projet-sante' | null;
  readonly genre: string;
  readonly statut: 'alerte' | 'incident';
  readonly detail: string | null;
  readonly le: Date;
}

export interface Overview extends Reading, Demarche {
  readonly titre: string | null;
  readonly adresse: string | null;
  readonly ecriture: boolean;
  /** Civil date. */
  readonly jetonExpireLe: string | null;
  readonly empechements: readonly string[];
  readonly nombres: {
    readonly dossiers: number;
    readonly aImporter: number;
    readonly importes: number;
    readonly aRattacher: number;
    readonly echecs: number;
    readonly aVoir: number;
  };
  readonly aRattacher: readonly Waiting[];
  readonly echecs: readonly Failing[];
  /** What someone must look at, the oldest first. */
  readonly ouverts: readonly ToLookAt[];
}

/** The most of each list: whoever has more to look at has the counts. */
const MOST = 500;

/** Those of the regions of `scope`, with their dossiers alone. */
export async function overviewOfDemarches(db: Queryable, scope: GroupScope = {}): Promise<readonly Overview[]> {
  const regions = scope.regions ?? null;
  const { rows } = await db.query<Omit<Overview, 'nombres' | 'aRattacher' | 'echecs' | 'ouverts'>>(
    `select instance, numero, titre, adresse, ecriture, to_char(jeton_expire_le, 'YYYY-MM-DD') as "jetonExpireLe",
       empechements, ${READING_COLUMNS}
     from demarches m where $1::text[] is null or exists (
       select 1 from groupes_demarches g where g.instance = m.instance and g.demarche = m.numero and g.region = any($1))
     order by instance, numero`,
    [regions],
  );
  const all: Overview[] = [];
  for (const row of rows) {
    const of = async <Row extends object>(sql: string): Promise<readonly Row[]> =>
      (await db.query<Row>(sql, [row.instance, row.numero, regions])).rows;
    const its = `d.instance = $1 and d.demarche = $2 and ${ofRegions(3)}`;
    const [nombres] = await of<Overview['nombres']>(
      `select count(*)::int as dossiers, count(*) filter (where suite = 'a-importer')::int as "aImporter",
         count(*) filter (where suite = 'importe')::int as importes,
         count(*) filter (where suite = 'a-rattacher' and etat not in ('retire', 'expire', 'supprime'))::int as "aRattacher",
         count(e.numero)::int as echecs,
         (select count(*)::int from actes_demarches a join dossiers_demarches d using (instance, numero)
          where ${its} and statut <> 'fait' and leve_le is null) as "aVoir"
       from dossiers_demarches d left join echecs_demarches e on e.instance = d.instance and e.numero = d.numero where ${its}`,
    );
    const seen =
      regions === null
        ? undefined
        : new Set(
            (
              await of<{ numero: number }>(`select d.numero from dossiers_demarches d
       where ${its} and d.ess is not null`)
            ).map(({ numero }) => numero),
          );
    all.push({
      ...row,
      ecarts: row.ecarts.filter(({ numero }) => seen?.has(numero) ?? true),
      nombres: nombres ?? { dossiers: 0, aImporter: 0, importes: 0, aRattacher: 0, echecs: 0, aVoir: 0 },
      aRattacher: await of(
        `select d.numero, d.nature, d.depose_le as "deposeLe", d.motif,
           (d.rattache_a is not null or d.caisse_dite is not null) and d.traite_jusqua is null as repondu, d.siege_dit as siege
         from dossiers_demarches d
         where ${its} and d.suite = 'a-rattacher' and d.etat not in ('retire', 'expire', 'supprime')
         order by d.depose_le, d.numero limit ${MOST}`,
      ),
      echecs: await of(
        `select d.numero, d.ess, e.cause, e.essais, e.depuis, e.prochain_le as "prochainLe"
         from echecs_demarches e join dossiers_demarches d using (instance, numero) where ${its} order by e.depuis limit ${MOST}`,
      ),
      ouverts: await of(
        `select a.id, d.numero, d.ess, d.nature, a.genre, a.statut, a.detail, a.le
         from actes_demarches a join dossiers_demarches d using (instance, numero)
         where ${its} and a.statut <> 'fait' and a.leve_le is null order by a.le, a.cle limit ${MOST}`,
      ),
    });
  }
  return all;
}

export interface Origin {
  readonly instance: string;
  readonly demarche: number;
  readonly numero: number;
  readonly nature: 'lettre-intention' | 'projet-sante';
  readonly etat: DnState;
  readonly deposeLe: Date;
  /** Of the service's pages; null until the connector has said it. */
  readonly adresse: string | null;
}

/** The dossiers of Démarche Numérique that a case came from, the first deposit first. */
export async function originsOfCase(db: Queryable, ess: string): Promise<readonly Origin[]> {
  const { rows } = await db.query<Origin>(
    `select d.instance, d.demarche, d.numero, d.nature, d.etat, d.depose_le as "deposeLe", m.adresse
     from dossiers_demarches d join demarches m on m.instance = d.instance and m.numero = d.demarche
     where d.ess = $1 order by d.depose_le, d.numero`,
    [ess],
  );
  return rows;
}

/** What somebody has to say of a dossier that waits, where they see it; undefined: it does not wait. */
export async function readWaiting(
  db: Queryable,
  instance: string,
  numero: number,
  { regions }: GroupScope,
): Promise<{ readonly motif: string | null; readonly siege: string | null } | undefined> {
  const { rows } = await db.query<{ motif: string | null; siege: string | null }>(
    `select d.motif, d.siege_dit as siege from dossiers_demarches d
     where d.instance = $1 and d.numero = $2 and d.suite = 'a-rattacher' and ${ofRegions(3)}`,
    [instance, numero, regions ?? null],
  );
  return rows[0];
}
