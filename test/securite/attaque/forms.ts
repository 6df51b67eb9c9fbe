/** Bodies, addresses and raw requests that no honest client sends: nothing answers 5xx, nothing is done. */
import { connect } from 'node:net';
import { gzipSync } from 'node:zlib';
import { allAnswer, verdict, type AttackClass } from './attack.ts';
import type { Target } from './target.ts';

const ARS = 'ars-nouvelle-aquitaine';
const JSON_TYPE = { 'content-type': 'application/json' };
const BODIES: readonly (readonly [string, string])[] = [
  ['profond', `{"le":${'['.repeat(100_000)}${']'.repeat(100_000)}}`],
  ['profond dans un champ', `{"le":"2026-02-01","preuve":${'{"nature":'.repeat(50_000)}1${'}'.repeat(50_000)}}`],
  ['prototype', '{"le":"2026-02-01","__proto__":{"motif":"x"},"constructor":{"prototype":{"role":"ars"}}}'],
  ['clé doublée', '{"le":"2026-02-01","le":"2026-02-02","acteur":"national"}'],
  ['liste', '[1,2,3]'],
  ['nul', 'null'],
  ['texte', '"a"'],
  ['vide', ''],
  ['tronqué', '{"le":"2026-02-01"'],
  ['nombres démesurés', '{"le":1e400,"motif":-1e999}'],
  ['NUL', '{"le":"2026-02-01","motif":"a\\u0000b"}'],
  ['demi-caractère', '{"le":"2026-02-01","motif":"\\ud800"}'],
  ['soixante mille champs', JSON.stringify(Object.fromEntries(Array.from({ length: 60_000 }, (_, i) => [`c${i}`, 0])))],
  ['date impossible', '{"le":"2026-02-31"}'],
];

/** F13. */
const ADDRESSES = [
  ...['0000-01-01T00:00:00Z', '-271821-04-20T00:00:00Z', '+275760-09-13T00:00:00Z'].map(
    (at) => `/ess?modifieDepuis=${encodeURIComponent(at)}`,
  ),
  `/ess?tri=echeance&apres=${Buffer.from(JSON.stringify(['0000-01-01', 'ess-33-aaaaaaaa'])).toString('base64url')}`,
  '/incidents?ess=%00',
  '/ess?recherche=%00',
  "/ess?recherche='%20or%201=1--",
  '/ess?recherche=a%26%7C%21%3A*%28',
  '/ess/%E0%A4%A',
  '/ess/..%2f..%2fetc%2fpasswd',
  '/ess/__proto__',
  '/ess?limite=1e9',
  '/ess?limite=-1',
  '/ess?apres=e30',
  '/exports/ess.csv?colonnes=__proto__',
];

/** All that the server says to these bytes, until it closes the connection or 5 s pass. */
const raw = ({ api }: Target, bytes: string): Promise<string> =>
  new Promise((resolve) => {
    let said = '';
    const socket = connect(Number(new URL(api).port), '127.0.0.1', () => void socket.write(bytes, 'latin1'));
    const end = () => {
      clearTimeout(late);
      socket.destroy();
      resolve(said);
    };
    const late = setTimeout(end, 5000);
    socket
      .on('data', (chunk) => (said += chunk.toString('latin1')))
      .on('close', end)
      .on('error', end);
  });

const DOUBLE = [
  'Content-Length: 5\r\nContent-Length: 6\r\n\r\nabcdef',
  'Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
  'Transfer-Encoding: xchunked\r\nContent-Length: 0\r\n\r\n',
  'Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n',
  'Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n',
  'X-Un: a\r\n b\r\n\r\n',
  'Content-Length: -1\r\n\r\n',
  'Content-Length: +5\r\n\r\nabcde',
  'X-Nul: a\0b\r\n\r\n',
  'Transfer-Encoding: chunked\r\n\r\nfffffffffffffffff\r\n',
];

export const FORMS: readonly AttackClass[] = [
  {
    name: 'JSON et adresses',
    attacks: [
      {
        title: 'quatorze corps hostiles : refusés',
        async run({ openCase, ask }) {
          const ess = await openCase();
          const path = `/api/v1/ess/${ess}/commandes/consigner-echange`;
          const sent = BODIES.map(
            async ([what, body]) =>
              [what, await ask(path, { as: ARS, method: 'POST', headers: JSON_TYPE, body })] as const,
          );
          return allAnswer(await Promise.all(sent), [400]);
        },
      },
      {
        title: 'une bombe comprimée, un codage inconnu, un autre type',
        async run({ openCase, ask }) {
          const path = `/api/v1/ess/${await openCase()}/commandes/consigner-echange`;
          const bomb = gzipSync(Buffer.alloc(100 * 1024 * 1024, ' '));
          const send = (headers: Record<string, string>, body: RequestInit['body']) =>
            ask(path, { as: ARS, headers: { ...JSON_TYPE, ...headers }, body });
          return allAnswer(
            [
              ['bombe', await send({ 'content-encoding': 'gzip' }, bomb)],
              ['codage', await send({ 'content-encoding': 'x-inconnu' }, '{}')],
              ['texte', await send({ 'content-type': 'text/plain' }, '{"le":"2026-02-01"}')],
              ['latin', await send({ 'content-type': 'application/json; charset=iso-8859-1' }, '{"le":"2026-02-01"}')],
            ],
            [413, 415],
          );
        },
      },
      {
        title: 'F13 · adresses : dates hors du temps, curseurs, NUL, SQL, chemins',
        async run({ ask }) {
          const asked = ADDRESSES.map(
            async (path) =>
              [
                path,
                await ask(`/api/v1${path}`, { as: path.startsWith('/incidents') ? 'exploitant' : 'national' }),
              ] as const,
          );
          return allAnswer(await Promise.all(asked), [200, 400, 403, 404]);
        },
      },
      {
        title: 'F13 · corriger et simuler ce que tout objet hérite',
        async run({ openCase, act, ask }) {
          const ess = await openCase();
          const names = ['__proto__', 'constructor', 'toString', 'valueOf', 'hasOwnProperty', '__defineGetter__'];
          const wrong = { valeur: '2026-02-01', motif: 'x' };
          const acts = names.map(
            async (objet) => [objet, await act(ess, 'corriger', ARS, { objet, ...wrong })] as const,
          );
          const simulations = names.map(async (objet) => {
            const actes = [{ commande: 'corriger', acteur: 'ars', le: '2026-02-01', donnees: { objet, ...wrong } }];
            return [`simuler ${objet}`, await ask('/api/v1/simulations', { as: ARS, body: { ess, actes } })] as const;
          });
          return allAnswer(await Promise.all([...acts, ...simulations]), [200, 400, 404, 409, 422]);
        },
      },
    ],
  },
  {
    name: 'HTTP et sites',
    attacks: [
      {
        title: 'une requête à double sens : 400, une seule réponse, fermée',
        async run(target) {
          const { authorization } = { authorization: `Bearer ${await target.token(ARS)}` };
          const head = `POST /api/v1/simulations HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: ${authorization}\r\nContent-Type: application/json\r\n`;
          const said = await Promise.all(DOUBLE.map((rest) => raw(target, head + rest)));
          const wrong = said.flatMap((text, index) =>
            /^HTTP\/1\.1 400 /.test(text) && text.match(/HTTP\/1\.1 /g)?.length === 1
              ? []
              : [`${index}: ${text.slice(9, 12)}`],
          );
          return verdict(wrong.length === 0, wrong.length === 0 ? `${said.length} requêtes` : wrong.join(' ; '));
        },
      },
      {
        title: 'en-têtes démesurés, ce qui n’est pas HTTP : 431, 400',
        async run(target) {
          const big = await raw(target, `GET / HTTP/1.1\r\nHost: a\r\nX-Gros: ${'a'.repeat(17_000)}\r\n\r\n`);
          const none = await raw(target, 'bonjour\r\n\r\n');
          return verdict(
            /^HTTP\/1\.1 431 /.test(big) && /^HTTP\/1\.1 400 /.test(none),
            `${big.slice(9, 12)}, ${none.slice(9, 12)}`,
          );
        },
      },
      {
        title: 'la méthode ne se change pas par un en-tête, TRACE et CONNECT n’ont rien',
        async run(target) {
          const ess = await target.openCase();
          const read = await target.ask(`/api/v1/ess/${ess}`, {
            as: ARS,
            headers: { 'x-http-method-override': 'DELETE' },
          });
          const traced = await raw(
            target,
            'TRACE /api/v1/ess HTTP/1.1\r\nHost: a\r\nConnection: close\r\nX-Secret: abc\r\n\r\n',
          );
          return verdict(
            read.status === 200 && !traced.includes('abc') && !/^HTTP\/1\.1 200/.test(traced),
            `${read.status}, ${traced.slice(9, 12)}`,
          );
        },
      },
      {
        title: 'une page d’ailleurs n’a aucun en-tête de CORS, et rien ne se met dans un cadre',
        async run({ ask }) {
          const origin = { origin: 'https://mechant.exemple' };
          const preflight = {
            ...origin,
            'access-control-request-method': 'POST',
            'access-control-request-headers': 'authorization',
          };
          const answers = [
            await ask('/api/v1/ess', { as: ARS, headers: origin }),
            await ask('/api/v1/ess', { method: 'OPTIONS', headers: preflight }),
            await ask('/api/v1/regles', { headers: origin }),
          ];
          const open = answers.filter(({ headers }) => headers.get('access-control-allow-origin') !== null);
          const [{ headers } = { headers: new Headers() }] = answers;
          const framed =
            headers.get('x-frame-options') === 'DENY' && headers.get('x-content-type-options') === 'nosniff';
          return verdict(open.length === 0 && framed, `${open.length} ouvertes`);
        },
      },
      {
        title: 'des en-têtes de relais ne changent pas qui est compté',
        async run({ ask }) {
          const left = async (index: number) => {
            const address = `198.51.100.${index}`;
            const { headers } = await ask('/api/v1/regles', {
              headers: {
                'x-forwarded-for': address,
                forwarded: `for=${address}`,
                'x-real-ip': address,
                'cf-connecting-ip': address,
                'true-client-ip': address,
              },
            });
            return Number(/r=(\d+)/.exec(headers.get('ratelimit') ?? '')?.[1]);
          };
          const counts = [await left(1), await left(2), await left(3)];
          const unlimited = counts.every(Number.isNaN);
          return verdict(
            unlimited || (counts[0] ?? 0) > (counts[2] ?? 0),
            unlimited ? 'aucune limite n’est réglée ici' : `restent ${counts.join(', ')}`,
          );
        },
      },
    ],
  },
];
