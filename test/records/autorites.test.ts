import { expect, test } from 'vitest';
import { etatInitial } from '../../domain/etat.ts';
import { authoritiesOfOpenCases } from '../../records/journal/authorities.ts';
import { saveDossier } from '../../records/journal/dossiers.ts';
import { freshDatabase } from './postgres.ts';
import { resumeDe } from './vies.ts';

test('les autorités qui ont à écrire sont celles des dossiers qui ne sont pas archivés, chacune une fois', async () => {
  const db = await freshDatabase();
  const garder = (ess: string, region: string, caisse: string, archiveLe: string | null = null) => {
    const etat = etatInitial(ess);
    const resume = { ...resumeDe(etat), region, regions: [region], caisse, caisses: [caisse] };
    return saveDossier(db.pool, { ess, rang: 1, etat: { ...etat, archiveLe }, resume });
  };
  await garder('un', 'nouvelle-aquitaine', 'gironde');
  await garder('deux', 'nouvelle-aquitaine', 'landes');
  await garder('archive', 'bretagne', 'morbihan', '2026-01-01');
  expect(await authoritiesOfOpenCases(db.pool)).toEqual([
    { role: 'ars', code: 'nouvelle-aquitaine' },
    { role: 'caisse', code: 'gironde' },
    { role: 'caisse', code: 'landes' },
  ]);
  await db.drop();
});
