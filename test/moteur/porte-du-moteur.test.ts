/**
 * Whoever reaches the engine can send a case anything: what is no demand is refused or journalled as refused, and the case
 * goes on. `PORTE_LONGUE=1`: ten thousand random payloads instead of a sample.
 */
import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { Payload } from '@temporalio/common';
import { TABLE } from '../../domain/table.ts';
import { verifyRecords } from '../../records/verification/verify.ts';
import type { Discrepancy } from '../../records/verification/types.ts';
import { AVIS_EN_SOUFFRANCE, TERRITOIRE_LIBERE } from '../../workflows/messages.ts';
import { ouvrirInstallation, type Installation } from '../setup/installation.ts';
import { ATTENTE, LE, ouvrirDossier } from './dossier-essai.ts';

let installation: Installation;
beforeAll(async () => {
  installation = await ouvrirInstallation();
});
afterAll(() => installation.fermer());

const octets = (texte: string) => new TextEncoder().encode(texte);
const payload = (encoding: string, data: string): Payload => ({
  metadata: { encoding: octets(encoding) },
  data: octets(data),
});

/** By the engine's own door: no client of ours has a say in what is sent. */
async function signaler(ess: string, signalName: string, payloads: readonly Payload[] | undefined): Promise<void> {
  const { client, namespace } = installation.terrain;
  await client.workflowService.signalWorkflowExecution({
    namespace,
    workflowExecution: { workflowId: ess },
    signalName,
    requestId: randomUUID(),
    ...(payloads === undefined ? {} : { input: { payloads: [...payloads] } }),
  });
}
const json = (valeur: unknown) => [payload('json/plain', JSON.stringify(valeur) ?? 'null')];
const message = (donnees: unknown, reste: object = {}) => json({ id: randomUUID(), acteur: 'ars', donnees, ...reste });

/** The case takes an act, and its journal is whole. */
async function vivant(dossier: Awaited<ReturnType<typeof ouvrirDossier>>): Promise<void> {
  const { statut } = await dossier.commander('consigner-echange', 'ars', {});
  expect(statut).toBe(200);
  expect(await dossier.enIncident()).toEqual([]);
}

/** What `ess verifier` would find. */
async function ecarts(): Promise<readonly Discrepancy[]> {
  const trouves: Discrepancy[] = [];
  await verifyRecords(installation.pool, (ecart) => trouves.push(ecart), { replay: true });
  return trouves;
}

const ECHANGE = 'consigner-echange';
const grand = (taille: number) => '€'.repeat(taille);
const HOSTILES: readonly (readonly [quoi: string, signal: string, payloads: readonly Payload[] | undefined])[] = [
  ['une libération sans rien', TERRITOIRE_LIBERE, undefined],
  ['une libération nulle', TERRITOIRE_LIBERE, json(null)],
  ['une libération par un nom qui n’en est pas un', TERRITOIRE_LIBERE, json({ par: { a: 1 }, le: LE })],
  ['une libération à une date qui n’en est pas une', TERRITOIRE_LIBERE, json({ par: 'ess-33-aaaaaaaa', le: {} })],
  ['des avis en souffrance sans argument', AVIS_EN_SOUFFRANCE, undefined],
  ['des avis en souffrance nuls', AVIS_EN_SOUFFRANCE, json(null)],
  ['des avis en souffrance d’un autre genre', AVIS_EN_SOUFFRANCE, json({ enSouffrance: 'oui' })],
  ...['__proto__', 'constructor', 'toString', 'valueOf', 'hasOwnProperty', '__defineGetter__'].map(
    (objet) => [`la correction de ${objet}`, 'corriger', message({ le: LE, objet, valeur: LE, motif: 'x' })] as const,
  ),
  ...['__proto__', 'constructor'].map(
    (siege) => [`un siège nommé ${siege}`, 'deposer-lettre-intention', message({ le: LE, siege })] as const,
  ),
  ['ce qui n’est pas du JSON', ECHANGE, [payload('json/plain', '{"le":')]],
  ['sans encodage', ECHANGE, [{ data: octets('{}') }]],
  ['un encodage inconnu', ECHANGE, [payload('application/x-inconnu', '{}')]],
  ['du protobuf', ECHANGE, [payload('json/protobuf', '{}')]],
  ['un chiffré sans clé', ECHANGE, [payload('binary/encrypted', '0123456789abcdef')]],
  ['un binaire nul', ECHANGE, [payload('binary/null', '')]],
  ['des octets bruts', ECHANGE, [payload('binary/plain', 'abc')]],
  ['deux arguments', ECHANGE, [...message({ le: LE }), ...message({ le: LE })]],
  ['un tableau', ECHANGE, json([])],
  ['un texte', ECHANGE, json('bonjour')],
  ['sans données', ECHANGE, json({ id: 'x', acteur: 'ars' })],
  ['des données en liste', ECHANGE, message([LE])],
  ['un acteur nombre', ECHANGE, message({ le: LE }, { acteur: 7 })],
  ['un acteur liste', ECHANGE, message({ le: LE }, { acteur: ['ars'] })],
  ['un acteur objet', ECHANGE, message({ le: LE }, { acteur: { toString: 1 } })],
  ['un acteur inconnu', ECHANGE, message({ le: LE }, { acteur: 'roi' })],
  ['un acteur avec NUL', ECHANGE, message({ le: LE }, { acteur: 'a\0' })],
  ['un identifiant nombre', ECHANGE, message({ le: LE }, { id: 12 })],
  ['un identifiant de cent mille caractères', ECHANGE, message({ le: LE }, { id: 'i'.repeat(100_000) })],
  ['une empreinte objet', ECHANGE, message({ le: LE }, { empreinte: {} })],
  ['un rang qui n’en est pas un', ECHANGE, message({ le: LE }, { siRang: 'trois' })],
  ['une date qui ne se dit pas', ECHANGE, message({ le: { toString: 1, valueOf: 1 } })],
  ...['\0', '\ud800', 'x\udc00', '\u001b[2J', '\u202e'].flatMap((texte) => [
    [`${JSON.stringify(texte)} dans la date`, ECHANGE, message({ le: `${LE}${texte}` })] as const,
    [`${JSON.stringify(texte)} dans le sujet`, ECHANGE, message({ le: LE, sujet: texte })] as const,
    [`${JSON.stringify(texte)} dans le motif`, ECHANGE, message({ le: LE, motif: texte })] as const,
    [`${JSON.stringify(texte)} dans la fiche`, ECHANGE, message({ le: LE, fiche: texte })] as const,
    [
      `${JSON.stringify(texte)} dans un nom de la preuve`,
      ECHANGE,
      message({ le: LE, preuve: { [texte]: 1 } }),
    ] as const,
  ]),
  ['un sujet de 1,2 Mo', ECHANGE, message({ le: LE, sujet: grand(400_000) })],
  ['un motif de 1,2 Mo', ECHANGE, message({ le: LE, motif: grand(400_000) })],
  [
    'des niveaux sans fin',
    ECHANGE,
    message({ le: LE, preuve: Array.from({ length: 500 }).reduce<unknown>((dedans) => ({ a: dedans }), 1) }),
  ],
  [
    'une vérification dont le motif est un nombre',
    'verifier-pieces',
    message({ le: LE, pieces: [{ code: 'statuts', conforme: false, motif: 4 }] }, { acteur: 'caisse' }),
  ],
  ['un Signal inconnu', 'tout-autre-chose', message({ le: LE })],
];

test('rien de ce qui passe par la porte du moteur n’arrête un dossier', async () => {
  const dossier = await ouvrirDossier(installation);
  for (const [, signal, payloads] of HOSTILES) await signaler(dossier.ess, signal, payloads);
  // Two at once, near what an activity may be handed.
  await Promise.all([1, 2].map(() => signaler(dossier.ess, ECHANGE, message({ le: LE, motif: grand(400_000) }))));
  await vivant(dossier);
  expect(await ecarts()).toEqual([]);
});

test.each(HOSTILES.slice(0, 16))('%s : le dossier répond aussitôt après', async (_quoi, signal, payloads) => {
  const dossier = await ouvrirDossier(installation);
  await signaler(dossier.ess, signal, payloads);
  await vivant(dossier);
});

test('un Update fait à la main est refusé, et dit pourquoi', async () => {
  const dossier = await ouvrirDossier(installation);
  const envoyer = (arg?: unknown) =>
    dossier.poignee.executeUpdate<unknown, [unknown]>(ECHANGE, { args: [arg], updateId: randomUUID() });
  for (const arg of [
    undefined,
    null,
    'x',
    { id: 'a', acteur: 'ars' },
    { id: 'a b', acteur: 'ars', donnees: { le: LE } },
  ])
    await expect(envoyer(arg)).rejects.toThrow();
  const refus = envoyer({ id: randomUUID(), acteur: 'ars', donnees: { le: LE, sujet: 'a\0' } });
  await expect(refus).rejects.toMatchObject({
    cause: { type: 'Refus', message: expect.stringContaining('« sujet »') as string },
  });
  await vivant(dossier);
});

const NOMBRE = process.env['PORTE_LONGUE'] === undefined ? 250 : 10_000;
/** Every one but the act by which a porteur rightly closes the case. */
const SIGNAUX = [...Object.keys(TABLE).filter((nom) => nom !== 'renoncer'), TERRITOIRE_LIBERE, AVIS_EN_SOUFFRANCE];

test(`${NOMBRE} contenus au hasard : aucun n’arrête un dossier`, async () => {
  const texte = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.constantFrom('\0', '\ud800', '__proto__', 'constructor', LE),
  );
  const valeur = fc.jsonValue({ maxDepth: 4, stringUnit: 'binary' });
  const champs = fc.dictionary(
    fc.oneof(
      fc.constantFrom('le', 'motif', 'preuve', 'pieces', 'objet', 'valeur', 'recueLe', 'paiement', 'sur', 'sens'),
      texte,
    ),
    fc.oneof(valeur, texte, fc.constantFrom(LE, 'lettre-intention', 'favorable', 'amorcage-1')),
  );
  const contenu: fc.Arbitrary<readonly Payload[] | undefined> = fc.oneof(
    {
      weight: 6,
      arbitrary: fc
        .tuple(champs, fc.constantFrom('ars', 'caisse', 'porteur', 'exploitant', 7))
        .map(([donnees, acteur]) => message({ le: LE, ...donnees }, { acteur })),
    },
    { weight: 2, arbitrary: valeur.map((une) => json(une)) },
    {
      weight: 1,
      arbitrary: fc
        .tuple(fc.constantFrom('json/plain', 'binary/plain', 'binary/encrypted', 'x'), texte)
        .map(([encodage, data]) => [payload(encodage, data)]),
    },
    { weight: 1, arbitrary: fc.constant(undefined) },
  );
  const tirages = fc.sample(fc.tuple(fc.constantFrom(...SIGNAUX), contenu), { numRuns: NOMBRE, seed: 20261129 });
  const dossier = await ouvrirDossier(installation);
  for (let debut = 0; debut < tirages.length; debut += 50)
    await Promise.all(
      tirages.slice(debut, debut + 50).map(([signal, payloads]) => signaler(dossier.ess, signal, payloads)),
    );
  // The engine takes 10,000 Signals a run, and more once the case has begun its next one.
  const dernier = message({ le: LE, sujet: 'le dernier' });
  await vi.waitUntil(
    () =>
      signaler(dossier.ess, ECHANGE, dernier).then(
        () => true,
        (erreur: unknown) => {
          if (String(erreur).includes('limit for signal events')) return false;
          throw erreur;
        },
      ),
    { ...ATTENTE, timeout: 600_000 },
  );
  await vi.waitUntil(
    async () =>
      (
        await installation.pool.query(`select from journal where ess = $1 and contenu ->> 'sujet' = 'le dernier'`, [
          dossier.ess,
        ])
      ).rowCount === 1,
    { ...ATTENTE, timeout: 600_000 },
  );
  await vivant(dossier);
  expect(await ecarts()).toEqual([]);
}, 900_000);
