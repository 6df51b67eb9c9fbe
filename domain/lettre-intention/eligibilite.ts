/** Criteria conditional to creation: ELI-01…12, GEN-02, GEN-04. What blocks, what needs the CPN, what only warns. */
import type { Donnees } from '../commandes.ts';
import { valeur, type SousDroit } from '../droit.ts';
import { exiger } from '../refus.ts';
import type { Avertissement, DateCivile } from '../valeurs.ts';
import type { Effectifs, Territoire } from '../charges.ts';
import { exigerSpecialites, specialiteDe } from './specialites.ts';

const MEDECINE_GENERALE = [
  ...['medecine-generale', 'medecine-generaliste', 'generaliste', 'medecin-generaliste'],
  // Its codes in TRE_R38.
  ...['sm26', 'sm53', 'sm54'],
];
/** GEN-02 — said as a specialty, it is none of the scheme. */
export const estMedecineGenerale = (texte: string): boolean => MEDECINE_GENERALE.includes(texte.toLowerCase());
/** GEN-04 — Wallis-et-Futuna, Polynésie française, Nouvelle-Calédonie. */
const HORS_CHAMP: Readonly<Record<string, string>> = {
  '986': 'Wallis-et-Futuna',
  '987': 'la Polynésie française',
  '988': 'la Nouvelle-Calédonie',
};
/** GEN-09 — the cahier des charges and its funding apply from that day. */
export const APPLICATION: DateCivile = '2025-01-01' as DateCivile;
const DEPARTEMENT = /^(0[1-9]|[1-8]\d|9[0-5]|2[AB]|97[1-8]|98[678])$/;

/** Smallest whole number of doctors that reaches `pourCent` of `total` (ELI-04: exact fraction, rounded up). */
export const seuil = (total: number, pourCent: number): number => Math.ceil((total * pourCent) / 100);

/** ELI-01, GEN-04 — a seat is in a department where the scheme applies. */
export function exigerSiegeAdmissible(siege: string): void {
  exiger(
    DEPARTEMENT.test(siege) && siege !== '20',
    'ELI-01',
    `« ${siege} » n'est pas un code de département.`,
    'donnees',
  );
  exiger(!(siege in HORS_CHAMP), 'GEN-04', `Le dispositif ne s'applique pas à ${HORS_CHAMP[siege] ?? ''}.`);
}

/** ELI-01, GEN-02, GEN-04 — refuses a territory or a specialty that cannot carry an ESS. */
export function exigerTerritoireAdmissible({ specialites, departements, siege }: Territoire): void {
  exiger(specialites.length > 0, 'LI-03', '« specialites » : indiquez la spécialité médicale couverte.', 'donnees');
  exiger(
    departements.length > 0,
    'ELI-01',
    '« departements » : le territoire couvre au moins un département.',
    'donnees',
  );
  for (const departement of [...departements, siege])
    exiger(
      DEPARTEMENT.test(departement) && departement !== '20',
      'ELI-01',
      `« ${departement} » n'est pas un code de département.`,
      'donnees',
    );
  exiger(
    !specialites.some(estMedecineGenerale),
    'GEN-02',
    "Une ESS réunit des spécialités hors médecine générale : cette lettre d'intention n'est pas recevable.",
  );
  exigerSpecialites(specialites);
  const exclu = [...departements, siege].find((departement) => departement in HORS_CHAMP);
  exiger(
    exclu === undefined,
    'GEN-04',
    `Le dispositif ne s'applique pas à ${exclu === undefined ? '' : HORS_CHAMP[exclu]} : cette lettre d'intention n'est pas recevable.`,
  );
}

/** DEC-62: two names of one specialty are one. */
const distinctes = (specialites: readonly string[]): number =>
  new Set(specialites.map((specialite) => specialiteDe(specialite) ?? specialite)).size;

/** DER-01, DER-02, ELI-03 — several specialties, or too few doctors present, need the CPN. `entreeLe`: DEC-65. */
export const derogationNecessaire = (
  sous: SousDroit,
  donnees: Territoire & Effectifs & { readonly derogationDemandee?: boolean },
  entreeLe: DateCivile,
): boolean =>
  donnees.derogationDemandee === true ||
  distinctes(donnees.specialites) > 1 ||
  (donnees.medecinsPresents !== undefined && donnees.medecinsPresents < valeur(sous, 'medecinsPresents', entreeLe));

/** ELI-04 — true unless both figures are known and the adherents are fewer than 10 % of the liberal specialists. */
export const atteintDixPourCent = (
  sous: SousDroit,
  adherents: number | null,
  liberaux: number | null,
  entreeLe: DateCivile,
): boolean =>
  adherents === null || liberaux === null || adherents >= seuil(liberaux, valeur(sous, 'adhesionInitiale', entreeLe));

/** What the ARS is told about a deposit, without blocking it. */
export function avertissementsEligibilite(
  sous: SousDroit,
  donnees: Donnees['deposer-lettre-intention'],
): readonly Avertissement[] {
  const { canal, liberaux, engages, medecinsPresents, rubriquesAbsentes = [], departements, siege } = donnees;
  const avertissements: Avertissement[] = [];
  const ajouter = (regle: string, phrase: string) => avertissements.push({ regle, phrase });
  if (donnees.le < APPLICATION)
    ajouter(
      'GEN-09',
      "La lettre d'intention est datée d'avant le 1er janvier 2025, date d'application du cahier des charges : vérifiez la date, ou déclarez une ESS existante.",
    );
  if (canal !== undefined && canal !== 'demarches-simplifiees')
    ajouter(
      'LI-02',
      "La lettre d'intention n'a pas été déposée sur Démarches Simplifiées : la première pièce du contrat d'amorçage n'est pas satisfaite.",
    );
  for (const rubrique of rubriquesAbsentes)
    ajouter('LI-03', `Contenu attendu par le cahier des charges et absent : ${rubrique}.`);
  const presents = valeur(sous, 'medecinsPresents', donnees.le);
  if (medecinsPresents !== undefined && medecinsPresents < presents)
    ajouter(
      'ELI-03',
      `Moins de ${presents === 10 ? 'dix' : presents} médecins de la spécialité sont présents sur le territoire : une dérogation de la commission paritaire nationale est nécessaire.`,
    );
  if (distinctes(donnees.specialites) > 1)
    ajouter('DER-01', 'Plusieurs spécialités : une dérogation de la commission paritaire nationale est nécessaire.');
  if (!atteintDixPourCent(sous, engages ?? null, liberaux ?? null, donnees.le))
    ajouter(
      'ELI-04',
      `Les médecins engagés (${engages}) sont moins de ${valeur(sous, 'adhesionInitiale', donnees.le)} % des ${liberaux} spécialistes libéraux du territoire : le seuil sera exigé à la signature de la dotation.`,
    );
  if (donnees.territoireContinu === false) ajouter('ELI-01', "Le territoire n'est pas d'un seul tenant.");
  if (donnees.engagementMissions === false)
    ajouter('LI-03', "L'engagement d'initier un travail sur les missions socles n'est pas exprimé.");
  if (!departements.includes(siege))
    ajouter(
      'GEN-06',
      "Le siège prévu est hors du territoire : la caisse de rattachement est celle du siège, l'agence régionale de santé celle du territoire.",
    );
  return avertissements;
}
