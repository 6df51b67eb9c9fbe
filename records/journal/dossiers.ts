/** The read model: the last known state of each ESS, for lists and screens. */
import type { Situation } from '../../domain/suivi/situation.ts';
import type { Centimes, DateCivile, MotifCloture, Phase, Regime, Role } from '../../domain/valeurs.ts';
import type { Queryable } from '../server/pool.ts';
import { saveAttentes, type Ecrit } from './attentes.ts';

/** What can be searched, drawn from the state by whoever saves it. */
export interface DossierSummary extends Partial<Omit<Situation, 'projetSante'>> {
  readonly projetSante?: Situation['projetSante'] | null;
  /** The last event of these that somebody made; when it is absent, the one before stays. */
  readonly dernierActe?: DernierActe | null;
  readonly regime: Regime;
  readonly phase: Phase;
  readonly motifCloture?: MotifCloture | null;
  readonly intitule?: string | null;
  readonly siege: string;
  /** Of the ARS that decides (DEC-49). */
  readonly region: string;
  /** Of the ARS that read, that one included. */
  readonly regions: readonly string[];
  /** Code of the caisse of the seat (DEC-66). */
  readonly caisse: string;
  /** Codes of the caisses that read, that one included (DEC-47). */
  readonly caisses: readonly string[];
  readonly departements: readonly string[];
  readonly specialites: readonly string[];
  readonly prochaineEcheance?: { readonly cle: string; readonly expire: DateCivile } | null;
  readonly montantVerseCentimes: Centimes;
}

export interface DernierActe {
  readonly evenement: string;
  readonly acteur: Role;
  readonly le: DateCivile;
}

/** What is read back of the list beside the state: what it awaits stands in a table of its own (`attentes.ts`). */
type Resume = Required<Omit<DossierSummary, 'attentes' | 'fuseau'>> & {
  /** Roles of which something is awaited, and the first last day of it. */
  readonly attendu: readonly Role[];
  readonly attenduJour: DateCivile | null;
};

/** `S`: the type of the state, `Etat` for those who know the domain. */
export interface Dossier<S = unknown> {
  readonly ess: string;
  readonly rang: number;
  readonly resume: Resume;
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
  dossier: { ess: string; rang: number; etat: unknown; resume: DossierSummary; vue?: unknown; ecrit?: Ecrit },
): Promise<string | null> {
  const { ess, rang, etat, resume, vue, ecrit: moment = {} } = dossier;
  const { attentes = [], dernierActe } = resume;
  const jours = attentes.flatMap(({ dernierJour }) => dernierJour ?? []).toSorted();
  const ecrit = await db.query<{ intitule: string | null }>(
    `insert into dossiers as d (ess, rang, regime, phase, motif_cloture, intitule, siege, region, departements,
       specialites, prochaine_echeance, prochaine_echeance_cle, montant_verse_centimes, etat, vue,
       projet_sante, conteste, retards, regions, caisse, caisses, attendu, attendu_jour, avis, rivaux, dates_signalees,
       dernier_acte, dernier_acteur, dernier_acte_le)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23,
       $24, $25, $26, $27, $28, $29)
     on conflict (ess) do update set rang = excluded.rang, regime = excluded.regime, phase = excluded.phase,
       motif_cloture = excluded.motif_cloture, intitule = coalesce(excluded.intitule, d.intitule),
       siege = excluded.siege, region = excluded.region, departements = excluded.departements,
       specialites = excluded.specialites, prochaine_echeance = excluded.prochaine_echeance,
       prochaine_echeance_cle = excluded.prochaine_echeance_cle,
       montant_verse_centimes = excluded.montant_verse_centimes, etat = excluded.etat,
       vue = coalesce(excluded.vue, d.vue), maj_le = now(), projet_sante = excluded.projet_sante,
       conteste = excluded.conteste, retards = excluded.retards, regions = excluded.regions,
       caisse = excluded.caisse, caisses = excluded.caisses, attendu = excluded.attendu,
       attendu_jour = excluded.attendu_jour, avis = excluded.avis, rivaux = excluded.rivaux,
       dates_signalees = excluded.dates_signalees, dernier_acte = coalesce(excluded.dernier_acte, d.dernier_acte),
       dernier_acteur = coalesce(excluded.dernier_acteur, d.dernier_acteur),
       dernier_acte_le = coalesce(excluded.dernier_acte_le, d.dernier_acte_le)
     where excluded.rang >= d.rang
     returning d.intitule`,
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
      resume.projetSante ?? null,
      resume.conteste ?? false,
      resume.retards ?? [],
      resume.regions,
      resume.caisse,
      resume.caisses,
      [...new Set(attentes.map(({ de }) => de))],
      jours[0] ?? null,
      resume.avis ?? 'aucun',
      resume.rivaux ?? 0,
      resume.datesSignalees ?? 0,
      dernierActe?.evenement ?? null,
      dernierActe?.acteur ?? null,
      dernierActe?.le ?? null,
    ],
  );
  if (ecrit.rows.length > 0) await saveAttentes(db, ess, attentes, resume.fuseau ?? 'Europe/Paris', moment);
  const { rows } =
    ecrit.rows.length > 0
      ? ecrit
      : await db.query<{ intitule: string | null }>('select intitule from dossiers where ess = $1', [ess]);
  return rows[0]?.intitule ?? null;
}

/** What the reader may see; each limit that is given applies. */
export interface Scope {
  readonly regions?: readonly string[];
  /** Codes of the reader's caisses (DEC-66). */
  readonly caisses?: readonly string[];
  /** Names under which the reader holds a mandate. */
  readonly titulaires?: readonly string[];
}

/** Condition on `dossiers`, of three parameters from the `n`th on: `scopeValues`. */
export const withinScope = (n: number): string =>
  `($${n}::text[] is null or regions && $${n}) and ($${n + 1}::text[] is null or caisses && $${n + 1})
   and ($${n + 2}::text[] is null or exists (
     select 1 from mandats m where m.ess = dossiers.ess and m.titulaire = any($${n + 2}) and m.retire_le is null))`;
export const scopeValues = ({ regions, caisses, titulaires }: Scope) => [
  regions ?? null,
  caisses ?? null,
  titulaires ?? null,
];

/**
 * Named one by one: a statement that the server keeps prepared (`name`) is refused once `*` means something else, and a
 * release may add a column under a program that runs.
 */
const DOSSIER_COLUMNS = `ess, rang, regime, phase, motif_cloture, intitule, siege, region, regions, caisse, caisses, departements,
  specialites, prochaine_echeance, prochaine_echeance_cle, montant_verse_centimes, etat, vue, maj_le, projet_sante, conteste,
  retards, attendu, attendu_jour, avis, rivaux, dates_signalees, dernier_acte, dernier_acteur, dernier_acte_le`;

/** One ESS, or `undefined`; outside the reader's scope as for one that does not exist, in the same time. */
export async function readDossier<S = unknown>(
  db: Queryable,
  ess: string,
  portee: Scope = {},
): Promise<Dossier<S> | undefined> {
  const { rows } = await db.query<DossierRow>({
    name: 'lire-dossier',
    text: `select ${DOSSIER_COLUMNS} from dossiers where ess = $1 and ${withinScope(2)}`,
    values: [ess, ...scopeValues(portee)],
  });
  return rows[0] === undefined ? undefined : dossierOf<S>(rows[0]);
}

/** Whether `readDossier` would find it. */
export async function isDossier(db: Queryable, ess: string, portee: Scope): Promise<boolean> {
  const { rowCount } = await db.query({
    name: 'connaitre-dossier',
    text: `select from dossiers where ess = $1 and ${withinScope(2)}`,
    values: [ess, ...scopeValues(portee)],
  });
  return rowCount === 1;
}

/** Who is told of a case: the ARS that read it, its caisse and those that read it. `undefined`: no such case. */
export async function readPlaces(
  db: Queryable,
  ess: string,
): Promise<Pick<DossierSummary, 'regions' | 'caisse' | 'caisses'> | undefined> {
  const { rows } = await db.query<Pick<DossierSummary, 'regions' | 'caisse' | 'caisses'>>({
    name: 'lieux-du-dossier',
    text: 'select regions, caisse, caisses from dossiers where ess = $1',
    values: [ess],
  });
  return rows[0];
}

/** A row of the table, as `dossierOf` reads it. */
export interface DossierRow {
  ess: string;
  rang: number;
  regime: Regime;
  phase: Phase;
  motif_cloture: MotifCloture | null;
  intitule: string | null;
  siege: string;
  region: string;
  regions: string[];
  caisse: string;
  caisses: string[];
  departements: string[];
  specialites: string[];
  prochaine_echeance: DateCivile | null;
  prochaine_echeance_cle: string | null;
  montant_verse_centimes: Centimes;
  etat: unknown;
  vue: unknown;
  maj_le: Date;
  projet_sante: Situation['projetSante'] | null;
  conteste: boolean;
  retards: string[];
  attendu: Role[];
  attendu_jour: DateCivile | null;
  avis: Situation['avis'];
  rivaux: number;
  dates_signalees: number;
  dernier_acte: string | null;
  dernier_acteur: Role | null;
  dernier_acte_le: DateCivile | null;
}

export const dossierOf = <S>(row: DossierRow): Dossier<S> => ({
  ess: row.ess,
  rang: row.rang,
  resume: {
    regime: row.regime,
    phase: row.phase,
    motifCloture: row.motif_cloture,
    intitule: row.intitule,
    siege: row.siege,
    region: row.region,
    regions: row.regions,
    caisse: row.caisse,
    caisses: row.caisses,
    departements: row.departements,
    specialites: row.specialites,
    prochaineEcheance:
      row.prochaine_echeance === null || row.prochaine_echeance_cle === null
        ? null
        : { cle: row.prochaine_echeance_cle, expire: row.prochaine_echeance },
    montantVerseCentimes: row.montant_verse_centimes,
    projetSante: row.projet_sante,
    conteste: row.conteste,
    retards: row.retards,
    attendu: row.attendu,
    attenduJour: row.attendu_jour,
    avis: row.avis,
    rivaux: row.rivaux,
    datesSignalees: row.dates_signalees,
    dernierActe:
      row.dernier_acte === null || row.dernier_acteur === null || row.dernier_acte_le === null
        ? null
        : { evenement: row.dernier_acte, acteur: row.dernier_acteur, le: row.dernier_acte_le },
  },
  etat: row.etat as S,
  vue: row.vue,
  majLe: row.maj_le,
});

/** Of these cases, those that the engine must still carry: a closed one is, until it is archived (DEC-35). */
export async function openAmong(db: Queryable, esses: readonly string[]): Promise<string[]> {
  const { rows } = await db.query<{ ess: string }>(
    "select ess from dossiers where ess = any($1) and etat ->> 'archiveLe' is null",
    [esses],
  );
  return rows.map(({ ess }) => ess);
}
