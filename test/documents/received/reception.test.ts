import { createHash } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { buffer } from 'node:stream/consumers';
import { describe, expect, test } from 'vitest';
import { folderStore } from '../../../documents/received/folder-store.ts';
import { readStoreSettings } from '../../../documents/received/open.ts';
import { openReceivedFiles } from '../../../documents/received/reception.ts';
import { temporaryFolder } from '../../setup/temporary-folder.ts';
import { ecrit, PDF, PNG } from './fichiers-essai.ts';

const sha256 = (contenu: Uint8Array) => createHash('sha256').update(contenu).digest('hex');

async function depot() {
  const dossier = await temporaryFolder();
  return { dossier, arrivees: await temporaryFolder(), depot: openReceivedFiles(folderStore(dossier)) };
}

describe('un fichier déposé', () => {
  test('est relu à l’octet près sous l’empreinte de son contenu', async () => {
    const { depot: d, arrivees } = await depot();
    const recu = await d.receive(await ecrit(arrivees, 'budget', PDF));
    expect(recu).toEqual({ type: 'application/pdf', taille: PDF.length, sha256: sha256(PDF), examen: 'non-analyse' });
    const flux = await d.read(recu.sha256);
    expect(flux && (await buffer(flux))).toEqual(PDF);
  });

  test('n’est gardé qu’une fois, et disparaît une fois retiré', async () => {
    const { depot: d, dossier, arrivees } = await depot();
    const premier = await d.receive(await ecrit(arrivees, 'a', PNG));
    const second = await d.receive(await ecrit(arrivees, 'b', PNG));
    expect(second).toEqual(premier);
    const gardes = (await readdir(dossier, { recursive: true, withFileTypes: true })).filter((e) => e.isFile());
    expect(gardes.map(({ name }) => name)).toEqual([premier.sha256]);
    await d.remove(premier.sha256);
    await d.remove(premier.sha256);
    expect(await d.read(premier.sha256)).toBeUndefined();
  });

  test.each([
    ['vide', Buffer.alloc(0), /vide/],
    ['un texte', Buffer.from('ceci n’est pas un PDF'), /formats admis : PDF/],
    ['un programme', Buffer.from('\x7fELF\x02\x01\x01'.padEnd(64, '\0'), 'latin1'), /formats admis/],
    ['une page web qui se dit PDF', Buffer.from('<!doctype html><script>1</script>'), /formats admis/],
  ])('est refusé et n’est pas gardé : %s', async (_cas, contenu, phrase) => {
    const { depot: d, dossier, arrivees } = await depot();
    await expect(d.receive(await ecrit(arrivees, 'budget.pdf', contenu))).rejects.toThrow(phrase);
    expect(await readdir(dossier)).toEqual([]);
  });
});

test('sans réglage, les fichiers vont dans un dossier ; avec un bucket, chez lui', () => {
  expect(readStoreSettings({}, '/donnees')).toEqual({ folder: '/donnees' });
  expect(readStoreSettings({ ESS_S3_BUCKET: 'ess', ESS_S3_ENDPOINT: 'http://s3' }, '/donnees').s3).toEqual({
    bucket: 'ess',
    region: 'us-east-1',
    endpoint: 'http://s3',
  });
});
