/** `/ess`: opening, listing, reading a case; what awaits it. */
import { z } from 'zod';
import { ENTREES } from '../../../domain/table.ts';
import { RIGHTS } from '../../../identity/rights.ts';
import { freshness, journalPage } from '../../routes/dossier.ts';
import { simulationBody } from '../../routes/simulations.ts';
import { shapesOf } from '../../commands/schemas/commands.ts';
import { listQuery } from '../../lists/query.ts';
import {
  DEPOSIT,
  EXISTING,
  RESUMED,
  SIMULATION,
  SIMULATION_OF_A_CORRECTION,
  SIMULATION_SIDE_BY_SIDE,
} from '../examples/ouverture.ts';
import { journal, list, oneCase, proof, receipt, schedule } from '../answers/dossiers.ts';
import { depositCheck, forecasts, simulation } from '../answers/simulations.ts';
import { forecastQuery } from '../../routes/previsions.ts';
import type { Operations } from '../operation.ts';

const deposit = shapesOf('deposer-lettre-intention');
const existing = shapesOf('declarer-ess-existante');
const resumed = shapesOf('reprendre');

/** What is looked at before a letter is deposited. */
const depositBody = z.strictObject({ ...deposit.donnees, ...deposit.fiche });

/** A letter of intent unless the body says otherwise. */
export const opening = z.union([
  z
    .strictObject({
      commande: z.literal(ENTREES[0]).exactOptional(),
      ...deposit.donnees,
      ...deposit.fiche,
    })
    .meta({ id: 'DepotLettreIntention' }),
  z
    .strictObject({ commande: z.literal(ENTREES[1]), ...existing.donnees, ...existing.fiche })
    .meta({ id: 'DeclarationEssExistante' }),
  z
    .strictObject({ commande: z.literal(ENTREES[2]), ...resumed.donnees, ...resumed.fiche })
    .meta({ id: 'RepriseDossier' }),
]);

export const CASES: Operations = {
  'POST /api/v1/ess': {
    id: 'ouvrir-dossier',
    sujet: 'Dossiers',
    titre: 'Ouvrir un dossier',
    texte:
      'Le porteur dépose une lettre d’intention ; l’ARS déclare une ESS existante (`"commande": "declarer-ess-existante"`), ou reprend un dossier déjà en cours (`"commande": "reprendre"`, DEC-67). Les rubriques du cahier des charges qui manquent sont signalées, et n’empêchent rien (LI-03). Sous une clé qui a déjà ouvert un dossier pour une autre demande, le refus dit par `Location` quel est ce dossier.',
    roles: ['porteur', 'ars'],
    entetes: ['Idempotency-Key', 'X-Horloge-Origine', 'X-Grace-Jours', 'X-Droit'],
    corps: {
      contenu: { 'application/json': opening },
      exemples: { lettre: DEPOSIT, existante: EXISTING, reprise: RESUMED },
    },
    reponses: {
      201: {
        description: 'Le dossier est ouvert, et son premier événement au journal.',
        contenu: { 'application/json': receipt },
        entetes: ['Location', 'Idempotency-Key'],
      },
    },
    problemes: ['etat-incompatible', 'regle-non-respectee', 'donnees-refusees'],
  },
  'POST /api/v1/ess/verification': {
    id: 'verifier-depot',
    sujet: 'Dossiers',
    titre: 'Voir ce qu’un dépôt ouvrirait, avant de l’envoyer',
    texte:
      'Rien n’est écrit, personne n’est prévenu. Les rubriques qui manquent, qui déciderait et jusqu’à quand, ce que le silence ferait, les courriers qui partiraient. Les autres équipes du territoire ne sont pas regardées.',
    roles: ['porteur'],
    corps: { contenu: { 'application/json': depositBody }, exemples: { lettre: DEPOSIT } },
    reponses: { 200: { description: 'Ce qu’il ouvrirait.', contenu: { 'application/json': depositCheck } } },
    problemes: ['regle-non-respectee', 'donnees-refusees'],
  },
  'GET /api/v1/ess': {
    id: 'lister-dossiers',
    sujet: 'Dossiers',
    titre: 'Lister les dossiers de votre périmètre',
    roles: RIGHTS['lister-ess'].roles,
    parametres: listQuery,
    reponses: { 200: { description: 'Une page de la liste.', contenu: { 'application/json': list } } },
  },
  'GET /api/v1/ess/{ess}': {
    id: 'lire-dossier',
    sujet: 'Dossiers',
    titre: 'Lire un dossier',
    texte:
      'L’en-tête `ETag` désigne cet état : renvoyez-le dans `If-Match` pour ne pas décider sur un dossier qui a changé.',
    roles: RIGHTS['lire-dossier'].roles,
    parametres: freshness,
    reponses: {
      200: {
        description: 'L’état du dossier.',
        contenu: { 'application/json': oneCase },
        entetes: ['ETag'],
      },
    },
  },
  'GET /api/v1/ess/{ess}/echeancier': {
    id: 'lire-echeancier',
    sujet: 'Dossiers',
    titre: 'Lire les échéances, et ce qui arrivera si personne ne fait rien',
    roles: RIGHTS['lire-echeancier'].roles,
    parametres: z.strictObject({}),
    reponses: { 200: { description: 'L’échéancier.', contenu: { 'application/json': schedule } } },
  },
  'GET /api/v1/ess/{ess}/journal': {
    id: 'lire-journal',
    sujet: 'Dossiers',
    titre: 'Lire le journal d’un dossier',
    roles: RIGHTS['lire-journal'].roles,
    parametres: journalPage,
    reponses: { 200: { description: 'Une page du journal, dans l’ordre.', contenu: { 'application/json': journal } } },
  },
  'GET /api/v1/ess/{ess}/preuve': {
    id: 'lire-preuve',
    sujet: 'Dossiers',
    titre: 'Prendre la preuve du journal d’un dossier',
    texte:
      'Chaque ligne, son empreinte et celle de la précédente dedans : `ess verifier --preuve` les recalcule, sans ce service. Une ligne qui nomme ce que vous ne pouvez pas lire n’y est que par son empreinte.',
    roles: RIGHTS['lire-journal'].roles,
    parametres: z.strictObject({}),
    reponses: { 200: { description: 'La preuve.', contenu: { 'application/json': proof } } },
  },
  'GET /api/v1/previsions': {
    id: 'lire-previsions',
    sujet: 'Dossiers',
    titre: 'Ce que le silence fera dans les jours à venir, pour tous vos dossiers',
    texte:
      'Une page de dossiers, la prochaine échéance d’abord, et pour chacun ce qui arrivera si personne n’agit, rappels omis. `synthese` compte tous ceux de la période.',
    roles: RIGHTS['lire-previsions'].roles,
    parametres: forecastQuery,
    reponses: { 200: { description: 'Une page.', contenu: { 'application/json': forecasts } } },
  },
  'POST /api/v1/simulations': {
    id: 'simuler',
    sujet: 'Dossiers',
    titre: 'Et si… : des actes hypothétiques, depuis l’état réel d’un dossier',
    texte:
      'Rien n’est écrit, personne n’est prévenu. `actes` est une hypothèse ; `variantes` en compare plusieurs, quatre au plus, chacune au silence : dates, paiements, qui est attendu, refus ou avertissements, courriers qui partiraient. Un courrier se lit par son destinataire, et par l’auteur des actes ; en PDF avec `Accept: application/pdf` et `courrier`.',
    roles: RIGHTS.simuler.roles,
    corps: {
      contenu: { 'application/json': simulationBody },
      exemples: { pieces: SIMULATION, comparees: SIMULATION_SIDE_BY_SIDE, rectification: SIMULATION_OF_A_CORRECTION },
    },
    reponses: {
      200: {
        description: 'Ce qui arriverait ; ou le courrier demandé, en PDF.',
        contenu: { 'application/json': simulation, 'application/pdf': 'binaire' },
      },
    },
    problemes: ['introuvable'],
  },
};
