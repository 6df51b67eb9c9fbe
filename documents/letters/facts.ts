/** The figures of an event, one line each, for the table of its letter. */
import type { Evenement, NomEvenement } from '../../domain/evenements.ts';
import type { DateCivile } from '../../domain/valeurs.ts';
import type { Contexte } from './modeles.types.ts';
import { contrat, dateLongue, echeance, euros, majuscule, paiement, partie } from '../libelles.ts';

export interface Donnee {
  readonly libelle: string;
  readonly valeur: string;
}

type Champ = readonly [libelle: string, lire: (valeur: never) => string];

/** « Première moitié du crédit d'amorçage »: as a cell of a table says it. */
const cellule = (texte: string): string => majuscule(texte.replace(/^(?:la |le |les |l')/, ''));

type Date<N extends NomEvenement> = N extends NomEvenement
  ? 'dateLimite' extends keyof Evenement<N>
    ? N
    : never
  : never;
/** What the last day of an event is the last day of. An event that has one does not compile without. */
const DERNIERS_JOURS: Readonly<Record<Date<NomEvenement>, string>> = {
  LettreIntentionDeposee: 'Décision attendue, au plus tard le',
  PiecesLettreIntentionDemandees: 'Éléments attendus, au plus tard le',
  LettreIntentionCompletee: 'Décision attendue, au plus tard le',
  CompletudeConstatee: 'Décision attendue, au plus tard le',
  LettreIntentionValidee: 'Contrat à signer, au plus tard le',
  DerogationConsignee: 'Décision attendue, au plus tard le',
  ContratAmorcageConclu: 'Terme du contrat, au plus tard le',
  ContratDotationConclu: 'Terme du contrat',
  ContratDotationReconduit: 'Terme du contrat',
  DelaiProjetSanteFixe: 'Délai fixé, jusqu’au',
  DesaccordConstate: 'Projet de santé à déposer, au plus tard le',
  DepotProjetSanteProlonge: 'Projet de santé à déposer, au plus tard le',
  ProjetSanteDepose: 'Décision attendue, au plus tard le',
  PrecisionsDemandees: 'Précisions attendues, au plus tard le',
  PrecisionsRecues: 'Décision attendue, au plus tard le',
  OppositionLevee: 'Décision attendue, au plus tard le',
  PaiementOrdonnance: 'À verser, au plus tard le',
  PaiementReemis: 'À verser, au plus tard le',
  RecouvrementPropose: 'À rembourser, au plus tard le',
  RecouvrementConfirme: 'À rembourser, au plus tard le',
  ResiliationEffective: 'À rembourser, au plus tard le',
  ReceptionResiliationAccusee: 'Date d’effet',
  ResiliationNotifiee: 'Date d’effet',
  SaisineRecue: 'Réponse attendue, au plus tard le',
  RectificationProposee: 'Accord attendu, au plus tard le',
  MiseEnDemeure: 'Acte attendu, au plus tard le',
  ConstatConfirme: 'Contestation possible jusqu’au',
  DocumentsDemandes: 'Documents attendus, au plus tard le',
  EcheanceDepassee: 'A expiré le',
  RappelEmis: 'Acte attendu, au plus tard le',
};

/** In the order in which they are shown; a field of the event that is not here is said by the sentences. */
const CHAMPS: Readonly<Record<string, Champ>> = {
  contrat: ['Contrat', (valeur: 'amorcage' | 'dotation') => majuscule(contrat(valeur).replace(/^contrat de /, ''))],
  partie: ['Par', (valeur: string) => cellule(partie(valeur))],
  paiement: ['Paiement', (valeur: string) => cellule(paiement(valeur))],
  montantCentimes: ['Montant', (valeur: number) => euros(valeur)],
  reference: ['Référence', (valeur: string) => valeur],
  numero: ['Numéro FINESS', (valeur: string) => valeur],
  echeance: ['Échéance', (valeur: string) => majuscule(echeance(valeur))],
  date: ['À la date du', (valeur: DateCivile) => dateLongue(valeur)],
  nombre: ['Nombre de médecins', (valeur: number) => String(valeur)],
  recueLe: ['Reçu le', (valeur: DateCivile) => dateLongue(valeur)],
  effetLe: ['Date d’effet', (valeur: DateCivile) => dateLongue(valeur)],
  dateLimite: ['Au plus tard le', (valeur: DateCivile) => dateLongue(valeur)],
};

/** The date of the event first, then what it carries. */
export function donneesDe(evenement: Evenement, { etat }: Contexte): Donnee[] {
  const champs = evenement as unknown as Readonly<Record<string, unknown>>;
  const lus = Object.entries(CHAMPS).flatMap(([champ, [libelle, lire]]) => {
    const valeur = champs[champ];
    if (valeur === undefined || valeur === null) return [];
    // The day of receipt that is the day of the fact is said once.
    if (champ === 'recueLe' && valeur === evenement.le) return [];
    const dit = champ === 'dateLimite' ? DERNIERS_JOURS[evenement.evenement as Date<NomEvenement>] : libelle;
    return [{ libelle: dit, valeur: lire(valeur as never) }];
  });
  const finess = etat?.finess?.numero;
  return [
    { libelle: 'Date', valeur: dateLongue(evenement.le) },
    ...lus,
    ...(evenement.evenement === 'PaiementOrdonnance' && finess !== undefined
      ? [{ libelle: 'Numéro FINESS', valeur: finess }]
      : []),
  ];
}
