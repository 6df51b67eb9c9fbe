/** `/etat-des-lieux` and its exports: the national picture of a year, or of today (SUI-03). */
import { Router, type Request, type RequestHandler } from 'express';
import { z } from 'zod';
import {
  etatDesLieux,
  VERSIONS,
  type EtatDesLieux,
  type LigneEtatDesLieux,
} from '../../domain/etat-des-lieux/etat-des-lieux.ts';
import { enToutesLettres } from '../../domain/calendrier/calendrier.ts';
import { SEUILS } from '../../domain/etat-des-lieux/petits-effectifs.ts';
import type { DateCivile } from '../../domain/valeurs.ts';
import { today } from '../../identity/delegation.ts';
import { onlyMethods } from '../../runtime/http/faults.ts';
import { argentParMois } from '../../domain/etat-des-lieux/argent-par-mois.ts';
import { writeCoverage, writeNationalPicture } from '../lists/national-csv.ts';
import type { Identity } from '../../identity/verifier.ts';
import type { ApiDeps, Records } from '../ports.ts';
import { invalidFields } from '../../runtime/http/problems.ts';
import { civilDate } from '../commands/schemas/fields.ts';
import { isPlaceWithin, requireRight } from '../../identity/scope.ts';
import { parse } from '../http/validation.ts';

export const pictureQuery = z.strictObject({
  annee: z
    .string()
    .regex(/^20\d{2}$/, { error: 'Une année est attendue (exemple : 2026).' })
    .exactOptional(),
  arreteLe: civilDate.exactOptional(),
  chiffres: z
    .enum(VERSIONS, { error: `« diffusables » (petits effectifs masqués) ou « exacts » est attendu.` })
    .exactOptional(),
});

export const monthsQuery = z.strictObject({
  annee: pictureQuery.shape.annee,
  chiffres: pictureQuery.shape.chiffres,
});

/** GEN-06: an ARS reads the lines of its regions and their departments, a caisse those of its departments. */
function isWithin(identity: Identity, { niveau, region, departement }: LigneEtatDesLieux): boolean {
  if (niveau === 'departement') return isPlaceWithin(identity, departement ?? '');
  if (niveau === 'region' && identity.role === 'ars') return identity.regions.includes(region ?? '');
  return identity.role === 'national';
}

/** Small counts are judged on the whole nation, so that what every reader gets is one and the same table. */
function withinScope(identity: Identity, { lignes, couverture }: EtatDesLieux): EtatDesLieux {
  const seats = (departements: readonly string[]) => departements.filter((code) => isPlaceWithin(identity, code));
  return {
    lignes: lignes.filter((line) => isWithin(identity, line)),
    couverture: couverture.map(({ specialite, couverts, nonCouverts }) => ({
      specialite,
      couverts: seats(couverts),
      nonCouverts: seats(nonCouverts),
    })),
  };
}

const notBegun = (annee: string) =>
  invalidFields([
    { champ: 'annee', regle: 'SUI-03', message: `L’année ${annee} n’a pas commencé : il n’y a rien à y compter.` },
  ]);

async function pictureFor(records: Records, request: Request) {
  const identity = requireRight(request, 'lire-etat-des-lieux');
  const { annee, arreteLe, chiffres = 'diffusables' } = parse(pictureQuery, request.query, 'lire-etat-des-lieux');
  const now = today();
  const au = annee === undefined ? now : (`${annee}-12-31` as DateCivile);
  if (annee !== undefined && annee > now.slice(0, 4)) throw notBegun(annee);
  const du = `${au.slice(0, 4)}-01-01` as DateCivile;
  if (arreteLe !== undefined && arreteLe < au)
    throw invalidFields([
      {
        champ: 'arreteLe',
        regle: 'SUI-03',
        message: `Cet état des lieux, au ${enToutesLettres(au)}, s’arrête au plus tôt ce jour-là.`,
      },
    ]);
  const figures = await records.figures({ au, ...(arreteLe === undefined ? {} : { arreteLe }) });
  return {
    du,
    au,
    arreteLe: arreteLe ?? null,
    provisoire: arreteLe === undefined || arreteLe >= now,
    chiffres,
    seuils: SEUILS,
    ...withinScope(identity, etatDesLieux(figures, chiffres)),
  };
}
type Picture = Awaited<ReturnType<typeof pictureFor>>;

const read =
  (records: Records): RequestHandler =>
  async (request, response) => {
    response.json(await pictureFor(records, request));
  };

const exportCsv =
  (records: Records, name: string, write: (picture: Picture) => string): RequestHandler =>
  async (request, response) => {
    const picture = await pictureFor(records, request);
    response.attachment(`${name}-${picture.au}-${picture.chiffres}.csv`).type('text/csv; charset=utf-8');
    response.send(write(picture));
  };

export function nationalRoutes({ records }: ApiDeps): Router {
  const router = Router();
  const reads = onlyMethods('GET, HEAD, OPTIONS');
  router.route('/etat-des-lieux').get(read(records)).all(reads);
  router
    .route('/etat-des-lieux/mois')
    .get(async (request, response) => {
      requireRight(request, 'lire-argent-national');
      const { annee = today().slice(0, 4), chiffres = 'diffusables' } = parse(monthsQuery, request.query, 'lire-mois');
      if (annee > today().slice(0, 4)) throw notBegun(annee);
      const mois = argentParMois(annee, await records.moneyByMonth(annee), chiffres);
      response.json({ annee, chiffres, seuils: SEUILS, mois });
    })
    .all(reads);
  router
    .route('/exports/etat-des-lieux.csv')
    .get(exportCsv(records, 'etat-des-lieux', ({ lignes }) => writeNationalPicture(lignes)))
    .all(reads);
  router
    .route('/exports/couverture.csv')
    .get(exportCsv(records, 'couverture', ({ couverture }) => writeCoverage(couverture)))
    .all(reads);
  return router;
}
