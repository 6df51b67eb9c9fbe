/** A second formulation of the calendar (DEC-03, CNT-1, CNT-2), written from the rules' text with integers only, over random dates. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ajouterJours, ajouterMois, estOuvrable, joursEntre, reporter } from '../../domain/calendrier/calendrier.ts';
import { estFerie } from '../../domain/calendrier/jours-feries.ts';
import type { DateCivile } from '../../domain/valeurs.ts';
import {
  decalerMois,
  enJours,
  enTexte,
  estFerieDApresLaLoi,
  jourDeLaSemaine,
  jourSuivantOuvrable,
  type Jour,
} from './proprietes/independant.ts';

const d = (texte: string) => texte as DateCivile;
/** Days from 1 January 2024 to 31 December 2060. */
const JOURS: fc.Arbitrary<Jour> = fc.integer({ min: enJours(2024, 1, 1), max: enJours(2060, 12, 31) });
const departements = fc.constantFrom('33', '2B', '67', '971', '972', '973', '974', '975', '976', '977', '978');

describe('une seconde formulation, écrite depuis le texte des règles avec des entiers, dit la même chose', () => {
  it('les mois (CNT-1, art. 641 CPC)', () => {
    fc.assert(
      fc.property(JOURS, fc.integer({ min: 0, max: 120 }), (jour, mois) => {
        expect(ajouterMois(d(enTexte(jour)), mois)).toBe(enTexte(decalerMois(jour, mois)));
      }),
      { numRuns: 2000 },
    );
  });

  it('les jours (CNT-2), dans les deux sens', () => {
    fc.assert(
      fc.property(JOURS, fc.integer({ min: -400, max: 2000 }), (jour, n) => {
        expect(ajouterJours(d(enTexte(jour)), n)).toBe(enTexte(jour + n));
        expect(joursEntre(d(enTexte(jour)), d(enTexte(jour + n)))).toBe(n);
      }),
      { numRuns: 1000 },
    );
  });

  it('les jours fériés, calculés depuis le code du travail et le comput pascal, chaque jour de 2024 à 2060', () => {
    const desaccords: string[] = [];
    for (let jour = enJours(2024, 1, 1); jour <= enJours(2060, 12, 31); jour += 1)
      for (const departement of ['33', '971', '972', '973', '974', '975', '976', '977', '978'])
        if (estFerie(d(enTexte(jour)), departement) !== estFerieDApresLaLoi(jour, departement))
          desaccords.push(`${enTexte(jour)} ${departement}`);
    expect(desaccords).toEqual([]);
  });

  it('les jours ouvrables et le report (art. 642 CPC)', () => {
    fc.assert(
      fc.property(JOURS, departements, (jour, departement) => {
        const ouvrable = jourDeLaSemaine(jour) <= 5 && !estFerieDApresLaLoi(jour, departement);
        expect(estOuvrable(d(enTexte(jour)), departement)).toBe(ouvrable);
        expect(reporter(d(enTexte(jour)), departement)).toBe(enTexte(jourSuivantOuvrable(jour, departement)));
      }),
      { numRuns: 2000 },
    );
  });

  it('l’ordre des textes est l’ordre des dates', () => {
    fc.assert(
      fc.property(JOURS, JOURS, (a, b) => {
        expect(d(enTexte(a)) < d(enTexte(b))).toBe(a < b);
      }),
    );
  });
});
