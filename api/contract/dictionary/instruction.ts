/** What to decide from; where a team is. */
import type { Entries } from './entry.ts';
import { under } from './under.ts';

export const INSTRUCTION: Entries = {
  instruction: ['LI-06', 'Ce qui est en instruction ; nul quand rien ne l’est.'],
  criteres: ['LI-08', 'Critères sur lesquels la décision peut se fonder, et ceux que le dossier renseigne.'],
  rivauxAilleurs: ['DEC-56', 'Nombre de dossiers rivaux hors de votre périmètre.'],
  arret: ['DEC-07', 'Pourquoi le délai ne court pas, ou pourquoi le silence ne produira rien.'],
  fondements: ['LI-08', 'Ce sur quoi une décision défavorable peut se fonder.'],
  'fondements.code': ['LI-08', 'Critère (`critere`) ou motif (`fondement`) à nommer dans le refus.'],
  'fondements.libelle': ['LI-08', 'Titre de la règle, quand c’en est une.'],
  ...under('Instruction', {
    sur: ['LI-06', 'Lettre d’intention ou projet de santé.'],
    silence: ['DEC-02', 'L’échéance de la décision, et ce que fera le silence ; nulle quand le délai ne court pas.'],
  }),
  ...under('Critere', {
    titre: ['API-06', 'Titre de la règle.'],
    constat: ['LI-08', 'Rempli, non rempli, dérogé, à apprécier par qui décide, inconnu.'],
    phrase: ['LI-08', 'Ce que le dossier en dit.'],
    sources: ['API-06', 'Valeurs déclarées, et la ligne du journal d’où elles viennent.'],
  }),
  ...under('SourceDeCritere', {
    libelle: ['API-06', 'Ce qu’est cette valeur.'],
    valeur: ['API-06', 'La valeur que tient le dossier.'],
    evenement: ['API-06', 'L’événement qui la porte.'],
    le: ['DEC-18', 'Date de cet événement.'],
    rang: ['API-06', 'Rang de cet événement au journal.'],
  }),
  ...under('RivalLu', {
    intitule: ['LI-03', 'Intitulé du projet rival.'],
    deposeeLe: ['LI-01', 'Date de dépôt de sa lettre d’intention.'],
  }),
  etapes: ['LI-01', 'Les cinq étapes, dans l’ordre.'],
  etape: ['LI-01', 'Nom de l’étape.'],
  commenceeLe: ['LI-01', 'Jour où elle a commencé.'],
  faiteLe: ['LI-01', 'Jour où elle a été faite.'],
  attendus: ['API-06', 'Ce qui est attendu de chaque partie, par dernier jour.'],
  ...under('Etape', { statut: ['LI-01', 'Faite, en cours, à venir, sans objet, arrêtée.'] }),
  ...under('Etapes', {
    saisine: [
      'RES-A-03',
      'Ce que l’équipe peut contester devant la caisse et l’ARS ; nul quand rien ne lui a été notifié.',
    ],
  }),
  ...under('VoieDeSaisine', {
    objet: ['RES-A-03', 'Résiliation, ou constat de dissolution (DEC-42).'],
    contrat: ['RES-A-03', 'Contrat dont il s’agit.'],
    notifieeLe: ['DEC-04', 'Jour où l’association a reçu la lettre.'],
    dernierJour: ['DEC-04', 'Dernier jour où une saisine est reçue à temps.'],
    effetLe: ['DEC-04', 'Jour à la fin duquel la résiliation prend effet ; nul tant qu’une saisine la suspend.'],
    saisie: ['RES-A-03', 'La saisine reçue, et ses réponses ; nulle sans elle.'],
    reponses: ['DEC-22', 'Réponse de chaque autorité.'],
  }),
  'saisie.reponseLe': ['RES-A-03', 'Dernier jour des réponses ; nul quand les deux ont répondu.'],
  ...under('AttenduDuDossier', {
    cle: ['API-06', 'Clé de ce qui est attendu.'],
    libelle: ['API-06', 'Ce qui est attendu.'],
    de: ['ACTEUR', 'De qui c’est attendu.'],
  }),
};
