/** SUI-03: the yearly picture counts each ESS once, by its legal dates, whatever happened later. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { etatInitial } from '../../domain/etat.ts';
import type { Evenement } from '../../domain/evenements.ts';
import { instant } from '../../domain/valeurs.ts';
import { saveDossier } from '../../records/dossiers.ts';
import { etatDesLieux } from '../../records/etat-des-lieux.ts';
import { appendJournal } from '../../records/journal.ts';
import { resume } from './exemples.ts';
import { freshDatabase, type FreshDatabase } from './postgres.ts';

let db: FreshDatabase;
beforeAll(async () => {
  db = await freshDatabase();
});
afterAll(() => db.drop());

async function dossier(ess: string, specialites: string[], faits: readonly object[]): Promise<void> {
  const lignes = faits.map((fait, index) => ({
    rang: index + 1,
    enregistreLe: instant(Date.UTC(2026, 0, 1)),
    evenement: { acteur: 'systeme', regle: 'SUI-03', ...fait } as unknown as Evenement,
  }));
  await appendJournal(db.pool, ess, lignes);
  await saveDossier(db.pool, {
    ess,
    rang: faits.length,
    etat: etatInitial(ess),
    resume: resume({ specialites, region: 'nouvelle-aquitaine' }),
  });
}

test("l'année dit les décisions, la part tacite, les adhérents et l'argent de cette année-là", async () => {
  await dossier(
    'ess-33-a',
    ['dermatologie'],
    [
      { le: '2025-04-10', evenement: 'LettreIntentionDeposee' },
      { le: '2025-06-11', evenement: 'LettreIntentionValidee', mode: 'tacite' },
      { le: '2025-07-01', evenement: 'PaiementExecute', montantCentimes: 4_000_000 },
      { le: '2026-01-15', evenement: 'ContratDotationConclu' },
      { le: '2026-01-15', evenement: 'AdherentsDenombres', nombre: 37 },
      { le: '2026-02-02', evenement: 'PaiementExecute', montantCentimes: 6_500_000 },
    ],
  );
  await dossier(
    'ess-33-b',
    ['dermatologie'],
    [
      { le: '2026-03-01', evenement: 'LettreIntentionDeposee' },
      { le: '2026-04-01', evenement: 'LettreIntentionRefusee' },
      { le: '2026-04-01', evenement: 'EssClose' },
    ],
  );
  const commun = { region: 'nouvelle-aquitaine', departement: '33', specialite: 'dermatologie', rembourseCentimes: 0 };
  expect(await etatDesLieux(db.pool, 2025)).toEqual([
    {
      ...commun,
      ess: 1,
      closes: 0,
      enDotation: 0,
      validations: 1,
      validationsTacites: 1,
      refus: 0,
      adherents: 0,
      verseCentimes: 4_000_000,
    },
  ]);
  expect(await etatDesLieux(db.pool, 2026)).toEqual([
    {
      ...commun,
      ess: 2,
      closes: 1,
      enDotation: 1,
      validations: 0,
      validationsTacites: 0,
      refus: 1,
      adherents: 37,
      verseCentimes: 6_500_000,
    },
  ]);
  expect(await etatDesLieux(db.pool, 2024)).toEqual([]);
});

test('une ESS de plusieurs spécialités compte une fois', async () => {
  await dossier(
    'ess-33-c',
    ['rhumatologie', 'dermatologie'],
    [{ le: '2023-04-10', evenement: 'LettreIntentionDeposee' }],
  );
  const lignes = await etatDesLieux(db.pool, 2023);
  expect(lignes.map(({ specialite, ess }) => `${specialite} ${ess}`)).toEqual(['rhumatologie + dermatologie 1']);
});
