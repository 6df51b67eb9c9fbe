/** `/ess/{id}/invitations`: asking somebody by e-mail to act for a team. `/invitations/{secret}`: what they answer. */
import { Router, type Request } from 'express';
import { z } from 'zod';
import { dateDe, enToutesLettres } from '../../domain/calendrier/calendrier.ts';
import { instant } from '../../domain/valeurs.ts';
import { invitationMail } from '../../documents/personal/invitation.ts';
import { knownCase, ownCase, ownHolderName, requireOwnName, requireRight } from '../../identity/scope.ts';
import type { Invitation } from '../../records/registers/invitations.ts';
import { jsonBody } from '../../runtime/http/body.ts';
import { onlyMethods } from '../../runtime/http/faults.ts';
import { Problem } from '../../runtime/http/problems.ts';
import { email } from '../commands/schemas/people.ts';
import { parse } from '../http/validation.ts';
import type { ApiDeps } from '../ports.ts';

export const invitationBody = z.strictObject({ courriel: email });
export const ANSWERS = ['accepter', 'refuser'] as const;
export const answerBody = z.strictObject({
  reponse: z
    .enum(ANSWERS, { error: `L’une de ces valeurs est attendue : ${ANSWERS.join(', ')}.` })
    .meta({ 'x-libelles': { accepter: 'J’accepte le mandat', refuser: 'Je refuse le mandat' } }),
});

const presented = ({ id, adresse, etat, inviteLe, expireLe }: Invitation) => ({
  id,
  courriel: adresse,
  etat,
  inviteLe: inviteLe.toISOString(),
  expireLe: expireLe.toISOString(),
});

const unknown = () =>
  new Problem(
    'introuvable',
    'Ce lien ne mène à aucune invitation : vérifiez qu’il est entier, ou demandez-en une autre à l’équipe.',
  );

/** Why this link does nothing any more. */
function requireWaiting({ etat, expireLe }: Invitation): void {
  const le = enToutesLettres(dateDe(instant(expireLe.getTime()), 'Europe/Paris'));
  const phrases: Readonly<Record<Exclude<Invitation['etat'], 'en-attente'>, string>> = {
    acceptee: 'Cette invitation a déjà été acceptée : son lien ne sert qu’une fois.',
    refusee: 'Cette invitation a été refusée : demandez-en une autre à l’équipe si vous avez changé d’avis.',
    retiree: 'Cette invitation a été retirée ou remplacée : cherchez la plus récente, ou demandez-en une autre.',
    expiree: `Cette invitation ne vaut plus depuis le ${le} : demandez-en une autre à l’équipe.`,
  };
  if (etat !== 'en-attente') throw new Problem('etat-incompatible', phrases[etat], { regle: 'ACTEUR' });
}

export function invitationRoutes({ records, lienInvitation }: ApiDeps): Router {
  const router = Router();
  const listed = async (ess: string) => ({ ess, invitations: (await records.listInvitations(ess)).map(presented) });
  const titleOf = async (ess: string) => (await records.readDossier(ess, {}))?.resume.intitule ?? null;
  const secretOf = (request: Request): string => String(request.params['secret']);

  router
    .route('/ess/:ess/invitations')
    .post(async (request, response) => {
      const identity = requireRight(request, 'donner-mandat');
      requireOwnName(identity, 'Un mandat se donne');
      const ess = await ownCase(records, identity, request.params.ess);
      const { courriel } = parse(invitationBody, jsonBody(request), 'inviter-mandataire');
      const intitule = await titleOf(ess);
      const outcome = await records.invite(
        { ess, adresse: courriel },
        (secret, expireLe) => {
          const lien = lienInvitation?.(secret);
          return invitationMail({ ess, intitule, secret, expireLe, ...(lien === undefined ? {} : { lien }) });
        },
        identity,
      );
      if (outcome === 'trop')
        throw new Problem(
          'trop-de-demandes',
          'Trop d’invitations ont été envoyées en un jour, pour cette équipe ou par vous : recommencez demain. Rien n’a été envoyé.',
          { regle: 'API-06', headers: { 'Retry-After': '86400' } },
        );
      response.status(201).json(await listed(ess));
    })
    .get(async (request, response) => {
      const ess = await knownCase(records, requireRight(request, 'lire-mandats'), request.params.ess);
      response.json(await listed(ess));
    })
    .all(onlyMethods('GET, HEAD, POST, OPTIONS'));

  router
    .route('/ess/:ess/invitations/:id')
    .delete(async (request, response) => {
      const identity = requireRight(request, 'donner-mandat');
      const ess = await ownCase(records, identity, request.params.ess);
      const id = z.uuid().safeParse(request.params.id);
      if (!id.success || !(await records.withdrawInvitation(ess, id.data, identity)))
        throw new Problem('introuvable', 'Aucune invitation de ce numéro n’attend de réponse dans ce dossier.');
      response.status(204).end();
    })
    .all(onlyMethods('DELETE, OPTIONS'));

  router
    .route('/invitations/:secret')
    .get(async (request, response) => {
      requireRight(request, 'accepter-mandat');
      const invitation = await records.invitationOf(secretOf(request));
      if (invitation === undefined) throw unknown();
      requireWaiting(invitation);
      const { ess, expireLe } = invitation;
      response.json({ ess, intitule: await titleOf(ess), expireLe: expireLe.toISOString() });
    })
    .post(async (request, response) => {
      const identity = requireRight(request, 'accepter-mandat');
      requireOwnName(identity, 'On répond à une invitation');
      const { reponse } = parse(answerBody, jsonBody(request), 'repondre-a-l-invitation');
      const found = await records.answerInvitation(
        secretOf(request),
        reponse === 'accepter' ? 'acceptee' : 'refusee',
        ownHolderName(identity),
        identity,
      );
      if (found === undefined) throw unknown();
      requireWaiting(found);
      response.json({ ess: found.ess, reponse });
    })
    .all(onlyMethods('GET, HEAD, POST, OPTIONS'));
  return router;
}
