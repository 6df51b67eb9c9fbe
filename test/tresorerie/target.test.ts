/** Banking days in euros, and the day that a batch may ask for. PAY-01. */
import { describe, expect, test } from 'vitest';
import { ajouterJours } from '../../domain/calendrier/calendrier.ts';
import { defautDuJour, estJourTarget, prochainJourTarget } from '../../tresorerie/target.ts';
import { date } from '../records/exemples.ts';

/** Days of the week on which TARGET is closed that year. */
function fermetures(annee: number): string[] {
  const jours: string[] = [];
  for (let jour = date(`${annee}-01-01`); jour.startsWith(`${annee}`); jour = ajouterJours(jour, 1))
    if (![0, 6].includes(new Date(jour).getUTCDay()) && !estJourTarget(jour)) jours.push(jour.slice(5));
  return jours;
}

describe('le calendrier TARGET', () => {
  // As the European Central Bank published them.
  test.each([
    [2024, ['01-01', '03-29', '04-01', '05-01', '12-25', '12-26']],
    [2025, ['01-01', '04-18', '04-21', '05-01', '12-25', '12-26']],
    [2026, ['01-01', '04-03', '04-06', '05-01', '12-25']],
    [2027, ['01-01', '03-26', '03-29']],
  ])('%i', (annee, jours) => expect(fermetures(annee)).toEqual(jours));

  test('chaque année de 2024 à 2099 a un Vendredi saint et un lundi de Pâques, à trois jours', () => {
    for (let annee = 2024; annee <= 2099; annee += 1) {
      const printemps = fermetures(annee).filter((jour) => jour >= '03-20' && jour <= '04-26');
      expect(printemps).toHaveLength(2);
      const [vendredi = '', lundi = ''] = printemps.map((jour) => date(`${annee}-${jour}`));
      expect(ajouterJours(vendredi as never, 3)).toBe(lundi);
    }
  });

  test('un jour férié en France n’en ferme pas les banques', () =>
    expect(estJourTarget(date('2026-07-14'))).toBe(true));
  test('le suivant d’un Vendredi saint est le mardi', () =>
    expect(prochainJourTarget(date('2026-04-03'))).toBe('2026-04-07'));
});

describe('le jour demandé à la banque', () => {
  const aujourdhui = date('2026-06-12');
  test.each([
    ['2026-06-12', undefined],
    ['2026-06-15', undefined],
    ['2026-06-11', 'passé'],
    ['2026-06-13', 'jour de banque'],
    ['2026-12-25', 'jour de banque'],
    ['2027-06-14', 'plus d’un an'],
  ])('%s : %s', (le, mots) => {
    const defaut = defautDuJour(date(le), aujourdhui);
    if (mots === undefined) expect(defaut).toBeUndefined();
    else expect(defaut).toContain(mots);
  });
});
