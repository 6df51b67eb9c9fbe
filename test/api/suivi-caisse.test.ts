/** What a caisse follows from day to day, through the API, on a real database. PAY-01, DEC-13, DEC-52, REC-02, SUI-01. */
import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { saveFiche } from '../../records/privacy/fiches.ts';
import { checkProof } from '../../records/verification/proof.ts';
import { COMPTES_ESSAI } from '../records/exemples.ts';
import { freshDatabase, type FreshDatabase } from '../records/postgres.ts';
import { ouvrirCaisse, type CaisseVivante } from './caisse-vivante.ts';

/** Friday; and the Monday on which the bank is asked to pay. */
const JOUR = '2025-06-13';
const LE = '2025-06-16';
const [ess, autre] = ['ess-33-suivi01', 'ess-33-suivi02'];
let db: FreshDatabase;
let caisse: CaisseVivante;
afterEach(() => db.drop());
beforeEach(async () => {
  db = await freshDatabase();
  caisse = await ouvrirCaisse(db.pool);
  caisse.horloge.maintenant = Date.parse(`${JOUR}T09:00:00Z`);
  await caisse.naitre(ess, autre);
});

interface Ordre {
  readonly ess: string;
  readonly etat: string;
  readonly lot: number | null;
  readonly obstacle: string | null;
}
const lire = async (chemin: string, role = 'caisse') => (await caisse.get(`/caisses/gironde${chemin}`, role)).body;
const ordre = async (de: string): Promise<Ordre | undefined> =>
  ((await lire('/ordres'))['ordres'] as Ordre[]).find((un) => un.ess === de);
const changerDeCompte = async () => {
  const fiche = randomUUID();
  const contenu = {
    ...COMPTES_ESSAI.association,
    iban: 'FR1420041010050500013M02606',
    titulaire: 'Association nouvelle',
  };
  await saveFiche(db.pool, { ess, id: fiche, nature: 'declarer-coordonnees-bancaires', contenu });
  // A first one is no change: the caisse has looked at it.
  await caisse.decider(ess, 'caisse', 'verifier-pieces', { le: JOUR, pieces: [{ code: 'rib', conforme: true }] });
  await caisse.decider(ess, 'porteur', 'declarer-coordonnees-bancaires', { le: JOUR, fiche });
};

describe('un ordre se suit jusqu’à la banque', () => {
  test('à mettre en lot, dans un lot, envoyé, exécuté : chaque état, son lot, et combien', async () => {
    expect(await ordre(ess)).toMatchObject({ etat: 'a-payer', lot: null, obstacle: null });
    const { numero } = await caisse.lot(LE);
    expect(await ordre(ess)).toMatchObject({ etat: 'en-lot', lot: numero });
    await caisse.suite(numero, 'envoi');
    expect(await ordre(ess)).toMatchObject({ etat: 'envoye', lot: numero });
    await caisse.agir(ess, 'executer-paiement', {
      le: JOUR,
      paiement: 'amorcage-1',
      reference: `${ess}.amorcage-1.1`,
    });
    expect(await ordre(ess)).toMatchObject({ etat: 'execute', lot: null });
    expect((await lire('/ordres'))['nombres']).toMatchObject({ 'a-payer': 0, envoye: 1, execute: 1 });
    expect((await lire('/ordres?etat=envoye'))['ordres']).toMatchObject([{ ess: autre }]);
  });

  test('un lot retiré rend ses ordres à mettre en lot', async () => {
    const { numero } = await caisse.lot(LE);
    await caisse.suite(numero, 'retrait');
    expect(await ordre(ess)).toMatchObject({ etat: 'a-payer', lot: null });
  });

  test('un compte changé et pas vérifié l’en empêche, et c’est dit (DEC-52)', async () => {
    await changerDeCompte();
    expect(await ordre(ess)).toMatchObject({ etat: 'a-payer', obstacle: 'compte-a-verifier' });
    expect(await ordre(autre)).toMatchObject({ obstacle: null });
  });

  test('un bénéficiaire que la banque ne reconnaît pas aussi, jusqu’à la décision (DEC-13)', async () => {
    const entetes = { comme: 'caisse' };
    const dire = (suite: string, corps: object) =>
      caisse.post(`/caisses/gironde/verifications/${ess}${suite}`, corps, entetes);
    expect((await dire('', { resultat: 'different' })).status).toBe(200);
    expect(await ordre(ess)).toMatchObject({ obstacle: 'beneficiaire-a-verifier' });
    expect((await dire('/decision', { decision: 'payer', motif: 'Nom d’usage vérifié.' })).status).toBe(200);
    expect(await ordre(ess)).toMatchObject({ obstacle: null });
  });

  test('page par page, chaque ordre une fois', async () => {
    const premiere = await lire('/ordres?limite=1');
    const seconde = await lire(`/ordres?limite=1&apres=${String(premiere['suivant'])}`);
    const deux = [premiere, seconde].flatMap((page) => (page['ordres'] as Ordre[]).map((un) => un.ess));
    expect(deux.toSorted()).toEqual([ess, autre]);
    expect(seconde['suivant']).toBeNull();
  });
});

describe('un lot', () => {
  test('montre ses virements sans leurs comptes, ce qui l’empêche de partir, et quand son fichier a été pris', async () => {
    const { numero } = await caisse.lot(LE);
    const avant = await lire(`/lots/${numero}/virements`);
    expect(avant).toMatchObject({ lot: { numero, nombre: 2 }, virements: [{ ess, sort: null }, { ess: autre }] });
    expect(JSON.stringify(avant)).not.toContain(COMPTES_ESSAI.association.iban);
    // `lot` took the file once.
    expect(avant['prises']).toHaveLength(1);
    await changerDeCompte();
    const obstacles = (await lire(`/lots/${numero}/virements`))['obstacles'] as { ess: string; regle: string }[];
    expect(obstacles).toContainEqual(expect.objectContaining({ ess, regle: 'DEC-52' }));
    expect(obstacles.every((un) => un.ess !== autre)).toBe(true);
  });

  test('d’un numéro que la caisse n’a pas n’existe pas', async () => {
    expect((await caisse.get('/caisses/gironde/lots/99/virements', 'caisse')).status).toBe(404);
  });
});

test('les retours remis se listent, avec ce que chacun a fait', async () => {
  const { numero } = await caisse.lot(LE);
  await caisse.suite(numero, 'envoi');
  caisse.horloge.maintenant = Date.parse(`${LE}T15:00:00Z`);
  const { status } = await caisse.retour(
    `reference;statut;le\n${ess}.amorcage-1.1;execute;${LE}\ninconnue;execute;${LE}\n`,
    'text/csv',
  );
  expect(status).toBe(200);
  expect((await lire('/retours'))['fichiers']).toMatchObject([{ format: 'csv', lignes: 2, appliquees: 1 }]);
  const virements = (await lire(`/lots/${numero}/virements`))['virements'] as { ess: string; sort: string | null }[];
  expect(virements.map((un) => [un.ess, un.sort])).toEqual([
    [ess, 'execute'],
    [autre, null],
  ]);
});

test('ce qui est payé en trop est à recouvrer : la somme, ce qui en est remboursé, ce qui reste (DEC-37)', async () => {
  const le = JOUR;
  await caisse.agir(ess, 'executer-paiement', {
    le,
    paiement: 'amorcage-1',
    montantCentimes: 5_000_000,
    reference: 'V-1',
  });
  const [recouvrement] = (await lire('/recouvrements'))['recouvrements'] as Record<string, unknown>[];
  expect(recouvrement).toMatchObject({
    ess,
    cle: 'indu-amorcage-1',
    ouvert: true,
    montantCentimes: 1_000_000,
    resteCentimes: 1_000_000,
  });
  expect((await lire('/recouvrements', 'national'))['recouvrements']).toHaveLength(1);
});

test('le mois d’un versement le dit dans l’état des lieux, à la date du virement ; masqué quand il repose sur trop peu d’équipes', async () => {
  await caisse.agir(ess, 'executer-paiement', { le: JOUR, paiement: 'amorcage-1', reference: 'V-1' });
  const juin = async (suite: string) => {
    const { body } = await caisse.get(`/etat-des-lieux/mois?annee=2025${suite}`, 'national');
    return (body['mois'] as { mois: string }[]).find(({ mois }) => mois === '2025-06');
  };
  expect(await juin('&chiffres=exacts')).toMatchObject({ equipes: 1, verseCentimes: 4_000_000, rembourseCentimes: 0 });
  expect(await juin('')).toMatchObject({ masque: true, equipes: null, verseCentimes: null });
  expect((await caisse.get('/etat-des-lieux/mois?annee=2999', 'national')).status).toBe(400);
});

test('la preuve d’un dossier tient, et ne se prend pas d’ailleurs', async () => {
  const { text } = await caisse.get(`/ess/${ess}/preuve`, 'caisse');
  expect(checkProof(text)).toMatchObject({ ess, ecarts: [], tues: 0 });
  expect((await caisse.get(`/ess/${ess}/preuve`, 'caisse-landes')).status).toBe(404);
});

test('le grand livre d’un dossier est équilibré, et ne se lit pas d’ailleurs', async () => {
  const { body } = await caisse.get(`/ess/${ess}/grand-livre`, 'caisse');
  const ecritures = body['ecritures'] as { debitCentimes: number; creditCentimes: number; caisse: string }[];
  const total = (cote: 'debitCentimes' | 'creditCentimes') => ecritures.reduce((somme, une) => somme + une[cote], 0);
  expect(total('debitCentimes')).toBe(4_000_000);
  expect(total('creditCentimes')).toBe(4_000_000);
  expect((await caisse.get(`/ess/${ess}/grand-livre`, 'caisse-landes')).status).toBe(404);
});

describe('une pièce', () => {
  interface Piece {
    readonly code: string;
    readonly statut: string;
    readonly paiements: readonly string[];
    readonly points: readonly { readonly point: string; readonly constat: string; readonly attendu: number | null }[];
  }
  const pieces = async (): Promise<readonly Piece[]> =>
    (await caisse.get(`/ess/${ess}/pieces`, 'caisse')).body['pieces'] as Piece[];

  test('dit ce qui est à y trouver, et ce que le dépôt en dit', async () => {
    const budget = (await pieces()).find(({ code }) => code === 'budget-previsionnel');
    expect(budget?.points.map(({ point }) => point)).toEqual([
      'piece-demandee',
      'double-signature',
      'dans-la-subvention',
    ]);
    expect(budget?.points.at(-1)?.attendu).toBe(8_000_000);
  });

  test('à vérifier vient d’abord', async () => {
    await caisse.decider(ess, 'porteur', 'deposer-pieces', {
      le: JOUR,
      pieces: [{ code: 'etat-depenses', signePar: ['president', 'tresorier'] }],
    });
    const [premiere] = await pieces();
    expect(premiere).toMatchObject({ code: 'etat-depenses', statut: 'deposee' });
    expect(premiere?.points).toContainEqual(expect.objectContaining({ point: 'double-signature', constat: 'dit' }));
  });
});
