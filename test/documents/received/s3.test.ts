/** A real S3-compatible server, where the machine has one: Versity's gateway on a folder. */
import { createHash } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { s3Store } from '../../../documents/received/s3-store.ts';
import type { S3Settings } from '../../../documents/received/store.ts';
import { temporaryFolder } from '../../setup/temporary-folder.ts';
import { ecrit, PDF, PNG } from './fichiers-essai.ts';
import { lancer, portLibre, programme } from './programme.ts';

const versitygw = programme('versitygw');
if (versitygw === undefined)
  console.warn(
    'versitygw is not on this machine (go install github.com/versity/versitygw/cmd/versitygw@latest): the S3 tests are skipped.',
  );

const IDENTIFIANTS = { accessKeyId: 'essai', secretAccessKey: 'essai-essai' };
const sha256 = (contenu: Uint8Array) => createHash('sha256').update(contenu).digest('hex');

describe.skipIf(versitygw === undefined)('un serveur S3', () => {
  let arreter: (() => Promise<void>) | undefined;
  let reglages: S3Settings;
  beforeAll(async () => {
    const port = await portLibre();
    const dossier = join(await temporaryFolder(), 's3');
    await mkdir(dossier);
    arreter = await lancer(
      versitygw as string,
      [
        '--port',
        `127.0.0.1:${port}`,
        '--access',
        IDENTIFIANTS.accessKeyId,
        '--secret',
        IDENTIFIANTS.secretAccessKey,
        'posix',
        dossier,
      ],
      port,
    );
    reglages = {
      bucket: 'ess-essai',
      region: 'us-east-1',
      endpoint: `http://127.0.0.1:${port}`,
      credentials: IDENTIFIANTS,
    };
    const client = new S3Client({
      ...reglages,
      endpoint: `http://127.0.0.1:${port}`,
      forcePathStyle: true,
      credentials: IDENTIFIANTS,
    });
    await client.send(new CreateBucketCommand({ Bucket: reglages.bucket }));
    client.destroy();
  });
  afterAll(() => arreter?.());

  test('garde, relit et efface un fichier comme le fait un dossier', async () => {
    const magasin = s3Store(reglages);
    const chemin = await ecrit(await temporaryFolder(), 'a.pdf', PDF);
    await magasin.put(sha256(PDF), chemin);
    await magasin.put(sha256(PDF), chemin);
    const flux = await magasin.get(sha256(PDF));
    expect(flux && (await buffer(flux))).toEqual(PDF);
    await magasin.remove(sha256(PDF));
    await magasin.remove(sha256(PDF));
    expect(await magasin.get(sha256(PDF))).toBeUndefined();
  });

  test('refuse un contenu qui n’est pas celui de l’empreinte', async () => {
    const chemin = await ecrit(await temporaryFolder(), 'a.png', PNG);
    await expect(s3Store(reglages).put(sha256(PDF), chemin)).rejects.toThrow();
  });
});
