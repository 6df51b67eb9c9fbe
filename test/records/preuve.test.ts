/** The proof of a case: a file that is checked alone, and in which every tampering is seen. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { VERIFIER } from '../../cli/verbs/verifier.ts';
import { writeAnchor } from '../../records/verification/anchor.ts';
import { UnreadableProof, checkProof, proofOf, type Proof } from '../../records/verification/proof.ts';
import { temporaryFolder } from '../setup/temporary-folder.ts';
import { freshDatabase, type FreshDatabase } from './postgres.ts';
import { vivre } from './vies.ts';

let db: FreshDatabase;
let ess: string;
let preuve: Proof;
beforeAll(async () => {
  db = await freshDatabase();
  [ess = ''] = await vivre(db.pool, 'S05-nominal-cinq-ans');
  preuve = await proofOf(db.pool, ess, () => Promise.resolve(true));
});
afterAll(() => db.drop());

const dire = (autre: Partial<Proof>) => checkProof(JSON.stringify({ ...preuve, ...autre }));
const changee = (rang: number, champs: object) =>
  dire({ lignes: preuve.lignes.map((ligne) => (ligne.rang === rang ? { ...ligne, ...champs } : ligne)) });

test('telle qu’elle sort, elle tient : chaque empreinte est recalculée hors de la base', () => {
  const { ecarts, verifiees, lignes, tete } = dire({});
  expect(ecarts).toEqual([]);
  expect(verifiees).toBe(lignes);
  expect(lignes).toBeGreaterThan(50);
  expect(tete).toBe(preuve.lignes.at(-1)?.empreinte);
});

describe('ce qui est changé se voit', () => {
  test.each([
    ['une date', () => changee(3, { le: '2020-01-01' })],
    ['un contenu', () => changee(3, { contenu: (preuve.lignes[2]?.contenu ?? '').replace('2025', '2024') })],
    ['un auteur', () => changee(3, { acteur: 'exploitant' })],
    ['l’instant de l’écriture', () => changee(3, { enregistreMicros: '1' })],
    ['une empreinte', () => changee(3, { empreinte: '0'.repeat(64) })],
    ['une ligne ôtée', () => dire({ lignes: preuve.lignes.filter(({ rang }) => rang !== 4) })],
    [
      'deux lignes échangées',
      () => dire({ lignes: [...preuve.lignes.slice(1, 2), ...preuve.lignes.slice(0, 1), ...preuve.lignes.slice(2)] }),
    ],
    ['le dossier', () => dire({ ess: 'ess-33-autre' })],
  ])('%s', (_quoi, lire) => {
    expect(lire().ecarts).not.toEqual([]);
  });
});

test('une ligne tue garde la chaîne : les autres se vérifient, et il est dit combien ne se lisent pas', async () => {
  const tue = await proofOf(db.pool, ess, ({ evenement }) => Promise.resolve(evenement !== 'TerritoireRevendique'));
  const { ecarts, tues, verifiees, lignes } = checkProof(JSON.stringify(tue));
  expect(ecarts).toEqual([]);
  expect(tues).toBeGreaterThan(0);
  expect(verifiees + tues).toBe(lignes);
});

test.each(['{}', 'rien', JSON.stringify({ format: 'ess-preuve/1', ess: 'x', lignes: [{ rang: 1 }] })])(
  'ce qui n’est pas une preuve est refusé : %s',
  (fichier) => {
    expect(() => checkProof(fichier)).toThrow(UnreadableProof);
  },
);

describe('ess verifier --preuve', () => {
  const verifier = async (contenu: object, ancre?: string) => {
    const dossier = await temporaryFolder();
    const fichier = join(dossier, 'preuve.json');
    await writeFile(fichier, JSON.stringify(contenu));
    const dit: string[] = [];
    const log = vi.spyOn(console, 'log').mockImplementation((ligne: string) => void dit.push(ligne));
    try {
      const arguments_ = ['--preuve', fichier];
      if (ancre !== undefined) {
        const gardee = join(dossier, 'ancre.txt');
        await writeFile(gardee, ancre);
        arguments_.push('--contre', gardee);
      }
      return { code: await VERIFIER.run(arguments_), dit: dit.join('\n') };
    } finally {
      log.mockRestore();
    }
  };

  test('sans base ni service, dit que la preuve tient ; avec une ancre gardée, qu’elle est la sienne', async () => {
    const { code, dit } = await verifier(preuve, await writeAnchor(db.pool));
    expect(dit).toContain('La preuve tient.');
    expect(code).toBe(0);
  });

  test('une chaîne refaite de bout en bout se voit à l’ancre', async () => {
    const ancre = await writeAnchor(db.pool);
    const courte = { ...preuve, lignes: preuve.lignes.slice(0, 5) };
    const { code, dit } = await verifier(courte, ancre);
    expect(dit).toContain('la preuve s’arrête avant');
    expect(code).toBe(1);
  });

  test('une preuve changée a un code de retour d’échec', async () => {
    const lignes = preuve.lignes.map((ligne) => (ligne.rang === 2 ? { ...ligne, regle: 'LI-99' } : ligne));
    const { code, dit } = await verifier({ ...preuve, lignes });
    expect(dit).toContain('La preuve ne tient pas.');
    expect(code).toBe(1);
  });
});
