/** The criteria of the list of cases, as the address has them: those that the API publishes, under the same names. */
import type { Contract } from '../../shell/contract.ts';
import type { Me } from '../../shell/page.ts';
import { CLOSURES, PHASES, PROJECTS, REGIMES, deadlineName } from '../../words/noms.ts';

export interface Criterion {
  readonly name: string;
  readonly label: string;
  readonly kind: 'text' | 'date' | 'choice';
  /** Value and words. */
  readonly choices?: readonly (readonly [string, string])[];
  /** Shown at once; the others are under « Plus de filtres ». */
  readonly first?: boolean;
}

const choices = (names: Readonly<Record<string, string>>) => Object.entries(names);
const YES_NO = [
  ['oui', 'oui'],
  ['non', 'non'],
] as const;

/** Deadlines that people look for; the address takes any. */
const DEADLINES = [
  'decision-lettre-intention',
  'signature-contrat-amorcage',
  'paiement-amorcage-1',
  'depot-projet-sante',
  'decision-projet-sante',
  'reponse-precisions',
  'paiement-amorcage-2',
  'terme-contrat-amorcage',
  'missions-socles',
  'reconduction',
  'reponse-saisine',
  'remboursement',
];

/** `choices`: a list of the contract, by its name there. */
type Described = Omit<Criterion, 'choices'> & {
  readonly choices?: NonNullable<Criterion['choices']> | 'departements' | 'specialites';
  readonly roles?: readonly Me['role'][];
};

const ALL: readonly Described[] = [
  { name: 'recherche', label: 'Nom, lieu ou identifiant', kind: 'text', first: true },
  { name: 'phase', label: 'Phase', kind: 'choice', choices: choices(PHASES), first: true },
  {
    name: 'echeance',
    label: 'Prochaine échéance',
    kind: 'choice',
    choices: DEADLINES.map((cle) => [cle, deadlineName(cle)] as const),
    first: true,
  },
  { name: 'enRetard', label: 'En retard', kind: 'choice', choices: YES_NO, first: true },
  { name: 'echeanceApres', label: 'Échéance à partir du', kind: 'date' },
  { name: 'echeanceAvant', label: 'Échéance jusqu’au', kind: 'date' },
  { name: 'departement', label: 'Département couvert', kind: 'choice', choices: 'departements' },
  { name: 'specialite', label: 'Spécialité', kind: 'choice', choices: 'specialites' },
  { name: 'projetSante', label: 'Projet de santé', kind: 'choice', choices: choices(PROJECTS) },
  { name: 'regime', label: 'Régime', kind: 'choice', choices: choices(REGIMES) },
  { name: 'conteste', label: 'Territoire contesté', kind: 'choice', choices: YES_NO },
  { name: 'motifCloture', label: 'Motif de clôture', kind: 'choice', choices: choices(CLOSURES) },
  { name: 'archive', label: 'Archivé', kind: 'choice', choices: YES_NO },
  {
    name: 'incident',
    label: 'Incident ouvert',
    kind: 'choice',
    choices: YES_NO,
    roles: ['ars', 'caisse', 'national', 'exploitant'],
  },
];

/** The criteria of this visitor; regions, for those who see several. */
export function criteriaFor(me: Me, contract: Contract): readonly Criterion[] {
  const regions: readonly Criterion[] =
    me.role === 'national' || me.role === 'exploitant'
      ? [
          {
            name: 'region',
            label: 'Région',
            kind: 'choice',
            choices: contract.regions.map((slug) => [slug, contract.region(slug)] as const),
          },
        ]
      : [];
  const open = ALL.filter(({ roles }) => roles === undefined || roles.includes(me.role));
  return [
    ...open.map(({ choices, ...criterion }) =>
      choices === undefined
        ? criterion
        : { ...criterion, choices: typeof choices === 'string' ? contract[choices] : choices },
    ),
    ...regions,
  ];
}

/** What the address asks for: the criteria that have a value. Others of the address are not the list's. */
export function askedCriteria(
  query: URLSearchParams,
  criteria: readonly Criterion[],
): Readonly<Record<string, string>> {
  const asked = criteria.flatMap(({ name }) => {
    const value = (query.get(name) ?? '').trim();
    return value === '' ? [] : [[name, value] as const];
  });
  return Object.fromEntries(asked);
}

/** A criterion in words, for the list of those that apply: « Phase : Création ». */
export function inWords({ label, choices: known }: Criterion, value: string): string {
  const word = value.split(',').map((one) => known?.find(([name]) => name === one)?.[1] ?? one);
  return `${label} : ${word.join(', ')}`;
}
