/** SUI-03: the picture counts each ESS once, by what was dated and recorded in time, whatever happened later. */
import { caisseUnique } from '../../domain/creation/caisses.ts';
import { regionDe } from '../../domain/creation/regions.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Evenement } from '../../domain/evenements.ts';
import { etatDesLieux } from '../../domain/etat-des-lieux/etat-des-lieux.ts';
import { instant } from '../../domain/valeurs.ts';
import { figuresFromJournals, figuresOfEss } from '../../records/journal/etat-des-lieux.ts';
import { appendJournal } from '../../records/journal/journal.ts';
import { INDICATEURS } from '../regles/equipes.ts';
import { date } from './exemples.ts';
import { freshDatabase, type FreshDatabase } from './postgres.ts';

let db: FreshDatabase;
beforeAll(async () => {
  db = await freshDatabase();
});
afterAll(() => db.drop());

type Fait = Readonly<Record<string, unknown>> & {
  readonly le: string;
  readonly evenement: string;
  readonly enregistreLe?: string;
};
const depot = (le: string, siege = '33', specialites = ['dermatologie']): Fait => ({
  le,
  evenement: 'LettreIntentionDeposee',
  canal: 'courriel',
  complete: true,
  derogationRequise: false,
  indicateurQualitatif: true,
  siege,
  caisse: caisseUnique(siege),
  ars: regionDe(siege),
  departements: [siege],
  specialites,
  liberaux: 100,
});

/** Each fact is recorded on its own day, unless `enregistreLe` says another. */
async function journal(ess: string, faits: readonly Fait[]) {
  const lignes = faits.map(({ enregistreLe, ...fait }, index) => ({
    rang: index + 1,
    enregistreLe: instant(Date.parse(`${enregistreLe ?? fait.le}T12:00:00Z`) + index),
    evenement: { acteur: 'systeme', regle: 'SUI-03', ...fait } as unknown as Evenement,
  }));
  await appendJournal(db.pool, ess, lignes);
}
const lire = async (annee: number, arreteLe?: string, version: 'exacts' | 'diffusables' = 'exacts') => {
  const au = date(`${annee}-12-31`);
  const demande = arreteLe === undefined ? { au } : { au, arreteLe: date(arreteLe) };
  return etatDesLieux(await figuresOfEss(db.pool, demande), version);
};
const nation = async (annee: number, arreteLe?: string) => (await lire(annee, arreteLe)).lignes[0];

test('un dossier qui a une horloge à lui, d’essai ou de démonstration, n’est compté nulle part', async () => {
  await journal('ess-33-essai', [depot('2019-04-10')]);
  const compter = async () => [
    (await nation(2019))?.ess,
    // Read again from its journal: something of it was recorded after that day.
    (await nation(2019, '2019-12-31'))?.ess,
    (await figuresFromJournals(db.pool, { au: date('2019-12-31') })).length,
  ];
  expect(await compter()).toEqual([1, 1, 1]);
  await db.pool.query("insert into dossiers_d_essai (ess) values ('ess-33-essai')");
  expect(await compter()).toEqual([0, 0, 0]);
});

test('sans aucune ESS, la nation seule, à zéro', async () => {
  const { lignes, couverture } = await lire(2020);
  expect(lignes).toMatchObject([{ niveau: 'national', ess: 0, adherents: 0, verseCentimes: 0, masque: [] }]);
  expect(couverture).toEqual([]);
});

describe('une équipe en dotation, une autre refusée puis close', () => {
  beforeAll(async () => {
    await journal('ess-33-a', [
      depot('2025-04-10'),
      { le: '2025-06-11', evenement: 'LettreIntentionValidee', mode: 'tacite', dateLimite: '2025-07-11' },
      { le: '2025-06-11', evenement: 'TerritoireRevendique', conteste: false, autres: [] },
      { le: '2025-07-01', evenement: 'ContratDotationConclu', contrat: 'dotation', dateLimite: '2030-07-01' },
      { le: '2025-07-01', evenement: 'AdherentsDenombres', cycle: 1, date: '2025-07-01', nombre: 37 },
      {
        le: '2025-07-02',
        evenement: 'PaiementOrdonnance',
        paiement: 'dotation-1',
        montantCentimes: 6_500_001,
        dateLimite: '2025-08-01',
      },
      { le: '2025-07-20', evenement: 'PaiementExecute', paiement: 'dotation-1', montantCentimes: 6_500_001 },
      { le: '2025-12-01', evenement: 'RapportActiviteDepose', cle: 'r', indicateurs: INDICATEURS },
    ]);
    await journal('ess-33-b', [
      depot('2025-10-01', '33', ['rhumatologie', 'cardiologie']),
      // Of 2025, entered in 2026.
      { le: '2025-11-30', evenement: 'LettreIntentionRefusee', critere: 'ELI-05', enregistreLe: '2026-01-20' },
      { le: '2026-02-01', evenement: 'EssClose', motifCloture: 'li-refusee' },
    ]);
  });

  test('au 31 décembre : phases, décisions, délais, part tacite, adhérents, indicateurs, argent', async () => {
    expect(await nation(2025)).toMatchObject({
      ess: 2,
      entrees: 2,
      clotures: 0,
      phases: { dotation: 1, amorcage: 0 },
      lettreIntention: { validations: 1, validationsTacites: 1, refus: 1, partTacite: 100 },
      delaiLettreIntention: { moyenJours: 61, medianJours: 61 },
      projetSante: { validations: 0, partTacite: null },
      delaiProjetSante: { moyenJours: null },
      adherents: 37,
      verseCentimes: 6_500_001,
      rembourseCentimes: 0,
      rapports: 1,
      soignants: { adressant: 40, medecinsTraitants: 25 },
      patientsPrisEnCharge: 300,
      delaiRendezVousJours: 15,
      delaiTeleexpertiseJours: null,
      cible30: { concernees: 0, atteintes: 0 },
      masque: [],
    });
  });

  test('une ligne par lieu et par spécialité ; une équipe de deux spécialités compte une fois', async () => {
    const { lignes } = await lire(2025);
    expect(
      lignes.map(({ niveau, departement, region, specialite, ess }) => [
        niveau,
        departement ?? region ?? specialite,
        ess,
      ]),
    ).toEqual([
      ['national', null, 2],
      ['region', 'nouvelle-aquitaine', 2],
      ['departement', '33', 2],
      ['specialite', 'cardiologie + rhumatologie', 1],
      ['specialite', 'dermatologie', 1],
    ]);
  });

  test('les départements couverts, par spécialité : là où le territoire est revendiqué', async () => {
    const { couverture } = await lire(2025);
    expect(
      couverture.map(({ specialite, couverts, nonCouverts }) => [specialite, couverts, nonCouverts.length]),
    ).toEqual([
      ['cardiologie', [], 104],
      ['dermatologie', ['33'], 103],
      ['rhumatologie', [], 104],
    ]);
  });

  test('à une date d’arrêt, ce qui fut enregistré plus tard ne compte pas, et les chiffres sont les mêmes à jamais', async () => {
    const arrete = await nation(2025, '2025-12-31');
    expect(arrete).toMatchObject({
      lettreIntention: { validations: 1, refus: 0 },
      delaiLettreIntention: { moyenJours: 62 },
    });
    // The refusal is entered on 20 January.
    expect(await nation(2025, '2026-01-19')).toEqual(arrete);
    expect(await nation(2025, '2026-01-20')).toEqual(await nation(2025));
  });

  test('les années suivantes : ni l’argent ni les décisions d’avant ; la clôture, puis la cible à 30 mois', async () => {
    expect(await nation(2026)).toMatchObject({
      ess: 1,
      entrees: 0,
      clotures: 1,
      lettreIntention: { validations: 0, refus: 0 },
      adherents: 37,
      verseCentimes: 0,
      rapports: 0,
      patientsPrisEnCharge: 0,
    });
    expect(await nation(2028)).toMatchObject({ clotures: 0, cible30: { concernees: 1, atteintes: 1 } });
  });

  test('diffusables : rien qui tienne à deux équipes, sinon qu’elles existent', async () => {
    for (const ligne of (await lire(2025, undefined, 'diffusables')).lignes) {
      expect(ligne.ess).toBeGreaterThan(0);
      expect(ligne).toMatchObject({ phases: null, entrees: null, rembourseCentimes: 0, clotures: 0 });
      expect(ligne.masque).toContain('phases');
    }
  });
});
