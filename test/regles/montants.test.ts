/**
 * Amounts: the tables of regles.md §15.1, §15.2, §15.3, §15.4 and §15.8, then a second formulation with exact fractions,
 * written from the text and compared over random counts and dates.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { atteintDixPourCent, seuil } from '../../domain/lettre-intention/eligibilite.ts';
import {
  anneeContrat,
  anniversaire,
  arrondi,
  bareme,
  chevauchement,
  dotation,
  prorataRestant,
} from '../../domain/paiements/montants.ts';
import { PARAMETRES } from '../../domain/parametres.ts';
import { centimes, type DateCivile } from '../../domain/valeurs.ts';
import { decalerMois, depuisTexte, enJours, enTexte, type Jour } from './proprietes/independant.ts';

const d = (texte: string) => texte as DateCivile;
const euros = (montant: number) => Math.round(montant * 100);
const BAREME = bareme({}, { signeLe: d('2026-01-15'), ouvertLe: d('2026-01-15') });

describe('la dotation annuelle (DOT-05, §15.1)', () => {
  it.each([
    [10, 50_000],
    [11, 50_555.56],
    [19, 55_000],
    [37, 65_000],
    [42, 67_777.78],
    [55, 75_000],
    [63, 79_444.44],
    [88, 93_333.33],
    [99, 99_444.44],
    [100, 100_000],
    [101, 100_000],
    [140, 100_000],
    [100_000, 100_000],
  ])('%i médecins adhérents : %f €', (n, montant) => {
    expect(dotation(n, BAREME)).toBe(euros(montant));
  });

  it.each([0, 1, 5, 9])('%i adhérents : rien n’est calculé, la caisse fixe le montant (DEC-09)', (n) => {
    expect(dotation(n, BAREME)).toBeNull();
  });

  it('cinq années de S05 font 380 555,55 €', () => {
    const total = [37, 42, 55, 63, 88].reduce((somme, n) => somme + (dotation(n, BAREME) ?? NaN), 0);
    expect(total + 8_000_000).toBe(euros(460_555.55));
  });

  it('ne décroît jamais et reste entre 50 000 € et 100 000 € à partir de dix', () => {
    fc.assert(
      fc.property(fc.integer({ min: 10, max: 500 }), fc.integer({ min: 0, max: 500 }), (n, plus) => {
        const [petite, grande] = [dotation(n, BAREME) ?? NaN, dotation(n + plus, BAREME) ?? NaN];
        expect(grande).toBeGreaterThanOrEqual(petite);
        expect(petite).toBeGreaterThanOrEqual(5_000_000);
        expect(grande).toBeLessThanOrEqual(10_000_000);
      }),
    );
  });

  it('est la droite exacte entre les deux points du texte, arrondie une seule fois, pour chaque effectif de 10 à 100', () => {
    for (let n = 10; n <= 100; n += 1)
      expect(dotation(n, BAREME), String(n)).toBe(
        arrondiDe(plus(entiere(5_000_000n), fois(fraction(BigInt(n - 10), 90n), entiere(5_000_000n)))),
      );
  });
});

describe('les seuils (ELI-03 à ELI-05, §15.2)', () => {
  it.each([
    [10, 1, 3, 5],
    [37, 4, 12, 19],
    [95, 10, 29, 48],
    [100, 10, 30, 50],
    [101, 11, 31, 51],
    [250, 25, 75, 125],
    [50, 5, 15, 25],
    [0, 0, 0, 0],
  ])('%i libéraux : 10 %% = %i, 30 %% = %i, 50 %% = %i', (liberaux, dix, trente, cinquante) => {
    expect([10, 30, 50].map((pourCent) => seuil(liberaux, pourCent))).toEqual([dix, trente, cinquante]);
  });

  it('un seuil est le plus petit entier qui atteint la fraction exacte', () => {
    fc.assert(
      fc.property(fc.nat(20_000), fc.constantFrom(10, 30, 50), (total, pourCent) => {
        const n = seuil(total, pourCent);
        expect(n * 100).toBeGreaterThanOrEqual(total * pourCent);
        expect((n - 1) * 100).toBeLessThan(total * pourCent);
      }),
    );
  });

  it('dix pour cent : atteint au seuil, pas en dessous ; une donnée inconnue ne bloque pas', () => {
    expect(atteintDixPourCent({}, 12, 120, d('2026-01-05'))).toBe(true);
    expect(atteintDixPourCent({}, 11, 120, d('2026-01-05'))).toBe(false);
    expect(atteintDixPourCent({}, null, 120, d('2026-01-05'))).toBe(true);
    expect(atteintDixPourCent({}, 0, null, d('2026-01-05'))).toBe(true);
  });
});

describe('l’année du contrat (DEC-10)', () => {
  it.each([
    ['le jour de la signature', '2026-01-15', '2026-01-15', 1],
    ['la veille du premier anniversaire', '2026-01-15', '2027-01-14', 1],
    ['le jour du premier anniversaire', '2026-01-15', '2027-01-15', 2],
    ['le jour du cinquième anniversaire', '2026-01-15', '2031-01-15', 6],
    ['la veille du 28 février, pour un 29 février', '2028-02-29', '2029-02-27', 1],
    ['le 28 février, pour un 29 février', '2028-02-29', '2029-02-28', 2],
    ['le 28 février 2032, bissextile', '2028-02-29', '2032-02-28', 4],
    ['le 29 février 2032', '2028-02-29', '2032-02-29', 5],
  ])('%s (signature %s, date %s) : année %i', (_, signature, date, rang) => {
    expect(anneeContrat(d(signature), d(date))).toBe(rang);
  });
});

describe('la récupération sur la dotation au prorata (RES-D-05, DEC-10, §15.3)', () => {
  it.each([
    ['effet le 30 juillet 2026 : 169 jours sur 365', 65_000, '2026-01-15', '2026-07-30', 30_095.89],
    ['effet le 30 juillet 2029, quatrième année : 169 jours sur 365', 65_000, '2026-01-15', '2029-07-30', 30_095.89],
    ['effet le jour de l’anniversaire : l’année entière', 65_000, '2026-01-15', '2027-01-15', 65_000],
    ['effet la veille de l’anniversaire : un jour', 65_000, '2026-01-15', '2027-01-14', 178.08],
    ['année de 366 jours', 50_000, '2027-03-01', '2027-09-01', 24_863.39],
    ['rien de payé', 0, '2026-01-15', '2026-07-30', 0],
  ])('%s', (_, paye, signature, effet, attendu) => {
    expect(prorataRestant(centimes(euros(paye)), d(signature), d(effet))).toBe(euros(attendu));
  });

  it('ne dépasse jamais la somme payée et décroît de jour en jour dans une année', () => {
    fc.assert(
      fc.property(
        jours,
        fc.integer({ min: 0, max: 363 }),
        fc.integer({ min: 0, max: 10_000_000 }),
        (debut, n, paye) => {
          const signature = d(enTexte(debut));
          const [tot, tard] = [enTexte(debut + n), enTexte(debut + n + 1)].map((effet) =>
            prorataRestant(centimes(paye), signature, d(effet)),
          );
          expect(tot).toBeLessThanOrEqual(paye);
          expect(tard).toBeGreaterThanOrEqual(0);
          expect(tard).toBeLessThanOrEqual(tot ?? NaN);
        },
      ),
    );
  });

  it('est le montant payé × jours restants ÷ jours de l’année du contrat, arrondi une fois (seconde formulation)', () => {
    fc.assert(
      fc.property(
        jours,
        fc.integer({ min: 0, max: 3650 }),
        fc.integer({ min: 0, max: 10_000_000 }),
        (debut, n, paye) => {
          const effet = debut + n;
          const bornes = Array.from({ length: 13 }, (_, k) => decalerMois(debut, 12 * k));
          const fin = bornes.find((borne) => borne > effet) ?? NaN;
          const avant = bornes.findLast((borne) => borne <= effet) ?? NaN;
          const exacte = fois(fraction(BigInt(fin - effet), BigInt(fin - avant)), entiere(BigInt(paye)));
          expect(prorataRestant(centimes(paye), d(enTexte(debut)), d(enTexte(effet)))).toBe(arrondiDe(exacte));
          expect(bornes.indexOf(avant) + 1).toBe(anneeContrat(d(enTexte(debut)), d(enTexte(effet))));
        },
      ),
      { numRuns: 1000 },
    );
  });
});

describe('le chevauchement avec un financement de l’ARS (TRA-03, §15.8)', () => {
  const de2025 = { du: d('2025-01-01'), au: d('2025-12-31'), montantCentimes: centimes(6_000_000) };
  it.each([
    ['dotation signée le 1er juillet 2025 : 184 jours', '2025-07-01', 184, 30_246.58],
    ['signée le premier jour du financement : tout', '2025-01-01', 365, 60_000],
    ['signée avant le financement : tout, pas davantage', '2024-06-01', 365, 60_000],
    ['signée le dernier jour : un jour', '2025-12-31', 1, 164.38],
    ['signée le lendemain : rien', '2026-01-01', 0, 0],
    ['signée longtemps après : rien', '2027-01-01', 0, 0],
  ])('%s', (_, signature, nombre, montant) => {
    expect(chevauchement(de2025, d(signature))).toMatchObject({ jours: nombre, montantCentimes: euros(montant) });
  });

  it('compte un à un les jours financés à partir de la signature (seconde formulation)', () => {
    fc.assert(
      fc.property(
        jours,
        fc.integer({ min: 0, max: 800 }),
        fc.integer({ min: -400, max: 1200 }),
        fc.integer({ min: 1, max: 100_000_000 }),
        (du, duree, decalage, montant) => {
          const signature = du + decalage;
          let communs = 0n;
          for (let jour = du; jour <= du + duree; jour += 1) if (jour >= signature) communs += 1n;
          const exacte = fois(fraction(communs, BigInt(duree + 1)), entiere(BigInt(montant)));
          expect(
            chevauchement(
              { du: d(enTexte(du)), au: d(enTexte(du + duree)), montantCentimes: centimes(montant) },
              d(enTexte(signature)),
            ),
          ).toMatchObject({ jours: Number(communs), montantCentimes: arrondiDe(exacte) });
        },
      ),
    );
  });
});

describe('l’arrondi', () => {
  it.each([
    [1n, 2n, 1],
    [3n, 2n, 2],
    [1n, 3n, 0],
    [2n, 3n, 1],
    [5n, 10n, 1],
    [49n, 100n, 0],
    [0n, 7n, 0],
    [7n, 7n, 1],
  ])('%d/%d s’arrondit à %i : au plus proche, la moitié vers le haut', (numerateur, denominateur, attendu) => {
    expect(arrondi(numerateur, denominateur)).toBe(attendu);
  });

  it('un montant n’est jamais une fraction de centime', () => {
    expect(() => centimes(0.5)).toThrow(RangeError);
    expect(() => centimes(Number.MAX_SAFE_INTEGER + 1)).toThrow(RangeError);
  });
});

describe('les sommes fixes (§15.4)', () => {
  it('deux tranches de 40 000 € font les 80 000 € de l’amorçage ; le complément est de 30 %, soit 24 000 €', () => {
    expect(PARAMETRES.trancheAmorcage.premiere).toBe(4_000_000);
    expect(PARAMETRES.creditAmorcage.premiere).toBe(2 * PARAMETRES.trancheAmorcage.premiere);
    expect(PARAMETRES.complementTransition.premiere * 10).toBe(PARAMETRES.creditAmorcage.premiere * 3);
  });
});

describe('les anniversaires', () => {
  it('se comptent toujours depuis la signature (CNT-5, seconde formulation)', () => {
    fc.assert(
      fc.property(jours, fc.integer({ min: 0, max: 30 }), (signature, k) => {
        expect(depuisTexte(anniversaire(d(enTexte(signature)), k))).toBe(decalerMois(signature, 12 * k));
      }),
    );
  });
});

const jours: fc.Arbitrary<Jour> = fc.integer({ min: enJours(2024, 1, 1), max: enJours(2050, 12, 31) });

/** An exact fraction. */
interface Fraction {
  readonly haut: bigint;
  readonly bas: bigint;
}
const fraction = (haut: bigint, bas: bigint): Fraction => ({ haut, bas });
const entiere = (n: bigint): Fraction => fraction(n, 1n);
const plus = (a: Fraction, b: Fraction): Fraction => fraction(a.haut * b.bas + b.haut * a.bas, a.bas * b.bas);
const fois = (a: Fraction, b: Fraction): Fraction => fraction(a.haut * b.haut, a.bas * b.bas);
/** The whole part, and one more when what is left is a half or more. */
function arrondiDe({ haut, bas }: Fraction): number {
  const entier = haut / bas;
  const reste = haut - entier * bas;
  return Number(reste + reste >= bas ? entier + 1n : entier);
}
