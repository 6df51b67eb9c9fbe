/** Subscribers that are hostile, subscriptions of others, and addresses that lead inside. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ForbiddenAddress, readPartnerAddress, readReach } from '../../../runtime/public-address.ts';
import { verdict, type AttackClass } from './attack.ts';
import type { Target } from './target.ts';

/** On loopback, for the time of `use`: as development lets partners be. */
async function partner<T>(server: Server, use: (address: string) => Promise<T>): Promise<T> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    return await use(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  } finally {
    server.close();
    server.closeAllConnections();
  }
}

async function subscribe({ ask }: Target, as: string, adresse: string): Promise<string> {
  const { body, status, text } = await ask('/api/v1/abonnements', { as, body: { adresse } });
  if (status !== 201) throw new Error(`no subscription: ${status} ${text.slice(0, 200)}`);
  return String(body['id']);
}

/** Deliberately neither answered nor closed: `upgrade` takes the place of an answer. */
const switching = () =>
  createServer().on('connection', (socket) => {
    socket.on('error', () => undefined);
    socket.once('data', () =>
      socket.write('HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: Upgrade\r\n\r\n'),
    );
  });

const INSIDE = [
  ...[
    '127.0.0.1',
    '127.1',
    '2130706433',
    '0x7f000001',
    '0177.0.0.1',
    '１２７.0.0.1',
    '0.0.0.0',
    'localhost',
    'localhost.',
    'a.localhost',
    '10.0.0.1',
    '172.16.0.1',
    '192.168.1.1',
    '169.254.169.254',
    '100.64.0.1',
    '192.0.2.1',
    '198.18.0.1',
    '224.0.0.1',
    '255.255.255.255',
  ],
  ...[
    '[::1]',
    '[::]',
    '[::ffff:127.0.0.1]',
    '[::7f00:1]',
    '[::ffff:0:7f00:1]',
    '[64:ff9b::7f00:1]',
    '[64:ff9b:1::a00:1]',
    '[2002:7f00:1::]',
    '[2001::1]',
    '[fc00::1]',
    '[fd12::1]',
    '[fe80::1]',
    '[ff02::1]',
    '[2001:db8::1]',
  ],
].map((host) => `https://${host}/`);
const ODD = [
  'http://exemple.fr/',
  'ftp://exemple.fr/',
  'file:///etc/passwd',
  'https://a:b@exemple.fr/',
  'javascript:alert(1)',
  'https:/exemple.fr\r\nHost: x',
  'https://exemple.fr:22/',
  'gopher://exemple.fr/',
];

export const WEBHOOKS: AttackClass = {
  name: 'webhooks et SSRF',
  attacks: [
    {
      title: 'une adresse qui mène dedans, en production',
      run() {
        const reach = readReach({ NODE_ENV: 'production' });
        const passed = [...INSIDE, ...ODD].filter((address) => {
          try {
            readPartnerAddress(address, reach);
            return true;
          } catch (error) {
            if (error instanceof ForbiddenAddress) return false;
            throw error;
          }
        });
        return Promise.resolve(
          verdict(
            passed.length === 0,
            passed.length === 0 ? `${INSIDE.length + ODD.length} adresses (F18 comprise)` : passed.join(' '),
          ),
        );
      },
    },
    {
      title: 'l’abonnement d’un autre : ni lu, ni rejoué, ni suspendu, ni retiré ; aucun secret dans une liste',
      async run(target) {
        const id = await subscribe(target, 'ars-bretagne', 'https://partenaire.exemple.fr/ess');
        const path = `/api/v1/abonnements/${id}`;
        const as = 'ars-nouvelle-aquitaine';
        const tries = await Promise.all([
          target.ask(path, { as }),
          target.ask(path, { as, method: 'DELETE' }),
          target.ask(`${path}/suspension`, { as, method: 'PUT' }),
          target.ask(`${path}/secrets`, { as, body: {} }),
          target.ask(`${path}/essais`, { as, body: {} }),
          target.ask(`${path}/rejeux`, { as, body: { depuis: '2026-01-01T00:00:00Z' } }),
          target.ask(`${path}/livraisons`, { as }),
        ]);
        const list = await target.ask('/api/v1/abonnements', { as: 'ars-bretagne' });
        await target.ask(path, { as: 'ars-bretagne', method: 'DELETE' });
        const statuses = tries.map(({ status }) => status);
        return verdict(
          statuses.every((status) => status === 404) && !/whsec|"secret"/.test(list.text),
          statuses.join(' '),
        );
      },
    },
    {
      title: 'une redirection n’est pas suivie',
      slow: true,
      async run(target) {
        let followed = 0;
        const inside = createServer((_request, response) => {
          followed += 1;
          response.end();
        });
        return partner(inside, async (secret) =>
          partner(
            createServer((_request, response) => void response.writeHead(307, { location: secret }).end()),
            async (address) => {
              const id = await subscribe(target, 'ars-bretagne', address);
              await target.ask(`/api/v1/abonnements/${id}/essais`, { as: 'ars-bretagne', body: {} });
              const tried = await attempts(target, id, 'ars-bretagne', 30_000);
              await target.ask(`/api/v1/abonnements/${id}`, { as: 'ars-bretagne', method: 'DELETE' });
              return verdict(tried && followed === 0, `${tried ? 'essayé' : 'jamais essayé'}, suivie ${followed} fois`);
            },
          ),
        );
      },
    },
    {
      title: 'F2 · huit abonnés qui répondent 101 n’arrêtent pas les envois des autres',
      slow: true,
      run: (target) =>
        partner(switching(), async (hostile) => {
          const held = await Promise.all(Array.from({ length: 8 }, () => subscribe(target, 'porteur-03', hostile)));
          await Promise.all(
            held.flatMap((id) =>
              Array.from({ length: 4 }, () =>
                target.ask(`/api/v1/abonnements/${id}/essais`, { as: 'porteur-03', body: {} }),
              ),
            ),
          );
          let received = 0;
          const good = createServer((request, response) => {
            request.resume();
            received += 1;
            response.end();
          });
          const started = performance.now();
          const ms = await partner(good, async (address) => {
            const id = await subscribe(target, 'ars-bretagne', address);
            await target.ask(`/api/v1/abonnements/${id}/essais`, { as: 'ars-bretagne', body: {} });
            while (received === 0 && performance.now() - started < 60_000)
              await target.ask('/sante/vie').then(() => new Promise((resolve) => setTimeout(resolve, 200)));
            await target.ask(`/api/v1/abonnements/${id}`, { as: 'ars-bretagne', method: 'DELETE' });
            return Math.round(performance.now() - started);
          });
          for (const id of held) await target.ask(`/api/v1/abonnements/${id}`, { as: 'porteur-03', method: 'DELETE' });
          return verdict(received > 0, received > 0 ? `livré en ${ms} ms` : `rien en ${ms} ms`);
        }),
    },
  ],
};

/** Whether a delivery of this subscription was tried within this time. */
async function attempts({ ask }: Target, id: string, as: string, ms: number): Promise<boolean> {
  for (const end = Date.now() + ms; Date.now() < end; await new Promise((resolve) => setTimeout(resolve, 200))) {
    const { body } = await ask(`/api/v1/abonnements/${id}/livraisons`, { as });
    const lines = (body['livraisons'] ?? []) as { tentatives: number }[];
    if (lines.some(({ tentatives }) => tentatives > 0)) return true;
  }
  return false;
}
