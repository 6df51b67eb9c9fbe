/** The national picture of a year, and its two files. */
import { RIGHTS } from '../../../identity/rights.ts';
import { monthsQuery, pictureQuery } from '../../routes/etat-des-lieux.ts';
import { months, nationalPicture } from '../answers/etat-des-lieux.ts';
import type { Operations } from '../operation.ts';

const PICTURE = {
  sujet: 'Dossiers',
  roles: RIGHTS['lire-etat-des-lieux'].roles,
  parametres: pictureQuery,
} as const;

export const NATIONAL_PICTURE: Operations = {
  'GET /api/v1/etat-des-lieux': {
    ...PICTURE,
    id: 'lire-etat-des-lieux',
    titre: 'Lire l’état des lieux au 31 décembre d’une année, ou d’aujourd’hui',
    texte:
      'Une ligne pour la nation, puis par région, par département du siège, par spécialité ; et, par spécialité, les départements couverts et les autres. Une ARS lit les lignes de ses régions et de leurs départements, une caisse celles de ses départements. Un chiffre qui repose sur moins de cinq équipes ou de onze personnes est masqué, et d’autres avec lui, pour qu’aucun calcul ne le rende : il vaut `null` et `masque` le nomme. Qui peut lire chaque dossier peut demander les chiffres exacts.',
    reponses: { 200: { description: 'L’état des lieux (SUI-03).', contenu: { 'application/json': nationalPicture } } },
  },
  'GET /api/v1/etat-des-lieux/mois': {
    id: 'lire-mois',
    sujet: 'Dossiers',
    titre: 'Lire ce qui a été versé et remboursé chaque mois d’une année',
    texte:
      'Dans la nation, aux dates des virements. Un mois qui repose sur moins de cinq équipes est masqué, et d’autres avec lui, pour que la somme de l’année ne le rende pas.',
    roles: RIGHTS['lire-argent-national'].roles,
    parametres: monthsQuery,
    reponses: { 200: { description: 'Les douze mois (SUI-03).', contenu: { 'application/json': months } } },
  },
  'GET /api/v1/exports/etat-des-lieux.csv': {
    ...PICTURE,
    id: 'exporter-etat-des-lieux',
    titre: 'Exporter les lignes de l’état des lieux en CSV',
    texte: 'Les `lignes` de `GET /api/v1/etat-des-lieux`, avec les mêmes paramètres. Un chiffre masqué est vide.',
    reponses: { 200: { description: 'Les lignes, en CSV.', contenu: { 'text/csv': 'binaire' } } },
  },
  'GET /api/v1/exports/couverture.csv': {
    ...PICTURE,
    id: 'exporter-couverture',
    titre: 'Exporter les départements couverts, par spécialité, en CSV',
    texte: 'La `couverture` de `GET /api/v1/etat-des-lieux` : une ligne par spécialité et département.',
    reponses: { 200: { description: 'La couverture, en CSV.', contenu: { 'text/csv': 'binaire' } } },
  },
};
