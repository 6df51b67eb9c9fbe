/** `/demarches`: the link with Démarche Numérique, for who watches over it; `/ess/{ess}/demarches`: where a case came from. */
import { Router, type Request } from 'express';
import { z } from 'zod';
import { caissesDe } from '../../domain/creation/caisses.ts';
import { extentOf, knownCase, requireRight } from '../../identity/scope.ts';
import type { Identity } from '../../identity/verifier.ts';
import { jsonBody } from '../../runtime/http/body.ts';
import { onlyMethods } from '../../runtime/http/faults.ts';
import { invalidFields, Problem } from '../../runtime/http/problems.ts';
import { parse } from '../http/validation.ts';
import type { ApiDeps } from '../ports.ts';
import { pageOfDossier, presentDemarche } from '../views/demarches.ts';
import { attachBody, INSTANCE, liftBody } from './demarches-schemas.ts';

const unknown = (quoi: string) => new Problem('introuvable', quoi);

/** An ARS: the groups of its regions. The others that have the right see all. */
const groupsOf = (identity: Identity) => {
  const { regions } = extentOf(identity);
  return regions === undefined ? {} : { regions };
};

/** Of the path; a number that is none is that of no dossier. */
function dossierOf({ params }: Request<{ instance: string; dossier: string }>) {
  const numero = /^\d{1,9}$/.test(params.dossier) ? Number(params.dossier) : undefined;
  if (numero === undefined || !INSTANCE.test(params.instance))
    throw unknown('Aucun dossier de Démarche Numérique de ce numéro ne vous est accessible.');
  return { instance: params.instance, numero };
}

export function demarcheRoutes({ records }: ApiDeps): Router {
  const router = Router();

  router
    .route('/demarches')
    .get(async (request, response) => {
      const identity = requireRight(request, 'lire-demarches');
      const all = await records.demarches.overview(groupsOf(identity));
      const maintenant = new Date();
      response.json({ demarches: all.map((one) => presentDemarche(one, maintenant)) });
    })
    .all(onlyMethods('GET, HEAD, OPTIONS'));

  router
    .route('/ess/:ess/demarches')
    .get(async (request, response) => {
      const identity = requireRight(request, 'lire-dossier');
      const ess = await knownCase(records, identity, request.params.ess);
      const dossiers = (await records.demarches.origins(ess)).map(({ adresse, deposeLe, ...one }) => ({
        ...one,
        deposeLe: deposeLe.toISOString(),
        page: pageOfDossier({ adresse, ...one }, identity.role !== 'porteur'),
      }));
      response.json({ dossiers });
    })
    .all(onlyMethods('GET, HEAD, OPTIONS'));

  router
    .route('/demarches/:instance/dossiers/:dossier/rattachement')
    .post(async (request, response) => {
      const identity = requireRight(request, 'tenir-demarches');
      const { instance, numero } = dossierOf(request);
      const { ess, caisse = '' } = parse(attachBody, jsonBody(request), 'rattacher-dossier');
      if (ess === undefined) await requireServing(identity, instance, numero, caisse);
      else await knownCase(records, identity, ess);
      const said = ess === undefined ? { caisse } : { ess };
      if ((await records.demarches.answer(instance, numero, said, groupsOf(identity), identity)) === undefined)
        throw unknown(`Aucun dossier de ce numéro n’attend ${'ess' in said ? 'une ESS' : 'une caisse'}.`);
      response.status(204).end();
    })
    .all(onlyMethods('POST, OPTIONS'));

  /** DEC-66 — one of the caisses of the seat that the form says. */
  async function requireServing(identity: Identity, instance: string, numero: number, caisse: string): Promise<void> {
    const waiting = await records.demarches.waiting(instance, numero, groupsOf(identity));
    const serving = waiting?.motif === 'caisse-a-dire' ? caissesDe(waiting.siege ?? '') : [];
    if (serving.length === 0 || serving.some(({ code }) => code === caisse)) return;
    const message = `Cette caisse n’est pas du siège : ${serving.map(({ nom, code }) => `${nom} (« ${code} »)`).join(', ')}.`;
    throw invalidFields([{ champ: 'caisse', regle: 'DEC-66', message }]);
  }

  router
    .route('/demarches/:instance/dossiers/:dossier/essais')
    .post(async (request, response) => {
      const identity = requireRight(request, 'tenir-demarches');
      const { instance, numero } = dossierOf(request);
      if ((await records.demarches.tryAgain(instance, numero, groupsOf(identity), identity)) === undefined)
        throw unknown('Aucun dossier de ce numéro n’échoue.');
      response.status(204).end();
    })
    .all(onlyMethods('POST, OPTIONS'));

  router
    .route('/demarches/a-voir/:id/levee')
    .post(async (request, response) => {
      const identity = requireRight(request, 'tenir-demarches');
      const { motif } = parse(liftBody, jsonBody(request), 'lever-point-de-demarche');
      const id = z.uuid().safeParse(request.params.id);
      const lifted = id.success
        ? await records.demarches.liftAct(id.data, motif, groupsOf(identity), identity)
        : undefined;
      if (lifted === undefined) throw unknown('Rien de ce numéro n’est à voir.');
      response.status(204).end();
    })
    .all(onlyMethods('POST, OPTIONS'));

  router
    .route('/demarches/:instance/:demarche/reprise-ecriture')
    .post(async (request, response) => {
      const identity = requireRight(request, 'reprendre-ecriture');
      const { motif } = parse(liftBody, jsonBody(request), 'reprendre-ecriture');
      const { instance, demarche } = request.params;
      const numero = /^\d{1,9}$/.test(demarche) ? Number(demarche) : undefined;
      const lifted =
        numero !== undefined && INSTANCE.test(instance)
          ? await records.demarches.liftSuspension({ instance, numero }, motif, identity)
          : false;
      if (!lifted) throw unknown('L’écriture d’aucune démarche de ce numéro n’est suspendue.');
      response.status(204).end();
    })
    .all(onlyMethods('POST, OPTIONS'));
  return router;
}
