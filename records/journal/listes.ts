/** The list of cases: filtered, searched, sorted, by pages that stay in place while cases change. */
import {
  PHASES,
  type DateCivile,
  type MotifCloture,
  type Phase,
  type Regime,
  type Role,
} from '../../domain/valeurs.ts';
import { dossierOf, type Dossier, type DossierRow, type Scope } from './dossiers.ts';
import type { Queryable } from '../server/pool.ts';
import type { EtatAvis } from '../../domain/suivi/situation.ts';
import type { StatutProjetSante } from '../../domain/projet-sante/delais.ts';

/** Every criterion that is given applies; of a list of values, one is enough. */
export interface ListCriteria extends Scope {
  readonly region?: readonly string[];
  readonly departement?: readonly string[];
  readonly siege?: readonly string[];
  /** Code of the caisse of the seat (DEC-66). */
  readonly caisse?: readonly string[];
  readonly specialite?: readonly string[];
  readonly phase?: readonly Phase[];
  readonly motifCloture?: readonly MotifCloture[];
  readonly regime?: readonly Regime[];
  readonly projetSante?: readonly StatutProjetSante[];
  /** Key of the next deadline. */
  readonly echeance?: readonly string[];
  /** Next deadline on or before, on or after this day. */
  readonly echeanceAvant?: DateCivile;
  readonly echeanceApres?: DateCivile;
  readonly enRetard?: boolean;
  readonly conteste?: boolean;
  /** DEC-35: the file of a closed case is over. */
  readonly archive?: boolean;
  readonly incident?: boolean;
  /** Changed since that instant (ISO). */
  readonly modifieDepuis?: string;
  /** Roles of which something is awaited; first last day of it, on or before this one. */
  readonly attendu?: readonly Role[];
  readonly attenduAvant?: DateCivile;
  readonly avis?: readonly EtatAvis[];
  /** DEC-56: another case claims part of the territory. */
  readonly rivaux?: boolean;
  /** DEC-29: a date declared by the porteur waits for a word. */
  readonly datesSignalees?: boolean;
  /** Role of who acted last, and when. */
  readonly dernierActeur?: readonly Role[];
  readonly dernierActeAvant?: DateCivile;
  readonly dernierActeApres?: DateCivile;
  /** Words of the title, of the specialty, of the territory. */
  readonly recherche?: string;
}

const INCIDENT = '(select ess from incidents where leve_le is null)';

/** Each criterion as a condition on its parameter. */
const CONDITIONS: Readonly<Record<keyof ListCriteria, (parametre: string) => string>> = {
  regions: (p) => `d.regions && ${p}`,
  caisses: (p) => `d.caisses && ${p}`,
  titulaires: (p) =>
    `exists (select 1 from mandats m where m.ess = d.ess and m.titulaire = any(${p}) and m.retire_le is null)`,
  region: (p) => `d.region = any(${p})`,
  departement: (p) => `d.departements && ${p}`,
  siege: (p) => `d.siege = any(${p})`,
  caisse: (p) => `d.caisse = any(${p})`,
  specialite: (p) => `d.specialites && ${p}`,
  phase: (p) => `d.phase = any(${p})`,
  motifCloture: (p) => `d.motif_cloture = any(${p})`,
  regime: (p) => `d.regime = any(${p})`,
  projetSante: (p) => `d.projet_sante = any(${p})`,
  echeance: (p) => `d.prochaine_echeance_cle = any(${p})`,
  echeanceAvant: (p) => `coalesce(d.prochaine_echeance, 'infinity'::date) <= ${p}`,
  echeanceApres: (p) => `coalesce(d.prochaine_echeance, 'infinity'::date) >= ${p} and d.prochaine_echeance is not null`,
  enRetard: (p) => `(d.retards <> '{}') = ${p}`,
  conteste: (p) => `d.conteste = ${p}`,
  archive: (p) => `(d.etat ->> 'archiveLe' is not null) = ${p}`,
  incident: (p) => `case when ${p} then d.ess in ${INCIDENT} else d.ess not in ${INCIDENT} end`,
  modifieDepuis: (p) => `d.maj_le >= ${p}`,
  attendu: (p) => `d.attendu && ${p}`,
  attenduAvant: (p) => `coalesce(d.attendu_jour, 'infinity'::date) <= ${p}`,
  avis: (p) => `d.avis = any(${p})`,
  rivaux: (p) => `(d.rivaux > 0) = ${p}`,
  datesSignalees: (p) => `(d.dates_signalees > 0) = ${p}`,
  dernierActeur: (p) => `d.dernier_acteur = any(${p})`,
  dernierActeAvant: (p) => `coalesce(d.dernier_acte_le, '-infinity'::date) <= ${p}`,
  dernierActeApres: (p) => `coalesce(d.dernier_acte_le, '-infinity'::date) >= ${p}`,
  recherche: (p) => `d.recherche @@ recherche_de(${p})`,
};

const ORDRE_PHASES = `array[${PHASES.map((phase) => `'${phase}'`).join(', ')}]`;

/** What a list may be sorted by: never null, so that a cursor can stand anywhere. Cases without a deadline come last. */
export const SORTS = {
  ess: { sql: 'd.ess', type: 'text' },
  echeance: { sql: "coalesce(d.prochaine_echeance, 'infinity'::date)", type: 'date' },
  modification: { sql: 'd.maj_le', type: 'timestamptz' },
  nom: { sql: 'd.nom_tri', type: 'text' },
  phase: { sql: `coalesce(array_position(${ORDRE_PHASES}, d.phase), 0)`, type: 'int' },
  montant: { sql: 'd.montant_verse_centimes', type: 'bigint' },
  attendu: { sql: "coalesce(d.attendu_jour, 'infinity'::date)", type: 'date' },
  rivaux: { sql: 'd.rivaux', type: 'int' },
  dernierActe: { sql: "coalesce(d.dernier_acte_le, '-infinity'::date)", type: 'date' },
  region: { sql: 'd.region', type: 'text' },
  departement: { sql: 'd.siege', type: 'text' },
  specialite: { sql: "coalesce(d.specialites[1], '')", type: 'text' },
} as const satisfies Record<string, { sql: string; type: 'text' | 'date' | 'timestamptz' | 'int' | 'bigint' }>;

export type SortName = keyof typeof SORTS;

export interface SortKey {
  readonly cle: SortName;
  readonly descendant: boolean;
}

/** Where a page ends: the sort keys of its last case, as PostgreSQL writes them, and its id. */
export interface Cursor {
  readonly valeurs: readonly string[];
  readonly ess: string;
}

export interface ListRequest extends ListCriteria {
  /** Default: by id. */
  readonly tri?: readonly SortKey[];
  /** The `suivant` of the page before, asked with the same sort. */
  readonly apres?: Cursor;
  readonly limite: number;
}

export interface ListedDossier<S = unknown> extends Dossier<S> {
  readonly incidents: number;
}

/** A page of the list. `suivant` is absent on the last one. A case that changes meanwhile moves no other. */
export async function listDossiers<S = unknown>(
  db: Queryable,
  { tri = [], apres, limite, ...criteres }: ListRequest,
): Promise<{ dossiers: ListedDossier<S>[]; suivant?: Cursor }> {
  const parametres: unknown[] = [];
  const parametre = (valeur: unknown, type = ''): string => `$${parametres.push(valeur)}${type}`;
  const conditions = [...conditionsDe(criteres, parametre)];
  // The id settles ties, in the direction of the first key: one index then gives both.
  const cles = [...tri, { cle: 'ess', descendant: tri[0]?.descendant ?? false } as const];
  if (apres !== undefined) conditions.push(...suite(cles, [...apres.valeurs, apres.ess], parametre));
  const { rows } = await db.query<DossierRow & { curseur: string[] }>(
    `select d.*, array[${tri.map(({ cle }) => `(${SORTS[cle].sql})::text`).join(', ')}]::text[] as curseur
     from dossiers d where ${['true', ...conditions].join(' and ')}
     order by ${cles.map(({ cle, descendant }) => `${SORTS[cle].sql}${descendant ? ' desc' : ''}`).join(', ')}
     limit ${parametre(limite + 1)}`,
    parametres,
  );
  const page = rows.slice(0, limite);
  const incidents = await openOf(
    db,
    page.map(({ ess }) => ess),
  );
  const dossiers = page.map((row) => ({ ...dossierOf<S>(row), incidents: incidents.get(row.ess) ?? 0 }));
  const last = page.at(-1);
  return rows.length > page.length && last !== undefined
    ? { dossiers, suivant: { valeurs: last.curseur, ess: last.ess } }
    : { dossiers };
}

/** Of the cases that these criteria give, how many have each deadline first. */
export async function countByDeadline(
  db: Queryable,
  criteres: ListCriteria,
): Promise<{ readonly cle: string; readonly nombre: number }[]> {
  const parametres: unknown[] = [];
  const conditions = conditionsDe(criteres, (valeur) => `$${parametres.push(valeur)}`);
  const { rows } = await db.query<{ cle: string; nombre: number }>(
    `select d.prochaine_echeance_cle as cle, count(*)::int as nombre from dossiers d
     where ${['d.prochaine_echeance_cle is not null', ...conditions].join(' and ')}
     group by 1 order by 2 desc, 1`,
    parametres,
  );
  return rows;
}

const conditionsDe = (criteres: ListCriteria, parametre: (valeur: unknown) => string): readonly string[] =>
  (Object.keys(CONDITIONS) as (keyof ListCriteria)[])
    .filter((nom) => criteres[nom] !== undefined)
    .map((nom) => CONDITIONS[nom](parametre(criteres[nom])));

/** How many incidents are open, for those of these cases that have some. */
async function openOf(db: Queryable, ess: readonly string[]): Promise<ReadonlyMap<string, number>> {
  const { rows } = await db.query<{ ess: string; nombre: number }>(
    'select ess, count(*)::int as nombre from incidents where leve_le is null and ess = any($1) group by ess',
    [ess],
  );
  return new Map(rows.map((row) => [row.ess, row.nombre]));
}

/** What comes after the cursor in the order of the keys; the first condition alone lets an index start there. */
function suite(
  cles: readonly SortKey[],
  valeurs: readonly string[],
  parametre: (valeur: unknown, type: string) => string,
): readonly string[] {
  const bornes = cles.map(({ cle, descendant }, index) => {
    const { sql, type } = SORTS[cle];
    return { sql, apres: descendant ? '<' : '>', borne: parametre(valeurs[index], `::${type}`) };
  });
  const alternatives = bornes.map(({ sql, apres, borne }, index) =>
    [...bornes.slice(0, index).map((egale) => `${egale.sql} = ${egale.borne}`), `${sql} ${apres} ${borne}`].join(
      ' and ',
    ),
  );
  const [premiere] = bornes;
  return [
    ...(premiere === undefined ? [] : [`${premiere.sql} ${premiere.apres}= ${premiere.borne}`]),
    `(${alternatives.join(' or ')})`,
  ];
}
