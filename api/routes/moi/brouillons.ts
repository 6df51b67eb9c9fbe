/** `/moi/brouillons`: what one began to fill in. Two tabs do not undo each other: a draft is written on the version that was read. */
import { Router, type Request, type Response } from 'express';
import { dateDe, enToutesLettres } from '../../../domain/calendrier/calendrier.ts';
import { instant } from '../../../domain/valeurs.ts';
import { MOST_DRAFTS, type Draft, type DraftLine } from '../../../records/personal/drafts.ts';
import { knownCase } from '../../../identity/scope.ts';
import { jsonBody } from '../../../runtime/http/body.ts';
import { onlyMethods } from '../../../runtime/http/faults.ts';
import { Problem } from '../../../runtime/http/problems.ts';
import { etagOf, readVersion } from '../../http/if-match.ts';
import { parse } from '../../http/validation.ts';
import type { ApiDeps } from '../../ports.ts';
import { drawnNumber, found, numberOf, owner, tooMany } from './own.ts';
import { draftBody, draftCriteria } from './schemas.ts';

const NONE = 'Aucun de vos brouillons';

const dated = <T extends DraftLine>({ creeLe, modifieLe, ...rest }: T) => ({
  ...rest,
  creeLe: creeLe.toISOString(),
  modifieLe: modifieLe.toISOString(),
});

const hourIn = (moment: Date): string =>
  moment.toLocaleTimeString('fr-FR', { hour: '2-digit', minute: '2-digit', timeZone: 'Europe/Paris' });

/** Saved meanwhile, in another tab or on another machine: when, so that one knows which of the two is one's own. */
function changed({ modifieLe }: DraftLine): Problem {
  const le = enToutesLettres(dateDe(instant(modifieLe.getTime()), 'Europe/Paris'));
  return new Problem(
    'etat-modifie',
    `Ce brouillon a été enregistré ailleurs le ${le} à ${hourIn(modifieLe)} (heure de Paris) : relisez-le avant d’écrire par-dessus.`,
    { regle: 'API-03' },
  );
}

const send = (response: Response, status: 200 | 201, draft: Draft) =>
  response.status(status).set('ETag', etagOf(draft.version)).json(dated(draft));

export function draftSpaceRoutes({ records }: ApiDeps): Router {
  const router = Router();

  async function write(request: Request, response: Response): Promise<void> {
    const identity = owner(request);
    const id = drawnNumber(request);
    const texte = parse(draftBody, jsonBody(request), 'brouillon');
    if (texte.ess !== null) await knownCase(records, identity, texte.ess);
    const saved = await records.personal.saveDraft(identity.sujet, id, texte, readVersion(request));
    switch (saved.issue) {
      case 'cree':
        response.location(`${request.baseUrl}/moi/brouillons/${id}`);
        send(response, 201, saved.brouillon);
        return;
      case 'enregistre':
        send(response, 200, saved.brouillon);
        return;
      case 'depassee':
        throw changed(saved.brouillon);
      case 'absent':
        throw new Problem('introuvable', `${NONE} ne porte ce numéro : il a été retiré. Sans If-Match, il est recréé.`);
      case 'autant':
        throw tooMany(`Vous gardez déjà ${MOST_DRAFTS} brouillons : retirez-en un d’abord.`);
    }
  }

  router
    .route('/moi/brouillons')
    .get(async (request, response) => {
      const { sujet } = owner(request);
      const brouillons = await records.personal.listDrafts(sujet, parse(draftCriteria, request.query));
      response.json({ brouillons: brouillons.map(dated) });
    })
    .all(onlyMethods('GET, HEAD, OPTIONS'));

  router
    .route('/moi/brouillons/:id')
    .get(async (request, response) => {
      const { sujet } = owner(request);
      send(response, 200, found(await records.personal.readDraft(sujet, numberOf(request, NONE)), NONE));
    })
    .put(write)
    .delete(async (request, response) => {
      const { sujet } = owner(request);
      found(await records.personal.deleteDraft(sujet, numberOf(request, NONE)), NONE);
      response.status(204).end();
    })
    .all(onlyMethods('GET, HEAD, PUT, DELETE, OPTIONS'));
  return router;
}
