/** SUI-03 — the figures of a line of the national picture: on which ESS each rests, and what it says of a group of them. */
import type { ChiffresEss, DecisionRendue } from './chiffres-annuels.ts';
import { PHASES } from '../valeurs.ts';
import type { Indicateurs } from '../suivi/vocabulaire.ts';

export type Groupe = readonly ChiffresEss[];

/** Small counts are judged on the ESS that bring something to the figure, and on the people among it. */
interface Chiffre<Valeur> {
  readonly apporte: (ess: ChiffresEss) => boolean;
  /** Counts of people that it gives or that its parts give by subtraction. */
  readonly effectifs?: (ess: ChiffresEss) => readonly number[];
  readonly valeur: (groupe: Groupe) => Valeur;
}

const somme = (valeurs: readonly number[]): number => valeurs.reduce((total, valeur) => total + valeur, 0);
/** Without a list in between: a picture of thousands asks this a million times. */
const sommeSur = (groupe: Groupe, nombre: (ess: ChiffresEss) => number): number =>
  groupe.reduce((total, ess) => total + nombre(ess), 0);
const combienDe = (groupe: Groupe, retenue: (ess: ChiffresEss) => boolean): number =>
  groupe.reduce((total, ess) => (retenue(ess) ? total + 1 : total), 0);
/** As `flatMap`, several times as fast on lists of one or none. */
function recueillir<T>(groupe: Groupe, de: (ess: ChiffresEss) => readonly T[]): readonly T[] {
  const recueillis: T[] = [];
  for (const ess of groupe) for (const un of de(ess)) recueillis.push(un);
  return recueillis;
}
const dixieme = (valeur: number): number => Math.round(valeur * 10) / 10;
const moyenne = (valeurs: readonly number[]): number | null =>
  valeurs.length === 0 ? null : dixieme(somme(valeurs) / valeurs.length);

function mediane(valeurs: readonly number[]): number | null {
  const triees = valeurs.toSorted((a, b) => a - b);
  const milieu = triees.length / 2;
  return moyenne(triees.slice(Math.ceil(milieu) - 1, Math.floor(milieu) + 1));
}

const combien = (retenue: (ess: ChiffresEss) => boolean): Chiffre<number> => ({
  apporte: retenue,
  valeur: (groupe) => combienDe(groupe, retenue),
});
const total = (montant: (ess: ChiffresEss) => number): Chiffre<number> => ({
  apporte: (ess) => montant(ess) > 0,
  valeur: (groupe) => sommeSur(groupe, montant),
});
const personnes = (nombre: (ess: ChiffresEss) => number): Chiffre<number> => ({
  ...total(nombre),
  effectifs: (ess) => [nombre(ess)],
});

/** Share in per cent, one decimal; null without validation. */
interface Decisions {
  readonly validations: number;
  readonly validationsTacites: number;
  readonly refus: number;
  readonly partTacite: number | null;
}
function decisions(rendues: readonly DecisionRendue[]): Decisions {
  const validations = rendues.filter(({ favorable }) => favorable);
  const tacites = validations.filter(({ tacite }) => tacite).length;
  return {
    validations: validations.length,
    validationsTacites: tacites,
    refus: rendues.length - validations.length,
    partTacite: validations.length === 0 ? null : dixieme((100 * tacites) / validations.length),
  };
}

type Objet = 'lettreIntention' | 'projetSante';
const surDemande = (objet: Objet): Chiffre<Decisions> => ({
  apporte: (ess) => ess[objet].length > 0,
  valeur: (groupe) => decisions(recueillir(groupe, (ess) => ess[objet])),
});
const delaisDe = (ess: ChiffresEss, objet: Objet): readonly number[] =>
  ess[objet].map(({ delaiJours }) => delaiJours).filter((jours) => jours !== null);
/** In days; null: nothing was decided, or from no known start. */
const delai = (objet: Objet): Chiffre<{ readonly moyenJours: number | null; readonly medianJours: number | null }> => ({
  apporte: (ess) => ess[objet].some(({ delaiJours }) => delaiJours !== null),
  valeur: (groupe) => {
    const delais = recueillir(groupe, (ess) => delaisDe(ess, objet));
    return { moyenJours: moyenne(delais), medianJours: mediane(delais) };
  },
});

type Nombre = Exclude<keyof Indicateurs, 'delaiRendezVousJours' | 'delaiTeleexpertiseJours'>;
const indicateur = (ess: ChiffresEss, nom: Nombre): number => ess.indicateurs?.[nom] ?? 0;
/** IND-02: mean over the reports that give it, in days; null when none does. */
const delaiDeclare = (nom: 'delaiRendezVousJours' | 'delaiTeleexpertiseJours'): Chiffre<number | null> => ({
  apporte: ({ indicateurs }) => (indicateurs?.[nom] ?? null) !== null,
  valeur: (groupe) =>
    moyenne(groupe.map(({ indicateurs }) => indicateurs?.[nom] ?? null).filter((jours) => jours !== null)),
});
const cible = (nom: 'cible30' | 'cible50'): Chiffre<{ readonly concernees: number; readonly atteintes: number }> => ({
  apporte: (ess) => ess[nom] !== null,
  valeur: (groupe) => ({
    concernees: combienDe(groupe, (ess) => ess[nom] !== null),
    atteintes: combienDe(groupe, (ess) => ess[nom] === true),
  }),
});

const OUVERTES = PHASES.filter((phase) => phase !== 'close');
const phases: Chiffre<Readonly<Record<(typeof OUVERTES)[number], number>>> = {
  apporte: ({ phase }) => phase !== 'close',
  valeur: (groupe) =>
    Object.fromEntries(
      OUVERTES.map((voulue) => [voulue, combienDe(groupe, ({ phase }) => phase === voulue)]),
    ) as Record<(typeof OUVERTES)[number], number>,
};

const adressant = (ess: ChiffresEss): number => indicateur(ess, 'soignantsAdressant');
const traitants = (ess: ChiffresEss): number => indicateur(ess, 'medecinsTraitantsAdressant');
const soignants: Chiffre<{ readonly adressant: number; readonly medecinsTraitants: number }> = {
  apporte: (ess) => adressant(ess) > 0,
  effectifs: (ess) => [adressant(ess), traitants(ess), Math.max(0, adressant(ess) - traitants(ess))],
  valeur: (groupe) => ({
    adressant: sommeSur(groupe, adressant),
    medecinsTraitants: sommeSur(groupe, traitants),
  }),
};

export const CHIFFRES = {
  phases,
  entrees: combien(({ entree }) => entree),
  clotures: combien(({ cloture }) => cloture),
  operationnelles: combien(({ operationnelle }) => operationnelle),
  socleComplet: combien(({ socleComplet }) => socleComplet),
  lettreIntention: surDemande('lettreIntention'),
  delaiLettreIntention: delai('lettreIntention'),
  projetSante: surDemande('projetSante'),
  delaiProjetSante: delai('projetSante'),
  adherents: personnes(({ adherents }) => adherents),
  verseCentimes: total(({ verseCentimes }) => verseCentimes),
  rembourseCentimes: total(({ rembourseCentimes }) => rembourseCentimes),
  rapports: combien(({ rapport }) => rapport),
  soignants,
  patientsPrisEnCharge: personnes((ess) => indicateur(ess, 'patientsPrisEnCharge')),
  demandesTeleexpertise: personnes((ess) => indicateur(ess, 'demandesTeleexpertise')),
  medecinsConsultationsAvancees: personnes((ess) => indicateur(ess, 'medecinsConsultationsAvancees')),
  consultationsAvancees: personnes((ess) => indicateur(ess, 'consultationsAvancees')),
  delaiRendezVousJours: delaiDeclare('delaiRendezVousJours'),
  delaiTeleexpertiseJours: delaiDeclare('delaiTeleexpertiseJours'),
  cible30: cible('cible30'),
  cible50: cible('cible50'),
} as const satisfies Record<string, Chiffre<unknown>>;

export type NomChiffre = keyof typeof CHIFFRES;
export type Valeurs = { readonly [Nom in NomChiffre]: ReturnType<(typeof CHIFFRES)[Nom]['valeur']> };
export const NOMS_CHIFFRES = Object.keys(CHIFFRES) as NomChiffre[];
