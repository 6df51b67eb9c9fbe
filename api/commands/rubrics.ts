/** What the CDC asks a letter or a project to contain, and what a deposit lacks: a warning, never a refusal. */
import type { Donnees } from '../../domain/commandes.ts';
import type { Avertissement } from '../../domain/valeurs.ts';

type Contents = Readonly<Record<string, unknown>>;

/** A warning that the answer carries. `champ`: the field that would lift it. */
export interface Warning extends Avertissement {
  readonly champ: string;
}

const given = (value: unknown): boolean =>
  Array.isArray(value) ? value.length > 0 : value !== undefined && value !== null && value !== '';

interface Rubric {
  readonly nom: string;
  readonly champs: readonly string[];
}

/** LI-03 — 002:279-284, 688. Territory and specialty are required fields of the deposit. */
export const LETTER_RUBRICS: readonly Rubric[] = [
  { nom: 'identité des promoteurs', champs: ['promoteurs'] },
  { nom: 'coopérations envisagées ou en place', champs: ['partenariats', 'cooperationsEnPlace'] },
  { nom: 'gouvernance envisagée', champs: ['gouvernance'] },
  { nom: 'actions envisagées', champs: ['axes'] },
  { nom: 'engagement à travailler sur les missions socles', champs: ['engagementMissions'] },
];

/** PS-03, ELI-10, LI-05 — 002:290-300, 228, 340. */
export const PROJECT_RUBRICS: readonly Rubric[] = [
  { nom: 'diagnostic territorial', champs: ['diagnostic'] },
  { nom: 'missions et actions', champs: ['missionsSocles'] },
  { nom: 'gouvernance', champs: ['gouvernance'] },
  { nom: 'indicateurs de suivi et d’évaluation', champs: ['indicateurs'] },
  { nom: 'indicateur qualitatif', champs: ['indicateursQualitatifs'] },
  { nom: 'modalités d’actualisation', champs: ['actualisation'] },
  { nom: 'plan de déploiement', champs: ['deploiement'] },
];

/** A closed list: a deposit names the rubrics that it lacks in these words. */
export const namesOf = (rubrics: readonly Rubric[]): readonly string[] => rubrics.map(({ nom }) => nom);

const absent = (rubrics: readonly Rubric[], contents: Contents): readonly Rubric[] =>
  rubrics.filter(({ champs }) => !champs.some((champ) => given(contents[champ])));

/** What every rubric of `rubrics` that is absent from `contents` says to the depositor. */
const warn = (rubrics: readonly Rubric[], regle: string, prefix = ''): readonly Warning[] =>
  rubrics.map(({ nom, champs }) => ({
    champ: `${prefix}${champs[0]}`,
    regle,
    phrase: `Le cahier des charges demande cette rubrique, absente du dépôt : ${nom}.`,
  }));

export interface Completed<D> {
  readonly donnees: D;
  readonly avertissements: readonly Warning[];
}

/**
 * LI-03, LI-04, LI-05 — works out what the form says without saying it: rubrics absent, number of engaged doctors,
 * indicators proposed. A bare deposit (no field of the form) is one whose form is elsewhere: nothing is concluded about
 * its content, the answer alone says what is missing.
 */
export function completeLetter(
  donnees: Donnees['deposer-lettre-intention'],
  fiche: Contents = {},
): Completed<Donnees['deposer-lettre-intention']> {
  const missing = absent(LETTER_RUBRICS, { ...fiche, engagementMissions: donnees.engagementMissions });
  const formGiven =
    LETTER_RUBRICS.some(({ champs }) => champs.some((champ) => given(fiche[champ]))) ||
    given(fiche['intitule']) ||
    given(fiche['raisons']) ||
    given(fiche['referent']);
  const doctors = Array.isArray(fiche['medecinsEngages']) ? fiche['medecinsEngages'].length : undefined;
  const indicators = Array.isArray(fiche['indicateursProposes']) ? fiche['indicateursProposes'].length : undefined;
  return {
    donnees: {
      ...donnees,
      ...(donnees.rubriquesAbsentes === undefined && formGiven && missing.length > 0
        ? { rubriquesAbsentes: missing.map(({ nom }) => nom) }
        : {}),
      ...(donnees.engages === undefined && doctors !== undefined ? { engages: doctors } : {}),
      ...(donnees.indicateursQualitatifs === undefined && indicators !== undefined
        ? { indicateursQualitatifs: indicators }
        : {}),
    },
    avertissements: [...warn(missing, 'LI-03'), ...coherence(donnees, fiche, doctors)],
  };
}

/** Rows of the form that answer one another (§14.1 rows 10–16, 19, 27). */
function coherence(
  donnees: Donnees['deposer-lettre-intention'],
  fiche: Contents,
  doctors: number | undefined,
): readonly Warning[] {
  const warnings: Warning[] = [];
  if (doctors === undefined)
    warnings.push({
      champ: 'medecinsEngages',
      regle: 'LI-04',
      phrase: 'La liste des médecins engagés manque : elle sera exigée avant le premier versement.',
    });
  else if (donnees.engages !== undefined && donnees.engages !== doctors)
    warnings.push({
      champ: 'engages',
      regle: 'LI-04',
      phrase: `Le nombre de médecins engagés (${donnees.engages}) ne correspond pas à la liste jointe (${doctors}).`,
    });
  if (fiche['demarcheExistante'] === true && !given(fiche['demarcheMissions']))
    warnings.push({
      champ: 'demarcheMissions',
      regle: 'LI-03',
      phrase: 'Le projet s’intègre dans une démarche existante : décrivez ses missions et ses initiatives.',
    });
  if (fiche['structureExistante'] === true && !given(fiche['structure']))
    warnings.push({
      champ: 'structure',
      regle: 'ELI-09',
      phrase: 'Une structure juridique existe déjà : indiquez son intitulé, son type et sa date de création.',
    });
  return warnings;
}

/** PS-03 — the same for the projet de santé, when its content is given. */
export function completeProject(
  donnees: Donnees['deposer-projet-sante'],
  fiche: Contents = {},
): Completed<Donnees['deposer-projet-sante']> {
  const project = fiche['projetSante'] as Contents | undefined;
  if (project === undefined) return { donnees, avertissements: [] };
  const missing = absent(PROJECT_RUBRICS, project);
  const indicators = project['indicateursQualitatifs'];
  return {
    donnees: {
      ...donnees,
      ...(donnees.rubriquesAbsentes === undefined && missing.length > 0
        ? { rubriquesAbsentes: missing.map(({ nom }) => nom) }
        : {}),
      ...(donnees.indicateursQualitatifs === undefined && Array.isArray(indicators)
        ? { indicateursQualitatifs: indicators.length }
        : {}),
    },
    avertissements: warn(missing, 'PS-03', 'projetSante.'),
  };
}
