/** The read model: the last known state of each ESS, for lists and screens. */
import type { Centimes, DateCivile, MotifCloture, Phase, Regime } from '../domain/valeurs.ts';
import type { Queryable } from './pool.ts';

/** What can be searched, drawn from the state by whoever saves it. */
export interface ResumeDossier {
  readonly regime: Regime;
  readonly phase: Phase;
  readonly motifCloture?: MotifCloture | null;
  readonly intitule?: string | null;
  readonly siege: string;
  readonly region: string;
  readonly departements: readonly string[];
  readonly specialites: readonly string[];
  readonly prochaineEcheance?: { readonly cle: string; readonly expire: DateCivile } | null;
  readonly montantVerseCentimes: Centimes;
}

/** `S`: the type of the state, `Etat` for those who know the domain. */
export interface Dossier<S = unknown> {
  readonly ess: string;
  readonly rang: number;
  readonly resume: Required<ResumeDossier>;
  readonly etat: S;
  readonly vue: unknown;
  readonly majLe: Date;
}

/**
 * Saves the state after the event `rang`. A later state already saved stays: retries may arrive late. Resolves to the
 * title that the case now has.
 */
export async function saveDossier(
  db: Queryable,
  dossier: { ess: string; rang: number; etat: unknown; resume: ResumeDossier; vue?: unknown },
): Promise<string | null> {
  const { ess, rang, etat, resume, vue } = dossier;
  await db.query(
    `insert into dossiers as d (ess, rang, regime, phase, motif_cloture, intitule, siege, region, departements,
       specialites, prochaine_echeance, prochaine_echeance_cle, montant_verse_centimes, etat, vue)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)
     on conflict (ess) do update set rang = excluded.rang, regime = excluded.regime, phase = excluded.phase,
       motif_cloture = excluded.motif_cloture, intitule = coalesce(excluded.intitule, d.intitule),
       siege = excluded.siege, region = excluded.region, departements = excluded.departements,
       specialites = excluded.specialites, prochaine_echeance = excluded.prochaine_echeance,
       prochaine_echeance_cle = excluded.prochaine_echeance_cle,
       montant_verse_centimes = excluded.montant_verse_centimes, etat = excluded.etat,
       vue = coalesce(excluded.vue, d.vue), maj_le = now()
     where excluded.rang >= d.rang`,
    [
      ess,
      rang,
      resume.regime,
      resume.phase,
      resume.motifCloture ?? null,
      resume.intitule ?? null,
      resume.siege,
      resume.region,
      resume.departements,
      resume.specialites,
      resume.prochaineEcheance?.expire ?? null,
      resume.prochaineEcheance?.cle ?? null,
      resume.montantVerseCentimes,
      JSON.stringify(etat),
      vue === undefined ? null : JSON.stringify(vue),
    ],
  );
  const { rows } = await db.query<{ intitule: string | null }>('select intitule from dossiers where ess = $1', [ess]);
  return rows[0]?.intitule ?? null;
}

/** What the reader may see; each limit that is given applies. */
export interface Portee {
  readonly regions?: readonly string[];
  /** Departments of the seat: those of the caisse (GEN-06). */
  readonly sieges?: readonly string[];
  /** Names under which the reader holds a mandate. */
  readonly titulaires?: readonly string[];
}

/** Three parameters from the `n`th on: `valeursDe`. */
const dansLaPortee = (n: number): string =>
  `($${n}::text[] is null or region = any($${n})) and ($${n + 1}::text[] is null or siege = any($${n + 1}))
   and ($${n + 2}::text[] is null or exists (
     select 1 from mandats m where m.ess = dossiers.ess and m.titulaire = any($${n + 2}) and m.retire_le is null))`;
const valeursDe = ({ regions, sieges, titulaires }: Portee) => [regions ?? null, sieges ?? null, titulaires ?? null];

/** One ESS, or `undefined`; outside the reader's scope as for one that does not exist, in the same time. */
export async function readDossier<S = unknown>(
  db: Queryable,
  ess: string,
  portee: Portee = {},
): Promise<Dossier<S> | undefined> {
  const { rows } = await db.query<DossierRow>(`select * from dossiers where ess = $1 and ${dansLaPortee(2)}`, [
    ess,
    ...valeursDe(portee),
  ]);
  return rows[0] === undefined ? undefined : dossierOf<S>(rows[0]);
}

export interface FiltreDossiers extends Portee {
  readonly phase?: Phase;
  readonly region?: string;
  readonly departement?: string;
  readonly specialite?: string;
  /** Department of the seat: that of the caisse (GEN-06). */
  readonly siege?: string;
  /** Next deadline on or before this day. */
  readonly echeanceAvant?: DateCivile;
  /** Cursor: the `suivant` of the page before. */
  readonly apres?: string;
  readonly limite: number;
}

/** A page of the list, ordered by ESS id. `suivant` is absent on the last page. */
export async function listDossiers<S = unknown>(
  db: Queryable,
  filtre: FiltreDossiers,
): Promise<{ dossiers: Dossier<S>[]; suivant?: string }> {
  const { rows } = await db.query<DossierRow>(
    `select * from dossiers
     where ($1::text is null or phase = $1) and ($2::text is null or region = $2)
       and ($3::text is null or departements @> array[$3]) and ($4::text is null or specialites @> array[$4])
       and ($5::date is null or prochaine_echeance <= $5) and ($6::text is null or ess > $6)
       and ($7::text is null or siege = $7) and ${dansLaPortee(8)}
     order by ess limit $11`,
    [
      filtre.phase ?? null,
      filtre.region ?? null,
      filtre.departement ?? null,
      filtre.specialite ?? null,
      filtre.echeanceAvant ?? null,
      filtre.apres ?? null,
      filtre.siege ?? null,
      ...valeursDe(filtre),
      filtre.limite + 1,
    ],
  );
  const page = rows.slice(0, filtre.limite).map((row) => dossierOf<S>(row));
  const last = page.at(-1);
  return rows.length > page.length && last !== undefined ? { dossiers: page, suivant: last.ess } : { dossiers: page };
}

interface DossierRow {
  ess: string;
  rang: number;
  regime: Regime;
  phase: Phase;
  motif_cloture: MotifCloture | null;
  intitule: string | null;
  siege: string;
  region: string;
  departements: string[];
  specialites: string[];
  prochaine_echeance: DateCivile | null;
  prochaine_echeance_cle: string | null;
  montant_verse_centimes: Centimes;
  etat: unknown;
  vue: unknown;
  maj_le: Date;
}

const dossierOf = <S>(row: DossierRow): Dossier<S> => ({
  ess: row.ess,
  rang: row.rang,
  resume: {
    regime: row.regime,
    phase: row.phase,
    motifCloture: row.motif_cloture,
    intitule: row.intitule,
    siege: row.siege,
    region: row.region,
    departements: row.departements,
    specialites: row.specialites,
    prochaineEcheance:
      row.prochaine_echeance === null || row.prochaine_echeance_cle === null
        ? null
        : { cle: row.prochaine_echeance_cle, expire: row.prochaine_echeance },
    montantVerseCentimes: row.montant_verse_centimes,
  },
  etat: row.etat as S,
  vue: row.vue,
  majLe: row.maj_le,
});
