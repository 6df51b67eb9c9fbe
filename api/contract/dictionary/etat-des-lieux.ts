/** The national picture of a year. */
import type { Entries } from './entry.ts';

const under = (place: string, entries: Entries): Entries =>
  Object.fromEntries(Object.entries(entries).map(([name, entry]) => [`${place}.${name}`, entry]));

const DECISIONS: Entries = {
  validations: ['SUI-03', 'Validations de l’année.'],
  validationsTacites: ['SUI-03', 'Parmi elles, tacites.'],
  refus: ['SUI-03', 'Refus de l’année.'],
  partTacite: ['SUI-03', 'Part des validations tacites, en pour cent ; `null` sans validation.'],
};
const DELAI: Entries = {
  moyenJours: ['SUI-03', 'Délai moyen, en jours ; `null` sans décision.'],
  medianJours: ['SUI-03', 'Délai médian, en jours.'],
};
const CIBLE: Entries = {
  concernees: ['DEC-25', 'ESS sous dotation pour lesquelles le jour de la cible est venu.'],
  atteintes: ['DEC-25', 'Parmi elles, celles dont le dernier dénombrement l’atteint.'],
};

export const ETAT_DES_LIEUX: Entries = {
  annee: ['SUI-03', 'L’état des lieux est celui du 31 décembre de cette année ; absente : celui d’aujourd’hui.'],
  arreteLe: [
    'SUI-03',
    'Ce qui a été enregistré après ce jour ne compte pas : l’état des lieux peut être redemandé à l’identique. Absent : tout ce qui est enregistré compte.',
  ],
  chiffres: ['SUI-03', '`diffusables` (par défaut) : petits effectifs masqués. `exacts` : à ne pas diffuser.'],
  ...under('lire-etat-des-lieux', {
    du: ['SUI-03', 'Premier jour de l’année : les actes et les sommes sont ceux du `du` au `au`.'],
    au: ['SUI-03', 'Jour dont les phases, les adhérents et la couverture sont donnés.'],
    provisoire: ['SUI-03', '« true » : des actes peuvent encore être enregistrés, qui changeraient les chiffres.'],
    seuils: ['SUI-03', 'En dessous, un chiffre est masqué.'],
    lignes: ['SUI-03', 'Une ligne par lieu ou par spécialité ; une ESS compte au département de son siège.'],
    couverture: ['ELI-01', 'Par spécialité présente dans un dossier, les départements couverts et les autres.'],
  }),
  'MoisPublie.mois': ['SUI-03', 'Le mois (aaaa-mm).'],
  ...under('lire-mois', {
    seuils: ['SUI-03', 'En dessous, un chiffre est masqué.'],
    mois: ['SUI-03', 'Les douze mois de l’année.'],
  }),
  'MoisPublie.masque': ['SUI-03', 'Les chiffres de ce mois sont masqués.'],
  'MoisPublie.equipes': ['SUI-03', 'Nombre d’équipes payées ou qui ont remboursé.'],
  'MoisPublie.verseCentimes': ['SUI-03', 'Somme versée dans le mois, retours déduits, en centimes.'],
  'MoisPublie.rembourseCentimes': ['SUI-03', 'Somme remboursée dans le mois, en centimes.'],
  'seuils.equipes': ['SUI-03', 'Nombre d’équipes sur lesquelles un chiffre doit reposer.'],
  'seuils.personnes': ['SUI-03', 'Nombre de personnes qu’il doit compter, quand il en compte.'],
  'couverture.specialite': ['LI-03', 'Spécialité.'],
  couverts: ['DEC-15', 'Départements du territoire revendiqué par une équipe de cette spécialité.'],
  nonCouverts: ['DEC-15', 'Les autres départements, dans votre périmètre.'],
  ...under('LigneEtatDesLieux', {
    niveau: ['SUI-03', 'Ce que la ligne compte : la nation, une région, un département, une spécialité.'],
    region: ['GEN-06', 'Région du siège ; `null` quand la ligne n’est pas d’un lieu.'],
    departement: ['GEN-06', 'Département du siège ; `null` quand la ligne n’est pas d’un département.'],
    specialite: ['DER-01', 'Spécialité ; plusieurs, réunies par « + », quand l’équipe en couvre plusieurs.'],
    ess: ['SUI-03', 'ESS ouvertes (entrées dans la procédure et non closes) ; jamais masqué.'],
    masque: ['SUI-03', 'Noms des chiffres masqués. `null` sans y être nommé : il n’y a rien à dire.'],
    phases: ['SUI-03', 'Combien d’ESS ouvertes dans chaque phase.'],
    entrees: ['SUI-03', 'ESS entrées dans la procédure dans l’année.'],
    clotures: ['SUI-03', 'ESS closes dans l’année.'],
    operationnelles: ['REC-04', 'ESS ouvertes dont une activité de la mission socle au moins est constatée.'],
    socleComplet: ['REC-04', 'ESS ouvertes dont les deux le sont.'],
    lettreIntention: ['SUI-03', 'Décisions de l’année sur les lettres d’intention.'],
    delaiLettreIntention: ['LI-07', 'De la lettre complète à la décision.'],
    projetSante: ['SUI-03', 'Décisions de l’année sur les projets de santé.'],
    delaiProjetSante: ['PS-06', 'De la réception du projet à la décision.'],
    adherents: ['DEC-11', 'Adhérents au dernier dénombrement des ESS ouvertes.'],
    verseCentimes: ['SUI-03', 'Paiements exécutés dans l’année, en centimes.'],
    rembourseCentimes: ['REC-02', 'Remboursements constatés dans l’année, en centimes.'],
    rapports: ['SUI-02', 'ESS dont un rapport d’activité est venu dans l’année.'],
    soignants: ['IND-01', 'Soignants qui adressent des patients (dernier rapport de l’année de chaque ESS).'],
    patientsPrisEnCharge: ['IND-01', 'Patients pris en charge.'],
    demandesTeleexpertise: ['IND-01', 'Demandes de téléexpertise.'],
    medecinsConsultationsAvancees: ['IND-01', 'Médecins qui proposent des consultations avancées.'],
    consultationsAvancees: ['IND-01', 'Consultations avancées réalisées.'],
    delaiRendezVousJours: ['IND-02', 'Délai de rendez-vous : moyenne des rapports qui le donnent, en jours.'],
    delaiTeleexpertiseJours: ['IND-02', 'Délai de réponse aux téléexpertises, de même.'],
    cible30: ['ELI-05', '30 % des spécialistes libéraux, 30 mois après la signature.'],
    cible50: ['ELI-05', '50 % des spécialistes libéraux, 5 ans après la signature.'],
  }),
  ...under('phases', {
    'lettre-intention': ['SUI-03', 'Lettre d’intention.'],
    creation: ['SUI-03', 'Création.'],
    amorcage: ['SUI-03', 'Amorçage.'],
    dotation: ['SUI-03', 'Dotation.'],
    recouvrement: ['SUI-03', 'Recouvrement.'],
  }),
  ...under('lettreIntention', DECISIONS),
  ...under('projetSante', DECISIONS),
  ...under('delaiLettreIntention', DELAI),
  ...under('delaiProjetSante', DELAI),
  ...under('cible30', CIBLE),
  ...under('cible50', CIBLE),
  ...under('soignants', {
    adressant: ['IND-01', 'Soignants qui adressent.'],
    medecinsTraitants: ['IND-01', 'Parmi eux, médecins traitants.'],
  }),
};
