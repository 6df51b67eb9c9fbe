/** The closed list of specialties, their codes and their other names: DEC-62, GEN-02. */
import { describe, expect, it } from 'vitest';
import {
  SPECIALITES,
  exigerSpecialites,
  libelleSpecialite,
  specialiteDe,
  specialitesProches,
} from '../../../domain/lettre-intention/specialites.ts';
import { etatInitial } from '../../../domain/etat.ts';
import type { Acte } from './etats.ts';
import { phrase, premier, sur } from './paiement-essai.ts';

const deposer = (...specialites: string[]): Acte => [
  '2026-01-10',
  'porteur',
  'deposer-lettre-intention',
  { specialites, departements: ['33'], siege: '33' },
];
const neuf = () => etatInitial('ess-1');

describe('la liste', () => {
  it('chaque slug, chaque code SM et chaque nom n’y est qu’une fois', () => {
    const slugs = SPECIALITES.map(({ slug }) => slug);
    const codes = SPECIALITES.flatMap((une) => une.codes);
    expect(new Set(slugs).size).toBe(slugs.length);
    expect(new Set(codes).size).toBe(codes.length);
    for (const code of codes) expect(code).toMatch(/^SM\d\d$/);
    for (const { slug, codes: propres, libelle, synonymes } of SPECIALITES)
      for (const nom of [slug, libelle, ...propres, ...synonymes]) expect(specialiteDe(nom), nom).toBe(slug);
  });

  it('chaque code publié, de SM01 à SM95, est d’une spécialité, la médecine générale exceptée', () => {
    const publies = Array.from({ length: 95 }, (_, rang) => `SM${String(rang + 1).padStart(2, '0')}`);
    const sans = publies.filter((code) => specialiteDe(code) === undefined);
    expect(sans).toEqual(['SM26', 'SM53', 'SM54']);
    expect(SPECIALITES.flatMap(({ codes }) => codes).filter((code) => !publies.includes(code))).toEqual([]);
  });

  it('la médecine générale n’en est pas (GEN-02)', () => {
    for (const nom of ['medecine-generale', 'SM26', 'SM53', 'SM54', 'médecin généraliste'])
      expect(specialiteDe(nom), nom).toBeUndefined();
    for (const nom of ['medecine-generale', 'SM54']) expect(sur(neuf(), deposer(nom))).toEqual(['regle', 'GEN-02']);
  });
});

describe('le nom donné', () => {
  it.each([
    ['dermatologie', 'dermatologie'],
    ['SM15', 'dermatologie'],
    ['sm15', 'dermatologie'],
    ['Dermatologie et vénéréologie', 'dermatologie'],
    ['rhumatologue', 'rhumatologie'],
    ['Pédiatre', 'pediatrie'],
    ['ORL', 'oto-rhino-laryngologie'],
    ['endocrinologie', 'endocrinologie-diabetologie'],
    ['cardiologue', 'cardiologie'],
    ['SM60', 'medecine-legale'],
    ['SM62', 'endocrinologie-diabetologie'],
    ['SM64', 'biologie-medicale'],
    ['SM73', 'cardiologie'],
    ['Médecine cardiovasculaire', 'cardiologie'],
    ['SM92', 'psychiatrie-de-l-enfant-et-de-l-adolescent'],
  ])('« %s » est %s, et le dossier garde ce nom-là', (donne, slug) => {
    expect(premier(neuf(), deposer(donne))).toMatchObject({ specialites: [slug] });
  });

  it('deux noms d’une même spécialité n’en font qu’une : aucune dérogation', () => {
    expect(exigerSpecialites(['SM48', 'rhumatologue'])).toEqual(['rhumatologie']);
    expect(premier(neuf(), deposer('rhumatologie', 'SM48'))).toMatchObject({
      specialites: ['rhumatologie'],
      derogationRequise: false,
    });
  });

  it('inconnu, il est refusé avec les plus proches', () => {
    expect(sur(neuf(), deposer('dermathologie'))).toEqual(['donnees', 'DEC-62']);
    expect(phrase(neuf(), deposer('dermathologie'))).toContain('Dermatologie et vénéréologie (« dermatologie »)');
    expect(specialitesProches('rumatologue')[0]?.slug).toBe('rhumatologie');
    expect(specialitesProches('gastro')[0]?.slug).toBe('gastro-enterologie-hepatologie');
    expect(
      sur(neuf(), [
        '2026-01-10',
        'ars',
        'declarer-ess-existante',
        { specialites: ['zoologie'], departements: ['33'], siege: '33', regime: 'en-fonctionnement-conforme' },
      ]),
    ).toEqual(['donnees', 'DEC-62']);
  });

  it('un libellé pour chaque slug', () => {
    expect(libelleSpecialite('pediatrie')).toBe('Pédiatrie');
    expect(libelleSpecialite('zoologie')).toBe('zoologie');
  });
});
