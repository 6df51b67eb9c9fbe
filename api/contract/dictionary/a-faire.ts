/** What is awaited, what may be done. */
import type { Entries } from './entry.ts';
import { under } from './under.ts';

export const A_FAIRE: Entries = {
  ...under('lire-a-faire', {
    groupe: ['API-05', 'Groupes, séparés par une virgule.'],
    commande: ['API-05', 'Commandes attendues, séparées par une virgule.'],
    cle: ['API-05', 'Débuts des clés de ce qui est attendu, séparés par une virgule (`paiement-`).'],
    ess: ['API-05', 'Un seul dossier.'],
    region: ['DEC-49', 'Régions de l’ARS qui décide, séparées par une virgule.'],
    departement: ['ELI-01', 'Départements couverts, séparés par une virgule.'],
    caisse: ['DEC-66', 'Codes des caisses de rattachement, séparés par une virgule.'],
    specialite: ['LI-03', 'Spécialités, séparées par une virgule.'],
    phase: ['API-05', 'Phases, séparées par une virgule.'],
    recherche: ['API-05', 'Mots de l’intitulé, de la spécialité, du territoire ; le début d’un mot suffit.'],
    suiviPar: ['API-05', 'Suivis par vous, par un collègue de votre organisation, par personne.'],
  }),
  ...under('AFaire', {
    le: ['DEC-01', 'Jour de la lecture, à Paris. Le délai de chaque ligne est compté au siège de son équipe.'],
    role: ['ACTEUR', 'Rôle dont c’est la liste.'],
    nombre: ['API-05', 'Nombre de lignes, toutes pages comprises.'],
  }),
  groupes: ['API-05', 'Nombre de lignes de chaque groupe.'],
  groupe: ['API-05', 'Groupe, d’après les jours qui restent.'],
  'groupes.nombre': ['API-05', 'Nombre de lignes du groupe.'],
  'groupes.libelle': ['API-05', 'Nom du groupe.'],
  rien: ['API-05', 'Quand la page est vide : jusqu’à quand rien n’est attendu de vous.'],
  prochaine: ['API-05', 'Prochaine date où quelque chose arrive dans vos dossiers.'],
  ...under('LigneAFaire', {
    cle: ['API-06', 'Clé de ce qui est attendu.'],
    libelle: ['API-06', 'Ce qui est attendu.'],
    actes: ['API-06', 'Actes qui y répondent, le plus simple d’abord ; aucun quand c’est de l’argent qui est attendu.'],
    delai: ['DEC-02', 'Jours qui restent, en mots ; le dernier jour n’est pas en retard.'],
    jours: ['DEC-02', 'Jours qui restent ; négatif en retard ; nul sans date limite.'],
    depuis: ['API-06', 'Jour depuis lequel c’est attendu.'],
  }),
  'actes.libelle': ['API-06', 'Ce que fait l’acte.'],
  connus: ['API-06', 'Champs de l’acte déjà connus.'],
  dernierJour: ['DEC-02', 'Dernier jour ; nul quand les textes n’en donnent pas.'],
  silence: ['DEC-02', 'Ce qui arrive si personne n’agit, et à quelle date.'],
  'silence.effet': ['DEC-02', 'Effet du silence ; nul quand il n’en a pas, ou l’a déjà eu.'],
  suiviPar: ['API-06', 'Qui suit le dossier dans votre organisation. Ce n’est pas un droit.'],
  comme: ['API-06', 'Regarde le dossier, ou le traite.'],
  'suivre-dossier.nom': ['API-06', 'Comment vos collègues vous appellent.'],
  'SuiviPar.nom': ['API-06', 'Comment il veut être appelé.'],
  'SuiviPar.depuis': ['API-06', 'Depuis quand.'],
  moi: ['API-06', 'C’est vous.'],
};
