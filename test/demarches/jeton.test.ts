import { rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { expiryNotice, tokenOf } from '../../demarches/client/token.ts';
import { temporaryFolder } from '../setup/temporary-folder.ts';

describe('le jeton', () => {
  test('est relu quand son fichier change, sans redémarrage', async () => {
    const dossier = await temporaryFolder();
    const fichier = join(dossier, 'jeton');
    await writeFile(fichier, 'premier\n');
    const jeton = tokenOf(fichier);
    expect(await jeton()).toBe('premier');
    await writeFile(`${fichier}.neuf`, 'second!\n');
    await rename(`${fichier}.neuf`, fichier);
    expect(await jeton()).toBe('second!');
  });

  test.each([
    ['vide', ''],
    ['sur deux lignes', 'un\ndeux'],
    ['avec un caractère qu’un en-tête ne porte pas', 'jeton-é'],
  ])('%s : refusé, sans être répété', async (_, contenu) => {
    const fichier = join(await temporaryFolder(), 'jeton');
    await writeFile(fichier, contenu);
    const refus = await tokenOf(fichier)().catch((error: unknown) => error);
    expect(refus).toMatchObject({ motif: 'jeton-absent' });
    if (contenu !== '') expect(`${String(refus)} ${(refus as Error).stack}`).not.toContain(contenu);
  });

  test('disparu : refusé, et repris quand il revient', async () => {
    const fichier = join(await temporaryFolder(), 'jeton');
    await writeFile(fichier, 'un');
    const jeton = tokenOf(fichier);
    await jeton();
    await rm(fichier);
    await expect(jeton()).rejects.toMatchObject({ motif: 'jeton-absent' });
    await writeFile(fichier, 'deux');
    expect(await jeton()).toBe('deux');
  });

  test.each([
    ['2026-05-01', '2026-03-31', undefined],
    ['2026-05-01', '2026-04-01', { jours: 30, palier: 30 }],
    ['2026-05-01', '2026-04-24', { jours: 7, palier: 7 }],
    ['2026-05-01', '2026-04-29', { jours: 2, palier: 7 }],
    ['2026-05-01', '2026-04-30', { jours: 1, palier: 1 }],
    ['2026-05-01', '2026-05-01', { jours: 0, palier: 0 }],
    ['2026-05-01', '2026-05-09', { jours: -8, palier: 0 }],
  ])('expire le %s, le %s on est averti de %o', (expire, aujourdhui, attendu) => {
    expect(expiryNotice(expire, aujourdhui)).toEqual(attendu);
  });
});
