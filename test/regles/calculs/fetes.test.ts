/** A day that is skipped says which holiday it is: the names of the library that the table was built from (DEC-03). */
import Holidays from 'date-holidays';
import { expect, test } from 'vitest';
import { joursSautes } from '../../../domain/calendrier/calendrier.ts';
import { fete as feteDe } from '../../../domain/calendrier/fetes.ts';
import { estFerie } from '../../../domain/calendrier/jours-feries.ts';
import type { DateCivile } from '../../../domain/valeurs.ts';

const fete = (jour: DateCivile, departement: string) => feteDe(jour, departement, new Date(jour).getUTCDay());

/** How the library says each of ours. */
const NOMS: Readonly<Record<string, RegExp>> = {
  'jour de l’an': /Nouvel An/i,
  'fête du Travail': /travail/i,
  'Victoire de 1945': /Victoire|Fête de la/i,
  'fête nationale': /nationale/i,
  Assomption: /Assomption/i,
  Toussaint: /Toussaint/i,
  'Armistice de 1918': /Armistice/i,
  Noël: /Noël/i,
  Ascension: /Ascension/i,
  'lundi de Pâques': /Pâques/i,
  'lundi de Pentecôte': /Pentecôte/i,
};

test('de 2024 à 2099, chaque jour férié national porte le nom que lui donne la bibliothèque', () => {
  const calendrier = new Holidays('FR');
  for (let annee = 2024; annee <= 2099; annee += 1)
    for (const { date, name, type } of calendrier.getHolidays(annee, 'fr')) {
      if (type !== 'public') continue;
      const jour = date.slice(0, 10) as DateCivile;
      const memes = calendrier
        .getHolidays(annee, 'fr')
        .filter((autre) => autre.type === 'public' && autre.date.slice(0, 10) === jour)
        .map((autre) => autre.name);
      const nom = fete(jour, '33') ?? '';
      expect(
        memes.some((un) => NOMS[nom]?.test(un)),
        `${jour} ${name} : ${nom}`,
      ).toBe(true);
    }
});

test('un jour ordinaire n’en a pas ; celui d’un département d’outre-mer est le sien', () => {
  expect(fete('2026-03-17' as DateCivile, '33')).toBeUndefined();
  expect(fete('2026-12-20' as DateCivile, '974')).toBe('abolition de l’esclavage');
  expect(fete('2026-12-20' as DateCivile, '33')).toBeUndefined();
  expect(estFerie('2026-12-20' as DateCivile, '33')).toBe(false);
});

test('un report dit chaque jour sauté, et pourquoi', () => {
  expect(joursSautes('2026-05-23' as DateCivile, '33')).toEqual({
    jour: '2026-05-26',
    sautes: [
      { le: '2026-05-23', motif: 'samedi' },
      { le: '2026-05-24', motif: 'dimanche' },
      { le: '2026-05-25', motif: 'ferie', fete: 'lundi de Pentecôte' },
    ],
  });
});
