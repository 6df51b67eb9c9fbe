/** Cases taken up together. */
import type { Entries } from './entry.ts';

export const REPRISES: Entries = {
  reprises: ['DEC-67', 'Reprises.'],
  pretes: ['DEC-67', 'Dossiers sans erreur.'],
  dossiers: ['DEC-67', 'Les dossiers ; dans un accord, leurs références : absent, tous ceux de la caisse.'],
  mandataire: ['DEC-67', 'Qui agira pour l’équipe : « organisation: » et un SIRET, ou « sujet: ».'],
  nombreFaits: ['DEC-67', 'Nombre de faits lus.'],
  situation: ['DEC-67', 'Où en est le dossier aujourd’hui ; `null` tant qu’une erreur reste.'],
  'ErreurReprise.ligne': ['DEC-67', 'Ligne du tableau ; en JSON, rang du fait ; `null` : le dossier entier.'],
  colonne: ['DEC-67', 'Colonne, ou champ ; `null` : la ligne entière.'],
  'proposer-reprise.essai': ['DEC-67', '`1` : rien n’est proposé, le rapport est rendu.'],
  'proposer-reprise.nom': ['DEC-67', 'Son nom, pour la retrouver.'],
  'reprises.nom': ['DEC-67', 'Son nom.'],
  'lire-reprise.nom': ['DEC-67', 'Son nom.'],
  'retirer-reprise.nom': ['DEC-67', 'Son nom.'],
  'accorder-reprise.nom': ['DEC-67', 'Son nom.'],
  'ouvrir-reprise.nom': ['DEC-67', 'Son nom.'],
  proposeeLe: ['DEC-67', 'Instant de la proposition.'],
  'reprises.retireeLe': ['DEC-67', 'Instant où elle a été retirée.'],
  retireeLe: ['DEC-67', 'Instant où elle a été retirée.'],
  ouvertes: ['DEC-67', 'Dossiers ouverts.'],
  place: ['DEC-67', 'Place du dossier dans le fichier.'],
  'DossierAReprendre.etat': [
    'DEC-67',
    'Proposé, accepté ou refusé par la caisse, ouvert, impossible à ouvrir (`motif` dit pourquoi), retiré.',
  ],
  'DossierAReprendre.motif': ['DEC-67', 'Pourquoi il est refusé, ou ne peut pas être ouvert.'],
  repondueLe: ['DEC-67', 'Instant de la réponse de la caisse.'],
  ouverteLe: ['DEC-67', 'Instant de l’ouverture.'],
  restants: ['DEC-67', 'Dossiers acceptés qui restent à ouvrir.'],
};
