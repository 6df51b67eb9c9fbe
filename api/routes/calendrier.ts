/** `GET /calendrier.ics`: the deadlines of a region, of a caisse or of one ESS, for any calendar program (RFC 5545). */
import { Router, type Response } from 'express';
import ical, { ICalAlarmType, ICalCalendarMethod, ICalEventTransparency } from 'ical-generator';
import { z } from 'zod';
import { SILENCES, echeance as enClair, enumerer, majuscule, deLaPartie } from '../../documents/libelles.ts';
import { departement } from '../../documents/places.ts';
import { echeances } from '../../domain/echeances.ts';
import { libelleSpecialite } from '../../domain/lettre-intention/specialites.ts';
import type { Etat } from '../../domain/etat.ts';
import { SLUGS_REGIONS } from '../../domain/creation/regions.ts';
import type { Calendar } from '../../records/registers/calendriers.ts';
import type { Dossier } from '../../records/journal/dossiers.ts';
import type { Cursor } from '../../records/journal/listes.ts';
import { onlyMethods } from '../../runtime/http/faults.ts';
import type { Identity } from '../../identity/verifier.ts';
import type { ApiDeps, Records } from '../ports.ts';
import { Problem } from '../../runtime/http/problems.ts';
import { extentOf, knownCase, knownDossier, requireOwnName, requireRight } from '../../identity/scope.ts';
import { essId } from '../contract/answers/values.ts';
import { caisse } from '../commands/schemas/fields.ts';
import { parse } from '../http/validation.ts';
import { jsonBody } from '../../runtime/http/body.ts';

export const scope = z.strictObject({
  region: z
    .string()
    .refine((code) => SLUGS_REGIONS.includes(code), {
      error: 'Cette région est inconnue (exemple : nouvelle-aquitaine).',
    })
    .exactOptional(),
  caisse: caisse.exactOptional(),
  ess: essId.exactOptional(),
});
type Scope = z.infer<typeof scope>;

const PAGE = 200;

async function* casesOf(
  records: Records,
  identity: Identity,
  { region, caisse: code, ess }: Scope,
): AsyncIterable<Dossier<Etat>> {
  if (ess !== undefined) {
    yield await knownDossier(records, identity, ess);
    return;
  }
  const filtre = {
    ...extentOf(identity),
    ...(region === undefined ? {} : { region: [region] }),
    ...(code === undefined ? {} : { caisse: [code] }),
  };
  for (let apres: Cursor | undefined; ;) {
    const page = await records.listDossiers({ ...filtre, limite: PAGE, ...(apres === undefined ? {} : { apres }) });
    yield* page.dossiers;
    if (page.suivant === undefined) return;
    apres = page.suivant;
  }
}

/** What is asked, if the identity may ask it. */
function readDemand(identity: Identity, given: unknown): Scope {
  const asked = parse(scope, given, 'partager-calendrier');
  if (Object.keys(asked).length !== 1)
    throw new Problem('champs-invalides', 'Choisissez un seul calendrier : « region », « caisse » ou « ess ».', {
      regle: 'SAISIE',
    });
  if (identity.role === 'porteur' && asked.ess === undefined)
    throw new Problem('role-interdit', 'Le porteur suit le calendrier de son équipe : « ess ».', { regle: 'ACTEUR' });
  return asked;
}

async function sendCalendar(
  response: Response,
  { records, lienDossier }: CalendarDeps,
  identity: Identity,
  asked: Scope,
): Promise<void> {
  const calendar = ical({
    name: `Échéances ESS — ${asked.region ?? asked.caisse ?? asked.ess ?? ''}`,
    prodId: { company: 'ess', product: 'echeances', language: 'FR' },
    method: ICalCalendarMethod.PUBLISH,
  });
  for await (const { ess, etat, rang, resume, majLe } of casesOf(records, identity, asked))
    for (const { cle, expire, regle, effet, attendu } of echeances(etat)) {
      const lien = lienDossier?.(ess);
      // Nobody has anything to do for the archive of a closed case (DEC-35).
      if (effet === 'rappel' || effet === 'archivage') continue;
      const event = calendar.createEvent({
        // The same deadline keeps its identity when its day moves; SEQUENCE says which version is later.
        id: `${ess}/${cle}@ess.invalid`,
        sequence: rang,
        stamp: majLe,
        lastModified: majLe,
        start: new Date(`${expire}T00:00:00Z`),
        allDay: true,
        // A last day takes nobody's time: the day stays free.
        transparency: ICalEventTransparency.TRANSPARENT,
        summary: `${nomDe(ess, resume)} : ${enClair(cle)}`,
        description: [
          attendu.length === 0
            ? `${majuscule(enClair(cle))} : rien n'est attendu de personne.`
            : `${majuscule(enClair(cle))} : on attend un acte ${enumerer(attendu.map(deLaPartie))}.`,
          `Dernier jour. Sans acte d'ici là, ${SILENCES[effet]} (${regle}).`,
          `Équipe : ${nomDe(ess, resume)} (${ess}) ; ${resume.specialites.map(libelleSpecialite).join(', ')} ; ${resume.departements.map(departement).join(', ')}.`,
          ...(lien === undefined ? [] : [`Dossier : ${lien}`]),
        ].join('\n'),
        ...(lien === undefined ? {} : { url: lien }),
      });
      if (attendu.length > 0)
        event.createAlarm({ type: ICalAlarmType.display, triggerBefore: 7 * 86_400, description: enClair(cle) });
    }
  response.type('text/calendar; charset=utf-8').send(calendar.toString());
}

const minuscule = (texte: string): string => texte.charAt(0).toLowerCase() + texte.slice(1);

/** The name of the team; of one that gave none, what it is and where. */
const nomDe = (ess: string, { intitule, specialites, siege }: Dossier<Etat>['resume']): string =>
  intitule ??
  (specialites.length === 0
    ? ess
    : `ESS de ${specialites.map((slug) => minuscule(libelleSpecialite(slug))).join(' et ')}, ${departement(siege)}`);

const presented = ({ id, demande, creeLe, expireLe }: Calendar) => ({
  id,
  demande,
  creeLe: creeLe.toISOString(),
  expireLe: expireLe.toISOString(),
});

type CalendarDeps = Pick<ApiDeps, 'records' | 'lienDossier'>;

export function calendarRoutes(deps: CalendarDeps): Router {
  const { records } = deps;
  const router = Router();
  router
    .route('/calendrier.ics')
    .get(async (request, response) => {
      const identity = requireRight(request, 'lire-calendrier');
      await sendCalendar(response, deps, identity, readDemand(identity, request.query));
    })
    .all(onlyMethods('GET, HEAD, OPTIONS'));

  router
    .route('/calendriers')
    .post(async (request, response) => {
      const identity = requireRight(request, 'lire-calendrier');
      requireOwnName(identity, 'Un lien de calendrier se demande');
      const demande = readDemand(identity, jsonBody(request));
      if (demande.ess !== undefined) await knownCase(records, identity, demande.ess);
      const { calendrier, secret } = await records.createCalendar({ demande, identite: identity }, identity);
      // Shown this once: the address is the key.
      response.status(201).json({ ...presented(calendrier), adresse: `${request.baseUrl}/calendriers/${secret}.ics` });
    })
    .get(async (request, response) => {
      const { sujet } = requireRight(request, 'lire-calendrier');
      response.json({ calendriers: (await records.listCalendars(sujet)).map(presented) });
    })
    .all(onlyMethods('GET, HEAD, POST, OPTIONS'));

  router
    .route('/calendriers/:id')
    .delete(async (request, response) => {
      const identity = requireRight(request, 'lire-calendrier');
      requireOwnName(identity, 'Un lien de calendrier se retire');
      const id = z.uuid().safeParse(request.params.id);
      if (!id.success || !(await records.revokeCalendar(id.data, identity)))
        throw new Problem('introuvable', 'Aucun de vos calendriers ne porte ce numéro.');
      response.status(204).end();
    })
    .all(onlyMethods('DELETE, OPTIONS'));
  return router;
}

/** The address that a calendar program subscribes to: it carries no token, its secret stands for one. */
export function calendarLinkRoutes(deps: CalendarDeps): Router {
  const { records } = deps;
  const router = Router();
  router
    .route('/calendriers/:secret.ics')
    .get(async (request, response) => {
      const calendrier = await records.calendarOfSecret(request.params.secret);
      if (calendrier === undefined)
        throw new Problem('introuvable', 'Ce calendrier n’existe pas, ou n’est plus partagé : demandez-en un autre.');
      await sendCalendar(response, deps, calendrier.identite as Identity, calendrier.demande as Scope);
    })
    .all(onlyMethods('GET, HEAD, OPTIONS'));
  return router;
}
