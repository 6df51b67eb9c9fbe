import { describe, expect, test } from 'vitest';
import { centimes, type Centimes } from '../../domain/valeurs.ts';
import { defautsDuCompte, type Compte } from '../../tresorerie/comptes.ts';
import { caracteresSepa } from '../../tresorerie/caracteres.ts';
import { endToEndId } from '../../tresorerie/reference.ts';
import { lireVersions } from '../../tresorerie/reglages.ts';
import { composerLot, type APayer } from '../../tresorerie/lot.ts';
import { defautsAuSchema } from '../../tresorerie/schema.ts';
import { LotInvalide, fichierDeVirements, totalDuLot, type Lot } from '../../tresorerie/virement.ts';
import { date } from '../records/exemples.ts';

const CAISSE = {
  titulaire: "Caisse primaire d'assurance maladie de la Gironde",
  iban: 'FR14 2004 1010 0505 0001 3M02 606',
  bic: 'PSSTFRPPBOR',
  adresse: { ville: 'Bordeaux', codePostal: '33000', pays: 'FR' },
};
const ASSOCIATION = { titulaire: 'Équipe « Dermatologie & cœur » de Gironde', iban: 'FR7630006000011234567890189' };
const virement = (rang: number, montant: Centimes, beneficiaire: Compte = ASSOCIATION) => ({
  reference: endToEndId(`ess-33-aaaaaaa${rang}`, 'amorcage-1', 1),
  montantCentimes: montant,
  beneficiaire,
  motif: `ESS ess-33-aaaaaaa${rang}, première moitié du crédit d’amorçage`,
});
const lot: Lot = {
  id: 'ESS-33-2026-0001',
  creeLe: new Date('2026-06-12T09:30:00.123Z'),
  zone: 'Europe/Paris',
  version: '09',
  executionLe: date('2026-06-15'),
  payeur: CAISSE,
  virements: [virement(1, centimes(4_000_000)), virement(2, centimes(3_009_589)), virement(3, centimes(5))],
};

describe('le fichier de virements', () => {
  test.each(['09', '03'] as const)(
    'est valide au schéma officiel pain.001.001.%s, avec ou sans BIC ni adresse, structurée ou hybride',
    async (version) => {
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
        { ...lot, virements: [virement(1, centimes(1), { ...ASSOCIATION, bic: 'PSSTFRPPBOR' })] },
      ])
        expect(await defautsAuSchema(fichierDeVirements({ ...un, version }), version)).toEqual([]);
    },
  );

  test('le schéma refuserait un fichier faux : la vérification en est une', async () => {
    const faux = fichierDeVirements(lot).replace('<PmtMtd>TRF</PmtMtd>', '<PmtMtd>XXX</PmtMtd>');
    expect(await defautsAuSchema(faux, '09')).not.toEqual([]);
    expect(await defautsAuSchema(fichierDeVirements(lot), '03')).not.toEqual([]);
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

  test('dit son heure en 19 caractères, celle du lieu : ni fraction de seconde, ni fuseau', () => {
    expect(fichierDeVirements(lot)).toContain('<CreDtTm>2026-06-12T11:30:00</CreDtTm>');
    expect(fichierDeVirements({ ...lot, zone: 'Indian/Reunion' })).toContain('<CreDtTm>2026-06-12T13:30:00</CreDtTm>');
    const pile = { ...lot, creeLe: new Date('2026-01-12T09:00:00Z') };
    expect(fichierDeVirements(pile)).toContain('<CreDtTm>2026-01-12T10:00:00</CreDtTm>');
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

describe('la version de pain.001 (ESS_PAIN001)', () => {
  test.each([
    [undefined, '09', '09'],
    ['', '09', '09'],
    ['03', '03', '03'],
    ['09, gironde:03', '03', '09'],
  ])('%j : %s pour la Gironde, %s pour les Landes', (reglage, gironde, landes) =>
    expect([lireVersions(reglage)('gironde'), lireVersions(reglage)('landes')]).toEqual([gironde, landes]),
  );
  test.each(['08', 'gironde:8', 'nulle-part:03'])('« %s » est refusé', (reglage) =>
    expect(() => lireVersions(reglage)).toThrow(/ESS_PAIN001/),
  );
});

describe('un lot', () => {
  const enTete = {
    caisse: 'gironde',
    numero: 1,
    creeLe: lot.creeLe,
    zone: 'Europe/Paris',
    executionLe: lot.executionLe,
    payeur: CAISSE,
    version: '09',
  } as const;
  const aPayer = (ess: string, compte: APayer['compte'], beneficiaireAVerifier = false): APayer => ({
    ess,
    paiement: 'amorcage-1',
    emission: 1,
    montantCentimes: centimes(100),
    compte,
    beneficiaireAVerifier,
  });

  test('laisse de côté, et nomme, ce qui ne peut pas être payé ; le reste part, valide au schéma', async () => {
    const { contenu, lignes, ecartes } = await composerLot(
      [
        aPayer('ess-33-bonne', ASSOCIATION),
        aPayer('ess-33-longue', { ...ASSOCIATION, titulaire: 'x'.repeat(71) }),
        aPayer('ess-33-cyrillique', { ...ASSOCIATION, titulaire: 'ЮРИЙ' }),
        aPayer('ess-33-anonyme', { ...ASSOCIATION, titulaire: '' }),
        aPayer('ess-33-tunisie', { ...ASSOCIATION, iban: 'TN5910006035183598478831' }),
        aPayer('ess-33-sans', null),
        aPayer('ess-33-autre', ASSOCIATION, true),
      ],
      enTete,
    );
    expect(lignes.map(({ ess }) => ess)).toEqual(['ess-33-bonne']);
    expect(await defautsAuSchema(contenu, '09')).toEqual([]);
    expect(ecartes.map(({ ess, phrase }) => [ess, phrase])).toEqual([
      ['ess-33-longue', expect.stringContaining('70 caractères')],
      ['ess-33-cyrillique', expect.stringContaining('« YURIY »')],
      ['ess-33-anonyme', expect.stringContaining('manque')],
      ['ess-33-tunisie', expect.stringContaining('(TN)')],
      ['ess-33-sans', expect.stringContaining('aucune coordonnée')],
      ['ess-33-autre', expect.stringContaining('le nom n’est pas celui du compte')],
    ]);
  });

  test('que le schéma refuse n’est pas gardé', async () => {
    const payeur = { ...CAISSE, adresse: { ville: 'Bordeaux', pays: 'France' } };
    await expect(composerLot([aPayer('ess-33-bonne', ASSOCIATION)], { ...enTete, payeur })).rejects.toThrow(
      LotInvalide,
    );
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
