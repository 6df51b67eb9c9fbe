/** The national picture (SUI-03) as a spreadsheet reads it: one line per place; one per specialty and department. */
import type { Couverture, LigneEtatDesLieux } from '../../domain/etat-des-lieux/etat-des-lieux.ts';
import { SEUILS } from '../../domain/etat-des-lieux/petits-effectifs.ts';
import { regionDe } from '../../domain/creation/regions.ts';
import { writeCsv } from './csv.ts';
import { euros } from './fields.ts';
import { departmentLabel, regionLabel, specialtyLabel } from './labels.ts';

type Cell = string | number | null;
type Column = (line: LigneEtatDesLieux) => Cell;

const decimal = (value: number | null | undefined): Cell =>
  value === null || value === undefined ? null : String(value).replace('.', ',');
const amount = (cents: number | null): Cell => (cents === null ? null : euros(cents));

const decisions = (
  object: string,
  decided: 'lettreIntention' | 'projetSante',
  time: 'delaiLettreIntention' | 'delaiProjetSante',
): Readonly<Record<string, Column>> => ({
  [`${object} : validations`]: (line) => line[decided]?.validations ?? null,
  [`${object} : validations tacites`]: (line) => line[decided]?.validationsTacites ?? null,
  [`${object} : refus`]: (line) => line[decided]?.refus ?? null,
  [`${object} : part tacite (%)`]: (line) => decimal(line[decided]?.partTacite),
  [`${object} : délai moyen (jours)`]: (line) => decimal(line[time]?.moyenJours),
  [`${object} : délai médian (jours)`]: (line) => decimal(line[time]?.medianJours),
});

const LEVELS: Readonly<Record<LigneEtatDesLieux['niveau'], string>> = {
  national: 'France entière',
  region: 'Région',
  departement: 'Département',
  specialite: 'Spécialité',
};

/** What stands behind the name of a figure that is masked: the titles of its columns. */
const MASKED: Readonly<Record<LigneEtatDesLieux['masque'][number], string>> = {
  phases: 'phases',
  entrees: 'entrées',
  clotures: 'clôtures',
  operationnelles: 'ESS opérationnelles',
  socleComplet: 'mission socle complète',
  lettreIntention: 'décisions sur la lettre d’intention',
  delaiLettreIntention: 'délais de la lettre d’intention',
  projetSante: 'décisions sur le projet de santé',
  delaiProjetSante: 'délais du projet de santé',
  adherents: 'adhérents',
  verseCentimes: 'versé',
  rembourseCentimes: 'remboursé',
  rapports: 'rapports d’activité',
  soignants: 'soignants qui adressent',
  patientsPrisEnCharge: 'patients pris en charge',
  demandesTeleexpertise: 'demandes de téléexpertise',
  medecinsConsultationsAvancees: 'médecins en consultations avancées',
  consultationsAvancees: 'consultations avancées',
  delaiRendezVousJours: 'délai de rendez-vous',
  delaiTeleexpertiseJours: 'délai de téléexpertise',
  cible30: 'cible de 30 %',
  cible50: 'cible de 50 %',
};

/** An empty cell is no figure that lacks: it is said which ones are masked, and why. */
const maskedSentence = (names: LigneEtatDesLieux['masque']): string | null =>
  names.length === 0
    ? null
    : `Masqués, car ils reposeraient sur moins de ${SEUILS.equipes} équipes ou de ${SEUILS.personnes} personnes : ${names.map((name) => MASKED[name]).join(' ; ')}`;

const COLUMNS: Readonly<Record<string, Column>> = {
  Niveau: ({ niveau }) => LEVELS[niveau],
  Région: ({ region }) => (region === null ? null : regionLabel(region)),
  'Département du siège': ({ departement }) => (departement === null ? null : departmentLabel(departement)),
  Spécialité: ({ specialite }) => (specialite === null ? null : specialtyLabel(specialite)),
  'ESS ouvertes': ({ ess }) => ess,
  "Entrées dans l'année": ({ entrees }) => entrees,
  "Clôtures dans l'année": ({ clotures }) => clotures,
  "En lettre d'intention": ({ phases }) => phases?.['lettre-intention'] ?? null,
  'En création': ({ phases }) => phases?.creation ?? null,
  'En amorçage': ({ phases }) => phases?.amorcage ?? null,
  'En dotation': ({ phases }) => phases?.dotation ?? null,
  'En recouvrement': ({ phases }) => phases?.recouvrement ?? null,
  'ESS opérationnelles': ({ operationnelles }) => operationnelles,
  'Mission socle complète': ({ socleComplet }) => socleComplet,
  ...decisions("Lettre d'intention", 'lettreIntention', 'delaiLettreIntention'),
  ...decisions('Projet de santé', 'projetSante', 'delaiProjetSante'),
  Adhérents: ({ adherents }) => adherents,
  'Versé (€)': ({ verseCentimes }) => amount(verseCentimes),
  'Remboursé (€)': ({ rembourseCentimes }) => amount(rembourseCentimes),
  "Rapports d'activité": ({ rapports }) => rapports,
  'Soignants qui adressent': ({ soignants }) => soignants?.adressant ?? null,
  'Dont médecins traitants': ({ soignants }) => soignants?.medecinsTraitants ?? null,
  'Patients pris en charge': ({ patientsPrisEnCharge }) => patientsPrisEnCharge,
  'Demandes de téléexpertise': ({ demandesTeleexpertise }) => demandesTeleexpertise,
  'Médecins en consultations avancées': ({ medecinsConsultationsAvancees }) => medecinsConsultationsAvancees,
  'Consultations avancées': ({ consultationsAvancees }) => consultationsAvancees,
  'Délai de rendez-vous (jours)': ({ delaiRendezVousJours }) => decimal(delaiRendezVousJours),
  'Délai de téléexpertise (jours)': ({ delaiTeleexpertiseJours }) => decimal(delaiTeleexpertiseJours),
  'Cible de 30 % : ESS concernées': ({ cible30 }) => cible30?.concernees ?? null,
  'Cible de 30 % : atteinte': ({ cible30 }) => cible30?.atteintes ?? null,
  'Cible de 50 % : ESS concernées': ({ cible50 }) => cible50?.concernees ?? null,
  'Cible de 50 % : atteinte': ({ cible50 }) => cible50?.atteintes ?? null,
  'Chiffres masqués': ({ masque }) => maskedSentence(masque),
};

export const writeNationalPicture = (lines: readonly LigneEtatDesLieux[]): string =>
  writeCsv(
    Object.keys(COLUMNS),
    lines.map((line) => Object.fromEntries(Object.entries(COLUMNS).map(([header, of]) => [header, of(line)]))),
  );

export const writeCoverage = (coverage: readonly Couverture[]): string =>
  writeCsv(
    ['Spécialité', 'Région', 'Département', 'Couvert'],
    coverage.flatMap(({ specialite, couverts, nonCouverts }) =>
      [...couverts, ...nonCouverts].toSorted().map((departement) => ({
        Spécialité: specialtyLabel(specialite),
        Région: regionLabel(regionDe(departement)),
        Département: departmentLabel(departement),
        Couvert: couverts.includes(departement) ? 'oui' : 'non',
      })),
    ),
  );
