/** A batch that has changed since it was made is not given to the bank: what to do is said. PAY-01, DEC-13, DEC-47, DEC-52. */
import { randomUUID } from 'node:crypto';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { movePayment } from '../../records/money/paiements.ts';
import { reconcile } from '../../records/money/rapprochement.ts';
import { saveFiche } from '../../records/privacy/fiches.ts';
import { COMPTES_ESSAI } from '../records/exemples.ts';
import { freshDatabase, type FreshDatabase } from '../records/postgres.ts';
import { pain002, recevoir } from '../tresorerie/banque-essai.ts';
import { ouvrirCaisse, type CaisseVivante } from './caisse-vivante.ts';

const LE = '2025-06-16';
let db: FreshDatabase;
let caisse: CaisseVivante;
let rang = 0;
let ess: string;
let autre: string;
let lot: Awaited<ReturnType<CaisseVivante['lot']>>;

beforeAll(async () => {
  db = await freshDatabase();
});
afterAll(() => db.drop());
beforeEach(async () => {
  caisse = await ouvrirCaisse(db.pool);
  rang += 1;
  jour('2025-06-13');
  [ess, autre] = [`ess-33-p${rang}a`, `ess-33-p${rang}b`];
  await caisse.naitre(ess, autre);
  lot = await caisse.lot(LE);
  jour(LE);
});

const jour = (le: string) => void (caisse.horloge.maintenant = Date.parse(`${le}T09:00:00Z`));
const reference = () => `${ess}.amorcage-1.1`;
const envoyer = (corps: object = {}) =>
  caisse.post(`/caisses/gironde/lots/${lot.numero}/envoi`, corps, {
    comme: 'caisse',
    'x-horloge-origine': new Date(caisse.horloge.maintenant).toISOString(),
  });
const prendre = async () =>
  (
    await caisse.request(`/api/v1/caisses/gironde/lots/${lot.numero}.xml`, {
      headers: { comme: 'caisse', 'x-horloge-origine': new Date(caisse.horloge.maintenant).toISOString() },
    })
  ).status;
const changer = async (compte: object) => {
  const fiche = randomUUID();
  await saveFiche(db.pool, { ess, id: fiche, nature: 'declarer-coordonnees-bancaires', contenu: compte });
  return caisse.decider(ess, 'porteur', 'declarer-coordonnees-bancaires', { le: LE, fiche });
};
const NOUVEAU = {
  ...COMPTES_ESSAI.association,
  iban: 'FR1420041010050500013M02606',
  titulaire: 'Association nouvelle',
};
const verifier = (conforme = true) =>
  caisse.decider(ess, 'caisse', 'verifier-pieces', { le: LE, pieces: [{ code: 'rib', conforme }] });

/** Refused, naming that transfer and no other; the file is not given either; nothing was written. */
async function refuse(mots: string, regle: string) {
  const { status, body } = await envoyer();
  expect([status, body['regle']]).toEqual([409, regle]);
  const detail = String(body['detail']);
  expect(detail).toContain(`${reference()} : ${mots}`);
  expect(detail).toContain('retirez-le');
  expect(detail).not.toContain(autre);
  expect(await prendre()).toBe(409);
  const { rows } = await db.pool.query('select 1 from lots_suites where numero = $1', [lot.numero]);
  expect(rows).toEqual([]);
}

test('tel qu’il a été composé, il part, et son fichier se prend', async () => {
  expect([await prendre(), (await envoyer()).status]).toEqual([200, 200]);
});

describe('le compte', () => {
  test('changé et pas vérifié : le lot ne part pas ; retiré et vérifié, le suivant paie le nouveau compte (DEC-52)', async () => {
    await changer(NOUVEAU);
    await refuse('l’association a changé de coordonnées bancaires', 'DEC-52');
    await verifier();
    await refuse('le compte auquel ce virement est fait a été remplacé', 'DEC-52');
    expect((await caisse.suite(lot.numero, 'retrait')).status).toBe(200);
    lot = await caisse.lot('2025-06-17');
    expect(lot.fichier).toContain('FR1420041010050500013M02606');
    expect((await envoyer()).status).toBe(200);
  });

  test('redéclaré le même, et vérifié : le lot part', async () => {
    await changer({ ...COMPTES_ESSAI.association, titulaire: `Association ${ess}` });
    await refuse('l’association a changé de coordonnées bancaires', 'DEC-52');
    await verifier();
    expect((await envoyer()).status).toBe(200);
  });

  test('que la banque ne confirme pas : le lot ne part pas, jusqu’à la décision d’une personne (DEC-13)', async () => {
    const adresse = `/caisses/gironde/verifications/${ess}`;
    await caisse.post(adresse, { resultat: 'different' }, { comme: 'caisse' });
    await refuse('la banque ne confirme pas le bénéficiaire', 'DEC-13');
    await caisse.post(`${adresse}/decision`, { decision: 'payer', motif: 'Nom d’usage' }, { comme: 'caisse' });
    expect((await envoyer()).status).toBe(200);
  });
});

describe('le paiement', () => {
  test.each([
    ['rejeté à la main', 'rejeter-paiement', { motif: 'AC04' }, 'ce paiement est rejeté'],
    ['payé à la main', 'executer-paiement', {}, 'ce paiement est déjà payé'],
    [
      'payé à la main en partie',
      'executer-paiement',
      { montantCentimes: 1 },
      'ce paiement a été réémis, ou payé en partie',
    ],
  ] as const)('%s depuis : le lot ne part pas', async (_cas, commande, donnees, mots) => {
    await caisse.decider(ess, 'caisse', commande, { le: LE, paiement: 'amorcage-1', ...donnees });
    await refuse(mots, 'PAY-01');
  });

  test.each(['interrompu', 'retenu'])(
    '%s au journal, avant même que l’ordre à la caisse le dise : le lot ne part pas',
    async (statut) => {
      await db.pool.query(
        `update dossiers set etat = jsonb_set(etat::jsonb, '{paiements,amorcage-1,statut}', to_jsonb($2::text)) where ess = $1`,
        [ess, statut],
      );
      await refuse(`ce paiement est ${statut}`, 'PAY-01');
      await caisse.suite(lot.numero, 'retrait');
      expect(recevoir((await caisse.lot('2025-06-17')).fichier).virements.map((un) => un.reference)).not.toContain(
        `${ess}.amorcage-1.2`,
      );
    },
  );

  test('passé à une autre caisse : le lot ne part pas (DEC-47)', async () => {
    await movePayment(db.pool, { ess, paiement: 'amorcage-1', vers: 'landes' });
    await refuse('ce paiement est désormais à la caisse landes', 'DEC-47');
  });
});

test('la caisse a changé de compte depuis : le lot ne part pas, il débiterait l’ancien', async () => {
  const changer = (iban: string) =>
    caisse.request('/api/v1/caisses/gironde/compte', {
      method: 'PUT',
      headers: { comme: 'caisse', 'content-type': 'application/json' },
      body: JSON.stringify({ titulaire: 'Caisse', iban }),
    });
  expect((await changer('FR7630006000011234567890189')).status).toBe(200);
  const { status, body } = await envoyer();
  expect([status, body['detail']]).toEqual([409, expect.stringContaining('ne paie plus du compte')]);
  await changer(COMPTES_ESSAI.caisse.iban);
  expect((await envoyer()).status).toBe(200);
});

test('un compte qui change pendant qu’on envoie le lot est vu : l’envoi l’attend, et se refuse', async () => {
  const client = await db.pool.connect();
  await client.query('begin');
  await client.query(`update dossiers set etat = jsonb_set(etat::jsonb, '{ribAVerifier}', 'true') where ess = $1`, [
    ess,
  ]);
  const envoi = envoyer();
  await vi.waitUntil(async () => {
    const { rowCount } = await db.pool.query(
      `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
    );
    return rowCount === 1;
  });
  await client.query('commit');
  client.release();
  expect(await envoi).toMatchObject({ status: 409, body: { regle: 'DEC-52' } });
});

test('le jour demandé est passé : le lot ne part pas ; déjà à la banque, il est consigné comme envoyé', async () => {
  jour('2025-06-18');
  expect(await envoyer()).toMatchObject({
    status: 409,
    body: { detail: expect.stringContaining('16 juin 2025') as string },
  });
  expect(await envoyer({ dejaParti: true })).toMatchObject({ status: 200, body: { avertissements: [] } });
});

test('déjà parti : c’est un fait, et la réponse nomme le virement à faire rappeler', async () => {
  await changer(NOUVEAU);
  expect((await envoyer({ dejaParti: true })).body).toMatchObject({
    lot: { suite: 'envoye' },
    avertissements: [
      { regle: 'DEC-52', phrase: expect.stringMatching(new RegExp(`${reference()}.*rappel`)) as string },
    ],
  });
  expect((await caisse.suite(lot.numero, 'retrait')).status).toBe(409);
});

test('la banque en parle : il est envoyé, quoi que soient devenus ses paiements', async () => {
  await changer(NOUVEAU);
  const { message } = recevoir(lot.fichier);
  await caisse.retour(pain002({ message, creeLe: `${LE}T10:00:00`, statut: 'ACTC' }));
  expect((await envoyer()).body).toMatchObject({ lot: { suite: 'envoye' } });
});

describe('au grand livre', () => {
  const envoye = async () => {
    const { aPayer, envoye, ecarts } = await reconcile(db.pool, 'gironde', '2025-06');
    expect(ecarts).toEqual([]);
    return { aPayer: aPayer.clotureCentimes, envoye: envoye.clotureCentimes };
  };
  test('envoyé, un virement n’est plus à payer ; exécuté, rejeté ou payé en partie, il n’est plus envoyé', async () => {
    const avant = await envoye();
    await envoyer();
    const nombre = recevoir(lot.fichier).virements.length;
    expect(await envoye()).toEqual({
      aPayer: avant.aPayer - nombre * 4_000_000,
      envoye: avant.envoye + nombre * 4_000_000,
    });
    const { message } = recevoir(lot.fichier);
    const rendu = await caisse.retour(
      pain002({
        message,
        creeLe: `${LE}T12:00:00`,
        lots: [
          {
            virements: [
              { reference: reference(), statut: 'ACSC', montantCentimes: 3_999_999 },
              { reference: `${autre}.amorcage-1.1`, statut: 'RJCT', code: 'AC04' },
            ],
          },
        ],
      }),
    );
    expect(rendu.body).toMatchObject({ appliquees: 2 });
    expect(await envoye()).toEqual({
      aPayer: avant.aPayer - nombre * 4_000_000 + 1,
      envoye: avant.envoye + (nombre - 2) * 4_000_000,
    });
    const { rows } = await db.pool.query(
      `select nature, debit, credit, montant_centimes from grand_livre
       where ess = $1 and 'envoye' in (debit, credit) order by rang, ligne`,
      [ess],
    );
    expect(rows).toEqual([
      { nature: 'envoye', debit: 'a-payer', credit: 'envoye', montant_centimes: 4_000_000 },
      { nature: 'reste-a-payer', debit: 'envoye', credit: 'a-payer', montant_centimes: 1 },
      { nature: 'execute', debit: 'envoye', credit: 'banque', montant_centimes: 3_999_999 },
    ]);
  });

  test('pour le comptable, l’envoi est une écriture à lui : son jour, sa pièce, aucun motif d’un autre acte', async () => {
    await envoyer();
    const { text } = await caisse.request('/api/v1/caisses/gironde/grand-livre?mois=2025-06', {
      headers: { comme: 'caisse', accept: 'text/csv' },
    });
    const lignes = parse<Record<string, string>>(text, { bom: true, delimiter: ';', columns: true });
    const siennes = lignes.filter(({ EcritureNum }) => EcritureNum === reference());
    expect(siennes).toMatchObject([
      { CompteLib: 'Ordonnancé, à payer', Debit: '40000,00', EcritureDate: '20250616', PieceDate: '20250616' },
      { CompteLib: 'Envoyé à la banque', Credit: '40000,00', ValidDate: '20250616', PieceRef: reference() },
    ]);
    for (const une of Map.groupBy(lignes, ({ EcritureNum }) => EcritureNum).values())
      expect(new Set(une.map(({ EcritureDate }) => EcritureDate)).size).toBe(1);
    const { lignes: mouvements } = await reconcile(db.pool, 'gironde', '2025-06');
    expect(mouvements.filter(({ nature, motif }) => nature === 'envoye' && motif !== null)).toEqual([]);
  });

  test('envoyé en juillet et dit exécuté en juin, il est porté en juillet : juin reste comme il s’est clos', async () => {
    jour('2025-07-01');
    await envoyer({ dejaParti: true });
    const { message } = recevoir(lot.fichier);
    const execute = { reference: reference(), statut: 'ACSC', le: '2025-06-30T10:00:00' };
    await caisse.retour(pain002({ message, creeLe: '2025-07-01T08:00:00', lots: [{ virements: [execute] }] }));
    for (const mois of ['2025-06', '2025-07']) {
      const rapprochement = await reconcile(db.pool, 'gironde', mois);
      expect(rapprochement.ecarts).toEqual([]);
      const siens = rapprochement.lignes.filter((ligne) => ligne.ess === ess && ligne.nature === 'execute');
      expect(siens).toHaveLength(mois === '2025-07' ? 1 : 0);
    }
  });
});
