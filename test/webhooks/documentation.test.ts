/** What docs/echanges.md shows to partners really verifies what they receive. */
import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { messageOf, postMessage } from '../../activities/webhook.ts';
import { ligne } from '../records/exemples.ts';
import { temporaryFolder } from '../setup/temporary-folder.ts';
import { recepteur } from './recepteur.ts';

const run = promisify(execFile);
const DOC = readFileSync(new URL('../../docs/echanges.md', import.meta.url), 'utf8');
/** The block that begins so. */
const bloc = (debut: string): string => DOC.slice(DOC.indexOf(debut)).split('```')[0] ?? '';

const secret = `whsec_${randomBytes(32).toString('base64')}`;
async function unMessage() {
  const lui = await recepteur();
  const message = messageOf({ id: 1, evenement: { ess: 'ess-33-7k2m9qxa', ligne: ligne(4) } });
  await postMessage(message, { adresse: lui.adresse, secrets: [secret] }, { loopback: true });
  const [recu] = lui.recus;
  if (recu === undefined) throw new Error('nothing arrived');
  return { corps: recu.corps, entetes: recu.entetes as Record<string, string> };
}

test('les lignes de TypeScript acceptent le vrai message, et lui seul', async () => {
  const file = join(await temporaryFolder(), 'verifier.ts');
  const appel =
    'const [, , e = "", c = "", s = ""] = process.argv;\nconsole.log(estSigne(JSON.parse(e) as Record<string, string>, c, s));\n';
  await writeFile(file, `${bloc('import { createHmac')}\n${appel}`);
  const verifier = async (entetes: object, corps: string, cle: string) => {
    const args = ['--disable-warning=ExperimentalWarning', file, JSON.stringify(entetes), corps, cle];
    return (await run(process.execPath, args)).stdout.trim();
  };
  const { corps, entetes } = await unMessage();
  expect(await verifier(entetes, corps, secret)).toBe('true');
  const deux = { ...entetes, 'webhook-signature': `v1,AAAA ${String(entetes['webhook-signature'])}` };
  expect(await verifier(deux, corps, secret)).toBe('true');
  expect(await verifier(entetes, `${corps} `, secret)).toBe('false');
  expect(await verifier(entetes, corps, `whsec_${randomBytes(32).toString('base64')}`)).toBe('false');
  const vieux = { ...entetes, 'webhook-timestamp': String(Number(entetes['webhook-timestamp']) - 301) };
  expect(await verifier(vieux, corps, secret)).toBe('false');
  expect(await verifier({}, corps, secret)).toBe('false');
});

test('les lignes d’openssl donnent la signature reçue', async () => {
  const { corps, entetes } = await unMessage();
  const { stdout } = await run('bash', ['-euc', bloc('CLE=')], {
    env: {
      ...process.env,
      SECRET: secret,
      ID: entetes['webhook-id'],
      INSTANT: entetes['webhook-timestamp'],
      CORPS: corps,
    },
  });
  expect(`v1,${stdout.trim()}`).toBe(entetes['webhook-signature']);
});

test('le message montré est celui qui part', () => {
  const montre = /^\{"type".*$/m.exec(DOC)?.[0] ?? '';
  const modele = ligne(4);
  const evenement = {
    evenement: 'LettreIntentionValidee',
    le: '2026-03-16',
    acteur: 'systeme',
    regle: 'LI-09',
  };
  const valide = { ...modele, enregistreLe: Date.UTC(2026, 2, 16, 11, 0, 3), evenement } as unknown as typeof modele;
  expect(messageOf({ id: 1, evenement: { ess: 'ess-33-7k2m9qxa', ligne: valide } }).corps).toBe(montre);
});
