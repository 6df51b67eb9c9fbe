/** `/ess/{id}/adhesions`: adherent doctors. People are records: none of this ever reaches a workflow. */
import { Router, raw } from 'express';
import { z } from 'zod';
import type { Adhesion, Doublon } from '../../records/registers/adhesions.ts';
import { writeAdhesions } from '../lists/adhesions-csv.ts';
import { CSV_TYPES } from '../../runtime/csv.ts';
import { FORM_RULES } from '../../runtime/http/form-rules.ts';
import { Problem, invalidFields } from '../../runtime/http/problems.ts';
import { elsewhere, onlyMethods } from '../../runtime/http/faults.ts';
import type { ApiDeps } from '../ports.ts';
import { extentOf, knownCase, ownCase, requireRight } from '../../identity/scope.ts';
import { adhesion } from '../commands/schemas/adhesions.ts';
import { list } from '../commands/schemas/fields.ts';
import { luhn } from '../commands/schemas/identifiers.ts';
import { parse } from '../http/validation.ts';
import { jsonBody } from '../../runtime/http/body.ts';

export const adhesionsBody = z.strictObject({
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

/** More would not be read, and the answer would outgrow the list. */
const MOST_WARNINGS = 100;

/** What is worth a look and keeps nothing from being recorded: the first ones, and how many there are beyond. */
function warningsOf(adhesions: readonly Adhesion[], doublons: readonly Doublon[]) {
  const all = everyWarning(adhesions, doublons);
  const beyond = all.length - MOST_WARNINGS;
  return [
    ...all.slice(0, MOST_WARNINGS),
    ...(beyond > 0 ? [{ regle: 'ADH-01', phrase: `Autres avertissements du même genre : ${beyond}.` }] : []),
  ];
}

function everyWarning(adhesions: readonly Adhesion[], doublons: readonly Doublon[]) {
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

export const importOptions = z.strictObject({
  essai: z.enum(['0', '1']).default('0'),
  partiel: z.enum(['0', '1']).default('0'),
});

/**
 * A nominative list sent as CSV. Nothing is recorded while one line is refused, unless `partiel=1`; `essai=1` records
 * nothing and reports all the same.
 */
export function adhesionImportRoutes({ records, workshop }: ApiDeps): Router {
  const router = Router();
  router
    .route('/ess/:ess/adhesions')
    .post(raw({ type: [...CSV_TYPES], limit: '1mb' }), async (request, response, next) => {
      if (!request.is([...CSV_TYPES])) return next();
      const identity = requireRight(request, 'ecrire-adhesions');
      const { essai, partiel } = parse(importOptions, request.query);
      const ess = await ownCase(records, identity, request.params.ess);
      const bytes = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
      const read = await workshop.run(identity, 'adhesions', new Uint8Array(bytes));
      if ('refused' in read) throw new Problem(...read.refused);
      const { adhesions, rapport, refusees, nombreErreurs } = read.given;
      if (refusees > 0 && essai === '0' && partiel === '0')
        throw new Problem(
          'donnees-refusees',
          `${refusees} ligne(s) sur ${rapport.length} sont à corriger : rien n’a été enregistré (« ?partiel=1 » enregistre les autres). Erreurs trouvées : ${nombreErreurs}.`,
          {
            regle: 'ADH-01',
            erreurs: rapport.flatMap(({ ligne, erreurs: wrong = [] }) =>
              wrong.map((erreur) => ({ ...erreur, champ: `ligne ${ligne}, ${erreur.champ}` })),
            ),
          },
        );
      const keep = essai === '0' && adhesions.length > 0;
      if (keep) await records.upsertAdhesions(ess, adhesions, identity);
      const avertissements = warningsOf(
        adhesions,
        keep ? await records.duplicateAdherents(ess, extentOf(identity)) : [],
      );
      response.json({
        ess,
        essai: essai === '1',
        lignes: rapport.length,
        enregistrees: keep ? adhesions.length : 0,
        refusees,
        nombreErreurs,
        rapport,
        ...(avertissements.length === 0 ? {} : { avertissements }),
      });
    })
    .all(elsewhere);
  return router;
}

export function adhesionRoutes({ records }: ApiDeps): Router {
  const router = Router();
  router
    .route('/ess/:ess/adhesions')
    .post(async (request, response) => {
      const identity = requireRight(request, 'ecrire-adhesions');
      const asked = Object.entries(parse(importOptions, request.query)).filter(([, value]) => value === '1');
      if (asked.length > 0)
        throw invalidFields(
          asked.map(([champ]) => ({
            champ,
            regle: FORM_RULES.form,
            message: 'Ce paramètre vaut pour une liste en CSV.',
          })),
        );
      const { adhesions } = parse(adhesionsBody, jsonBody(request));
      const ess = await ownCase(records, identity, request.params.ess);
      await records.upsertAdhesions(ess, adhesions, identity);
      const avertissements = warningsOf(adhesions, await records.duplicateAdherents(ess, extentOf(identity)));
      response.json({
        ess,
        enregistrees: adhesions.length,
        ...(avertissements.length === 0 ? {} : { avertissements }),
      });
    })
    .get(async (request, response) => {
      const identity = requireRight(request, 'lire-adhesions');
      parse(z.strictObject({}), request.query);
      const ess = await knownCase(records, identity, request.params.ess);
      const adhesions = await records.listAdhesions(ess);
      const par = identity.role;
      await records.recordAccess({ ess, objet: 'adhesions', cle: '-', acte: 'lecture', par, auteur: identity });
      if (request.accepts(['application/json', 'text/csv']) === 'text/csv')
        response.attachment(`${ess}-adhesions.csv`).type('text/csv').send(writeAdhesions(adhesions));
      else response.json({ ess, adhesions });
    })
    .all(onlyMethods('GET, HEAD, POST, OPTIONS'));
  router
    .route('/adhesions/doublons')
    .get(async (request, response) => {
      const identity = requireRight(request, 'lire-doublons');
      parse(z.strictObject({}), request.query);
      response.json({ doublons: await records.duplicateAdherents(undefined, extentOf(identity)) });
    })
    .all(onlyMethods('GET, HEAD, OPTIONS'));
  return router;
}
