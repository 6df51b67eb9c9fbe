import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { validateXML } from 'xmllint-wasm';
import { centimes, type Centimes } from '../../domain/valeurs.ts';
import { defautsDuCompte } from '../../tresorerie/comptes.ts';
import { caracteresSepa } from '../../tresorerie/caracteres.ts';
import { endToEndId } from '../../tresorerie/reference.ts';
import { lireRetourBancaire } from '../../tresorerie/retour.ts';
import { LotInvalide, fichierDeVirements, totalDuLot, type Lot } from '../../tresorerie/virement.ts';
import { date } from '../records/exemples.ts';

const xsd = readFileSync(join(import.meta.dirname, 'xsd', 'pain.001.001.09.xsd'), 'utf8');
const CAISSE = {
  titulaire: "Caisse primaire d'assurance maladie de la Gironde",
  iban: 'FR14 2004 1010 0505 0001 3M02 606',
  bic: 'PSSTFRPPBOR',
  adresse: { ville: 'Bordeaux', codePostal: '33000', pays: 'FR' },
};
const ASSOCIATION = { titulaire: 'Équipe « Dermatologie & cœur » de Gironde', iban: 'FR7630006000011234567890189' };
const virement = (rang: number, montant: Centimes, beneficiaire = ASSOCIATION) => ({
  reference: endToEndId(`ess-33-aaaaaaa${rang}`, 'amorcage-1', 1),
  montantCentimes: montant,
  beneficiaire,
  motif: `ESS ess-33-aaaaaaa${rang}, première moitié du crédit d’amorçage`,
});
const lot: Lot = {
  id: 'ESS-33-2026-0001',
  creeLe: new Date('2026-06-12T09:30:00Z'),
  executionLe: date('2026-06-15'),
  payeur: CAISSE,
  virements: [virement(1, centimes(4_000_000)), virement(2, centimes(3_009_589)), virement(3, centimes(5))],
};

describe('le fichier de virements', () => {
  test('est valide au regard du schéma officiel pain.001.001.09, avec ou sans BIC ni adresse, structurée ou hybride', async () => {
    const structuree = { ...CAISSE.adresse, rue: 'place de l’Europe' };
    const hybride = {
      ville: 'Bordeaux',
      pays: 'FR',
      lignes: ['Service de l’agent comptable', '2 place de l’Europe'],
    } as const;
    for (const un of [
      lot,
      { ...lot, payeur: { titulaire: CAISSE.titulaire, iban: CAISSE.iban } },
      { ...lot, payeur: { ...CAISSE, adresse: structuree } },
      { ...lot, payeur: { ...CAISSE, adresse: hybride } },
    ]) {
      const { valid, errors } = await validateXML({
        xml: { fileName: 'lot.xml', contents: fichierDeVirements(un) },
        schema: { fileName: 'pain.001.001.09.xsd', contents: xsd },
      });
      expect(errors).toEqual([]);
      expect(valid).toBe(true);
    }
  });

  test('le schéma refuserait un fichier faux : la vérification en est une', async () => {
    const faux = fichierDeVirements(lot).replace('<PmtMtd>TRF</PmtMtd>', '<PmtMtd>XXX</PmtMtd>');
    const { valid } = await validateXML({
      xml: { fileName: 'lot.xml', contents: faux },
      schema: { fileName: 'pain.001.001.09.xsd', contents: xsd },
    });
    expect(valid).toBe(false);
  });

  test('porte le nombre, la somme de contrôle au centime, les références et la date d’exécution', () => {
    const xml = fichierDeVirements(lot);
    expect(totalDuLot(lot)).toBe(7_009_594);
    expect(xml.match(/<CtrlSum>70095\.94<\/CtrlSum>/g)).toHaveLength(2);
    expect(xml.match(/<NbOfTxs>3<\/NbOfTxs>/g)).toHaveLength(2);
    expect(xml).toContain('<InstdAmt Ccy="EUR">0.05</InstdAmt>');
    expect(xml).toContain('<EndToEndId>ess-33-aaaaaaa1.amorcage-1.1</EndToEndId>');
    expect(xml).toContain('<Dt>2026-06-15</Dt>');
    expect(xml).toContain('<Nm>Equipe Dermatologie + coeur de Gironde</Nm>');
    expect(xml).toContain('<TwnNm>Bordeaux</TwnNm>');
    const lignes = { ...CAISSE, adresse: { ville: 'Bordeaux', pays: 'FR', lignes: ['2 place Gambetta'] as const } };
    expect(fichierDeVirements({ ...lot, payeur: lignes })).toContain('<AdrLine>2 place Gambetta</AdrLine>');
  });

  test('exporté deux fois, il est le même à l’octet près', () => {
    expect(fichierDeVirements(structuredClone(lot))).toBe(fichierDeVirements(lot));
  });

  test('un lot faux n’est pas écrit : chaque faute nomme son virement et son champ (DEC-13)', () => {
    const faux: Lot = {
      ...lot,
      virements: [
        virement(1, centimes(4_000_000)),
        virement(1, centimes(100)),
        virement(2, centimes(100), { titulaire: ' ', iban: 'FR7630006000011234567890188' }),
      ],
    };
    const essai = () => fichierDeVirements(faux);
    expect(essai).toThrow(LotInvalide);
    expect(essai).toThrow(/une référence y figure deux fois/);
    expect(essai).toThrow(/ess-33-aaaaaaa2\.amorcage-1\.1, titulaire : Le titulaire du compte manque/);
    expect(essai).toThrow(/ess-33-aaaaaaa2\.amorcage-1\.1, iban : Cet IBAN est inexact/);
    expect(() => fichierDeVirements({ ...lot, virements: [] })).toThrow(/aucun virement/);
  });
});

describe('les références de bout en bout', () => {
  test('un paiement réémis en porte une autre, une réexportation la même', () => {
    expect(endToEndId('ess-33-aaaaaaaa', 'dotation-1', 1)).toBe('ess-33-aaaaaaaa.dotation-1.1');
    expect(endToEndId('ess-33-aaaaaaaa', 'dotation-1', 2)).toBe('ess-33-aaaaaaaa.dotation-1.2');
  });
  test('jamais plus de 35 caractères, et jamais deux fois la même', () => {
    const longs = Array.from({ length: 500 }, (_, rang) => endToEndId(`ess-${'x'.repeat(40)}${rang}`, 'dotation-1', 1));
    expect(new Set(longs).size).toBe(500);
    expect(longs.every((reference) => /^[0-9a-f]{35}$/.test(reference))).toBe(true);
  });
  test.each([
    ['Cœur d’été — n° 3', "Coeur d'ete - n. 3"],
    ['a_b&c<d>', 'a-b+c.d.'],
    ['x'.repeat(80), 'x'.repeat(70)],
  ])('%s se dit %s dans le jeu de caractères SEPA', (texte, dit) => expect(caracteresSepa(texte, 70)).toBe(dit));
});

describe('les comptes (DEC-13)', () => {
  test.each([
    [{ titulaire: 'A', iban: 'FR76 3000 6000 0112 3456 7890 189' }, []],
    [{ titulaire: 'A', iban: 'FR76 3000' }, ['iban']],
    [{ titulaire: 'A', iban: ASSOCIATION.iban, bic: 'PSST' }, ['bic']],
    [{ titulaire: 'x'.repeat(71), iban: ASSOCIATION.iban }, ['titulaire']],
  ])('%j : défauts %j', (compte, champs) => expect(defautsDuCompte(compte).map(({ champ }) => champ)).toEqual(champs));
});

describe('le retour de la banque', () => {
  const compteRendu = (corps: string) => `<?xml version="1.0"?>
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.002.001.10"><CstmrPmtStsRpt>
<GrpHdr><MsgId>R1</MsgId><CreDtTm>2026-06-16T08:00:00Z</CreDtTm></GrpHdr>
<OrgnlPmtInfAndSts>${corps}</OrgnlPmtInfAndSts></CstmrPmtStsRpt></Document>`;

  test('pain.002 : exécuté, rejeté avec sa raison, en attente laissé de côté', () => {
    const lignes = lireRetourBancaire(
      compteRendu(`
<TxInfAndSts><OrgnlEndToEndId>a.amorcage-1.1</OrgnlEndToEndId><TxSts>ACSC</TxSts><AccptncDtTm>2026-06-15T10:00:00Z</AccptncDtTm></TxInfAndSts>
<TxInfAndSts><OrgnlEndToEndId>b.amorcage-1.1</OrgnlEndToEndId><TxSts>RJCT</TxSts><StsRsnInf><Rsn><Cd>AC04</Cd></Rsn><AddtlInf>compte clos</AddtlInf></StsRsnInf></TxInfAndSts>
<TxInfAndSts><OrgnlEndToEndId>c.amorcage-1.1</OrgnlEndToEndId><TxSts>PDNG</TxSts></TxInfAndSts>`),
    );
    expect(lignes).toEqual([
      { reference: 'a.amorcage-1.1', statut: 'execute', le: '2026-06-15' },
      { reference: 'b.amorcage-1.1', statut: 'rejete', le: '2026-06-16', raison: 'AC04 compte clos' },
    ]);
  });

  test('un virement que la banque avait déjà n’est pas un rejet : le réémettre le ferait payer deux fois', () => {
    const double = (code: string) =>
      lireRetourBancaire(
        compteRendu(
          `<TxInfAndSts><OrgnlEndToEndId>a.amorcage-1.1</OrgnlEndToEndId><TxSts>RJCT</TxSts><StsRsnInf><Rsn><Cd>${code}</Cd></Rsn></StsRsnInf></TxInfAndSts>`,
        ),
      )[0]?.statut;
    for (const code of ['AM05', 'DU01', 'DU03', 'DU04']) expect(double(code)).toBe('doublon');
    expect(double('AC04')).toBe('rejete');
    expect(lireRetourBancaire('reference;statut;le;raison\na.1;rejete;2026-06-15;AM05 déjà reçu\n')).toMatchObject([
      { statut: 'doublon' },
    ]);
  });

  test('le montant et le lot que dit le fichier sont lus, au centime', () => {
    const [ligne] = lireRetourBancaire(
      compteRendu(
        `<OrgnlPmtInfId>ESS-33-2026-000001</OrgnlPmtInfId><TxInfAndSts><OrgnlEndToEndId>a.1</OrgnlEndToEndId><TxSts>ACSC</TxSts><OrgnlTxRef><Amt><InstdAmt Ccy="EUR">40000.5</InstdAmt></Amt></OrgnlTxRef></TxInfAndSts>`,
      ),
    );
    expect(ligne).toMatchObject({ lot: 'ESS-33-2026-000001', montantCentimes: 4_000_050 });
    expect(lireRetourBancaire('reference;statut;le;montant\na.1;execute;2026-06-15;40 000,05\n')).toMatchObject([
      { montantCentimes: 4_000_005 },
    ]);
  });

  test('la banque peut parler d’un lot entier', () => {
    const groupe = (statut: string, raison = '') =>
      lireRetourBancaire(`<Document><CstmrPmtStsRpt><GrpHdr><CreDtTm>2026-06-16T08:00:00Z</CreDtTm></GrpHdr>
<OrgnlGrpInfAndSts><OrgnlMsgId>ESS-33-2026-000001</OrgnlMsgId><GrpSts>${statut}</GrpSts>${raison}</OrgnlGrpInfAndSts></CstmrPmtStsRpt></Document>`);
    expect(groupe('ACSC')).toEqual([{ lot: 'ESS-33-2026-000001', statut: 'execute', le: '2026-06-16' }]);
    expect(groupe('RJCT', '<StsRsnInf><Rsn><Cd>DU01</Cd></Rsn></StsRsnInf>')).toMatchObject([{ statut: 'doublon' }]);
    expect(groupe('ACTC')).toEqual([]);
  });

  test('CSV : mêmes lignes', () => {
    const csv =
      '\uFEFFreference;statut;le;raison\na.amorcage-1.1;execute;2026-06-15;\nb.x.1;rejete;2026-06-16;compte clos\n';
    expect(lireRetourBancaire(csv)).toEqual([
      { reference: 'a.amorcage-1.1', statut: 'execute', le: '2026-06-15' },
      { reference: 'b.x.1', statut: 'rejete', le: '2026-06-16', raison: 'compte clos' },
    ]);
  });

  test.each([
    ['<a><b></a>', /mal formé/],
    ['<a/>', /n’est pas un compte rendu/],
    ['reference;statut;le\na;payé;2026-06-15\n', /Ligne 2 : « statut »/],
    ['reference;statut;le\na;execute;hier\n', /Ligne 2 : « le »/],
    ['reference;statut;le\n;execute;2026-06-15\n', /Ligne 2 : la colonne « reference »/],
    ['', /ni un pain\.002 ni un CSV « reference;statut;le »/],
    ['{}', /il y manque « reference », « statut », « le »/],
    ['reference;statut\nx;execute\n', /il y manque « le »/],
    ['reference;statut;le;montant\na;execute;2026-06-15;1e6\n', /Ligne 2 : le montant « 1e6 »/],
  ])('%j est refusé entier', (contenu, message) => expect(() => lireRetourBancaire(contenu)).toThrow(message));
});
