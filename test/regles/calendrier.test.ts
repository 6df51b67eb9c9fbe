/**
 * Civil dates (DEC-01…03, CNT-1…7): the tables of regles.md §15.5 and of S02, then a second formulation of the same
 * rules, written from their text with integers only, compared with the first over random dates.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  ajouterJours,
  ajouterMois,
  annee,
  dateDe,
  enToutesLettres,
  estOuvrable,
  fuseau,
  heureLocale,
  joursEntre,
  lendemain,
  lireDate,
  lireInstant,
  minuit,
  plusTard,
  plusTot,
  reporter,
} from '../../domain/calendrier.ts';
import { estFerie } from '../../domain/jours-feries.ts';
import { anniversaire } from '../../domain/montants.ts';
import { instant, type DateCivile } from '../../domain/valeurs.ts';
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
const iso = (texte: string) => instant(Date.parse(texte));

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

describe('la date civile est celle du siège (DEC-01)', () => {
  it.each([
    ['971', 'America/Guadeloupe'],
    ['972', 'America/Martinique'],
    ['973', 'America/Cayenne'],
    ['974', 'Indian/Reunion'],
    ['975', 'America/Miquelon'],
    ['976', 'Indian/Mayotte'],
    ['977', 'America/Guadeloupe'],
    ['978', 'America/Guadeloupe'],
    ['33', 'Europe/Paris'],
    ['2A', 'Europe/Paris'],
    ['', 'Europe/Paris'],
  ])('un siège au %s vit à l’heure de %s', (departement, zone) => {
    expect(fuseau(departement)).toBe(zone);
  });

  it.each([
    ['971', '2026-03-17T03:59:59Z', '2026-03-16'],
    ['971', '2026-03-17T04:00:00Z', '2026-03-17'],
    ['972', '2026-03-17T03:59:59Z', '2026-03-16'],
    ['973', '2026-03-17T02:59:59Z', '2026-03-16'],
    ['973', '2026-03-17T03:00:00Z', '2026-03-17'],
    ['974', '2026-03-16T19:59:59Z', '2026-03-16'],
    ['974', '2026-03-16T21:30:00Z', '2026-03-17'],
    ['975', '2026-03-17T01:59:59Z', '2026-03-16'],
    ['975', '2026-01-17T02:59:59Z', '2026-01-16'],
    ['976', '2026-03-16T20:59:59Z', '2026-03-16'],
    ['976', '2026-03-16T21:00:00Z', '2026-03-17'],
    ['33', '2026-03-16T22:59:59Z', '2026-03-16'],
    ['33', '2026-03-16T23:00:00Z', '2026-03-17'],
    ['33', '2026-07-16T22:00:00Z', '2026-07-17'],
  ])('au %s, l’instant %s est le %s', (departement, moment, date) => {
    expect(dateDe(iso(moment), fuseau(departement))).toBe(date);
  });

  it.each([
    ['Paris en hiver', '33', '2026-01-15', '2026-01-14T23:00:00Z'],
    ['Paris en été', '33', '2026-07-15', '2026-07-14T22:00:00Z'],
    ['le jour où Paris avance', '33', '2026-03-29', '2026-03-28T23:00:00Z'],
    ['le lendemain', '33', '2026-03-30', '2026-03-29T22:00:00Z'],
    ['le jour où Paris recule', '33', '2026-10-25', '2026-10-24T22:00:00Z'],
    ['le lendemain', '33', '2026-10-26', '2026-10-25T23:00:00Z'],
    ['le jour où Miquelon avance', '975', '2026-03-08', '2026-03-08T03:00:00Z'],
    ['le lendemain', '975', '2026-03-09', '2026-03-09T02:00:00Z'],
    ['La Réunion, toute l’année', '974', '2026-05-18', '2026-05-17T20:00:00Z'],
  ])('minuit existe : %s (%s), le %s commence à %s', (_, departement, date, moment) => {
    expect(minuit(d(date), fuseau(departement))).toBe(iso(moment));
  });

  it('une heure locale est celle du siège, en hiver comme en été', () => {
    expect(heureLocale(d('2026-01-15'), '12:00', 'Europe/Paris')).toBe(iso('2026-01-15T11:00:00Z'));
    expect(heureLocale(d('2026-07-15'), '12:00', 'Europe/Paris')).toBe(iso('2026-07-15T10:00:00Z'));
    expect(heureLocale(d('2026-07-15'), '12:00', 'Indian/Reunion')).toBe(iso('2026-07-15T08:00:00Z'));
  });

  it('chaque jour commence à son minuit et finit juste avant celui du lendemain, partout, de 2024 à 2060', () => {
    const sieges = ['33', '971', '972', '973', '974', '975', '976', '977', '978'];
    fc.assert(
      fc.property(jours, fc.constantFrom(...sieges), (jour, siege) => {
        const zone = fuseau(siege);
        const date = d(enTexte(jour));
        const debut = minuit(date, zone);
        const fin = minuit(lendemain(date), zone);
        expect(dateDe(debut, zone)).toBe(date);
        expect(dateDe(instant(debut - 1), zone)).not.toBe(date);
        expect(dateDe(instant(fin - 1), zone)).toBe(date);
        expect([23, 24, 25]).toContain((fin - debut) / 3_600_000);
      }),
    );
  });
});

describe('lireDate ne lit que des dates qui existent', () => {
  it.each(['2026-01-31', '2028-02-29', '2000-02-29', '2026-12-31'])('%s se lit', (texte) => {
    expect(lireDate(texte)).toBe(texte);
  });

  it.each([
    '2026-02-29',
    '2026-02-30',
    '2100-02-29',
    '2026-04-31',
    '2026-13-01',
    '2026-00-10',
    '2026-01-00',
    '2026-1-5',
    '26-01-05',
    '20260105',
    '05/01/2026',
    '2026-01-05T00:00:00Z',
    '2026-01-05T10:00',
    '2026-01-05[Europe/Paris]',
    ' 2026-01-05',
    '2026-01-05 ',
    '+002026-01-05',
    'demain',
    '',
  ])('« %s » ne se lit pas', (texte) => {
    expect(lireDate(texte)).toBeUndefined();
  });
});

describe('lireInstant ne lit que des instants avec leur décalage', () => {
  it('lit un instant UTC ou décalé', () => {
    expect(lireInstant('2026-03-16T21:30:00Z')).toBe(iso('2026-03-16T21:30:00Z'));
    expect(lireInstant('2026-03-17T01:30:00+04:00')).toBe(iso('2026-03-16T21:30:00Z'));
  });
  it.each(['2026-03-16', '2026-03-16T21:30:00', '2026-02-30T00:00:00Z', 'hier', ''])(
    '« %s » ne se lit pas',
    (texte) => {
      expect(lireInstant(texte)).toBeUndefined();
    },
  );
});

describe('les petites fonctions', () => {
  it('plusTard et plusTot choisissent entre deux dates, dans les deux ordres', () => {
    const [avant, apres] = [d('2026-03-31'), d('2026-04-01')];
    expect([plusTard(avant, apres), plusTard(apres, avant)]).toEqual([apres, apres]);
    expect([plusTot(avant, apres), plusTot(apres, avant)]).toEqual([avant, avant]);
  });
  it('annee lit l’année', () => {
    expect(annee(d('2031-12-31'))).toBe(2031);
  });
  it.each([
    ['2026-01-01', '1er janvier 2026'],
    ['2026-02-11', '11 février 2026'],
    ['2026-03-16', '16 mars 2026'],
    ['2026-04-02', '2 avril 2026'],
    ['2026-05-31', '31 mai 2026'],
    ['2026-06-21', '21 juin 2026'],
    ['2026-07-14', '14 juillet 2026'],
    ['2026-08-01', '1er août 2026'],
    ['2026-09-30', '30 septembre 2026'],
    ['2026-10-10', '10 octobre 2026'],
    ['2026-11-11', '11 novembre 2026'],
    ['2026-12-25', '25 décembre 2026'],
  ])('%s se lit « %s »', (date, lettres) => {
    expect(enToutesLettres(d(date))).toBe(lettres);
  });
});

/** Days from 1 January 2024 to 31 December 2060. */
const jours: fc.Arbitrary<Jour> = fc.integer({ min: enJours(2024, 1, 1), max: enJours(2060, 12, 31) });
const departements = fc.constantFrom('33', '2B', '67', '971', '972', '973', '974', '975', '976', '977', '978');

describe('une seconde formulation, écrite depuis le texte des règles avec des entiers, dit la même chose', () => {
  it('les mois (CNT-1, art. 641 CPC)', () => {
    fc.assert(
      fc.property(jours, fc.integer({ min: 0, max: 120 }), (jour, mois) => {
        expect(ajouterMois(d(enTexte(jour)), mois)).toBe(enTexte(decalerMois(jour, mois)));
      }),
      { numRuns: 2000 },
    );
  });

  it('les jours (CNT-2), dans les deux sens', () => {
    fc.assert(
      fc.property(jours, fc.integer({ min: -400, max: 2000 }), (jour, n) => {
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
      fc.property(jours, departements, (jour, departement) => {
        const ouvrable = jourDeLaSemaine(jour) <= 5 && !estFerieDApresLaLoi(jour, departement);
        expect(estOuvrable(d(enTexte(jour)), departement)).toBe(ouvrable);
        expect(reporter(d(enTexte(jour)), departement)).toBe(enTexte(jourSuivantOuvrable(jour, departement)));
      }),
      { numRuns: 2000 },
    );
  });

  it('l’ordre des textes est l’ordre des dates', () => {
    fc.assert(
      fc.property(jours, jours, (a, b) => {
        expect(d(enTexte(a)) < d(enTexte(b))).toBe(a < b);
      }),
    );
  });
});
