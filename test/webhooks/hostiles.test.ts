/** Whatever a partner does of the connection, the exchange is over in time, and nothing of it is left. */
import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer, getCACertificates, setDefaultCACertificates } from 'node:tls';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { failureOf, messageOf, postMessage } from '../../activities/webhook.ts';
import { certificat } from './certificat.ts';
import { HOSTILES, HOSTILES_TLS, type Conduite } from './hostiles.ts';

const run = promisify(execFile);
const PATIENCE_MS = 500;
/** For a machine that does other things too. */
const MARGE_MS = 2_000;
const message = messageOf({ id: 1, evenement: null });
const secrets = [`whsec_${randomBytes(32).toString('base64')}`];

let tls: Awaited<ReturnType<typeof certificat>>;
beforeAll(async () => {
  tls = await certificat();
  setDefaultCACertificates([...getCACertificates('default'), tls.cert]);
});

/** Closed when the test ends. `libre` resolves once every connection that it had is closed, by the other side. */
async function ecouter(server: Server, scheme: string) {
  const prises = new Map<Socket, Promise<unknown>>();
  const compter = (socket: Socket) => {
    prises.set(socket, new Promise((resolve) => socket.on('error', () => undefined).on('close', resolve)));
  };
  server.on('connection', compter).on('secureConnection', compter);
  server.on('tlsClientError', () => undefined);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    for (const socket of prises.keys()) socket.destroy();
    server.close();
  });
  return {
    adresse: `${scheme}://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    /** Reads on, as it hears of the end only so. */
    libre: () => {
      for (const socket of prises.keys()) socket.resume();
      return Promise.all(prises.values());
    },
  };
}

const enClair = (conduite: Conduite) =>
  ecouter(
    createServer((socket) => conduite(socket)),
    'http',
  );
const enTls = (conduite: Conduite) =>
  ecouter(
    createTlsServer(tls, (socket) => conduite(socket.on('error', () => undefined))),
    'https',
  );

async function issueDe(adresse: string, posting: Parameters<typeof postMessage>[2] = {}) {
  const debut = performance.now();
  const destination = { adresse, secrets };
  const issue = await postMessage(message, destination, { loopback: true, patienceMs: PATIENCE_MS, ...posting }).catch(
    failureOf,
  );
  expect(performance.now() - debut).toBeLessThan(PATIENCE_MS + MARGE_MS);
  return issue;
}

describe.each([
  ['http', enClair, HOSTILES],
  ['https', enTls, HOSTILES],
  ['https, sans TLS au bout', (conduite: Conduite) => ecouter(createServer(conduite), 'https'), HOSTILES_TLS],
] as const)('en %s, un destinataire qui', (_, servir, conduites) => {
  test.each(conduites)('%s', async (_nom, conduite, attendue) => {
    const lui = await servir(conduite);
    expect(await issueDe(lui.adresse)).toBe(attendue);
    await lui.libre();
  });
});

describe('un serveur de noms', () => {
  /** What it sends back for a question. */
  async function serveurDeNoms(repondre: (question: Buffer) => Buffer | undefined): Promise<string> {
    const socket = createSocket('udp4');
    socket.on('message', (question, { port, address }) => {
      const reponse = repondre(question);
      if (reponse !== undefined) socket.send(reponse, port, address);
    });
    socket.bind(0, '127.0.0.1');
    await once(socket, 'listening');
    onTestFinished(() => {
      socket.close();
    });
    return `127.0.0.1:${socket.address().port}`;
  }
  const adresse = 'https://partenaire.exemple.invalid/';

  /** An answer to a question of type A: that address, for one second. Nothing to others. */
  const vers =
    (...nombres: number[]) =>
    (question: Buffer) => {
      const type = question.readUInt16BE(question.indexOf(0, 12) + 1);
      const seule = question.subarray(0, question.indexOf(0, 12) + 5);
      const reponse = Buffer.from(seule);
      reponse.writeUInt16BE(0x8180, 2);
      reponse.writeUInt16BE(type === 1 ? 1 : 0, 6);
      reponse.writeUInt32BE(0, 8);
      const trouve = Buffer.from([0xc0, 12, 0, 1, 0, 1, 0, 0, 0, 1, 0, 4, ...nombres]);
      return type === 1 ? Buffer.concat([reponse, trouve]) : reponse;
    };

  test('qui se tait ne retient rien', async () => {
    const nameServers = [await serveurDeNoms(() => undefined)];
    expect(await issueDe(adresse, { nameServers })).toBe('delai-depasse');
  });

  test('qui répond n’importe quoi ne retient rien', async () => {
    const nameServers = [await serveurDeNoms((question) => Buffer.concat([question.subarray(0, 2), randomBytes(40)]))];
    expect(['nom-introuvable', 'delai-depasse']).toContain(await issueDe(adresse, { nameServers }));
  });

  test('qui refuse est dit', async () => {
    const refuser = (question: Buffer) => {
      const reponse = Buffer.from(question);
      reponse.writeUInt16BE(0x8183, 2);
      return reponse;
    };
    const nameServers = [await serveurDeNoms(refuser)];
    expect(await issueDe(adresse, { nameServers })).toBe('nom-introuvable');
  });

  test.each([
    ['ici', [127, 0, 0, 1]],
    ['dans un réseau privé', [10, 0, 0, 1]],
    ['à l’adresse des métadonnées d’un hébergeur', [169, 254, 169, 254]],
  ])('qui mène %s n’est pas suivi : la connexion elle-même le refuse', async (_, nombres) => {
    const nameServers = [await serveurDeNoms(vers(...nombres))];
    expect(await issueDe(adresse, { nameServers, loopback: false })).toBe('adresse-interdite');
  });

  test('cent noms sans réponse n’attendent pas l’un derrière l’autre', async () => {
    const nameServers = [await serveurDeNoms(() => undefined)];
    const issues = await Promise.all(
      Array.from({ length: 100 }, (_, i) => issueDe(`https://n${i}.exemple.invalid/`, { nameServers })),
    );
    expect(new Set(issues)).toEqual(new Set(['delai-depasse']));
  });
});

test('rien n’en reste : le programme qui a envoyé finit de lui-même', async () => {
  const envois = await Promise.all(
    HOSTILES.map(async ([, conduite, issue]) => ({
      adresse: (await enClair(conduite)).adresse,
      patienceMs: issue === 'delai-depasse' ? PATIENCE_MS : 600_000,
    })),
  );
  const module = new URL('../../activities/webhook.ts', import.meta.url).href;
  const programme = `import { messageOf, postMessage } from '${module}';
    const message = messageOf({ id: 1, evenement: null });
    const secrets = ${JSON.stringify(secrets)};
    await Promise.allSettled(${JSON.stringify(envois)}.map(({ adresse, patienceMs }) =>
      postMessage(message, { adresse, secrets }, { loopback: true, patienceMs })));
    console.log('fini');`;
  const args = ['--disable-warning=ExperimentalWarning', '--input-type=module', '-e', programme];
  // Killed after that, which fails.
  const { stdout, stderr } = await run(process.execPath, args, { timeout: 20_000 });
  expect({ stdout, stderr }).toEqual({ stdout: 'fini\n', stderr: '' });
});

test('abandonné par celui qui envoie, c’est fini aussitôt', async () => {
  const lui = await enClair((socket) => socket.resume());
  const abandon = new AbortController();
  const envoi = postMessage(message, { adresse: lui.adresse, secrets }, { loopback: true, abandon: abandon.signal });
  abandon.abort();
  await expect(envoi).rejects.toMatchObject({ name: 'Abandoned' });
  await lui.libre();
});
