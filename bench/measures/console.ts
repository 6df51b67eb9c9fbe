/**
 * (o) Pages of the console at the server, ten thousand cases before one caisse, each beside the API call that it is made of. A
 * page also asks who one is (`GET /moi`); what is left is the console's own.
 */
import { randomBytes } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { openConsole } from '../../console/open.ts';
import { createSealer } from '../../console/shell/sealed.ts';
import { createSessions } from '../../console/shell/sessions.ts';
import { keyring, newKey, parseKey } from '../../engine/connection/keys.ts';
import { createHttpServer } from '../../runtime/http/server.ts';
import { read } from '../dossiers.ts';
import type { BenchGround } from '../ground.ts';
import type { Line, Measure } from '../measure.ts';
import { figure, latencies, rounds, type Latencies } from '../rounds.ts';
import { tenThousandCases } from './to-do.ts';

const PAR_TOUR = 60;
const HOTE = '127.0.0.1';
const COMPTE = 'caisse-gironde';
const ESS = 'ess-33-00000042';

/** Each page, and the call that gives what it shows. */
const PAGES = [
  { name: 'what is awaited', page: '/', call: '/a-faire?limite=50' },
  { name: 'list of cases', page: '/dossiers', call: '/ess?tri=echeance&limite=50' },
  { name: 'pieces to check', page: '/pieces', call: '/a-faire?commande=verifier-pieces&limite=50' },
  { name: 'orders of the caisse', page: '/caisse/paiements', call: '/caisses/gironde/ordres?limite=50' },
  { name: 'recoveries', page: '/caisse/recouvrements', call: '/caisses/gironde/recouvrements' },
  { name: 'one case', page: `/dossiers/${ESS}`, call: `/ess/${ESS}` },
  { name: 'money of one case', page: `/dossiers/${ESS}/argent`, call: `/ess/${ESS}/paiements` },
] as const;

/** One order a case: a tenth still to be paid. */
const ORDRES = `insert into paiements (ess, paiement, cle, montant_centimes, le, date_limite, statut, caisse)
  select ess, 'amorcage-1', ess || ':1', 4000000, date '2026-01-15', date '2026-02-15',
    case when row_number() over (order by ess) % 10 = 0 then 'ordonnance' else 'execute' end, 'gironde'
  from dossiers where caisse = 'gironde' on conflict do nothing`;

/** A console on this ground, and a browser's cookie of somebody signed in: signing in is not what is measured. */
async function openOn({ api, pool, token }: BenchGround) {
  const keys = keyring([parseKey(newKey(new Date()), randomBytes(4).toString('hex'))]);
  const its: { app?: Awaited<ReturnType<typeof openConsole>> } = {};
  const { server, stop } = createHttpServer((request, response, last) => its.app?.app(request, response, last));
  await new Promise<void>((resolve) => server.listen(0, HOTE, resolve));
  const url = `http://${HOTE}:${(server.address() as AddressInfo).port}`;
  const limits = { perAddress: 0, perIdentity: 0, proxies: [] };
  its.app = await openConsole({ settings: { url, api, limits, keys, providers: [] }, pool, log: () => undefined });
  const cookie = await createSessions(pool, createSealer(keys)).open({
    provider: 'local',
    subject: COMPTE,
    name: COMPTE,
    tokens: { access: await token(COMPTE), until: Date.now() + 3_600_000, id: '' },
    formToken: randomBytes(16).toString('hex'),
  });
  return {
    async page(path: string): Promise<void> {
      const answer = await fetch(`${url}${path}`, { headers: { cookie: `ess-session=${cookie}` }, redirect: 'manual' });
      const text = await answer.text();
      if (answer.status !== 200) throw new Error(`${path}: ${answer.status} ${text.slice(0, 200)}`);
    },
    async close(): Promise<void> {
      await stop();
      its.app?.close();
    },
  };
}

export const pages: Measure = {
  letter: 'o',
  title: 'Pages of the console, 10,000 cases of one caisse, beside the API call of each',
  async run(terrain, nombre) {
    await tenThousandCases(terrain);
    await terrain.pool.query(ORDRES);
    await terrain.pool.query('analyze paiements');
    const console_ = await openOn(terrain);
    const lines: Line[] = [];
    try {
      for (const { name, page, call } of PAGES) {
        const { vue, appel } = await rounds<'vue' | 'appel', Latencies>(nombre, {
          vue: () => latencies(PAR_TOUR, () => console_.page(page)),
          appel: () => latencies(PAR_TOUR, () => read(terrain, call, COMPTE)),
        });
        lines.push(
          {
            name: `${name}: page, p95`,
            figure: figure(vue.map(({ p95 }) => p95)),
            unit: 'ms',
            target: { bound: 'at-most', value: 150 },
          },
          { name: `${name}: its API call, p95`, figure: figure(appel.map(({ p95 }) => p95)), unit: 'ms' },
        );
      }
    } finally {
      await console_.close();
    }
    return lines;
  },
};
