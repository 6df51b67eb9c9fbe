/** What a list says of each case, who may read it, and how a spreadsheet shows it. */
import {
  caisseLabel,
  closingLabel,
  deadlineLabel,
  departmentLabel,
  instantLabel,
  phaseLabel,
  projectLabel,
  regimeLabel,
  regionLabel,
  specialtyLabel,
} from './labels.ts';
import type { Etat } from '../../domain/etat.ts';
import { partie } from '../../documents/libelles.ts';
import type { EtatAvis } from '../../domain/suivi/situation.ts';
import type { Role } from '../../domain/valeurs.ts';
import type { ListCriteria, ListedDossier, SortName } from '../../records/journal/listes.ts';
import { FORM_RULES } from '../../runtime/http/form-rules.ts';
import { invalidFields, Problem } from '../../runtime/http/problems.ts';
import { OUTSIDE, RIGHTS } from '../../identity/rights.ts';

type Cell = string | number | null;

interface Field {
  readonly roles: readonly Role[];
  readonly of: (dossier: ListedDossier<Etat>) => unknown;
  /** Columns of the CSV: header, and cell when it is not the bare value. */
  readonly columns: Readonly<Record<string, (dossier: ListedDossier<Etat>) => Cell>>;
}

const yesNo = (value: boolean): string => (value ? 'oui' : 'non');
/** `4000000` → `40000,00`: no separator of thousands, so that nothing has to be guessed. */
export const euros = (cents: number): string => `${Math.trunc(cents / 100)},${String(cents % 100).padStart(2, '0')}`;

const AVIS: Readonly<Record<EtatAvis, string>> = {
  attendu: 'Attendu',
  favorable: 'Favorable',
  defavorable: 'Défavorable',
  aucun: 'Aucun',
};

/** DEC-11: the last count. */
const adherents = ({ etat }: ListedDossier<Etat>): number | null =>
  Object.values(etat.denombrements)
    .toSorted((a, b) => a.date.localeCompare(b.date))
    .at(-1)?.nombre ?? null;

const field = (
  header: string,
  of: (dossier: ListedDossier<Etat>) => Cell,
  roles: readonly Role[] = OUTSIDE,
): Field => ({
  roles,
  of,
  columns: { [header]: of },
});
/** A code in JSON, its French words in a spreadsheet. */
const labelled = <Code extends string | null>(
  header: string,
  of: (dossier: ListedDossier<Etat>) => Code,
  label: (code: NonNullable<Code>) => string | null,
): Field => ({
  roles: OUTSIDE,
  of,
  columns: {
    [header]: (dossier) => {
      const code = of(dossier);
      return code === null ? null : label(code);
    },
  },
});
const worded = (words: readonly string[], label: (word: string) => string): string => words.map(label).join(', ');

export const FIELDS = {
  ess: field('ESS', ({ ess }) => ess),
  rang: field('Rang du dernier événement', ({ rang }) => rang),
  intitule: field('Intitulé', ({ resume }) => resume.intitule),
  phase: labelled('Phase', ({ resume }) => resume.phase, phaseLabel),
  motifCloture: labelled('Motif de clôture', ({ resume }) => resume.motifCloture, closingLabel),
  regime: labelled('Régime', ({ resume }) => resume.regime, regimeLabel),
  projetSante: labelled('Projet de santé', ({ resume }) => resume.projetSante, projectLabel),
  region: labelled('Région', ({ resume }) => resume.region, regionLabel),
  siege: labelled('Département du siège', ({ resume }) => resume.siege, departmentLabel),
  caisse: labelled('Caisse', ({ resume }) => resume.caisse, caisseLabel),
  departements: {
    roles: OUTSIDE,
    of: ({ resume }) => resume.departements,
    columns: { 'Départements couverts': ({ resume }) => worded(resume.departements, departmentLabel) },
  },
  specialites: {
    roles: OUTSIDE,
    of: ({ resume }) => resume.specialites,
    columns: { Spécialités: ({ resume }) => worded(resume.specialites, specialtyLabel) },
  },
  entreeLe: field('Entrée dans la procédure', ({ etat }) => etat.entreeLe),
  prochaineEcheance: {
    roles: OUTSIDE,
    of: ({ resume }) => resume.prochaineEcheance,
    columns: {
      'Prochaine échéance': ({ resume }) =>
        resume.prochaineEcheance === null ? null : deadlineLabel(resume.prochaineEcheance.cle),
      'Dernier jour': ({ resume }) => resume.prochaineEcheance?.expire ?? null,
    },
  },
  retards: {
    roles: OUTSIDE,
    of: ({ resume }) => resume.retards,
    columns: { 'Échéances dépassées': ({ resume }) => worded(resume.retards, deadlineLabel) },
  },
  conteste: {
    roles: OUTSIDE,
    of: ({ resume }) => resume.conteste,
    columns: { 'Territoire contesté': ({ resume }) => yesNo(resume.conteste) },
  },
  attendu: {
    roles: OUTSIDE,
    of: ({ resume }) => ({ de: resume.attendu, dernierJour: resume.attenduJour }),
    columns: {
      'Attendu de': ({ resume }) => resume.attendu.map(partie).join(', '),
      'Au plus tard le': ({ resume }) => resume.attenduJour,
    },
  },
  avis: {
    roles: OUTSIDE,
    of: ({ resume }) => resume.avis,
    columns: { 'Avis de la caisse': ({ resume }) => AVIS[resume.avis] },
  },
  rivaux: field('Équipes sur le même territoire', ({ resume }) => resume.rivaux),
  datesSignalees: field('Dates à confirmer', ({ resume }) => resume.datesSignalees),
  dernierActe: {
    roles: OUTSIDE,
    of: ({ resume }) => resume.dernierActe,
    columns: {
      'Dernier acte': ({ resume }) => resume.dernierActe?.evenement ?? null,
      'Dernier acte de': ({ resume }) => (resume.dernierActe === null ? null : partie(resume.dernierActe.acteur)),
      'Dernier acte le': ({ resume }) => resume.dernierActe?.le ?? null,
    },
  },
  adherents: field('Adhérents au dernier dénombrement', adherents, RIGHTS['lire-paiements'].roles),
  montantVerseCentimes: {
    roles: RIGHTS['lire-paiements'].roles,
    of: ({ resume }) => resume.montantVerseCentimes,
    columns: { 'Montant versé (euros)': ({ resume }) => euros(resume.montantVerseCentimes) },
  },
  incidents: field('Incidents ouverts', ({ incidents }) => incidents, RIGHTS['lire-incidents'].roles),
  majLe: {
    roles: OUTSIDE,
    of: ({ majLe }) => majLe.toISOString(),
    columns: { 'Dernière modification (heure de Paris)': ({ majLe }) => instantLabel(majLe) },
  },
} as const satisfies Record<string, Field>;

export type FieldName = keyof typeof FIELDS;
const NAMES = Object.keys(FIELDS) as FieldName[];
const isField = (name: string): name is FieldName => Object.hasOwn(FIELDS, name);
const readable = (role: Role, name: FieldName): boolean => FIELDS[name].roles.includes(role);

const forbidden = (parameter: string, name: FieldName): Problem =>
  new Problem(
    'role-interdit',
    `« ${parameter} » : « ${name} » ne se lit qu’avec le rôle : ${FIELDS[name].roles.join(', ')}.`,
    { regle: 'ACTEUR' },
  );

/** The fields of an answer: those asked, or all that the role may read. Refuses what it may not. */
export function fieldsFor(role: Role, asked: string | undefined): readonly FieldName[] {
  if (asked === undefined) return NAMES.filter((name) => readable(role, name));
  const names = [...new Set(asked.split(','))];
  const known = names.filter(isField);
  if (known.length !== names.length)
    throw invalidFields([
      {
        champ: 'champs',
        regle: FORM_RULES.page,
        message: `Des noms de champs sont attendus, séparés par une virgule : ${NAMES.filter((name) => readable(role, name)).join(', ')}.`,
      },
    ]);
  for (const name of known) if (!readable(role, name)) throw forbidden('champs', name);
  return known;
}

/** What a criterion or a sort would reveal. */
const REVEALED_BY: Readonly<Partial<Record<keyof ListCriteria | SortName, FieldName>>> = {
  incident: 'incidents',
  montant: 'montantVerseCentimes',
};

/** Nobody learns by a filter or an order what they may not read. */
export function requireReadable(role: Role, parameters: readonly (readonly [parameter: string, name: string])[]): void {
  for (const [parameter, name] of parameters) {
    const revealed = REVEALED_BY[name as keyof typeof REVEALED_BY];
    if (revealed !== undefined && !readable(role, revealed)) throw forbidden(parameter, revealed);
  }
}

/** One case, as JSON. */
export const listItem = (
  names: readonly FieldName[],
  dossier: ListedDossier<Etat>,
): Readonly<Record<string, unknown>> => Object.fromEntries(names.map((name) => [name, FIELDS[name].of(dossier)]));

/** Headers of the CSV. */
export const headersOf = (names: readonly FieldName[]): readonly string[] =>
  names.flatMap((name) => Object.keys(FIELDS[name].columns));

/** One case, as a line of the CSV. */
export const csvLine = (names: readonly FieldName[], dossier: ListedDossier<Etat>): Readonly<Record<string, Cell>> =>
  Object.fromEntries(
    names.flatMap((name) => Object.entries(FIELDS[name].columns).map(([header, cell]) => [header, cell(dossier)])),
  );
