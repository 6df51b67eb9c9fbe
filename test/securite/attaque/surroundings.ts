/** What stands around the API: settings of production, codec server, and what development brings along. */
import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newKey } from '../../../engine/connection/keys.ts';
import { parseIdentitySettings, requireSafe } from '../../../identity/settings.ts';
import { settingsFor } from '../../../local/identity-provider/directory.ts';
import { freePort } from '../../../runtime/ports.ts';
import { isProduction } from '../../../runtime/environment.ts';
import { verdict, type AttackClass } from './attack.ts';

const ROOT = join(import.meta.dirname, '../../..');
const HERE = [
  '127.0.0.1',
  '127.0.0.2',
  'localhost',
  'localhost.',
  'a.localhost',
  '[::1]',
  '[::ffff:127.0.0.1]',
  '[::7f00:1]',
  '0.0.0.0',
  '[::]',
  '2130706433',
];

const throws = (work: () => unknown): boolean => {
  try {
    work();
    return false;
  } catch {
    return true;
  }
};

/** What a server says to these bytes by the time it closes, and how long that took; `undefined` when it never does. */
const said = (port: number, bytes: string, ms: number): Promise<{ text: string; ms: number } | undefined> =>
  new Promise((resolve) => {
    const started = performance.now();
    let text = '';
    const socket = connect(port, '127.0.0.1', () => void socket.write(bytes));
    const late = setTimeout(() => {
      resolve(undefined);
      socket.destroy();
    }, ms);
    socket.on('error', () => undefined).on('data', (chunk) => (text += chunk.toString('latin1')));
    socket.on('close', () => {
      clearTimeout(late);
      resolve({ text, ms: Math.round(performance.now() - started) });
    });
  });

export const SURROUNDINGS: AttackClass = {
  name: 'alentours',
  attacks: [
    {
      title: 'F17 · en production, un fournisseur qui est cette machine ; une valeur de NODE_ENV qui n’en est pas une',
      run() {
        const passed = [...HERE.map((host) => `https://${host}`), 'http://identites.exemple.fr'].filter(
          (issuer) => !throws(() => requireSafe(parseIdentitySettings(settingsFor(issuer)))),
        );
        const understood = ['Production', 'prod', 'PRODUCTION', 'staging', ''].filter(
          (NODE_ENV) => !throws(() => isProduction({ NODE_ENV })),
        );
        return Promise.resolve(
          verdict(
            passed.length + understood.length === 0,
            [...passed, ...understood].join(' ') || `${HERE.length + 6} refusés`,
          ),
        );
      },
    },
    {
      title: 'F18 · le serveur de décodage coupe qui n’achève ni ses en-têtes ni son corps',
      slow: true,
      async run(target) {
        const folder = await mkdtemp(join(tmpdir(), 'ess-attaque-'));
        const [keyFile, identities] = [join(folder, 'cle'), join(folder, 'identites.json')];
        await writeFile(keyFile, newKey(new Date()), { mode: 0o600 });
        await writeFile(identities, JSON.stringify(settingsFor(target.issuer)));
        const port = await freePort();
        const server = spawn(
          process.execPath,
          ['--disable-warning=ExperimentalWarning', 'engine/codec-server/main.ts'],
          {
            cwd: ROOT,
            stdio: ['ignore', 'pipe', 'inherit'],
            env: { PATH: process.env['PATH'] ?? '', PORT: String(port), ESS_CLES: keyFile, ESS_IDENTITES: identities },
          },
        );
        try {
          await new Promise<void>((resolve, reject) => {
            server.stdout.on('data', (chunk: Buffer) => chunk.toString().includes('codec: ready') && resolve());
            server.once('exit', () => reject(new Error('the codec server did not start')));
          });
          const authorization = `Bearer ${await target.token('exploitant')}`;
          const [headers, body] = await Promise.all([
            said(port, 'POST /decode HTTP/1.1\r\nHost: a\r\nX-Lent: ', 20_000),
            said(
              port,
              `POST /decode HTTP/1.1\r\nHost: a\r\nAuthorization: ${authorization}\r\nContent-Type: application/json\r\nContent-Length: 20\r\n\r\n{`,
              45_000,
            ),
          ]);
          return verdict(
            headers !== undefined && body !== undefined,
            `en-têtes ${headers?.ms ?? 'sans fin'} ms, corps ${body?.ms ?? 'sans fin'} ms`,
          );
        } finally {
          server.kill('SIGKILL');
          await rm(folder, { recursive: true, force: true });
        }
      },
    },
    {
      title: 'F19 · la boîte aux lettres, le fournisseur et la Web UI, appelés d’un autre nom (rebinding) ; « // »',
      async run({ issuer, mailPage, engineUi }) {
        const doors = [issuer, mailPage, engineUi].flatMap((door) =>
          door === undefined ? [] : [Number(new URL(door).port)],
        );
        const answers = await Promise.all(
          doors.map((port) =>
            said(
              port,
              'GET /.well-known/openid-configuration HTTP/1.1\r\nHost: mechant.exemple\r\nConnection: close\r\n\r\n',
              5000,
            ),
          ),
        );
        const codes = answers.map((one) => one?.text.slice(9, 12));
        const slashes =
          mailPage === undefined
            ? undefined
            : await said(
                Number(new URL(mailPage).port),
                'GET // HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n',
                5000,
              );
        const held =
          codes.every((code) => code === '421') && (slashes === undefined || slashes.text.startsWith('HTTP/1.1 404'));
        return verdict(
          held,
          `${codes.join(', ')}${slashes === undefined ? '' : `, // : ${slashes.text.slice(9, 12)}`}`,
        );
      },
    },
    {
      title: 'F19 · un jeton d’un compte sans le secret : ni au guichet, ni par la page de connexion',
      async run({ issuer }) {
        const token = async (authorization: string) =>
          (
            await fetch(`${issuer}/token`, {
              method: 'POST',
              headers: { authorization },
              body: new URLSearchParams({ grant_type: 'client_credentials' }),
            })
          ).status;
        const basic = (secret: string) => `Basic ${Buffer.from(`national:${secret}`).toString('base64')}`;
        const statuses = await Promise.all([token(basic('')), token(basic('secret')), token('')]);
        const signedIn = await signInWithout(issuer);
        return verdict(
          statuses.every((status) => status >= 400) && signedIn === undefined,
          `${statuses.join(' ')} ; page : ${signedIn === undefined ? 'refusée' : 'un code est donné'}`,
        );
      },
    },
  ],
};

/** What comes back to a program when its user signs in as somebody without the code; `undefined`: nothing. */
async function signInWithout(issuer: string): Promise<string | undefined> {
  const cookies = new Map<string, string>();
  const start = new URLSearchParams({
    client_id: 'navigateur',
    response_type: 'code',
    redirect_uri: 'http://127.0.0.1:9/retour',
    scope: 'openid',
    resource: 'urn:ess:api',
    code_challenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
    code_challenge_method: 'S256',
  });
  let url = `${issuer}/auth?${start.toString()}`;
  let body: URLSearchParams | undefined;
  for (let step = 0; step < 8; step += 1) {
    const answer = await fetch(url, {
      redirect: 'manual',
      method: body === undefined ? 'GET' : 'POST',
      headers: { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') },
      ...(body === undefined ? {} : { body }),
    });
    for (const cookie of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
      cookies.set(name, value);
    }
    const location = answer.headers.get('location');
    if (location !== null) {
      url = new URL(location, url).href;
      const code = new URL(url).searchParams.get('code');
      if (code !== null) return code;
      body = undefined;
    } else if (answer.status !== 200) return undefined;
    else body = new URLSearchParams({ compte: 'national', password: 'x', code: 'x' });
  }
  return undefined;
}
