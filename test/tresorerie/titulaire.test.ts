/** The holder of an account and its IBAN: what banks carry, and what is refused with what to write. DEC-13, EPC217-08. */
import { describe, expect, test } from 'vitest';
import { caracteresSepa } from '../../tresorerie/caracteres.ts';
import { defautsDuCompte, ibanElectronique } from '../../tresorerie/comptes.ts';
import { defautsDuTitulaire, nomPourBanque } from '../../tresorerie/titulaire.ts';

const IBAN = 'FR7630006000011234567890189';

describe('le nom, dans les caractères que toutes les banques transmettent (EPC217-08)', () => {
  test.each([
    ['Équipe « Dermatologie & cœur » de Gironde', 'Equipe Dermatologie + coeur de Gironde'],
    ['Association Łódź-Żółć, Straße 3', 'Association Lodz-Zolc, Strase 3'],
    ['ÄÖÜ äöü ñ ç ÿ Ø đ', 'AOU aou n c y O d'],
    ['L’équipe — n° 2 ; [sud]', "L'equipe - n. 2 , (sud)"],
    ['Soins_de_ville ! 100 %', 'Soins-de-ville . 100 .'],
    ['e\u0301quipe', 'equipe'],
    ['//a//b//', 'a/b'],
    ['Θεσσαλονίκη', 'THessaloniki'],
    ['Işık Derneği, İstanbul', 'Isik Dernegi, Istanbul'],
    // What a PDF gives when a name is copied out of it.
    ['Oﬃce de la Réﬂexion', 'Office de la Reflexion'],
    ['ASSOCIATION Ａ１, GROẞ', 'ASSOCIATION A1, GROS'],
    ['x\u0304y', 'xy'],
  ])('%s devient %s', (nom, ecrit) => expect(nomPourBanque(nom)).toBe(ecrit));

  test('coupé, il ne finit ni par une espace ni par une barre', () => {
    expect(caracteresSepa('abc def', 4)).toBe('abc');
    expect(caracteresSepa('abc/def', 4)).toBe('abc');
  });
});

describe('un titulaire est refusé à sa déclaration, avec ce qu’il faut écrire', () => {
  test.each([
    ['ЮРИЙ', ['lettres latines', '« YURIY »']],
    ['Équipe Θ', ['lettres latines', '« Equipe TH »']],
    ['医師会', ['« 医 »', 'lettres latines']],
    ['Ŋuyen', ['« Ŋ »']],
    ['« — »', ['aucune lettre']],
    ['😀', ['« 😀 »']],
    ['Équipe 😀 du Sud ❤️', ['« 😀 », « ❤ »', 'relevé d’identité']],
    ['', ['manque']],
    [undefined, ['manque']],
    [
      'Association départementale des équipes de soins spécialisés de la Gironde et des Landes',
      ['70 caractères', '87'],
    ],
  ])('%s', (titulaire, mots) => {
    const [defaut = '', ...autres] = defautsDuTitulaire(titulaire);
    expect(autres).toEqual([]);
    for (const mot of mots) expect(defaut).toContain(mot);
  });

  test('la longueur est celle de ce que la banque reçoit : 70 caractères, ligatures comprises', () => {
    expect(defautsDuTitulaire('œ'.repeat(35))).toEqual([]);
    expect(defautsDuTitulaire('œ'.repeat(36))).toHaveLength(1);
  });

  test('l’abrégé proposé est accepté', () => {
    const [, propose = ''] = /par exemple « (.*) »/.exec(defautsDuTitulaire('équipe '.repeat(20))[0] ?? '') ?? [];
    expect(propose).not.toBe('');
    expect(defautsDuTitulaire(propose)).toEqual([]);
  });
});

test.each([
  [{ ville: '—', pays: 'FR' }, ['adresse.ville']],
  [{ ville: 'Bordeaux', rue: '医', codePostal: '33000', pays: 'FR' }, ['adresse.rue']],
  [{ ville: 'Bordeaux', lignes: ['2 place Gambetta', '…'] as const, pays: 'FR' }, ['adresse.lignes']],
  [{ ville: 'Orléans', rue: 'rue de l’Œuvre', codePostal: '45000', pays: 'FR' }, []],
])('une adresse que les banques ne transmettent pas est refusée, ligne par ligne : %j', (adresse, champs) =>
  expect(defautsDuCompte({ titulaire: 'A', iban: IBAN, adresse }).map(({ champ }) => champ)).toEqual(champs),
);

describe('un IBAN que les virements SEPA n’atteignent pas', () => {
  test('est refusé, et dit pourquoi', () =>
    expect(defautsDuCompte({ titulaire: 'A', iban: 'TN59 1000 6035 1835 9847 8831' })).toMatchObject([
      { champ: 'iban', regle: 'DEC-13', message: expect.stringContaining('(TN)') as string },
    ]));

  test.each([
    IBAN,
    'MC5811222000010123456789030',
    'DE89370400440532013000',
    'AL47212110090000000235698741',
    'rs35260005601001611379',
  ])('%s est de la zone', (iban) => expect(defautsDuCompte({ titulaire: 'A', iban })).toEqual([]));
});

describe('un IBAN se recopie comme il vient', () => {
  test.each([
    ['en minuscules, espacé', 'fr76 3000 6000 0112 3456 7890 189'],
    ['à espaces insécables', 'FR76\u00a03000\u00a06000\u202f0112 3456 7890 189'],
    ['à tirets', 'FR76-3000-6000-0112-3456-7890-189'],
    ['à signes invisibles', '\u200bFR76 3000 6000 0112 3456 7890 189\ufeff'],
    ['avec son nom', 'IBAN : FR76 3000 6000 0112 3456 7890 189'],
  ])('%s', (_cas, ecrit) => {
    expect(defautsDuCompte({ titulaire: 'A', iban: ecrit })).toEqual([]);
    expect(ibanElectronique(ecrit)).toBe(IBAN);
  });
});

describe('un BIC est de la banque de l’IBAN', () => {
  test.each([
    [IBAN, 'AGRIFRPP'],
    [IBAN, 'agri fr pp 833'],
    // Overseas, under the country's own IBAN.
    [IBAN, 'BFCOGPGX'],
    [IBAN, 'BFCORERX'],
    ['MC5811222000010123456789030', 'CMCIFRPP'],
    ['MC5811222000010123456789030', 'CMBMMCMX'],
    ['GB29NWBK60161331926819', 'RBOSJESX'],
  ])('%s, %s', (iban, bic) => expect(defautsDuCompte({ titulaire: 'A', iban, bic })).toEqual([]));

  test.each([
    [IBAN, 'DEUTDEFF', '(DE)'],
    ['DE89370400440532013000', 'AGRIFRPP', '(FR)'],
  ])('%s, %s : d’un autre pays, il est refusé, et dit comment faire', (iban, bic, mots) =>
    expect(defautsDuCompte({ titulaire: 'A', iban, bic })).toMatchObject([
      { champ: 'bic', message: expect.stringContaining(mots) as string },
    ]),
  );

  test('d’un IBAN inexact, rien n’est dit du BIC', () =>
    expect(defautsDuCompte({ titulaire: 'A', iban: 'FR00', bic: 'DEUTDEFF' }).map(({ champ }) => champ)).toEqual([
      'iban',
    ]));
});
