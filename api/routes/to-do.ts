/** `/a-faire`: what is awaited of who asks. `/ess/{id}/actes`: what they may do. `/ess/{id}/suivi-par`: who of an organisation looks at a case. */
import { Router } from 'express';
import { z } from 'zod';
import { dateDe } from '../../domain/calendrier/calendrier.ts';
import { instant, type DateCivile } from '../../domain/valeurs.ts';
import { extentOf, knownCase, knownDossier, requireOwnName, requireRight } from '../../identity/scope.ts';
import { GROUPES, type CurseurAFaire, type Groupe } from '../../records/journal/a-faire.ts';
import { jsonBody } from '../../runtime/http/body.ts';
import { onlyMethods } from '../../runtime/http/faults.ts';
import { FORM_RULES } from '../../runtime/http/form-rules.ts';
import { invalidFields } from '../../runtime/http/problems.ts';
import { parse } from '../http/validation.ts';
import { followBody, toDoQuery } from './to-do-schemas.ts';
import type { ApiDeps } from '../ports.ts';
import { acts } from '../views/acts.ts';
import { withinExtent } from '../views/other-cases.ts';
import { followerLine, groupsOf, nothingBefore, toDoLine } from '../views/to-do.ts';

const noParameter = z.strictObject({});
const cursor = z.tuple([z.union([z.literal('infinity'), z.iso.date()]), z.string(), z.string(), z.string()]);

const writeCursor = (curseur: CurseurAFaire): string => Buffer.from(JSON.stringify(curseur)).toString('base64url');

function readCursor(text: string | undefined): CurseurAFaire | undefined {
  if (text === undefined) return undefined;
  let parsed: unknown;
  try {
    parsed = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
  } catch {
    parsed = undefined; // not JSON: not one of ours
  }
  const read = cursor.safeParse(parsed);
  if (read.success && read.data.every((part) => part.isWellFormed() && !part.includes('\0') && part.length <= 200))
    return read.data;
  throw invalidFields([
    {
      champ: 'apres',
      regle: 'API-05',
      message: 'Ce curseur n’est pas celui d’une page précédente : reprenez la liste à son début.',
    },
  ]);
}

export function toDoRoutes({ cases, records, workshop }: ApiDeps): Router {
  const router = Router();
  router
    .route('/ess/:ess/actes')
    .get(async (request, response) => {
      parse(noParameter, request.query);
      const identity = requireRight(request, 'lire-actes');
      const { etat } = await knownDossier(records, identity, request.params.ess);
      response
        .set('ETag', `"${etat.rang}"`)
        .json(await withinExtent(records, identity, await acts({ cases, records, workshop }, identity, etat)));
    })
    .all(onlyMethods('GET, HEAD, OPTIONS'));

  router
    .route('/a-faire')
    .get(async (request, response) => {
      const identity = requireRight(request, 'lire-a-faire');
      const { groupe, apres, limite, ...criteres } = parse(toDoQuery, request.query, 'lire-a-faire');
      const { role, organisation, sujet } = identity;
      const portee = extentOf(identity);
      const maintenant = Date.now();
      const lecteur = { role, organisation, sujet };
      const curseur = readCursor(apres);
      const { groupes, lignes, suivant, suivis } = await records.toDo(
        { ...criteres, portee, lecteur, maintenant },
        { limite, ...(groupe === undefined ? {} : { groupe }), ...(curseur === undefined ? {} : { apres: curseur }) },
      );
      const shown = groupe ?? GROUPES;
      response.json({
        le: dateDe(instant(maintenant), 'Europe/Paris'),
        role,
        groupes: groupsOf(groupes),
        nombre: shown.reduce((sum, nom) => sum + groupes[nom].nombre, 0),
        lignes: lignes.map((ligne) => toDoLine(ligne, suivis.get(ligne.ess) ?? [], sujet)),
        suivant: suivant === undefined ? null : writeCursor(suivant),
        rien: lignes.length > 0 || curseur !== undefined ? null : await nothing(),
      });

      /** What comes next in the other groups; else, what the law will do next in one's cases. */
      async function nothing() {
        const [premier] = GROUPES.filter((nom: Groupe) => nom !== 'en-retard')
          .flatMap((nom) => groupes[nom].premier ?? [])
          .toSorted();
        const prochaine: DateCivile | null = premier ?? (await records.nextDeadline(portee, maintenant));
        return { prochaine, phrase: nothingBefore(prochaine) };
      }
    })
    .all(onlyMethods('GET, HEAD, OPTIONS'));

  router
    .route('/ess/:ess/suivi-par')
    .put(async (request, response) => {
      const identity = requireRight(request, 'suivre-dossier');
      requireOwnName(identity, 'Un dossier se suit');
      const ess = await knownCase(records, identity, request.params.ess);
      await records.follow(ess, identity, parse(followBody, jsonBody(request), 'suivre-dossier'));
      response.json({
        ess,
        suiviPar: (await records.followers(ess, identity)).map((one) => followerLine(one, identity.sujet)),
      });
    })
    .delete(async (request, response) => {
      const identity = requireRight(request, 'suivre-dossier');
      requireOwnName(identity, 'Un dossier se suit');
      const ess = await knownCase(records, identity, request.params.ess);
      await records.unfollow(ess, identity);
      response.status(204).end();
    })
    .get(async (request, response) => {
      const identity = requireRight(request, 'suivre-dossier');
      const ess = await knownCase(records, identity, request.params.ess);
      response.json({
        ess,
        suiviPar: (await records.followers(ess, identity)).map((one) => followerLine(one, identity.sujet)),
      });
    })
    .all(onlyMethods('GET, HEAD, PUT, DELETE, OPTIONS'));
  return router;
}
