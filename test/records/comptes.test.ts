/** The account of an association, a fact with a history: declared, verified, replaced, used, struck. DEC-13, DEC-33, DEC-52. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { etatInitial, type Etat } from '../../domain/etat.ts';
import { accountHistory, ibanMasque, standingAccount } from '../../records/money/comptes.ts';
import { batchObstacles } from '../../records/money/batch-obstacles.ts';
import { createBatch, toPay } from '../../records/money/lots.ts';
import { deleteFiche, saveFiche } from '../../records/privacy/fiches.ts';
import { saveFile } from '../../records/privacy/fichiers.ts';
import { composerLot } from '../../tresorerie/lot.ts';
import type { Dossier } from '../regles/proprietes/dossier.ts';
import { agir, dossierAPayer } from '../regles/proprietes/vie-bancaire.ts';
import { COMPTES_ESSAI, date } from './exemples.ts';
import { freshDatabase, type FreshDatabase } from './postgres.ts';
import { consigner } from './vies.ts';

let db: FreshDatabase;
beforeAll(async () => {
  db = await freshDatabase();
});
afterAll(() => db.drop());

const PREMIER = { titulaire: 'Association 01', iban: 'FR7630006000011234567890189' };
const SECOND = { titulaire: 'Association 01', iban: 'FR1420041010050500013M02606', bic: 'PSSTFRPPBOR' };

async function fiche(ess: string, contenu: object): Promise<string> {
  const id = randomUUID();
  await saveFiche(db.pool, { ess, id, nature: 'declarer-coordonnees-bancaires', contenu });
  return id;
}

/** A case that is paid, written in the records as it goes. */
async function ouvrir(ess: string): Promise<{ dossier: Dossier; faire: (...acte: Acte) => Promise<void> }> {
  const dossier = dossierAPayer({}, await fiche(ess, PREMIER));
  let ecrit: Etat = etatInitial(ess);
  const ecrire = async () => {
    for (const { evenement } of dossier.journal.filter(({ rang }) => rang > ecrit.rang))
      ecrit = await consigner(db.pool, ecrit, evenement);
  };
  await ecrire();
  const faire = async (...[le, acteur, commande, donnees]: Acte) => {
    agir(dossier, le, acteur, commande, donnees);
    await ecrire();
  };
  return { dossier, faire };
}
type Acte = readonly [le: string, acteur: string, commande: string, donnees?: object];

const comptesAPayer = async (ess: string) =>
  (await toPay(db.pool, 'gironde')).filter((un) => un.ess === ess).map(({ compte }) => compte);
/** The batch of what is due to that case alone. */
const lot = async (ess: string) => {
  const creeLe = new Date('2026-03-05T08:00:00Z');
  const fait = await createBatch(db.pool, 'gironde', date('2026-03-06'), creeLe, (aPayer, { numero }) =>
    composerLot(
      aPayer.filter((un) => un.ess === ess),
      {
        caisse: 'gironde',
        numero,
        creeLe,
        executionLe: date('2026-03-06'),
        payeur: COMPTES_ESSAI.caisse,
        zone: 'Europe/Paris',
        version: '09',
      },
    ),
  );
  return fait?.numero ?? 0;
};
const RIB_CONFORME = { pieces: [{ code: 'rib', conforme: true }] };

describe('le compte d’une association', () => {
  test('a une histoire : déclaré, remplacé, vérifié sur sa pièce ; le virement nomme la version qu’il a payée', async () => {
    const ess = 'ess-33-compte1';
    const { faire } = await ouvrir(ess);
    await faire('2026-03-02', 'porteur', 'declarer-coordonnees-bancaires', { fiche: await fiche(ess, SECOND) });
    // DEC-52: not paid, neither the former nor the new one, until the caisse has looked at it.
    expect(await comptesAPayer(ess)).toEqual([]);
    const { fichier } = await saveFile(db.pool, {
      ess,
      code: 'rib',
      exercice: null,
      rang: null,
      nom: 'rib.pdf',
      type: 'application/pdf',
      taille: 9,
      sha256: 'a'.repeat(64),
      examen: 'sain',
      deposePar: 'porteur',
    });
    await db.pool.query("update fichiers set depose_le = '2025-12-01' where id = $1", [fichier.id]);
    await faire('2026-03-04', 'caisse', 'verifier-pieces', RIB_CONFORME);
    expect(await comptesAPayer(ess)).toEqual([SECOND]);
    await lot(ess);
    expect(await accountHistory(db.pool, ess)).toMatchObject([
      {
        version: 1,
        ...PREMIER,
        bic: null,
        verification: null,
        declarePar: 'porteur',
        remplaceLe: '2026-03-02',
        virements: [],
      },
      {
        version: 2,
        ...SECOND,
        declareLe: '2026-03-02',
        verification: { conforme: true, le: '2026-03-04', par: 'caisse', piece: { id: fichier.id, nom: 'rib.pdf' } },
        remplaceLe: null,
        virements: [{ reference: `${ess}.amorcage-1.1`, paiement: 'amorcage-1', montantCentimes: 4_000_000 }],
      },
    ]);
  });

  test('annulé comme déclaré par erreur, il n’est plus celui de personne : le précédent est payé (DEC-33)', async () => {
    const ess = 'ess-33-compte2';
    const { dossier, faire } = await ouvrir(ess);
    await faire('2026-03-02', 'porteur', 'declarer-coordonnees-bancaires', { fiche: await fiche(ess, SECOND) });
    const rang = dossier.journal.findLast(
      ({ evenement }) => evenement.evenement === 'CoordonneesBancairesDeclarees',
    )?.rang;
    await faire('2026-03-03', 'ars', 'annuler', { rang, motif: 'Saisi sur un autre dossier.' });
    expect(dossier.etat.ribAVerifier).toBe(false);
    expect(await comptesAPayer(ess)).toEqual([PREMIER]);
    expect((await standingAccount(db.pool, ess))?.compte).toEqual(PREMIER);
    expect(await accountHistory(db.pool, ess)).toMatchObject([{ version: 1, ...PREMIER, remplaceLe: null }]);
  });

  test('dont la caisse trouve le RIB non conforme une fois l’ordre donné, rien n’y est payé, même d’un lot composé (DEC-52)', async () => {
    const ess = 'ess-33-compte5';
    const { dossier, faire } = await ouvrir(ess);
    expect(await comptesAPayer(ess)).toEqual([PREMIER]);
    const numero = await lot(ess);
    const obstacles = async () =>
      (await batchObstacles(db.pool, { caisse: 'gironde', numero, le: date('2026-03-05') })).map(
        ({ regle, phrase }) => [regle, phrase],
      );
    expect(await obstacles()).toEqual([]);
    const refus = { pieces: [{ code: 'rib', conforme: false, motif: 'Le titulaire n’est pas l’association.' }] };
    await faire('2026-03-03', 'caisse', 'verifier-pieces', refus);
    expect(dossier.etat.paiements['amorcage-1']?.statut).toBe('ordonnance');
    expect(await obstacles()).toEqual([
      ['DEC-52', expect.stringContaining('la caisse a trouvé le RIB de l’association non conforme')],
    ]);
    expect(await comptesAPayer(ess)).toEqual([]);
    await faire('2026-03-04', 'caisse', 'verifier-pieces', RIB_CONFORME);
    expect(await obstacles()).toEqual([]);
  });

  test('annulé après que le lot est composé, le virement qui lui est fait ne part pas (DEC-52)', async () => {
    const ess = 'ess-33-compte4';
    const { dossier, faire } = await ouvrir(ess);
    await faire('2026-03-02', 'porteur', 'declarer-coordonnees-bancaires', { fiche: await fiche(ess, SECOND) });
    await faire('2026-03-03', 'caisse', 'verifier-pieces', RIB_CONFORME);
    const obstacles = () => batchObstacles(db.pool, { caisse: 'gironde', numero, le: date('2026-03-05') });
    const numero = await lot(ess);
    expect(await obstacles()).toEqual([]);
    const rang = dossier.journal.findLast(
      ({ evenement }) => evenement.evenement === 'CoordonneesBancairesDeclarees',
    )?.rang;
    await faire('2026-03-05', 'ars', 'annuler', { rang, motif: 'Saisi sur un autre dossier.' });
    expect(await obstacles()).toMatchObject([
      { ess, regle: 'DEC-52', phrase: expect.stringContaining('remplacé ou annulé') as string },
    ]);
  });

  test('effacé avec sa fiche, il reste sa déclaration et ses dates, et rien n’est payé', async () => {
    const ess = 'ess-33-compte3';
    const { dossier } = await ouvrir(ess);
    const declaration = dossier.journal.find(
      ({ evenement }) => evenement.evenement === 'CoordonneesBancairesDeclarees',
    );
    await deleteFiche(db.pool, declaration?.evenement.fiche ?? '');
    expect(await comptesAPayer(ess)).toEqual([null]);
    expect(await accountHistory(db.pool, ess)).toMatchObject([{ version: 1, iban: null, titulaire: null }]);
  });

  test('masqué, il se reconnaît et ne se paie pas', () => {
    expect(ibanMasque(PREMIER.iban)).toBe('FR76 •••• 0189');
  });
});
