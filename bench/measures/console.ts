/**
 * (o) Pages of the console at the server, ten thousand cases before one caisse, each beside the API call that it is made of. A
 * page also asks who one is (`GET /moi`); what is left is the console's own.
 */
import { openConsoleOn } from '../console.ts';
import { read } from '../dossiers.ts';
import type { Line, Measure } from '../measure.ts';
import { figure, latencies, rounds, type Latencies } from '../rounds.ts';
import { tenThousandCases } from './to-do.ts';

const PAR_TOUR = 60;
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

export const pages: Measure = {
  letter: 'o',
  title: 'Pages of the console, 10,000 cases of one caisse, beside the API call of each',
  async run(terrain, nombre) {
    await tenThousandCases(terrain);
    await terrain.pool.query(ORDRES);
    await terrain.pool.query('analyze paiements');
    const console_ = await openConsoleOn(terrain);
    const agent = await console_.signIn(COMPTE);
    const lines: Line[] = [];
    try {
      for (const { name, page, call } of PAGES) {
        const { vue, appel } = await rounds<'vue' | 'appel', Latencies>(nombre, {
          vue: () => latencies(PAR_TOUR, () => agent.get(page)),
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
