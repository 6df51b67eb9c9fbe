/** Debian's clamd with one local signature: no signature server is needed. */
import { createServer, type AddressInfo } from 'node:net';
import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { createHash } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { antivirusAddress, antivirus, AntivirusUnavailable } from '../../../documents/received/antivirus.ts';
import { folderStore } from '../../../documents/received/folder-store.ts';
import { RefusedFile, openReceivedFiles } from '../../../documents/received/reception.ts';
import { temporaryFolder } from '../../setup/temporary-folder.ts';
import { ecrit, EICAR, PDF } from './fichiers-essai.ts';
import { lancer, portLibre, programme } from './programme.ts';

const clamd = programme('clamd');
if (clamd === undefined)
  console.warn('clamd is not on this machine (Debian: clamav-daemon): the tests that need it are skipped.');

describe.skipIf(clamd === undefined)('avec clamd', () => {
  let arreter: (() => Promise<void>) | undefined;
  let adresse = '';
  beforeAll(async () => {
    const dossier = await temporaryFolder();
    const signatures = join(dossier, 'signatures');
    await mkdir(signatures);
    const piege = Buffer.concat([PDF, EICAR]);
    await writeFile(
      join(signatures, 'essai.hdb'),
      [EICAR, piege]
        .map((contenu) => `${createHash('md5').update(contenu).digest('hex')}:${contenu.length}:Essai-Eicar\n`)
        .join(''),
    );
    const port = await portLibre();
    const reglages = join(dossier, 'clamd.conf');
    await writeFile(
      reglages,
      `Foreground yes\nTCPSocket ${port}\nTCPAddr 127.0.0.1\nDatabaseDirectory ${signatures}\nTemporaryDirectory ${dossier}\nStreamMaxLength 1M\nLogFile ${join(dossier, 'clamd.log')}\n`,
    );
    await chmod(dossier, 0o755);
    arreter = await lancer(clamd as string, ['-c', reglages], port);
    adresse = `127.0.0.1:${port}`;
  });
  afterAll(() => arreter?.());

  test('un fichier sain est gardé et le dit', async () => {
    const depot = openReceivedFiles(folderStore(await temporaryFolder()), antivirus(adresse));
    expect(await depot.receive(await ecrit(await temporaryFolder(), 'a.pdf', PDF))).toMatchObject({ examen: 'sain' });
  });

  test('la signature reconnue est rendue, et le fichier n’est pas gardé', async () => {
    const dossier = await temporaryFolder();
    const arrivees = await temporaryFolder();
    const scan = antivirus(adresse);
    expect(await scan(await ecrit(arrivees, 'eicar', EICAR))).toEqual({
      clean: false,
      signature: 'Essai-Eicar.UNOFFICIAL',
    });
    const depot = openReceivedFiles(folderStore(dossier), scan);
    const piege = await ecrit(arrivees, 'piege.pdf', Buffer.concat([PDF, EICAR]));
    await expect(depot.receive(piege)).rejects.toBeInstanceOf(RefusedFile);
    expect(await readdir(dossier)).toEqual([]);
  });

  test('un fichier plus grand que ce que clamd accepte n’est pas pris pour sain', async () => {
    const grand = await ecrit(await temporaryFolder(), 'grand', Buffer.alloc(3 * 1024 * 1024, 1));
    await expect(antivirus(adresse)(grand)).rejects.toBeInstanceOf(AntivirusUnavailable);
  });
});

test('un antivirus absent ne laisse rien passer', async () => {
  const depot = openReceivedFiles(folderStore(await temporaryFolder()), antivirus(`127.0.0.1:${await portLibre()}`));
  const fichier = await ecrit(await temporaryFolder(), 'a.pdf', PDF);
  await expect(depot.receive(fichier)).rejects.toBeInstanceOf(AntivirusUnavailable);
});

test.each(['', 'stream: \0', 'INSTREAM size limit exceeded. ERROR\0'])(
  'une réponse qui n’est pas un « OK » n’est pas une permission : « %s »',
  async (reponse) => {
    const server = createServer((socket) => {
      socket.on('data', () => undefined).on('error', () => undefined);
      socket.end(reponse);
    }).listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    onTestFinished(() => void server.close());
    const scan = antivirus(`127.0.0.1:${(server.address() as AddressInfo).port}`);
    const fichier = await ecrit(await temporaryFolder(), 'a.pdf', PDF);
    await expect(scan(fichier)).rejects.toBeInstanceOf(AntivirusUnavailable);
  },
);

test('l’adresse se lit en hôte et port ou en chemin, et rien d’autre', () => {
  expect(antivirusAddress('clamav:3310')).toEqual({ host: 'clamav', port: 3310 });
  expect(antivirusAddress('[::1]:3310')).toEqual({ host: '::1', port: 3310 });
  expect(antivirusAddress('/run/clamd.sock')).toEqual({ path: '/run/clamd.sock' });
  for (const fausse of ['', 'clamav', 'clamav:99999', ':3310'])
    expect(() => antivirusAddress(fausse)).toThrow('ESS_CLAMAV');
});
