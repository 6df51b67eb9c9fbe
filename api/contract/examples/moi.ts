/** Examples of one's own space. */
import type { Example } from '../operation.ts';

export const DRAFT: Example = {
  titre: 'Un projet de santé commencé',
  valeur: {
    formulaire: 'deposer-projet-sante',
    ess: 'ess-33-7k2m9qxa',
    titre: 'Projet de santé, première version',
    contenu: { diagnosticTerritorial: 'Deux dermatologues pour cent mille habitants…', axes: ['Téléexpertise', ''] },
  },
};
export const VIEW: Example = {
  titre: 'Les dossiers en retard de la Gironde',
  valeur: { page: 'dossiers', nom: 'En retard, Gironde', requete: 'departement=33&enRetard=oui&tri=echeance' },
};
export const READING: Example = { titre: 'Lu jusqu’au douzième événement', valeur: { rang: 12 } };
export const PREFERENCES: Example = {
  titre: 'Un récapitulatif chaque lundi',
  valeur: { courriel: 'agent-01@exemple.invalid', recapitulatif: 'lundi', avecRien: false, raccourcis: true },
};
export const CODE: Example = { titre: 'Le code reçu', valeur: { code: '12345678' } };
