/** The link with Démarche Numérique. */
import { RIGHTS } from '../../../identity/rights.ts';
import { attachBody, liftBody } from '../../routes/demarches-schemas.ts';
import { followedDemarches, origins } from '../answers/demarches.ts';
import { EXAMPLE_ESS } from '../examples/values.ts';
import type { Operations } from '../operation.ts';

const sujet = 'Démarche Numérique';
const DONE = { 204: { description: 'C’est noté ; la prochaine relève le prend en compte.' } };

export const DEMARCHES: Operations = {
  'GET /api/v1/demarches': {
    id: 'lister-demarches',
    sujet,
    titre: 'Savoir où en est le lien avec Démarche Numérique',
    texte:
      'Chaque démarche suivie : jusqu’où elle est relevée, son jeton, ce qui échoue, ce qui attend quelqu’un avec son dernier jour, ce qui diffère. Une ARS voit ses groupes. Rien du contenu d’un formulaire.',
    roles: RIGHTS['lire-demarches'].roles,
    reponses: { 200: { description: 'Les démarches.', contenu: { 'application/json': followedDemarches } } },
  },
  'GET /api/v1/ess/{ess}/demarches': {
    id: 'lire-origine',
    sujet,
    titre: 'Savoir de quels dossiers de Démarche Numérique vient un dossier',
    texte: 'Du premier déposé au dernier ; aucun pour une équipe entrée autrement.',
    roles: RIGHTS['lire-dossier'].roles,
    reponses: { 200: { description: 'Ces dossiers, et leur page.', contenu: { 'application/json': origins } } },
  },
  'POST /api/v1/demarches/{instance}/dossiers/{dossier}/rattachement': {
    id: 'rattacher-dossier',
    sujet,
    titre: 'Dire de quelle ESS est un projet de santé, ou de quelle caisse est une lettre',
    texte:
      'Pour un dossier de `aRattacher`. Il est repris du jour de son dépôt, qui ne change pas. La caisse est l’une de celles du siège que dit le formulaire.',
    roles: RIGHTS['tenir-demarches'].roles,
    corps: {
      contenu: { 'application/json': attachBody },
      exemples: {
        ess: { titre: 'Un projet de santé', valeur: { ess: EXAMPLE_ESS } },
        caisse: { titre: 'Une lettre d’un département à plusieurs caisses', valeur: { caisse: 'lille-douai' } },
      },
    },
    reponses: DONE,
  },
  'POST /api/v1/demarches/{instance}/dossiers/{dossier}/essais': {
    id: 'retenter-dossier',
    sujet,
    titre: 'Retenter dès maintenant un dossier qui échoue',
    roles: RIGHTS['tenir-demarches'].roles,
    reponses: DONE,
  },
  'POST /api/v1/demarches/a-voir/{id}/levee': {
    id: 'lever-point-de-demarche',
    sujet,
    titre: 'Dire qu’un point de `aVoir` a été regardé, et ce qui en a été fait',
    roles: RIGHTS['tenir-demarches'].roles,
    corps: {
      contenu: { 'application/json': liftBody },
      exemples: {
        fait: { titre: 'Une décision reprise', valeur: { motif: 'Refus enregistré avec son critère le jour même.' } },
      },
    },
    reponses: DONE,
  },
  'POST /api/v1/demarches/{instance}/{demarche}/reprise-ecriture': {
    id: 'reprendre-ecriture',
    sujet,
    titre: 'Lever la suspension des écritures dans une démarche',
    texte: 'Une fois sa cause levée là-bas : retrouvée sur un dossier, elle suspend de nouveau.',
    roles: RIGHTS['reprendre-ecriture'].roles,
    corps: {
      contenu: { 'application/json': liftBody },
      exemples: {
        sva: { titre: 'Un silence désactivé', valeur: { motif: 'Silence valant accord désactivé dans la démarche.' } },
      },
    },
    reponses: DONE,
  },
};
