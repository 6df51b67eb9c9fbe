/** Delays and working days (DEC-03, CNT-1…7): the tables of regles.md §15.5 and of S02. */
import { describe, expect, it } from 'vitest';
import { ajouterJours, ajouterMois, estOuvrable, lendemain, reporter } from '../../domain/calendrier/calendrier.ts';
import { anniversaire } from '../../domain/paiements/montants.ts';
import type { DateCivile } from '../../domain/valeurs.ts';

const d = (texte: string) => texte as DateCivile;

describe('un délai en mois va de quantième à quantième (CNT-1, regles.md §15.5)', () => {
  it.each([
    ['la LI reçue le 31 décembre 2025', '2025-12-31', 2, '2026-02-28', '2026-03-02'],
    ['la LI reçue le 30 décembre 2025', '2025-12-30', 2, '2026-02-28', '2026-03-02'],
    ['la LI reçue le 29 décembre 2025', '2025-12-29', 2, '2026-02-28', '2026-03-02'],
    ['la LI reçue le 28 décembre 2025', '2025-12-28', 2, '2026-02-28', '2026-03-02'],
    ['la LI reçue le 31 décembre 2027', '2027-12-31', 2, '2028-02-29', '2028-02-29'],
    ['la LI reçue le 15 janvier 2026', '2026-01-15', 2, '2026-03-15', '2026-03-16'],
    ['la LI reçue le 1er septembre 2025', '2025-09-01', 2, '2025-11-01', '2025-11-03'],
    ['la LI reçue le 10 avril 2025', '2025-04-10', 2, '2025-06-10', '2025-06-10'],
    ['le PS, six mois après un dépôt du 31 août 2025', '2025-08-31', 6, '2026-02-28', '2026-03-02'],
    ['la signature, un mois après une validation du 31 janvier 2026', '2026-01-31', 1, '2026-02-28', '2026-03-02'],
    ['le terme du contrat d’amorçage signé le 30 avril 2025', '2025-04-30', 10, '2026-02-28', '2026-03-02'],
    ['la résiliation de la dotation reçue le 31 mars 2026', '2026-03-31', 1, '2026-04-30', '2026-04-30'],
    ['le remboursement après un effet du 31 décembre 2025', '2025-12-31', 2, '2026-02-28', '2026-03-02'],
    ['le remboursement après un effet du 31 mars 2026', '2026-03-31', 2, '2026-05-31', '2026-06-01'],
    ['les dix-huit mois d’une LI du 31 août 2025', '2025-08-31', 18, '2027-02-28', '2027-03-01'],
    ['le remboursement après un effet du 20 avril 2026', '2026-04-20', 2, '2026-06-20', '2026-06-22'],
  ])('%s : %s + %i mois = %s (reporté : %s)', (_, depart, mois, fin, reportee) => {
    expect(ajouterMois(d(depart), mois)).toBe(fin);
    expect(reporter(d(fin), '33')).toBe(reportee);
  });

  it.each([
    ['reçue le 16 mars 2026', '2026-03-16', '2026-03-31'],
    ['reçue le 18 décembre 2025', '2025-12-18', '2026-01-02'],
  ])(
    'une résiliation de l’amorçage %s prend effet quinze jours après, le jour de réception non compté',
    (_, recue, effet) => {
      expect(ajouterJours(d(recue), 15)).toBe(effet);
    },
  );

  it.each([
    ['2026-12-28', '2027-03-01'],
    ['2026-12-29', '2027-03-01'],
    ['2026-12-30', '2027-03-01'],
    ['2026-12-31', '2027-03-01'],
    ['2027-12-31', '2028-03-01'],
    ['2026-07-30', '2026-10-01'],
    ['2026-02-28', '2026-04-29'],
    ['2026-06-30', '2026-08-31'],
    ['2026-11-30', '2027-01-31'],
  ])('une LI complète le %s est réputée validée le %s (S02)', (complete, tacite) => {
    expect(lendemain(ajouterMois(d(complete), 2))).toBe(tacite);
  });

  it('chaque délai part de la date d’origine : 31 janvier + 2 mois = 31 mars, jamais 28 mars (CNT-5)', () => {
    expect(ajouterMois(d('2026-01-31'), 2)).toBe('2026-03-31');
    expect(ajouterMois(ajouterMois(d('2026-01-31'), 1), 1)).toBe('2026-03-28');
  });

  it('un contrat signé un 29 février retrouve le 29 aux années bissextiles', () => {
    expect([1, 2, 3, 4, 5].map((k) => anniversaire(d('2028-02-29'), k))).toEqual([
      '2029-02-28',
      '2030-02-28',
      '2031-02-28',
      '2032-02-29',
      '2033-02-28',
    ]);
  });

  it('les anniversaires d’un 28 février restent au 28, même en année bissextile', () => {
    expect([1, 2].map((k) => anniversaire(d('2027-02-28'), k))).toEqual(['2028-02-28', '2029-02-28']);
  });
});

describe('la fin de délai un jour chômé (DEC-03)', () => {
  it.each([
    ['un vendredi ouvré', '2026-03-13', '33', '2026-03-13'],
    ['un samedi', '2026-03-14', '33', '2026-03-16'],
    ['un dimanche', '2026-03-15', '33', '2026-03-16'],
    ['le lundi de Pâques', '2026-04-06', '33', '2026-04-07'],
    ['le samedi qui précède le lundi de Pâques', '2026-04-04', '33', '2026-04-07'],
    ['l’Ascension, un jeudi : le vendredi est ouvré', '2026-05-14', '33', '2026-05-15'],
    ['le lundi de Pentecôte', '2026-05-25', '33', '2026-05-26'],
    ['le 1er mai, un vendredi', '2026-05-01', '33', '2026-05-04'],
    ['le 25 décembre, un vendredi', '2026-12-25', '33', '2026-12-28'],
    ['le 1er janvier, un vendredi', '2027-01-01', '33', '2027-01-04'],
    ['le 26 décembre, ouvré même en Moselle', '2028-12-26', '57', '2028-12-26'],
    ['le vendredi saint, ouvré même dans le Bas-Rhin', '2026-04-03', '67', '2026-04-03'],
  ])('%s (%s, département %s) est reportée au %s', (_, date, departement, reportee) => {
    expect(reporter(d(date), departement)).toBe(reportee);
  });

  it.each([
    ['de Guadeloupe', '971', '2026-05-27'],
    ['de Martinique', '972', '2026-05-22'],
    ['de Guyane', '973', '2026-06-10'],
    ['de La Réunion', '974', '2027-12-20'],
    ['de Mayotte', '976', '2026-04-27'],
    ['de Saint-Barthélemy', '977', '2026-10-09'],
    ['de Saint-Martin', '978', '2026-05-28'],
  ])('l’abolition de l’esclavage est chômée au lieu %s (%s) le %s, et ouvrée ailleurs', (_, departement, date) => {
    expect(estOuvrable(d(date), departement)).toBe(false);
    expect(reporter(d(date), departement)).not.toBe(date);
    for (const ailleurs of [
      '33',
      '975',
      ...['971', '972', '973', '974', '976'].filter((autre) => autre !== departement),
    ])
      expect(estOuvrable(d(date), ailleurs), ailleurs).toBe(true);
  });
});
