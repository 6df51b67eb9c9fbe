/** The civil date is the seat's (DEC-01); what is read and written of dates and instants. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  annee,
  dateDe,
  enToutesLettres,
  fuseau,
  heureLocale,
  lendemain,
  lireDate,
  lireInstant,
  minuit,
  plusTard,
  plusTot,
} from '../../domain/calendrier/calendrier.ts';
import { instant, type DateCivile } from '../../domain/valeurs.ts';
import { enJours, enTexte, type Jour } from './proprietes/independant.ts';

const d = (texte: string) => texte as DateCivile;
/** Days from 1 January 2024 to 31 December 2060. */
const JOURS: fc.Arbitrary<Jour> = fc.integer({ min: enJours(2024, 1, 1), max: enJours(2060, 12, 31) });
const iso = (texte: string) => instant(Date.parse(texte));

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
      fc.property(JOURS, fc.constantFrom(...sieges), (jour, siege) => {
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
