/** No request holds the thread that answers the others: each route of the contract gets the worst that it admits. */
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { OPERATIONS } from '../../api/contract/operations/index.ts';
import type { Operation, Place } from '../../api/contract/operation.ts';
import { decider } from '../../domain/decider.ts';
import type { Commande } from '../../domain/commandes.ts';
import { etatInitial, type Etat } from '../../domain/etat.ts';
import { Refus } from '../../domain/refus.ts';
import { Deroulement } from '../../domain/simulation/deroulement.ts';
import { momentDe, type Scenario } from '../../domain/simulation/scenario.ts';
import { upsertAdhesions } from '../../records/registers/adhesions.ts';
import { saveDossier } from '../../records/journal/dossiers.ts';
import { giveMandate } from '../../records/registers/mandats.ts';
import { freshDatabase, type FreshDatabase } from '../records/postgres.ts';
import { PDF } from '../documents/received/fichiers-essai.ts';
import { comme, fournisseur } from '../setup/identites.ts';
import { temporaryFolder } from '../setup/temporary-folder.ts';
import { CASE, dossierOf } from './support.ts';

/** Loose: the machine has other things to do. What is caught here lasted from half a second to half a minute. */
const MOST_MS = 250;
const TRIES = 4;

let db: FreshDatabase;
let service: ChildProcess;
let base: string;
beforeAll(async () => {
  db = await freshDatabase();
  const { settings, issuer } = await fournisseur();
  await saveDossier(db.pool, { ...dossierOf(CASE), etat: fiveYears() });
  await giveMandate(db.pool, { ess: CASE, titulaire: `sujet:${issuer}|porteur-01`, donnePar: 'essai' });
  for (let n = 1; n <= 300; n += 1) {
    const ess = `ess-33-${String(n).padStart(8, '0')}`;
    const { etat, ...dossier } = dossierOf(ess);
    await saveDossier(db.pool, { ...dossier, etat: { ...etat, ess } });
  }
  await upsertAdhesions(
    db.pool,
    CASE,
    Array.from({ length: 2000 }, (_, n) => ({ ...MEMBER, rpps: String(10_000_000_000 + n) })) as never,
  );
  const reglages = { base: db.url, identites: settings, fichiers: await temporaryFolder() };
  service = fork(new URL('./boucle-service.ts', import.meta.url), [JSON.stringify(reglages)], {
    execArgv: ['--disable-warning=ExperimentalWarning'],
  });
  const [{ port }] = (await once(service, 'message')) as [{ port: number }];
  base = `http://127.0.0.1:${port}`;
});
afterAll(async () => {
  service.kill();
  if (service.exitCode === null) await once(service, 'exit');
  await db.drop();
});

const MEMBER = {
  nom: 'Médecin',
  prenom: 'Un',
  specialite: 'dermatologie',
  liberal: true,
  signeeLe: '2026-02-01',
  sortieLe: null,
};

/** The state of a case that has lived five years, whose forecast to 2099 is the longest. */
function fiveYears(): Etat {
  const { etapes } = JSON.parse(
    readFileSync(new URL('../regles/scenarios/S05-nominal-cinq-ans.json', import.meta.url), 'utf8'),
  ) as Scenario;
  const dossier: Deroulement = new Deroulement(etatInitial(CASE), {
    repondre: ({ type }) =>
      type === 'signaler-conflits'
        ? { autres: [] }
        : type === 'revendiquer-territoire'
          ? { conteste: false, autres: [] }
          : type === 'attribuer-finess'
            ? { numero: '330000001' }
            : { nombre: 60 },
  });
  for (const { le, saisiLe = le, acteur, commande, donnees } of etapes) {
    const maintenant = momentDe(saisiLe, '33');
    const acte = { commande, acteur, donnees: { ...donnees, le: le.slice(0, 10) } } as unknown as Commande;
    const decision = decider(dossier.etat, acte, maintenant);
    if (!(decision instanceof Refus)) dossier.appliquer(decision, maintenant);
    dossier.echoir(maintenant);
  }
  return dossier.etat;
}

interface Body {
  readonly quoi: string;
  readonly type?: string;
  readonly body?: string | FormData;
  readonly query?: string;
}
const MEGABYTE = 1024 * 1024 - 200;
const fill = (piece: string, before: string, after: string, room = MEGABYTE): string =>
  `${before}${piece.repeat(Math.floor((room - before.length - after.length) / piece.length))}${after}`;

/** The example, with its lists as long and its texts as large as a megabyte admits. */
function swollen(example: object): string {
  const lists = Object.entries(example).filter(([, value]) => Array.isArray(value)) as [string, unknown[]][];
  const [list] = lists;
  if (list === undefined) return JSON.stringify({ ...example, motif: 'é'.repeat(2000), inconnu: '€'.repeat(300_000) });
  const [name, [first = {}]] = list;
  const room = Math.min(2000, Math.floor((MEGABYTE - 3000) / (JSON.stringify(first).length + 1)));
  return JSON.stringify({ ...example, [name]: Array(room).fill(first) });
}

const json = (quoi: string, body: string): Body => ({ quoi, type: 'application/json', body });

function worstOf(place: Place, { corps }: Operation): readonly Body[] {
  if (place === 'POST /api/v1/ess/{ess}/fichiers') {
    const form = new FormData();
    form.set('code', 'statuts');
    form.set('fichier', new Blob([Buffer.alloc(25_000_000), new Uint8Array(PDF)]), 'a.pdf');
    return [{ quoi: '25 Mo', body: form }];
  }
  if (place === 'POST /api/v1/caisses/{caisse}/retours')
    return [
      {
        quoi: '5 Mo de lignes',
        type: 'text/csv',
        body: fill('a;execute;2026-06-15\n', 'reference;statut;le\n', '', 5e6),
      },
      { quoi: '5 Mo de colonnes', type: 'text/csv', body: fill('x;', '', '\n', 5e6) },
      {
        quoi: '5 Mo de virements',
        type: 'text/xml',
        body: fill(
          '<TxInfAndSts><TxSts>ACSC</TxSts></TxInfAndSts>',
          '<Document><CstmrPmtStsRpt><GrpHdr><CreDtTm>2026-06-16</CreDtTm></GrpHdr><OrgnlPmtInfAndSts>',
          '</OrgnlPmtInfAndSts></CstmrPmtStsRpt></Document>',
          5e6,
        ),
      },
      { quoi: '5 Mo d’éléments vides', type: 'text/xml', body: fill('<a/>', '<Document>', '</Document>', 5e6) },
    ];
  if (place === 'POST /api/v1/simulations')
    return [
      json('jusqu’en 2099', JSON.stringify({ ess: CASE, jusquAu: '2099-12-31' })),
      json(
        'cinquante actes',
        JSON.stringify({
          ess: CASE,
          jusquAu: '2099-12-31',
          actes: Array(50).fill({ commande: 'consigner-echange', acteur: 'ars', le: '2090-01-01' }),
        }),
      ),
    ];
  const example = Object.values(corps?.exemples ?? {})[0]?.valeur;
  if (example === undefined) return [{ quoi: '' }];
  const csv: readonly Body[] =
    place === 'POST /api/v1/ess/{ess}/adhesions'
      ? [
          { quoi: 'CSV de courtes lignes', type: 'text/csv', query: '?essai=1', body: fill('1;2\n', 'rpps;nom\n', '') },
          {
            quoi: 'CSV de 5000 lignes',
            type: 'text/csv',
            query: '?essai=1',
            body: `rpps;nom\n${'1;2\n'.repeat(5000)}`,
          },
          { quoi: 'CSV d’un seul titre', type: 'text/csv', query: '?essai=1', body: fill('-', '', '\n1\n') },
          { quoi: 'CSV de colonnes', type: 'text/csv', query: '?essai=1', body: fill('a;', '', '\n1\n') },
        ]
      : [];
  const own = json('l’exemple, enflé', swollen(example as object));
  // The others are read before anything is known of the command: one stands for all.
  if (place.includes('/commandes/') && !place.endsWith('/deposer-pieces')) return [own];
  return [
    own,
    json('champs inconnus', JSON.stringify(Object.fromEntries(Array.from({ length: 60_000 }, (_, n) => [`c${n}`, 0])))),
    json('listes de rien', fill('{},', '{"pieces":[', '{}]}')),
    json('imbriqué', fill('[', '{"le":', '', MEGABYTE / 2) + ']'.repeat(MEGABYTE / 2 - 6) + '}'),
    json('un seul texte', fill('€', '{"motif":"', '"}', MEGABYTE / 3)),
    ...csv,
  ];
}

const PARAMETERS: Readonly<Record<string, string>> = { ess: CASE, caisse: 'gironde', type: 'champs-invalides' };
const NAMES: Readonly<Record<string, string>> = { contrats: 'amorcage.pdf', lots: '1.xml', courriers: '1.pdf' };
const QUERIES: Readonly<Record<string, string>> = {
  'GET /api/v1/calendrier.ics': '?region=nouvelle-aquitaine',
  'GET /api/v1/caisses/{caisse}/rapprochement': '?mois=2026-05',
  'GET /api/v1/caisses/{caisse}/grand-livre': '?mois=2026-05',
  'GET /api/v1/ess': `?limite=200&recherche=${'e%20'.repeat(60)}`,
};

const addressOf = (place: Place): string =>
  (place.split(' ')[1] ?? '')
    .replace(/\/(\w+)\/\{nom\}/, (_all, list: string) => `/${list}/${NAMES[list] ?? '1.pdf'}`)
    .replaceAll(/\{(\w+)\}/g, (_all, name: string) => PARAMETERS[name] ?? '7a1e0c52-1111-4111-8111-111111111111');

interface Held {
  /** Milliseconds of processor for which the thread of the API did nothing else at once. */
  readonly ms: number;
  /** The same by the clock: what else the machine did is in it. */
  readonly delay: number;
}

async function heldBy(place: Place, role: string, { type, body, query }: Body): Promise<Held & { status: number }> {
  const said = async (word: string) => {
    service.send(word);
    return ((await once(service, 'message')) as [Held])[0];
  };
  await said('reset');
  const response = await fetch(`${base}${addressOf(place)}${query ?? QUERIES[place] ?? ''}`, {
    method: place.split(' ')[0] ?? 'GET',
    headers: { ...(await comme(role)), ...(type === undefined ? {} : { 'content-type': type }) },
    ...(body === undefined ? {} : { body }),
  });
  await response.arrayBuffer();
  return { ...(await said('read')), status: response.status };
}

test(`aucune route ne tient le fil qui répond plus de ${MOST_MS} ms d’une traite`, async () => {
  const lines: { route: string; corps: string; statut: number; ms: number; horloge: number }[] = [];
  const operations = (Object.entries(OPERATIONS) as [Place, Operation][]).filter(
    ([place]) => place !== 'GET /sante/pret',
  );
  for (const [place, operation] of operations)
    for (const worst of worstOf(place, operation)) {
      const role = operation.roles?.includes('ars') === false ? (operation.roles[0] ?? 'ars') : 'ars';
      let held = await heldBy(place, role, worst);
      for (let again = 1; again < TRIES && held.ms > MOST_MS; again += 1) {
        const other = await heldBy(place, role, worst);
        if (other.ms < held.ms) held = other;
      }
      lines.push({
        route: place,
        corps: worst.quoi,
        statut: held.status,
        ms: Math.round(held.ms),
        horloge: Math.round(held.delay),
      });
    }
  const slowest = lines.toSorted((a, b) => b.ms - a.ms);
  console.table(slowest.slice(0, 25));
  expect(lines.filter(({ statut }) => statut >= 500 && statut !== 503)).toEqual([]);
  expect(slowest.filter(({ ms }) => ms > MOST_MS)).toEqual([]);
}, 300_000);
