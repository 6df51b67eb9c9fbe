import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createActivities, type Activites } from '../../activities/index.ts';
import { annoncer } from '../../activities/registre.ts';
import { createActivitesCaisse } from '../../activities/paiements.ts';
import type { Demande } from '../../domain/demandes.types.ts';
import { effets } from '../../domain/effets.ts';
import { etatInitial } from '../../domain/etat.ts';
import type { Evenement } from '../../domain/evenements.ts';
import { centimes, instant } from '../../domain/valeurs.ts';
import { upsertAdhesions } from '../../records/registers/adhesions.ts';
import { listAvis } from '../../records/outbox/avis.ts';
import { readDossier } from '../../records/journal/dossiers.ts';
import { readFiness } from '../../records/registers/finess.ts';
import { JournalMismatch, readJournal } from '../../records/journal/journal.ts';
import { listPayments } from '../../records/money/paiements.ts';
import { listHandovers } from '../../records/money/handovers.ts';
import { adhesion, date, ligne, resume } from '../records/exemples.ts';
import { freshDatabase, type FreshDatabase } from '../records/postgres.ts';

let db: FreshDatabase;
let activites: Activites;
const log: string[] = [];
const mailer = { send: () => Promise.reject(new Error('no e-mail in this file')), close: () => undefined };

beforeAll(async () => {
  db = await freshDatabase();
  activites = createActivities({ pool: db.pool, mailer, log: (line) => log.push(line), finessReserves: true });
});
afterAll(() => db.drop());

const consigner = (ess: string, rang: number, lignes = [ligne(rang)]) =>
  activites.consigner({ ess, lignes, effets: [], etat: { ...etatInitial(ess), rang }, resume: resume() });

describe('consigner', () => {
  test('the journal and the read model go together, once', async () => {
    await consigner('ess-1', 1);
    await consigner('ess-1', 1);
    expect(await readJournal(db.pool, 'ess-1')).toEqual([ligne(1)]);
    expect((await readDossier(db.pool, 'ess-1'))?.etat).toEqual({ ...etatInitial('ess-1'), rang: 1 });
  });
  test('a history that contradicts the journal leaves the read model as it was', async () => {
    await consigner('ess-2', 1);
    await expect(consigner('ess-2', 2, [ligne(1, 'autre'), ligne(2)])).rejects.toThrow(JournalMismatch);
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
    const personne = { autres: [], financees: [] };
    expect(await activites.interroger(territoire('signaler-conflits', 'a'))).toEqual(personne);
    expect(await activites.interroger(territoire('revendiquer-territoire', 'a'))).toEqual({
      conteste: false,
      autres: [],
    });
    expect(await activites.interroger(territoire('signaler-conflits', 'b'))).toEqual({
      ...personne,
      autres: ['a'],
    });
    await annoncer(db.pool, {
      type: 'liberer-territoire',
      voie: 'registre',
      cle: 'a/liberer/1',
      ess: 'a',
      le: date('2027-01-01'),
    });
    expect(await activites.interroger(territoire('signaler-conflits', 'b'))).toEqual(personne);
  });
  test('FINESS and adherents', async () => {
    const demande = { type: 'attribuer-finess', cle: 'c/finess/1', ess: 'c', departement: '2B' } as const;
    const donne = await activites.interroger(demande);
    expect(donne).toEqual({ numero: '2B9000013' });
    expect(await activites.interroger(demande)).toEqual(donne);
    const compte = {
      type: 'denombrer-adherents',
      cle: 'c/denombrer/1',
      ess: 'c',
      date: date('2026-02-01'),
      cycle: 1,
      specialites: ['cardiologie'],
    } as const;
    expect(await activites.interroger(compte)).toEqual({ nombre: null });
    await upsertAdhesions(db.pool, 'c', [adhesion(1), adhesion(2)]);
    expect(await activites.interroger(compte)).toEqual({ nombre: 2 });
  });
});

describe('what the events make the case ask, in their transaction', () => {
  const demande = { type: 'attribuer-finess', cle: 'q/attribuer-finess', ess: 'q', departement: '33' } as const;
  const ecrire = (ess: string, demandes: readonly Demande[]) =>
    activites.consigner({
      ess,
      lignes: [ligne(1)],
      effets: [],
      etat: { ...etatInitial(ess), rang: 1 },
      resume: resume(),
      demandes,
    });

  test('is answered with the write, and the same when it is done twice', async () => {
    const premier = await ecrire('q', [demande]);
    expect(premier.reponses).toEqual({ 'q/attribuer-finess': { numero: '339000010' } });
    expect(await ecrire('q', [demande])).toEqual(premier);
  });
  test('holds back no event when no answer comes: it is to be asked again', async () => {
    const inconnu = { ...demande, cle: 'r/attribuer-finess', ess: 'r', departement: 'nulle part' };
    expect((await ecrire('r', [inconnu])).reponses).toEqual({});
    expect(await readJournal(db.pool, 'r')).toEqual([ligne(1)]);
    expect(log.at(-1)).toContain('r: written without its questions');
  });
  test('says who is to be told of the territory, and tells nobody when nobody is concerned', async () => {
    const pris = {
      type: 'revendiquer-territoire',
      specialites: ['oncologie'],
      departements: ['40'],
      derogation: false,
    } as const;
    const le = date('2026-05-17');
    await ecrire('t', [{ ...pris, cle: 't/1', ess: 't', le }]);
    expect((await ecrire('u', [{ ...pris, cle: 'u/1', ess: 'u', le }])).reponses).toMatchObject({
      'u/1': { conteste: true },
    });
    const libere = (ess: string) =>
      activites.consigner({
        ess,
        lignes: [ligne(2)],
        effets: [{ type: 'liberer-territoire', voie: 'registre', cle: `${ess}/liberer-territoire/2`, ess, le }],
        etat: { ...etatInitial(ess), rang: 2 },
        resume: resume(),
      });
    expect((await libere('t')).annonces).toEqual({ 't/liberer-territoire/2': ['u'] });
    expect((await libere('u')).annonces).toBeUndefined();
  });
  test('says up to where the journal is written, also when it was already', async () => {
    const deux = {
      ess: 'w',
      lignes: [ligne(1), ligne(2)],
      effets: [],
      etat: { ...etatInitial('w'), rang: 2 },
      resume: resume(),
    };
    expect([(await activites.consigner(deux)).jusque, (await activites.consigner(deux)).jusque]).toEqual([2, 2]);
  });
  test('keeps what an operator reads: which events, at which ordinal, of whom, under which rule', async () => {
    const { ecrit } = await ecrire('v', []);
    const { evenement, acteur, regle } = ligne(1).evenement;
    expect(ecrit).toEqual([`1 ${evenement} (${acteur}, ${regle})`]);
  });
});

describe('what goes out is written with its cause', () => {
  const evenement = {
    evenement: 'PaiementOrdonnance',
    le: date('2026-06-12'),
    acteur: 'systeme',
    regle: 'PAY-01',
    paiement: 'amorcage-1',
    montantCentimes: centimes(4_000_000),
    dateLimite: date('2026-07-12'),
  } as const satisfies Evenement;
  const etat = (ess: string) => ({ ...etatInitial(ess), rang: 1, siege: '33', caisse: 'gironde' });
  const ecriture = (ess: string) => ({
    ess,
    lignes: [{ rang: 1, enregistreLe: instant(0), evenement }],
    effets: effets(evenement, etat(ess)),
    etat: etat(ess),
    resume: resume(),
  });

  test('a payment order and its notice are there with the event, once', async () => {
    await activites.consigner(ecriture('paye'));
    await activites.consigner(ecriture('paye'));
    expect(await listPayments(db.pool, 'paye')).toMatchObject([{ caisse: 'gironde', statut: 'ordonnance' }]);
    expect(await listAvis(db.pool, 'paye')).toMatchObject([
      { cle: 'paye/notifier/1', destinataire: 'caisse', envoyeLe: null, adresses: null },
      { cle: 'paye/notifier/1', destinataire: 'porteur', envoyeLe: null, adresses: null },
    ]);
  });

  test('when an effect cannot be written its event is not either', async () => {
    const trop = { ...evenement, montantCentimes: centimes(4_000_001) };
    const refusee = {
      ...ecriture('trop'),
      lignes: [{ rang: 1, enregistreLe: instant(0), evenement: trop }],
      effets: effets(trop, etat('trop')),
    };
    await expect(activites.consigner(refusee)).rejects.toThrow(/paiements_plafond/);
    expect(await readJournal(db.pool, 'trop')).toEqual([]);
    expect(await listAvis(db.pool, 'trop')).toEqual([]);
    expect(await readDossier(db.pool, 'trop')).toBeUndefined();
  });

  test('what becomes of a payment is written with the event that says it', async () => {
    await activites.consigner(ecriture('suivi'));
    const execute = {
      evenement: 'PaiementExecute',
      le: date('2026-06-20'),
      acteur: 'caisse',
      regle: 'PAY-01',
      paiement: 'amorcage-1',
      montantCentimes: centimes(4_000_000),
      reference: 'VIR-1',
    } as const satisfies Evenement;
    const apres = { ...etat('suivi'), rang: 2 };
    const lignes = [{ rang: 2, enregistreLe: instant(0), evenement: execute }];
    const suite = { ess: 'suivi', lignes, effets: effets(execute, apres), etat: apres, resume: resume() };
    await activites.consigner(suite);
    expect(await listPayments(db.pool, 'suivi')).toMatchObject([{ statut: 'execute', reference: 'VIR-1' }]);
  });

  test('the caisse is handed an order once, then what changes in it', async () => {
    const caisse = createActivitesCaisse({ pool: db.pool });
    const ordre = effets(evenement, etat('remise')).find(({ type }) => type === 'ordonner-paiement');
    if (ordre?.type !== 'ordonner-paiement') throw new Error('no order');
    await caisse.ordonnerPaiement(ordre);
    await caisse.ordonnerPaiement(ordre);
    const { paiement, le } = evenement;
    const suivi = {
      type: 'suivre-paiement',
      voie: 'argent',
      ess: 'remise',
      caisse: 'gironde',
      paiement,
      le,
      montantCentimes: evenement.montantCentimes,
      apres: 'interrompu',
      resteCentimes: centimes(0),
    } as const;
    await caisse.suivrePaiement({ ...suivi, cle: 'remise/suivre-paiement/2', statut: 'interrompu' });
    expect((await listHandovers(db.pool, 'remise')).map(({ nature, caisse }) => [nature, caisse])).toEqual([
      ['ordre', 'gironde'],
      ['interruption', 'gironde'],
    ]);
  });
});
