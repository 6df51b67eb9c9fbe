/** `GET /calendrier.ics`: the deadlines of a region, of a caisse or of one ESS, for any calendar program (RFC 5545). */
import { Router } from 'express';
import ical, { ICalAlarmType, ICalCalendarMethod } from 'ical-generator';
import { z } from 'zod';
import { SILENCES, echeance as enClair } from '../../documents/libelles.ts';
import { echeances } from '../../domain/echeances.ts';
import { SLUGS_REGIONS, regionDe } from '../../domain/regions.ts';
import { onlyMethods } from '../errors.ts';
import type { Identity } from '../oidc/verifier.ts';
import type { ApiDeps, Records } from '../ports.ts';
import { Problem } from '../problems.ts';
import { extentOf, knownDossier, requireRight } from '../scope.ts';
import { parse } from '../validation.ts';

const scope = z.strictObject({
  region: z
    .string()
    .refine((code) => SLUGS_REGIONS.includes(code), {
      error: 'Cette région est inconnue (exemple : nouvelle-aquitaine).',
    })
    .exactOptional(),
  caisse: z
    .string()
    .refine((code) => regionDe(code) !== '', { error: 'Le département de la caisse est attendu (exemple : 33).' })
    .exactOptional(),
  ess: z.string().max(63).exactOptional(),
});
type Scope = z.infer<typeof scope>;
type Cases = Awaited<ReturnType<Records['listDossiers']>>['dossiers'];

const PAGE = 200;

async function* casesOf(
  records: Records,
  identity: Identity,
  { region, caisse, ess }: Scope,
): AsyncIterable<Cases[number]> {
  if (ess !== undefined) {
    yield await knownDossier(records, identity, ess);
    return;
  }
  const filtre = {
    ...extentOf(identity),
    ...(region === undefined ? {} : { region }),
    ...(caisse === undefined ? {} : { siege: caisse }),
  };
  for (let apres: string | undefined; ;) {
    const page = await records.listDossiers({ ...filtre, limite: PAGE, ...(apres === undefined ? {} : { apres }) });
    yield* page.dossiers;
    if (page.suivant === undefined) return;
    apres = page.suivant;
  }
}

export function calendarRoutes({ records }: ApiDeps): Router {
  const router = Router();
  router
    .route('/calendrier.ics')
    .get(async (request, response) => {
      const identity = requireRight(request, 'lire-calendrier');
      const asked = parse(scope, request.query);
      if (Object.keys(asked).length !== 1)
        throw new Problem('champs-invalides', 'Choisissez un seul calendrier : « region », « caisse » ou « ess ».', {
          regle: 'SAISIE',
        });
      if (identity.role === 'porteur' && asked.ess === undefined)
        throw new Problem('role-interdit', 'Le porteur suit le calendrier de son équipe : « ess ».', {
          regle: 'ACTEUR',
        });
      const calendar = ical({
        name: `Échéances ESS — ${asked.region ?? asked.caisse ?? asked.ess ?? ''}`,
        prodId: { company: 'ess', product: 'echeances', language: 'FR' },
        method: ICalCalendarMethod.PUBLISH,
      });
      for await (const { ess, etat, rang, resume, majLe } of casesOf(records, identity, asked))
        for (const { cle, expire, regle, effet, attendu } of echeances(etat)) {
          if (effet === 'rappel') continue;
          const event = calendar.createEvent({
            // The same deadline keeps its identity when its day moves; SEQUENCE says which version is later.
            id: `${ess}/${cle}@ess.invalid`,
            sequence: rang,
            stamp: majLe,
            lastModified: majLe,
            start: new Date(`${expire}T00:00:00Z`),
            allDay: true,
            summary: `${ess} : ${enClair(cle)} (${regle})`,
            description: [
              `Dernier jour. Sans acte d'ici là : ${SILENCES[effet]}.`,
              ...(attendu.length === 0 ? [] : [`Attendu : ${attendu.join(', ')}.`]),
              `${resume.specialites.join(', ')}, ${resume.departements.join(', ')}. Dossier : /api/v1/ess/${ess}`,
            ].join('\n'),
          });
          if (attendu.length > 0)
            event.createAlarm({ type: ICalAlarmType.display, triggerBefore: 7 * 86_400, description: enClair(cle) });
        }
      response.type('text/calendar; charset=utf-8').send(calendar.toString());
    })
    .all(onlyMethods('GET, HEAD, OPTIONS'));
  return router;
}
