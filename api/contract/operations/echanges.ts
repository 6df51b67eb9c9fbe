/** `/exports`: whole lists, as files. `/commandes`: several commands in one request. */
import { z } from 'zod';
import { RIGHTS } from '../../../identity/rights.ts';
import { item } from '../../routes/commandes.ts';
import { exportQuery } from '../../lists/query.ts';
import { receipt, wholeList } from '../answers/dossiers.ts';
import { announced } from '../answers/simulations.ts';
import { number, text } from '../answers/values.ts';
import { COMMANDS } from '../../commands/chapters/all.ts';
import type { Operations } from '../operation.ts';
import { problem } from '../problem.ts';

const EXPORT = {
  sujet: 'Dossiers',
  roles: RIGHTS['exporter-ess'].roles,
  parametres: exportQuery,
} as const;

const several = z.strictObject({
  simulation: z.boolean().exactOptional(),
  commandes: z.array(item).min(1).max(100),
});
const outcomes = z.strictObject({
  resultats: z.array(
    z.strictObject({
      ess: text.nullable(),
      commande: text.nullable(),
      cle: text,
      statut: number,
      recu: receipt.exactOptional(),
      annonce: announced.exactOptional(),
      probleme: problem.exactOptional(),
    }),
  ),
  acceptees: number,
  refusees: number,
});

export const EXCHANGES: Operations = {
  'POST /api/v1/commandes': {
    id: 'envoyer-commandes',
    sujet: 'Commandes',
    titre: 'Envoyer plusieurs commandes à la fois',
    texte:
      'Une réponse pour chacune, dans l’ordre : son reçu, ou son problème. Une commande refusée n’en défait aucune autre. Celles d’un même dossier se suivent. Renvoyer une commande avec sa `cle` rend le même reçu. Avec `simulation`, rien n’est envoyé ni écrit : chacune reçoit ce qu’elle changerait (`annonce`), ou le problème qu’elle aurait.',
    entetes: ['Idempotency-Key'],
    corps: {
      contenu: { 'application/json': several },
      exemples: {
        deux: {
          titre: 'Valider deux lettres d’intention',
          valeur: {
            commandes: ['ess-33-7k2m9qxa', 'ess-33-8m3n0rxb'].map((ess) => ({
              ess,
              commande: 'valider-lettre-intention',
              donnees: COMMANDS['valider-lettre-intention'].exemple,
            })),
          },
        },
      },
    },
    reponses: {
      200: {
        description: 'Ce que chacune est devenue : `statut` est celui qu’elle aurait eu seule.',
        contenu: { 'application/json': outcomes },
        entetes: ['Idempotency-Key'],
      },
    },
  },
  'GET /api/v1/exports/ess.csv': {
    ...EXPORT,
    id: 'exporter-dossiers-csv',
    titre: 'Exporter une liste entière en CSV',
    texte: 'Ce que donneraient les pages de `GET /api/v1/ess` avec les mêmes paramètres.',
    reponses: { 200: { description: 'La liste, en CSV.', contenu: { 'text/csv': 'binaire' } } },
  },
  'GET /api/v1/exports/ess.json': {
    ...EXPORT,
    id: 'exporter-dossiers-json',
    titre: 'Exporter une liste entière en JSON',
    texte: 'Ce que donneraient les pages de `GET /api/v1/ess` avec les mêmes paramètres.',
    reponses: { 200: { description: 'La liste.', contenu: { 'application/json': wholeList } } },
  },
};
