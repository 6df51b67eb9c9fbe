/** `/ess/{id}/fichiers` and `/ess/{id}/fiches`: the papers of a case, for those they concern; each reading is recorded. */
import { pipeline } from 'node:stream/promises';
import { Router } from 'express';
import { z } from 'zod';
import { AntivirusUnavailable } from '../../documents/received/antivirus.ts';
import { fileNameOf } from '../../documents/received/name.ts';
import { RefusedFile } from '../../documents/received/reception.ts';
import { CODES_PIECES } from '../../domain/valeurs.ts';
import type { Etat } from '../../domain/etat.ts';
import type { Fichier } from '../../records/privacy/fichiers.ts';
import type { Papers } from '../../records/privacy/papiers.ts';
import { elsewhere, onlyMethods } from '../../runtime/http/faults.ts';
import { FORM_RULES } from '../../runtime/http/form-rules.ts';
import type { ApiDeps } from '../ports.ts';
import { Problem, invalidFields } from '../../runtime/http/problems.ts';
import { readersOf } from '../../identity/rights.ts';
import { knownCase, knownDossier, ownCase, requireRight, requireRole } from '../../identity/scope.ts';
import { paysFor, withMaskedAccount } from './comptes.ts';
import type { Identity } from '../../identity/verifier.ts';
import { exercice } from '../commands/schemas/fields.ts';
import { line } from '../commands/schemas/text.ts';
import { createUploadRoom } from '../http/upload-room.ts';
import { withUpload } from '../http/upload.ts';
import { parse } from '../http/validation.ts';

/** The scan of a letter that its author signed by hand, attached to the event that the letter carries. */
const SIGNE = 'courrier-signe';

/** Documents of a case that are no piece of a payment. */
export const AUTRES_DOCUMENTS = [
  'projet-sante',
  'contrat-amorcage',
  'contrat-dotation',
  'justificatif',
  SIGNE,
] as const;

export const form = z.strictObject({
  code: z.enum([...CODES_PIECES, ...AUTRES_DOCUMENTS]),
  exercice: z
    .string()
    .regex(/^\d{1,4}$/, { error: 'Un nombre entier est attendu, en chiffres seuls.' })
    .transform(Number)
    .pipe(exercice)
    .meta({ override: { type: 'integer', minimum: 0, maximum: 2099, pattern: undefined } })
    .exactOptional(),
  rang: z
    .string()
    .regex(/^[1-9]\d{0,8}$/, { error: 'Le numéro d’un événement du dossier est attendu, en chiffres seuls.' })
    .transform(Number)
    .pipe(z.int().positive())
    .meta({ override: { type: 'integer', minimum: 1, maximum: 999_999_999, pattern: undefined } })
    .exactOptional(),
});
const noParameter = z.strictObject({});
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** What one may not read is not said to exist. */
const unknownFile = (): Problem =>
  new Problem('introuvable', 'Aucun fichier de ce numéro ne vous est accessible dans ce dossier.');

/** What a file sent under the code of a piece proposes to who may deposit it, until a deposit names it. */
function propositionOf({ role }: Identity, papers: Papers, { id, code, exercice, deposePar }: Fichier) {
  const piece = CODES_PIECES.find((one) => one === code);
  if (role !== 'porteur' || deposePar !== 'porteur' || piece === undefined) return {};
  if (papers.fiches.some(({ fichiers }) => fichiers.includes(id))) return {};
  const pieces = [{ code: piece, ...(exercice === null ? {} : { exercice }) }];
  return { proposition: { commande: 'deposer-pieces', donnees: { pieces, fichiers: [id] } } };
}

const kept = (regle: string, detail: string): Problem => new Problem('etat-incompatible', detail, { regle });

/**
 * DEC-54 — what composes a project that was received stays with it: a delay runs on it. A piece found conform, or not,
 * was looked at.
 */
function requireUnused({ fiches }: Papers, etat: Etat, { id, code }: Fichier): void {
  const named = fiches.filter(({ fichiers }) => fichiers.includes(id));
  if (named.some(({ nature }) => nature !== 'deposer-pieces'))
    throw kept('DEC-54', 'Ce fichier compose un envoi déjà reçu, dont un délai dépend : il ne se retire plus.');
  const statuts = Object.values(etat.pieces).flatMap((piece) => (piece.code === code ? [piece.statut] : []));
  if (named.length > 0 && statuts.length > 0 && !statuts.includes('deposee'))
    throw kept('AMO-10', 'La caisse a déjà vérifié cette pièce : déposez-la de nouveau, avec le bon fichier.');
}

const presented = ({ id, code, exercice, rang, nom, type, taille, sha256, examen, deposePar, deposeLe }: Fichier) => ({
  id,
  code,
  exercice,
  rang,
  nom: fileNameOf(nom, type),
  type,
  taille,
  sha256,
  examen,
  deposePar,
  deposeLe: deposeLe.toISOString(),
});

/**
 * CRPA L. 212-1 — a signed letter is of an event, and its author alone attaches it: what was signed by whom. Every other
 * document is of no event.
 */
async function requireSigned(
  records: ApiDeps['records'],
  identity: Identity,
  ess: string,
  { code, rang }: { readonly code: string; readonly rang: number | null },
): Promise<void> {
  const wrong = (message: string) => invalidFields([{ champ: 'rang', regle: FORM_RULES.form, message }]);
  if (code !== SIGNE) {
    if (rang !== null) throw wrong(`Ce champ n’accompagne que le code « ${SIGNE} ».`);
    return;
  }
  await ownCase(records, identity, ess);
  if (rang === null) throw wrong('Le numéro de l’événement que ce courrier signé porte est attendu.');
  const [ligne] = await records.readJournal(ess, { apresRang: rang - 1, limite: 1 });
  if (ligne?.rang !== rang) throw wrong(`Aucun événement de ce dossier ne porte le numéro ${rang}.`);
  if (ligne.evenement.acteur !== identity.role)
    throw new Problem('role-interdit', 'Le courrier signé d’un acte est joint par qui a fait l’acte.', {
      regle: 'ACTEUR',
    });
}

/** What the reception of a file answers, as a problem. */
function problemOf(error: unknown): unknown {
  if (error instanceof RefusedFile)
    return invalidFields([{ champ: 'fichier', regle: FORM_RULES.file, message: error.message }]);
  if (error instanceof AntivirusUnavailable)
    return new Problem(
      'service-indisponible',
      "L'antivirus ne répond pas : le fichier n'a pas été conservé. Renvoyez-le dans un instant.",
      { headers: { 'Retry-After': '30' } },
    );
  return error;
}

/** The upload alone: its body is no JSON. */
export function uploadRoutes({ records, receivedFiles, uploads }: ApiDeps): Router {
  const router = Router();
  const room = createUploadRoom(uploads);
  router
    .route('/ess/:ess/fichiers')
    .post(async (request, response) => {
      const identity = requireRight(request, 'deposer-fichier');
      const { role } = identity;
      parse(noParameter, request.query);
      const ess = await knownCase(records, identity, request.params.ess);
      await withUpload(request, response, room, async ({ path, name, fields }) => {
        const { code, exercice: annee, rang = null } = parse(form, { ...fields }, 'deposer-fichier');
        requireRole(identity, readersOf(code), 'ACTEUR');
        await requireSigned(records, identity, ess, { code, rang });
        const nom = parse(z.strictObject({ nom: line(200) }), { nom: name }).nom;
        const recu = await receivedFiles.receive(path).catch((error: unknown) => {
          throw problemOf(error);
        });
        const { fichier, nouveau } = await records.saveFile(
          { ess, code, exercice: annee ?? null, rang, nom, deposePar: role, ...recu },
          identity,
          () => receivedFiles.keep(recu.sha256, path),
        );
        const proposition = propositionOf(identity, await records.readPapers(ess), fichier);
        response.status(nouveau ? 201 : 200).json({ ess, ...presented(fichier), ...proposition });
      });
    })
    .all(elsewhere);
  return router;
}

export function fileRoutes({ records, receivedFiles }: ApiDeps): Router {
  const router = Router();
  router
    .route('/ess/:ess/fichiers')
    .get(async (request, response) => {
      const identity = requireRight(request, 'lire-fichiers');
      const { role } = identity;
      parse(noParameter, request.query);
      const ess = await knownCase(records, identity, request.params.ess);
      const papers = await records.readPapers(ess);
      const fichiers = papers.fichiers.filter(({ code }) => readersOf(code).includes(role));
      response.json({
        ess,
        fichiers: fichiers.map((fichier) => ({ ...presented(fichier), ...propositionOf(identity, papers, fichier) })),
      });
    })
    .all(onlyMethods('GET, HEAD, POST, OPTIONS'));

  router
    .route('/ess/:ess/fichiers/:id')
    .get(async (request, response) => {
      const identity = requireRight(request, 'lire-fichiers');
      const { role } = identity;
      parse(noParameter, request.query);
      const ess = await knownCase(records, identity, request.params.ess);
      const fichier = UUID.test(request.params.id) ? await records.readFile(ess, request.params.id) : undefined;
      if (fichier === undefined || !readersOf(fichier.code).includes(role)) throw unknownFile();
      // Written down first: from then on its sender takes it back no more.
      const there = await records.recordFileReading(ess, fichier.id, identity);
      const contenu = there ? await receivedFiles.read(fichier.sha256) : undefined;
      if (contenu === undefined) throw unknownFile();
      response.attachment(fileNameOf(fichier.nom, fichier.type)).set({
        'Content-Type': fichier.type,
        'Content-Length': String(fichier.taille),
        'Repr-Digest': `sha-256=:${Buffer.from(fichier.sha256, 'hex').toString('base64')}:`,
        'Content-Security-Policy': "default-src 'none'; sandbox",
      });
      await pipeline(contenu, response);
    })
    .delete(async (request, response) => {
      const identity = requireRight(request, 'deposer-fichier');
      parse(noParameter, request.query);
      const { ess, etat } = await knownDossier(records, identity, request.params.ess);
      const papers = await records.readPapers(ess);
      const fichier = papers.fichiers.find(({ id }) => id === request.params.id);
      if (fichier === undefined || !readersOf(fichier.code).includes(identity.role)) throw unknownFile();
      requireUnused(papers, etat, fichier);
      const outcome = await records.withdrawFile(ess, fichier.id, identity, (sha256) => receivedFiles.remove(sha256));
      if (outcome === 'absent') throw unknownFile();
      if (outcome === 'autre-auteur')
        throw new Problem('role-interdit', 'Un fichier est retiré par qui l’a envoyé.', { regle: 'ACTEUR' });
      if (outcome === 'lu')
        throw kept(FORM_RULES.file, 'Ce fichier a déjà été lu : il reste au dossier. Envoyez le bon à côté.');
      response.status(204).end();
    })
    .all(onlyMethods('GET, HEAD, DELETE, OPTIONS'));

  router
    .route('/ess/:ess/fiches')
    .get(async (request, response) => {
      const identity = requireRight(request, 'lire-fiches');
      const { role } = identity;
      parse(noParameter, request.query);
      const ess = await knownCase(records, identity, request.params.ess);
      const fiches = (await records.listFiches(ess)).filter(({ nature }) => readersOf(nature).includes(role));
      response.json({ ess, fiches });
    })
    .all(onlyMethods('GET, HEAD, OPTIONS'));

  router
    .route('/ess/:ess/fiches/:id')
    .get(async (request, response) => {
      const identity = requireRight(request, 'lire-fiches');
      const { role } = identity;
      parse(noParameter, request.query);
      const { ess, resume } = await knownDossier(records, identity, request.params.ess);
      const fiche = UUID.test(request.params.id) ? await records.readFiche(request.params.id) : undefined;
      if (fiche === undefined || fiche.ess !== ess || !readersOf(fiche.nature).includes(role))
        throw new Problem('introuvable', 'Aucune fiche de ce numéro ne vous est accessible dans ce dossier.');
      await records.recordAccess({ ess, objet: 'fiche', cle: fiche.id, acte: 'lecture', par: role, auteur: identity });
      response.json(paysFor(identity, resume.caisse) ? fiche : withMaskedAccount(fiche));
    })
    .all(onlyMethods('GET, HEAD, OPTIONS'));
  return router;
}
