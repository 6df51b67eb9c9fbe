/** Lists and their exports, several commands at once: what is asked, and what is said of each. */
import type { Entries, Entry } from './entry.ts';
import { under } from './under.ts';

/** The same parameters for a page and for an export. */
const ASKED: Entries = {
  recherche: ['API-05', 'Mots de l’intitulé, de la spécialité, du territoire ; le début d’un mot suffit.'],
  region: ['DEC-49', 'Régions de l’ARS qui décide, séparées par une virgule.'],
  departement: ['ELI-01', 'Départements couverts, séparés par une virgule.'],
  siege: ['GEN-06', 'Départements du siège, séparés par une virgule.'],
  caisse: ['DEC-66', 'Codes des caisses de rattachement, séparés par une virgule.'],
  specialite: ['LI-03', 'Spécialités, séparées par une virgule.'],
  phase: ['API-05', 'Phases, séparées par une virgule.'],
  motifCloture: ['API-05', 'Motifs de clôture, séparés par une virgule.'],
  regime: ['DEC-28', 'Régimes, séparés par une virgule.'],
  projetSante: ['PS-03', 'États du projet de santé, séparés par une virgule.'],
  echeance: ['API-05', 'Noms de la prochaine échéance, séparés par une virgule.'],
  echeanceAvant: ['API-05', 'Prochaine échéance ce jour-là ou avant.'],
  echeanceApres: ['API-05', 'Prochaine échéance ce jour-là ou après.'],
  enRetard: ['DEC-19', '« oui » : une échéance est passée, et l’acte toujours attendu.'],
  conteste: ['DEC-15', '« oui » : une autre ESS tient une part du territoire.'],
  archive: ['DEC-35', '« oui » : le dossier, clos depuis deux ans, est archivé.'],
  incident: ['API-05', '« oui » : un incident est ouvert.'],
  modifieDepuis: ['API-05', 'Modifiées depuis cet instant (ISO, avec fuseau).'],
  attendu: ['ACTEUR', 'Rôles dont quelque chose est attendu, séparés par une virgule.'],
  attenduAvant: ['API-05', 'Quelque chose est attendu ce jour-là ou avant, retards compris.'],
  avis: ['LI-06', 'Avis de la caisse, séparés par une virgule : attendu, ou le dernier rendu.'],
  rivaux: ['DEC-56', '« oui » : un autre dossier demande une part du territoire.'],
  datesSignalees: ['DEC-29', '« oui » : une date déclarée par le porteur attend d’être confirmée.'],
  dernierActeur: ['ACTEUR', 'Rôles de qui a agi en dernier, séparés par une virgule.'],
  dernierActeAvant: ['API-05', 'Dernier acte d’une personne ce jour-là ou avant.'],
  dernierActeApres: ['API-05', 'Dernier acte d’une personne ce jour-là ou après.'],
  tri: ['API-05', 'Une à trois clés, « - » devant celles à prendre du plus grand au plus petit.'],
  champs: ['API-05', 'Champs voulus, séparés par une virgule ; sans lui, tous ceux que lit votre rôle.'],
};

/** What a list says that no other answer says under that name. */
const SAID: Readonly<Record<string, Entry>> = {
  projetSante: ['PS-03', 'État du projet de santé.'],
  conteste: ['DEC-15', 'Une autre ESS tient une part du territoire.'],
  retards: ['DEC-19', 'Échéances passées dont l’acte est toujours attendu.'],
  attendu: ['ACTEUR', 'De qui quelque chose est attendu, et le premier dernier jour.'],
  avis: ['LI-06', 'Avis de la caisse : attendu, ou le dernier rendu.'],
  rivaux: ['DEC-56', 'Nombre de dossiers qui demandent une part du même territoire.'],
  datesSignalees: ['DEC-29', 'Nombre de dates déclarées par le porteur, à confirmer.'],
  dernierActe: ['API-05', 'Dernier acte d’une personne, et non du système.'],
  adherents: ['DEC-11', 'Adhérents au dernier dénombrement.'],
  incidents: ['API-05', 'Nombre d’incidents ouverts.'],
  entreeLe: ['API-05', 'Entrée dans la procédure.'],
};

export const LISTES: Entries = {
  ...under('lister-dossiers', ASKED),
  ...under('exporter-dossiers-csv', ASKED),
  ...under('exporter-dossiers-json', ASKED),
  ...under('EssListee', SAID),
  ...under('attendu', { de: ['ACTEUR', 'Rôles attendus.'] }),
  ...under('envoyer-commandes', {
    commandes: ['API-06', 'Les commandes, cent au plus.'],
    refusees: ['API-06', 'Combien sont refusées.'],
  }),
  ...under('commandes', {
    commande: ['API-06', 'Nom de la commande.'],
    cle: ['API-03', 'Clé d’idempotence de cette commande ; sans elle, celle de la demande et son rang.'],
    siRang: ['API-03', 'Rang du dossier que vous avez lu : s’il a changé, rien n’est décidé (412).'],
    donnees: ['API-06', 'Les champs de la commande.'],
  }),
  resultats: ['API-06', 'Une réponse par commande, dans l’ordre.'],
  acceptees: ['API-06', 'Combien sont acceptées.'],
  ...under('resultats', {
    commande: ['API-06', 'Nom de la commande, tel qu’envoyé.'],
    cle: ['API-03', 'Clé employée : renvoyez-la pour obtenir la même réponse.'],
    statut: ['API-06', 'Statut HTTP que la commande aurait eu seule.'],
    recu: ['API-06', 'Reçu de la commande acceptée.'],
    probleme: ['API-06', 'Problème de la commande refusée.'],
  }),
};
