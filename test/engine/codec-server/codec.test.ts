/** The codec server decodes for those allowed, from the pages allowed, and says nothing of what it decoded. */
import type { AddressInfo } from 'node:net';
import { defaultPayloadConverter, type Payload } from '@temporalio/common';
import { describe, expect, onTestFinished, test } from 'vitest';
import { createVerifier } from '../../../identity/verifier.ts';
import { createCodecServer } from '../../../engine/codec-server/app.ts';
import { keyring, newKey, parseKey, type Key } from '../../../engine/connection/keys.ts';
import { createPayloadCodec } from '../../../engine/connection/payload-codec.ts';
import { createHttpServer, type Patience } from '../../../runtime/http/server.ts';
import { freePort } from '../../../runtime/ports.ts';
import { lancer, secret } from '../../production/processus.ts';
import { comme, fournisseur } from '../../setup/identites.ts';
import { ouvrirPrise } from '../../setup/prise.ts';
import { temporaryFolder } from '../../setup/temporary-folder.ts';

const PAGE = 'https://temporal.exemple.invalid';
const PHRASE = 'validation tacite le 16 mars';
const cle = (): Key => parseKey(newKey(new Date()), 'essai');

async function demarrer(cles: readonly Key[], patience: Partial<Patience> & { readonly bodyMs?: number } = {}) {
  const traces: string[] = [];
  const app = createCodecServer({
    codec: createPayloadCodec(keyring(cles)),
    verify: createVerifier((await fournisseur()).settings),
    origins: [PAGE],
    roles: ['exploitant'],
    namespace: 'ess',
    limits: { perAddress: 0, perIdentity: 0, proxies: [] },
    log: (entry) => traces.push(JSON.stringify(entry)),
    ...(patience.bodyMs === undefined ? {} : { bodyMs: patience.bodyMs }),
  });
  const { server, stop } = createHttpServer(app, patience);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(stop);
  const { port } = server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}`;
  const decoder = async (corps: string, entetes: Record<string, string> = {}) =>
    fetch(`${url}/decode?preserveStorageRefs=true`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-namespace': 'ess', connection: 'close', ...entetes },
      body: corps,
    });
  return { url, port, traces, decoder };
}

const enBase64 = (octets: Uint8Array | null | undefined) => Buffer.from(octets ?? []).toString('base64');
const enJson = (payloads: readonly Payload[]): string =>
  JSON.stringify({
    payloads: payloads.map(({ metadata, data }) => ({
      metadata: Object.fromEntries(Object.entries(metadata ?? {}).map(([nom, un]) => [nom, enBase64(un)])),
      data: enBase64(data),
    })),
  });
const chiffre = async (une: Key): Promise<string> =>
  enJson(await createPayloadCodec(keyring([une])).encode([defaultPayloadConverter.toPayload(PHRASE)]));

test('l’exploitant lit, depuis la page admise, ce que le moteur garde chiffré', async () => {
  const a = cle();
  const { decoder, traces } = await demarrer([a]);
  const reponse = await decoder(await chiffre(a), { ...(await comme('exploitant')), origin: PAGE });
  expect(reponse.status).toBe(200);
  expect(reponse.headers.get('access-control-allow-origin')).toBe(PAGE);
  expect(reponse.headers.get('cache-control')).toBe('no-store');
  const { payloads } = (await reponse.json()) as { payloads: { data: string; metadata: { encoding: string } }[] };
  expect(JSON.parse(Buffer.from(payloads[0]?.data ?? '', 'base64').toString())).toBe(PHRASE);
  expect(Buffer.from(payloads[0]?.metadata.encoding ?? '', 'base64').toString()).toBe('json/plain');
  expect(traces).toHaveLength(1);
  expect(traces[0]).toMatch(/^\{"statut":200,"ms":\d+,"contenus":1\}$/);
});

test('un programme qui n’est pas une page (« temporal --codec-endpoint ») est servi de même', async () => {
  const a = cle();
  const { decoder } = await demarrer([a]);
  expect((await decoder(await chiffre(a), await comme('exploitant'))).status).toBe(200);
});

test.each(['porteur', 'ars', 'caisse', 'national'])('%s n’a pas à lire l’histoire du moteur : 403', async (role) => {
  const a = cle();
  const { decoder } = await demarrer([a]);
  const reponse = await decoder(await chiffre(a), { ...(await comme(role)), origin: PAGE });
  expect(reponse.status).toBe(403);
  expect(await reponse.text()).not.toContain(Buffer.from(JSON.stringify(PHRASE)).toString('base64'));
});

test('sans jeton, ou avec un faux : 401, et le corps n’est pas lu', async () => {
  const { decoder, traces } = await demarrer([cle()]);
  expect((await decoder('{"payloads":[]}')).status).toBe(401);
  expect((await decoder('{"payloads":[]}', { authorization: 'Bearer a.b.c' })).status).toBe(401);
  expect(traces.every((trace) => trace.endsWith('"contenus":0}'))).toBe(true);
});

test('une autre page : 403, même avec le jeton de l’exploitant', async () => {
  const a = cle();
  const { decoder } = await demarrer([a]);
  const reponse = await decoder(await chiffre(a), { ...(await comme('exploitant')), origin: 'https://autre.invalid' });
  expect(reponse.status).toBe(403);
  expect(reponse.headers.get('access-control-allow-origin')).toBeNull();
});

test.each([
  [PAGE, 204, PAGE],
  ['https://autre.invalid', 403, null],
  [`${PAGE}.autre.invalid`, 403, null],
])('la question préalable du navigateur, depuis %s : %i', async (origin, status, admise) => {
  const { url } = await demarrer([cle()]);
  const reponse = await fetch(`${url}/decode`, {
    method: 'OPTIONS',
    headers: {
      origin,
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'authorization,content-type,x-namespace',
      connection: 'close',
    },
  });
  expect(reponse.status).toBe(status);
  expect(reponse.headers.get('access-control-allow-origin')).toBe(admise);
  if (admise !== null)
    expect(reponse.headers.get('access-control-allow-headers')?.toLowerCase()).toMatch(
      /authorization.*content-type.*x-namespace/,
    );
});

test('une clé que le serveur n’a pas est nommée : 422', async () => {
  const [a, b] = [cle(), cle()];
  const { decoder } = await demarrer([b]);
  const reponse = await decoder(await chiffre(a), await comme('exploitant'));
  expect(reponse.status).toBe(422);
  expect(await reponse.json()).toMatchObject({ detail: expect.stringContaining(a.id) as string });
});

test('un autre espace de noms : 404', async () => {
  const a = cle();
  const { decoder } = await demarrer([a]);
  const entetes = { ...(await comme('exploitant')), 'x-namespace': 'autre' };
  expect((await decoder(await chiffre(a), entetes)).status).toBe(404);
});

test.each([
  ['pas du JSON', '{', 400],
  ['pas de charges', '{"autre":1}', 400],
  ['pas du base64', '{"payloads":[{"metadata":{"encoding":"é"},"data":""}]}', 400],
  ['plus de 4 Mo', JSON.stringify({ payloads: [{ data: 'A'.repeat(4 * 1024 * 1024) }] }), 413],
])('%s : refusé, sans trace de ce qui était envoyé', async (_cas, corps, status) => {
  const { decoder, traces } = await demarrer([cle()]);
  expect((await decoder(corps, await comme('exploitant'))).status).toBe(status);
  expect(traces).toEqual([expect.stringMatching(/^\{"statut":\d+,"ms":\d+,"contenus":0\}$/)]);
});

test('rien ne s’encode ici : /encode n’existe pas', async () => {
  const { url } = await demarrer([cle()]);
  const reponse = await fetch(`${url}/encode`, { method: 'POST', headers: { connection: 'close' } });
  expect(reponse.status).toBe(404);
});

describe('une connexion qui traîne est fermée', () => {
  test('sans rien dire, ou sans finir ses en-têtes : 408', async () => {
    const { port } = await demarrer([cle()], { headers: 200, request: 200, check: 50 });
    const [muette, lente] = [await ouvrirPrise(port), await ouvrirPrise(port)];
    lente.write('POST /decode HTTP/1.1\r\nHost: essai\r\nX-Lent: ');
    expect(await lente.ended).toMatch(/^HTTP\/1\.1 408 [\s\S]*\/problemes\/delai-depasse/);
    expect(await muette.ended).toMatch(/^(HTTP\/1\.1 408 |$)/);
  });

  test('dont le corps s’arrête à un octet : 408', async () => {
    const { port, traces } = await demarrer([cle()], { bodyMs: 200 });
    const { authorization } = await comme('exploitant');
    const prise = await ouvrirPrise(port);
    prise.write(
      `POST /decode HTTP/1.1\r\nHost: essai\r\nAuthorization: ${authorization}\r\nContent-Type: application/json\r\nContent-Length: 20\r\n\r\n{`,
    );
    expect(await prise.ended).toMatch(/^HTTP\/1\.1 408 [\s\S]*\/problemes\/delai-depasse/);
    expect(traces).toEqual([expect.stringMatching(/^\{"statut":408,/)]);
  });

  test('dont les en-têtes dépassent 16 Ko : 431', async () => {
    const { port } = await demarrer([cle()]);
    const prise = await ouvrirPrise(port);
    prise.write(`POST /decode HTTP/1.1\r\nHost: essai\r\nX-Gros: ${'a'.repeat(17_000)}\r\n\r\n`);
    expect(await prise.ended).toMatch(/^HTTP\/1\.1 431 /);
  });
});

test('le programme attend un corps et des en-têtes ce que l’API attend, et s’arrête sans attendre davantage', async () => {
  const dossier = await temporaryFolder();
  const port = await freePort();
  const programme = lancer('engine/codec-server/main.ts', [], {
    PORT: String(port),
    ESS_CLES: await secret(dossier, 'cle', newKey(new Date())),
    ESS_IDENTITES: await secret(dossier, 'identites.json', JSON.stringify((await fournisseur()).settings)),
  });
  const { processus } = programme;
  onTestFinished(() => void processus.kill('SIGKILL'));
  await programme.dit('codec: ready');
  const [gros, oisive] = [await ouvrirPrise(port), await ouvrirPrise(port)];
  // 16 KB is ours, not Node's own bound by chance: it says so in our words.
  gros.write(`GET /sante HTTP/1.1\r\nHost: essai\r\nX-Gros: ${'a'.repeat(17_000)}\r\n\r\n`);
  expect(await gros.ended).toMatch(/\/problemes\/en-tetes-trop-volumineux/);
  oisive.write('GET /sante HTTP/1.1\r\nHost: essai\r\n\r\n');
  // As long as the API keeps a connection.
  expect(await oisive.said(/\r\n\r\n/)).toMatch(/^HTTP\/1\.1 204 [\s\S]*Keep-Alive: timeout=65/);
  const fin = new Promise((resolve) => processus.once('close', resolve));
  processus.kill('SIGTERM');
  await oisive.ended;
  expect(await fin).toBe(0);
});
