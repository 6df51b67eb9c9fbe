import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createActivities, type Activites } from '../../activities/index.ts';
import type { Demande, Effet } from '../../domain/demandes.types.ts';
import { etatInitial } from '../../domain/etat.ts';
import { centimes, instant } from '../../domain/valeurs.ts';
import { upsertAdhesions } from '../../records/adhesions.ts';
import { readDossier } from '../../records/dossiers.ts';
import { readFiness } from '../../records/finess.ts';
import { DiscordanceJournal, readJournal } from '../../records/journal.ts';
import { listPayments } from '../../records/paiements.ts';
import { adhesion, date, ligne, resume } from '../records/exemples.ts';
import { freshDatabase, type FreshDatabase } from '../records/postgres.ts';

let db: FreshDatabase;
let activites: Activites;
const log: string[] = [];
const mailer = { send: () => Promise.reject(new Error('no e-mail in this file')), close: () => undefined };

beforeAll(async () => {
  db = await freshDatabase();
  activites = createActivities({ pool: db.pool, mailer, log: (line) => log.push(line) });
});
afterAll(() => db.drop());

const consigner = (ess: string, rang: number, lignes = [ligne(rang)]) =>
  activites.consigner({ ess, lignes, etat: { ...etatInitial(ess), rang }, resume: resume() });

describe('consigner', () => {
  test('the journal and the read model go together, once', async () => {
    await consigner('ess-1', 1);
    await consigner('ess-1', 1);
    expect(await readJournal(db.pool, 'ess-1')).toEqual([ligne(1)]);
    expect((await readDossier(db.pool, 'ess-1'))?.etat).toEqual({ ...etatInitial('ess-1'), rang: 1 });
  });
  test('a history that contradicts the journal leaves the read model as it was', async () => {
    await consigner('ess-2', 1);
    await expect(consigner('ess-2', 2, [ligne(1, 'autre'), ligne(2)])).rejects.toThrow(DiscordanceJournal);
    expect((await readDossier(db.pool, 'ess-2'))?.rang).toBe(1);
  });
  test('a FINESS number given by hand enters the registry; one that belongs to another ESS does not block the case', async () => {
    const parLaMain = (rang: number) => ({
      rang,
      enregistreLe: instant(0),
      evenement: {
        evenement: 'FinessAttribue' as const,
        le: date('2026-06-01'),
        acteur: 'ars' as const,
        regle: 'FIN-01',
        numero: '750000002',
        mode: 'manuel' as const,
      },
    });
    await consigner('ess-3', 1, [parLaMain(1)]);
    expect(await readFiness(db.pool, 'ess-3')).toMatchObject({ numero: '750000002', mode: 'manuel' });
    await consigner('ess-4', 1, [parLaMain(1)]);
    expect(await readFiness(db.pool, 'ess-4')).toBeUndefined();
    expect(log.at(-1)).toContain('is the number of ess-3');
  });
});

describe('questions', () => {
  const territoire = (type: 'signaler-conflits' | 'revendiquer-territoire', ess: string) =>
    ({
      type,
      cle: `${ess}/${type}/1`,
      ess,
      le: date('2026-05-17'),
      specialites: ['cardiologie'],
      departements: ['33'],
      derogation: false,
    }) satisfies Demande;

  test('territory: claimed, then flagged to the next, then freed', async () => {
    expect(await activites.signalerConflits(territoire('signaler-conflits', 'a'))).toEqual({ autres: [] });
    expect(await activites.revendiquerTerritoire(territoire('revendiquer-territoire', 'a'))).toEqual({
      conteste: false,
      autres: [],
    });
    expect(await activites.signalerConflits(territoire('signaler-conflits', 'b'))).toEqual({ autres: ['a'] });
    await activites.libererTerritoire({
      type: 'liberer-territoire',
      voie: 'registre',
      cle: 'a/liberer/1',
      ess: 'a',
      le: date('2027-01-01'),
    });
    expect(await activites.signalerConflits(territoire('signaler-conflits', 'b'))).toEqual({ autres: [] });
  });
  test('FINESS and adherents', async () => {
    const demande = { type: 'attribuer-finess', cle: 'c/finess/1', ess: 'c', departement: '2B' } as const;
    const { numero } = await activites.attribuerFiness(demande);
    expect(await activites.attribuerFiness(demande)).toEqual({ numero });
    const compte = {
      type: 'denombrer-adherents',
      cle: 'c/denombrer/1',
      ess: 'c',
      date: date('2026-02-01'),
      cycle: 1,
      specialites: ['cardiologie'],
    } as const;
    expect(await activites.denombrerAdherents(compte)).toEqual({ nombre: null });
    await upsertAdhesions(db.pool, 'c', [adhesion(1), adhesion(2)]);
    expect(await activites.denombrerAdherents(compte)).toEqual({ nombre: 2 });
  });
});

describe('payments', () => {
  const ordre: Extract<Effet, { type: 'ordonner-paiement' }> = {
    type: 'ordonner-paiement',
    voie: 'argent',
    cle: 'paye/ordonner-paiement/9',
    ess: 'paye',
    paiement: 'amorcage-1',
    montantCentimes: centimes(4_000_000),
    le: date('2026-06-12'),
    dateLimite: date('2026-07-12'),
  };
  test('wait for the case to be in the records, then are ordered once to the caisse of the seat', async () => {
    await expect(activites.ordonnerPaiement(ordre)).rejects.toThrow(/not in the records yet/);
    await consigner('paye', 1);
    await activites.ordonnerPaiement(ordre);
    await activites.ordonnerPaiement(ordre);
    expect(await listPayments(db.pool, 'paye')).toMatchObject([{ caisse: '33', statut: 'ordonnance' }]);
    await activites.suivrePaiement({
      type: 'suivre-paiement',
      voie: 'argent',
      cle: 'paye/suivre-paiement/10',
      ess: 'paye',
      paiement: 'amorcage-1',
      statut: 'execute',
      le: date('2026-06-20'),
      reference: 'VIR-1',
    });
    expect(await listPayments(db.pool, 'paye')).toMatchObject([{ statut: 'execute', reference: 'VIR-1' }]);
  });
});
