/** `/ess/{id}/adhesions`: adherent doctors. People are records: none of this ever reaches a workflow. */
import { Router } from 'express';
import { z } from 'zod';
import type { Adhesion, Doublon } from '../../records/adhesions.ts';
import { onlyMethods } from '../errors.ts';
import { requireRole } from '../identity.ts';
import type { ApiDeps } from '../ports.ts';
import { civilDate, line, list, slug } from '../schemas/fields.ts';
import { luhn, rpps } from '../schemas/people.ts';
import { objectBody, parse } from '../validation.ts';
import { knownDossier } from './case.ts';

/** §14.4, DOT-06. `sortieLe`: the day the doctor left, when they have. */
const adhesion = z
  .strictObject({
    rpps,
    nom: line(120),
    prenom: line(120),
    specialite: slug,
    liberal: z.boolean(),
    signeeLe: civilDate,
    sortieLe: civilDate.nullable().exactOptional(),
  })
  .refine(({ signeeLe, sortieLe }) => sortieLe === undefined || sortieLe === null || sortieLe >= signeeLe, {
    path: ['sortieLe'],
    error: 'La sortie précède la signature de l’adhésion.',
  })
  .transform((fields): Adhesion => ({ ...fields, sortieLe: fields.sortieLe ?? null }));

const body = z.strictObject({
  adhesions: list(adhesion, 2000)
    .min(1, { error: 'Indiquez au moins une adhésion.' })
    .superRefine((adhesions, context) => {
      const seen = new Set<string>();
      adhesions.forEach((entry, index) => {
        const key = `${entry.rpps} ${entry.signeeLe}`;
        if (seen.has(key))
          context.addIssue({
            code: 'custom',
            path: [index, 'rpps'],
            message: 'Cette adhésion (RPPS et date de signature) figure deux fois dans la liste.',
          });
        seen.add(key);
      });
    }),
});

/** What is worth a look and keeps nothing from being recorded. */
function warningsOf(adhesions: readonly Adhesion[], doublons: readonly Doublon[]) {
  const donnes = new Set(adhesions.map((entry) => entry.rpps));
  return [
    ...[...donnes]
      .filter((numero) => !luhn(numero))
      .map((numero) => ({
        regle: 'ADH-01',
        phrase: `La clé du numéro RPPS ${numero} ne correspond pas : vérifiez sa saisie.`,
      })),
    ...doublons
      .filter((doublon) => donnes.has(doublon.rpps))
      .map((doublon) => ({
        regle: 'DEC-11',
        phrase: `Le numéro RPPS ${doublon.rpps} adhère aussi à ${doublon.autre}, de la même spécialité, sur la même période.`,
      })),
  ];
}

export function adhesionRoutes({ records }: ApiDeps): Router {
  const router = Router();
  router
    .route('/ess/:ess/adhesions')
    .post(async (request, response) => {
      requireRole(request, ['porteur', 'caisse'], 'ADH-01');
      const { adhesions } = parse(body, objectBody(request.body));
      const { ess } = await knownDossier(records, request.params.ess);
      await records.upsertAdhesions(ess, adhesions);
      const avertissements = warningsOf(adhesions, await records.duplicateAdherents(ess));
      response.json({
        ess,
        enregistrees: adhesions.length,
        ...(avertissements.length === 0 ? {} : { avertissements }),
      });
    })
    .get(async (request, response) => {
      requireRole(request, ['porteur', 'ars', 'caisse'], 'ADH-01');
      parse(z.strictObject({}), request.query);
      const { ess } = await knownDossier(records, request.params.ess);
      response.json({ ess, adhesions: await records.listAdhesions(ess) });
    })
    .all(onlyMethods('GET, HEAD, POST, OPTIONS'));
  router
    .route('/adhesions/doublons')
    .get(async (request, response) => {
      requireRole(request, ['ars', 'caisse', 'national'], 'ADH-01');
      parse(z.strictObject({}), request.query);
      response.json({ doublons: await records.duplicateAdherents() });
    })
    .all(onlyMethods('GET, HEAD, OPTIONS'));
  return router;
}
