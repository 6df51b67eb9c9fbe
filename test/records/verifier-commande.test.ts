import { createHash } from 'node:crypto';
import { execFile } from 'node:child_process';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { folderStore } from '../../documents/received/folder-store.ts';
import { saveFile } from '../../records/privacy/fichiers.ts';
import { temporaryFolder } from '../setup/temporary-folder.ts';
import { freshDatabase, type FreshDatabase } from './postgres.ts';
import { vivre } from './vies.ts';

const VIE = 'S09-resiliation-amorcage';
let db: FreshDatabase;
let dossier: string;
beforeAll(async () => {
  db = await freshDatabase();
  dossier = await temporaryFolder();
  await vivre(db.pool, VIE);
});
afterAll(async () => {
  await db.drop();
  await rm(dossier, { recursive: true, force: true });
});

const PROGRAMME = fileURLToPath(new URL('../../cli/ess.ts', import.meta.url));

/** `ess verifier`, as an operator runs it. */
async function essVerifier(base: FreshDatabase, ...args: string[]) {
  const env = { ...process.env, DATABASE_URL: base.url, ESS_DONNEES: dossier };
  const run = promisify(execFile)(process.execPath, [PROGRAMME, 'verifier', ...args], { env });
  return run.then(
    ({ stdout, stderr }) => ({ code: 0, stdout, stderr }),
    (erreur: { code: number; stdout: string; stderr: string }) => erreur,
  );
}

describe('ess verifier', () => {
  test('sans écart : ce qui a été contrôlé, avec les nombres, et le code 0', async () => {
    const { code, stdout } = await essVerifier(db);
    expect(stdout).toMatch(/^1 ESS, \d+ événements :/);
    expect(stdout).toMatch(/✓ journal\.chaine +\d+ {2}L’empreinte de chaque ligne/);
    expect(stdout).toMatch(/Aucun écart\.\n$/);
    expect(code).toBe(0);
  });

  test('les fichiers déposés se relisent, et celui qui manque ou a changé est nommé', async () => {
    const magasin = folderStore(join(dossier, 'fichiers'));
    const garder = async (contenu: string, sha256: string) => {
      await writeFile(join(dossier, 'arrivee'), contenu);
      await magasin.put(sha256, join(dossier, 'arrivee'));
      await saveFile(db.pool, {
        ess: `${VIE}-a`,
        code: 'statuts',
        exercice: null,
        rang: null,
        nom: 'a.pdf',
        type: 'application/pdf',
        taille: contenu.length,
        sha256,
        examen: 'non-analyse',
        deposePar: 'porteur',
      });
    };
    await garder('bon', createHash('sha256').update('bon').digest('hex'));
    expect(await essVerifier(db, '--fichiers')).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('1 fichier relu.') as string,
    });
    await garder('faux', 'f'.repeat(64));
    const { code, stdout } = await essVerifier(db, '--fichiers');
    expect([code, stdout]).toEqual([1, expect.stringContaining(`ÉCART fichiers.contenu — ${VIE}-a`)]);
    await db.pool.query('delete from fichiers');
  });

  test('l’ancre s’imprime, se garde, et se compare', async () => {
    const fichier = join(dossier, 'ancre.txt');
    const { stdout } = await essVerifier(db, '--ancre');
    await writeFile(fichier, stdout);
    expect((await readFile(fichier, 'utf8')).split('\n')).toHaveLength(3);
    expect(await essVerifier(db, '--contre', fichier)).toMatchObject({ code: 0 });
    await writeFile(fichier, stdout.replace(VIE, 'S10'));
    expect(await essVerifier(db, '--contre', fichier)).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('Cette ancre a été modifiée') as string,
    });
  });

  test('avec un écart : l’ESS, l’événement, ce qui était attendu et trouvé, et le code 1', async () => {
    const copie = await db.copy();
    await copie.pool.query('alter table journal disable trigger user');
    await copie.pool.query(`update journal set regle = 'LI-01' where rang = 5`);
    const { code, stdout } = await essVerifier(copie);
    expect(code).toBe(1);
    expect(stdout).toContain(`ÉCART journal.chaine — ${VIE}-a, événement 5`);
    expect(stdout).toContain(`ÉCART journal.colonnes — ${VIE}-a, événement 5`);
    expect(stdout).toMatch(/trouvé {2}: LI-01\n/);
    expect(stdout).toContain('ÉCART base.gachettes — base');
    expect(stdout).toMatch(/✗ journal\.colonnes/);
    expect(stdout).toMatch(/3 écarts\.\n$/);
    await copie.drop();
  });

  test('une anomalie consignée est dite, et n’est pas un écart', async () => {
    const copie = await db.copy();
    await copie.pool.query(
      "insert into anomalies (ess, rang, regle, constat) values ('ess-x', 7, 'AMO-05', 'Second contrat.')",
    );
    const { code, stdout } = await essVerifier(copie);
    expect(stdout).toContain('Anomalie consignée (AMO-05) : ess-x, événement 7. Second contrat.');
    expect(code).toBe(0);
    await copie.drop();
  });

  test.each([
    [['--ancre', '--contre', 'x'], /ne vont pas ensemble/],
    [['--contre', '/absent'], /ne peut pas être lu/],
    [['--autre'], /Option inconnue/],
  ])('un appel inexact est expliqué : %j', async (args, phrase) => {
    const { code, stderr } = await essVerifier(db, ...args);
    expect(code).toBe(2);
    expect(stderr).toMatch(phrase);
  });
});
