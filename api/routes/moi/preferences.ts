/** `/moi/preferences`: how one wants to be told and to work. `/moi/donnees`: all that one keeps, to take away or to be rid of. */
import { Router, type Response } from 'express';
import { codeMail } from '../../../documents/personal/code.ts';
import type { Preferences } from '../../../records/personal/preferences.ts';
import type { PersonalData } from '../../../records/personal/export.ts';
import { requireRight } from '../../../identity/scope.ts';
import { jsonBody } from '../../../runtime/http/body.ts';
import { onlyMethods } from '../../../runtime/http/faults.ts';
import { Problem, invalidFields } from '../../../runtime/http/problems.ts';
import { etagOf, readVersion } from '../../http/if-match.ts';
import { parse } from '../../http/validation.ts';
import type { ApiDeps } from '../../ports.ts';
import { owner } from './own.ts';
import { DAYS, codeBody, preferencesBody } from './schemas.ts';

const dayOf = (place: number | null) => (place === null ? null : (DAYS[place - 1] ?? null));

const presented = ({ version: _version, recapitulatif, courrielConfirmeLe, ...rest }: Preferences) => ({
  ...rest,
  recapitulatif: dayOf(recapitulatif),
  courrielConfirmeLe: courrielConfirmeLe?.toISOString() ?? null,
});

const send = (response: Response, preferences: Preferences) =>
  response.set('ETag', etagOf(preferences.version)).json(presented(preferences));

const tooManyCodes = () =>
  new Problem(
    'trop-de-demandes',
    'Cinq codes ont déjà été demandés en un jour : reprenez le dernier reçu, ou recommencez demain. Rien n’a changé.',
    { regle: 'API-06', headers: { 'Retry-After': '86400' } },
  );

const all = ({ preferences, brouillons, vues, lus, courriels }: PersonalData) => ({
  preferences: presented(preferences),
  brouillons: brouillons.map((draft) => ({
    ...draft,
    creeLe: draft.creeLe.toISOString(),
    modifieLe: draft.modifieLe.toISOString(),
  })),
  vues: vues.map((vue) => ({ ...vue, creeLe: vue.creeLe.toISOString() })),
  lus: lus.map((lu) => ({ ...lu, luLe: lu.luLe.toISOString() })),
  courriels: courriels.map((mail) => ({
    ...mail,
    creeLe: mail.creeLe.toISOString(),
    envoyeLe: mail.envoyeLe?.toISOString() ?? null,
  })),
});

export function preferenceRoutes({ records }: ApiDeps): Router {
  const router = Router();
  router
    .route('/moi/preferences')
    .get(async (request, response) => {
      const identity = owner(request);
      send(response, await records.personal.readPreferences(identity.sujet, identity));
    })
    .put(async (request, response) => {
      const identity = owner(request);
      const { recapitulatif, ...rest } = parse(preferencesBody, jsonBody(request), 'choisir-mes-preferences');
      if (recapitulatif !== null) requireRight(request, 'recevoir-recapitulatif');
      const lue = readVersion(request);
      const saved = await records.personal.savePreferences(
        { sujet: identity.sujet, identite: identity },
        { ...rest, recapitulatif: recapitulatif === null ? null : DAYS.indexOf(recapitulatif) + 1 },
        codeMail,
        lue === '*' ? undefined : lue,
      );
      if (saved.issue === 'trop-de-codes') throw tooManyCodes();
      if (saved.issue === 'depassees')
        throw new Problem('etat-modifie', 'Vos préférences ont changé depuis que vous les avez lues : relisez-les.', {
          regle: 'API-03',
        });
      send(response, saved.preferences);
    })
    .all(onlyMethods('GET, HEAD, PUT, OPTIONS'));

  router
    .route('/moi/preferences/code')
    .post(async (request, response) => {
      const { sujet } = owner(request);
      const issue = await records.personal.resendCode(sujet, codeMail);
      if (issue === 'trop-de-codes') throw tooManyCodes();
      if (issue === 'sans-objet')
        throw new Problem('etat-incompatible', 'Aucune adresse n’attend d’être confirmée.', { regle: 'API-06' });
      response.status(202).end();
    })
    .all(onlyMethods('POST, OPTIONS'));

  router
    .route('/moi/preferences/confirmation')
    .post(async (request, response) => {
      const { sujet } = owner(request);
      const { code } = parse(codeBody, jsonBody(request), 'confirmer-mon-adresse');
      const { issue, preferences } = await records.personal.confirmAddress(sujet, code);
      if (issue === 'faux')
        throw invalidFields([
          { champ: 'code', regle: 'API-02', message: 'Ce n’est pas le dernier code envoyé à cette adresse.' },
        ]);
      if (issue === 'perime')
        throw new Problem('etat-incompatible', 'Aucun code n’est plus attendu : demandez-en un autre.', {
          regle: 'API-06',
        });
      send(response, preferences);
    })
    .all(onlyMethods('POST, OPTIONS'));

  router
    .route('/moi/donnees')
    .get(async (request, response) => {
      const { sujet } = owner(request);
      response.json(all(await records.personal.data(sujet)));
    })
    .delete(async (request, response) => {
      const { sujet } = owner(request);
      await records.personal.deleteSpace(sujet);
      response.status(204).end();
    })
    .all(onlyMethods('GET, HEAD, DELETE, OPTIONS'));
  return router;
}
