/** `/reprises`: cases under way that an agency takes up together (DEC-67): played, proposed, agreed by each caisse, opened. */
import { createHash, randomUUID } from 'node:crypto';
import { Router, raw, type Request } from 'express';
import { z } from 'zod';
import { dateDe, fuseau } from '../../domain/calendrier/calendrier.ts';
import { instant } from '../../domain/valeurs.ts';
import { requireOwnName, requireRight } from '../../identity/scope.ts';
import type { Identity } from '../../identity/verifier.ts';
import type { Takeover, TakeoverScope } from '../../records/registers/reprises.ts';
import { CSV_TYPES } from '../../runtime/csv.ts';
import { jsonBody } from '../../runtime/http/body.ts';
import { onlyMethods } from '../../runtime/http/faults.ts';
import { Problem } from '../../runtime/http/problems.ts';
import { essIdentifier } from '../commands/keys.ts';
import { list } from '../commands/schemas/fields.ts';
import { line, text } from '../commands/schemas/text.ts';
import { parse } from '../http/validation.ts';
import type { ApiDeps } from '../ports.ts';
import { openCases } from '../takeover/open.ts';
import type { PlayedCase, Standing } from '../takeover/play.ts';

/** Some hundred cases of some fifty facts, as JSON. */
const LARGEST = '8mb';
export const TAKEOVER_TYPES = [...CSV_TYPES, 'application/json'];
export const takeoverOptions = z.strictObject({
  essai: z.enum(['0', '1']).default('0'),
  nom: line(120).default('Reprise'),
});
export const agreementBody = z
  .strictObject({
    sens: z.enum(['accepte', 'refuse']).meta({ 'x-libelles': { accepte: 'D’accord', refuse: 'Pas d’accord' } }),
    motif: text(500).exactOptional(),
    dossiers: list(line(60), 300).exactOptional(),
  })
  .refine(({ sens, motif }) => sens === 'accepte' || motif !== undefined, {
    path: ['motif'],
    error: 'Dites pourquoi : l’agence corrigera sa liste.',
  });

/** How long one call opens cases, and how many it looks at: a client calls again until none is left. */
const OPENING_MS = 15_000;
const MOST_AT_ONCE = 60;

const scopeOf = ({ role, regions, caisses }: Identity): TakeoverScope =>
  role === 'ars' ? { regions } : role === 'caisse' ? { caisses } : {};

const summary = ({ proposeeLe, retireeLe, ...rest }: Takeover) => ({
  ...rest,
  proposeeLe: proposeeLe.toISOString(),
  retireeLe: retireeLe?.toISOString() ?? null,
});

const reportOf = ({ faits: _faits, ...dit }: PlayedCase) => dit;

export const takeoverReport = (cases: readonly PlayedCase[]) => ({
  nombre: cases.length,
  pretes: cases.filter(({ situation }) => situation !== null).length,
  verseCentimes: cases.reduce((total, { situation }) => total + (situation?.verseCentimes ?? 0), 0),
  dossiers: cases.map(reportOf),
});

/** Whoever corrects a list corrects its first errors first. */
const errorsOf = (cases: readonly PlayedCase[]) =>
  cases.flatMap(({ reference, erreurs }) =>
    erreurs.map(({ ligne, colonne, regle, message }) => ({
      champ: [
        `dossier ${reference}`,
        ...(ligne === null ? [] : [`ligne ${ligne}`]),
        ...(colonne === null ? [] : [colonne]),
      ].join(', '),
      regle,
      message,
    })),
  );

/** Each is of the agency's region: another one takes up its own (DEC-49). */
function requireOwnRegion({ regions }: Identity, cases: readonly PlayedCase[]): string {
  const ailleurs = cases.find(({ situation }) => situation !== null && !regions.includes(situation.region));
  if (ailleurs !== undefined)
    throw new Problem(
      'role-interdit',
      `Le dossier « ${ailleurs.reference} » relève d’une autre région (${ailleurs.situation?.region}).`,
      { regle: 'DEC-49' },
    );
  const found = [...new Set(cases.map(({ situation }) => situation?.region ?? ''))];
  if (found.length > 1)
    throw new Problem(
      'donnees-refusees',
      `Ces dossiers relèvent de plusieurs régions (${found.join(', ')}) : un fichier pour chacune.`,
      { regle: 'DEC-49' },
    );
  return found[0] ?? '';
}

/** The files, whose bodies are no JSON of ours. */
export function takeoverFileRoutes(deps: ApiDeps): Router {
  const { records, workshop } = deps;
  const router = Router();
  router.route('/reprises').post(raw({ type: TAKEOVER_TYPES, limit: LARGEST }), async (request, response) => {
    const identity = requireRight(request, 'reprendre-dossiers');
    const { essai, nom } = parse(takeoverOptions, request.query, 'proposer-reprise');
    if (!request.is(TAKEOVER_TYPES))
      throw new Problem('format-non-admis', 'Envoyez un tableau en text/csv, ou un fichier en application/json.');
    const bytes = new Uint8Array(Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0));
    const read = await workshop.run(identity, 'reprise', { fichier: bytes, maintenant: instant(Date.now()) });
    if ('refused' in read) throw new Problem(...read.refused);
    const cases = read.given;
    if (essai === '1') {
      response.json({ ...takeoverReport(cases), id: null });
      return;
    }
    requireOwnName(identity, 'Une reprise se propose');
    const erreurs = errorsOf(cases);
    if (erreurs.length > 0)
      throw new Problem(
        'donnees-refusees',
        `${erreurs.length} erreur(s) dans ${cases.filter(({ situation }) => situation === null).length} dossier(s) sur ${cases.length} : rien n’est proposé. « ?essai=1 » donne le rapport entier.`,
        { regle: 'DEC-67', erreurs },
      );
    const region = requireOwnRegion(identity, cases);
    const id = randomUUID();
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    const { deja } = await records.takeovers.propose(
      { id, region, nom, sha256, proposeePar: identity },
      cases.map(({ reference, mandataire, faits, situation }) => ({
        ...{ reference, mandataire, faits, situation },
        caisse: situation?.caisse ?? '',
        ess: essIdentifier(situation?.siege ?? '', `reprise\n${id}\n${reference}`),
      })),
      identity,
    );
    if (deja.length > 0)
      throw new Problem(
        'etat-incompatible',
        `Déjà proposés ou repris : ${deja.slice(0, 10).join(', ')}${deja.length > 10 ? '…' : ''}. Rien n’est proposé une seconde fois.`,
        { regle: 'DEC-67' },
      );
    response
      .status(201)
      .location(`${request.baseUrl}/reprises/${id}`)
      .json({ ...takeoverReport(cases), id });
  });
  return router;
}

export function takeoverRoutes(deps: ApiDeps): Router {
  const { records } = deps;
  const router = Router();

  /** One that the reader sees, or the 404 problem. */
  async function visible(request: Request, identity: Identity): Promise<Takeover> {
    const id = z.uuid().safeParse(request.params['id']);
    const [found] = id.success ? await records.takeovers.list(scopeOf(identity), id.data) : [];
    if (found === undefined) throw new Problem('introuvable', 'Aucune reprise de ce numéro ne vous est accessible.');
    return found;
  }
  async function whole(identity: Identity, reprise: Takeover) {
    const dossiers = await records.takeovers.cases<Standing>(reprise.id, scopeOf(identity));
    return {
      ...summary(reprise),
      dossiers: dossiers.map(({ repondueLe, ouverteLe, ...dit }) => ({
        ...dit,
        repondueLe: repondueLe?.toISOString() ?? null,
        ouverteLe: ouverteLe?.toISOString() ?? null,
      })),
    };
  }

  router
    .route('/reprises')
    .get(async (request, response) => {
      const identity = requireRight(request, 'lire-reprises');
      response.json({ reprises: (await records.takeovers.list(scopeOf(identity))).map(summary) });
    })
    .all(onlyMethods('GET, HEAD, POST, OPTIONS'));

  router
    .route('/reprises/:id')
    .get(async (request, response) => {
      const identity = requireRight(request, 'lire-reprises');
      response.json(await whole(identity, await visible(request, identity)));
    })
    .delete(async (request, response) => {
      const identity = requireRight(request, 'reprendre-dossiers');
      requireOwnName(identity, 'Une reprise se retire');
      const { id } = await visible(request, identity);
      await records.takeovers.withdraw(id, identity);
      response.json(await whole(identity, await visible(request, identity)));
    })
    .all(onlyMethods('GET, HEAD, DELETE, OPTIONS'));

  router
    .route('/reprises/:id/accord')
    .post(async (request, response) => {
      const identity = requireRight(request, 'accorder-reprise');
      requireOwnName(identity, 'Une reprise s’accepte');
      const { sens, motif, dossiers } = parse(agreementBody, jsonBody(request), 'accorder-reprise');
      const reprise = await visible(request, identity);
      if ((await records.takeovers.proposer(reprise.id))?.organisation === identity.organisation)
        throw new Problem(
          'meme-organisation',
          'Votre organisation a proposé cette reprise : l’accord revient à l’autre autorité.',
          { regle: 'ACTEUR' },
        );
      const nombre = await records.takeovers.answer(
        reprise.id,
        identity.caisses,
        { accepte: sens === 'accepte', motif: motif ?? null, references: dossiers ?? null, par: identity },
        identity,
      );
      if (nombre === 0)
        throw new Problem('etat-incompatible', 'Aucun de ces dossiers n’attend votre accord.', { regle: 'DEC-67' });
      response.json(await whole(identity, reprise));
    })
    .all(onlyMethods('POST, OPTIONS'));

  router
    .route('/reprises/:id/ouverture')
    .post(async (request, response) => {
      const identity = requireRight(request, 'reprendre-dossiers');
      requireOwnName(identity, 'Une reprise s’ouvre');
      const { id, retireeLe } = await visible(request, identity);
      if (retireeLe !== null)
        throw new Problem('etat-incompatible', 'Cette reprise a été retirée.', { regle: 'DEC-67' });
      // Nowhere in the country is it still yesterday.
      const aujourdhui = dateDe(instant(Date.now()), fuseau('972'));
      const prochains = await records.takeovers.toOpen(id, aujourdhui, MOST_AT_ONCE);
      await openCases(deps, id, prochains, Date.now() + OPENING_MS);
      const reste = await whole(identity, await visible(request, identity));
      response.json({ ...reste, restants: reste.dossiers.filter(({ etat }) => etat === 'acceptee').length });
    })
    .all(onlyMethods('POST, OPTIONS'));
  return router;
}
