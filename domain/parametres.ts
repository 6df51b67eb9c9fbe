/**
 * The figures of the scheme: value, unit, rule. Sentences and sources are in `catalogue/`, out of the workflow bundle;
 * a test holds both together.
 */
import { centimes } from './valeurs.ts';

type Unite = 'mois' | 'jours' | 'centimes' | 'medecins' | 'pour-cent' | 'ans';
interface Parametre<U extends Unite, V extends number = number> {
  readonly regle: string;
  readonly valeur: V;
  readonly unite: U;
}
const mois = (regle: string, valeur: number): Parametre<'mois'> => ({ regle, valeur, unite: 'mois' });
const jours = (regle: string, valeur: number): Parametre<'jours'> => ({ regle, valeur, unite: 'jours' });
const argent = (regle: string, euros: number) => ({
  regle,
  valeur: centimes(euros * 100),
  unite: 'centimes' as const,
});
const medecins = (regle: string, valeur: number): Parametre<'medecins'> => ({ regle, valeur, unite: 'medecins' });
const pourCent = (regle: string, valeur: number): Parametre<'pour-cent'> => ({ regle, valeur, unite: 'pour-cent' });

export const PARAMETRES = {
  decisionLettreIntention: mois('LI-07', 2),
  signatureContratAmorcage: mois('AMO-03', 1),
  paiementAmorcage1: mois('PAY-01', 1),
  depotProjetSante: mois('PS-02', 6),
  prolongationProjetSante: mois('PS-02', 6),
  preavisProjetSante: mois('DEC-53', 1),
  decisionProjetSante: mois('PS-06', 2),
  paiementAmorcage2: mois('PAY-02', 2),
  dureeContratAmorcage: mois('AMO-15', 10),
  operationnalite: mois('REC-01', 18),
  missionsSocles: mois('MIS-02', 12),
  absenceMissionsSocles: mois('RES-D-03', 12),
  paiementDotation: mois('DOT-07', 1),
  anniversaire: mois('DOT-07', 12),
  dureeContratDotation: mois('DOT-10', 60),
  effetResiliationAmorcage: jours('RES-A-01', 15),
  effetResiliationDotation: mois('RES-D-01', 1),
  reponseSaisine: mois('RES-A-03', 1),
  notificationResiliation: mois('DEC-40', 2),
  receptionResiliation: jours('DEC-41', 15),
  remboursement: mois('RES-A-04', 2),
  cible30: mois('DEC-25', 30),
  cible50: mois('DEC-25', 60),
  projetSanteTransition: mois('TRA-B', 6),
  grace: jours('DEC-19', 3),
  confirmationDate: jours('DEC-29', 15),
  rectification: mois('DEC-34', 1),
  archivage: mois('DEC-35', 24),
  silencePorteur: mois('DEC-44', 2),
  miseEnDemeure: mois('DEC-44', 1),
  trancheAmorcage: argent('AMO-09', 40_000),
  creditAmorcage: argent('AMO-09', 80_000),
  complementTransition: argent('TRA-B', 24_000),
  dotationPlancher: argent('DOT-05', 50_000),
  dotationPlafond: argent('DOT-05', 100_000),
  adherentsPlancher: medecins('DOT-05', 10),
  adherentsPlafond: medecins('DOT-05', 100),
  medecinsPresents: medecins('ELI-03', 10),
  adhesionInitiale: pourCent('ELI-04', 10),
  cibleIntermediaire: pourCent('ELI-05', 30),
  cibleCinqAns: pourCent('ELI-05', 50),
} as const;

/** DEC-03 — one switch per kind of deadline: does a last day that is not a working day roll to the next one? */
export const REPORTS = {
  'decision-lettre-intention': false, // T1
  'signature-contrat-amorcage': false, // T2
  paiement: false, // T3, T7, T12
  'depot-projet-sante': true, // T4, T20, T22
  'decision-projet-sante': false, // T5, T21
  'reponse-precisions': true, // T6; DEC-55: any answer awaited of the porteur by a day that is given
  'terme-contrat-amorcage': false, // T8
  'operationnalite-18-mois': false, // T9
  'missions-socles': false, // T10
  'absence-missions-socles': false, // T11
  'effet-resiliation': false, // T15, T16
  saisine: false, // T17: its last day is the day of effect
  'reponse-saisine': false, // T18
  'notification-resiliation': false, // DEC-40
  'reception-resiliation': false, // DEC-41
  remboursement: true, // T19
  'mise-en-demeure': true, // DEC-44: a deadline of the porteur, like those of DEC-03
} as const;
export type GenreDelai = keyof typeof REPORTS;
export type Reports = Readonly<Record<GenreDelai, boolean>>;
