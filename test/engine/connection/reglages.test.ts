/** Keys and addresses come from settings; a wrong one is named, and production has no default. */
import { execFile } from 'node:child_process';
import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { newKey, readKeyring } from '../../../engine/connection/keys.ts';
import { readTemporalSettings } from '../../../engine/connection/settings.ts';
import { temporaryFolder } from '../../setup/temporary-folder.ts';

const RACINE = join(import.meta.dirname, '../../..');

async function fichier(contenu: string): Promise<string> {
  const chemin = join(await temporaryFolder(), 'cle.json');
  await writeFile(chemin, contenu);
  return chemin;
}
const ess = (...args: string[]) =>
  promisify(execFile)(process.execPath, [join(RACINE, 'cli/ess.ts'), ...args], { cwd: RACINE });

test('« ess cle » fabrique une clé lisible de son seul propriétaire, que les programmes acceptent', async () => {
  const chemin = join(await temporaryFolder(), 'cle.json');
  await ess('cle', chemin);
  expect((await stat(chemin)).mode & 0o777).toBe(0o600);
  const cles = await readKeyring({ ESS_CLES: chemin });
  expect(cles?.first.bytes).toHaveLength(32);
  expect(cles?.first.id).toMatch(/^ess-\d{4}-\d{2}-[0-9a-f]{8}$/);
});

test('« ess cle » ne remplace jamais une clé', async () => {
  const chemin = await fichier('précieux');
  await expect(ess('cle', chemin)).rejects.toMatchObject({
    code: 2,
    stderr: expect.stringContaining('existe déjà') as string,
  });
  expect(await readFile(chemin, 'utf8')).toBe('précieux');
});

test('plusieurs fichiers : dans leur ordre', async () => {
  const [une, deux] = [await fichier(newKey(new Date(0))), await fichier(newKey(new Date(0)))];
  const cles = await readKeyring({ ESS_CLES: `${une}, ${deux}` });
  expect(cles?.byId.size).toBe(2);
  expect(cles?.first.id).toBe((JSON.parse(await readFile(une, 'utf8')) as { kid: string }).kid);
});

test('sans clé : rien n’est chiffré en développement, et la production refuse', async () => {
  expect(await readKeyring({})).toBeUndefined();
  expect((await readTemporalSettings({})).dataConverter).toBeUndefined();
  await expect(readTemporalSettings({ NODE_ENV: 'production' })).rejects.toThrow(/^ESS_CLES must name/);
});

test.each([
  ['n’est pas du JSON', 'secret en clair', /is not JSON/],
  ['est une clé trop courte', '{"kty":"oct","alg":"A256GCM","kid":"a","k":"c2VjcmV0"}', /is not a key of 256 bits/],
  ['est une clé publique', '{"kty":"EC","kid":"a","crv":"P-256","x":"a","y":"b"}', /is not a key of 256 bits/],
])('un fichier qui %s est nommé, sans montrer ce qu’il contient', async (_cas, contenu, phrase) => {
  const chemin = await fichier(contenu);
  const lecture = readKeyring({ ESS_CLES: chemin });
  await expect(lecture).rejects.toThrow(phrase);
  await expect(lecture).rejects.toThrow(chemin);
  await expect(lecture).rejects.not.toThrow(/secret|c2VjcmV0|P-256/);
});

test('un fichier absent, ou deux clés de même nom, sont refusés', async () => {
  await expect(readKeyring({ ESS_CLES: '/nulle/part' })).rejects.toThrow('/nulle/part cannot be read');
  const cle = await fichier(newKey(new Date()));
  await expect(readKeyring({ ESS_CLES: `${cle},${cle}` })).rejects.toThrow('same id');
});

test('par défaut : le serveur de cette machine, l’espace de noms « ess », sans TLS', async () => {
  expect(await readTemporalSettings({})).toEqual({ connection: { address: '127.0.0.1:7233' }, namespace: 'ess' });
});

test('Temporal Cloud : par clé d’API, ou par certificat', async () => {
  const adresse = { TEMPORAL_ADDRESS: 'ess.a1b2c.tmprl.example:7233', TEMPORAL_NAMESPACE: 'ess.a1b2c' };
  expect(await readTemporalSettings({ ...adresse, TEMPORAL_API_KEY: 'jeton' })).toEqual({
    connection: { address: adresse.TEMPORAL_ADDRESS, apiKey: 'jeton', tls: true },
    namespace: 'ess.a1b2c',
  });
  const [crt, key] = [await fichier('certificat'), await fichier('clé')];
  const { connection } = await readTemporalSettings({
    ...adresse,
    TEMPORAL_TLS_CLIENT_CERT_PATH: crt,
    TEMPORAL_TLS_CLIENT_KEY_PATH: key,
  });
  expect(connection.tls).toMatchObject({
    clientCertPair: { crt: new TextEncoder().encode('certificat'), key: new TextEncoder().encode('clé') },
  });
});

test('un certificat sans sa clé est refusé : la connexion n’aurait pas été authentifiée', async () => {
  await expect(readTemporalSettings({ TEMPORAL_TLS_CLIENT_CERT_PATH: '/x' })).rejects.toThrow('go together');
});
