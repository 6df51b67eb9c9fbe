/** The caisses, and which one a seat has: DEC-66. */
import { describe, expect, it } from 'vitest';
import {
  CAISSES,
  caisseUnique,
  caissesDe,
  departementsDe,
  estCaisse,
  nomCaisse,
} from '../../../domain/creation/caisses.ts';
import { REGIONS } from '../../../domain/creation/regions.ts';
import { etatInitial } from '../../../domain/etat.ts';
import type { Acte } from './etats.ts';
import { codeCourt } from '../../../tresorerie/lot.ts';
import { phrase, premier, sur } from './paiement-essai.ts';

const DEPARTEMENTS = REGIONS.flatMap(({ departements }) => departements);
const metropole = (code: string) => !/^9[78]/.test(code);
const deposer = (siege: string, caisse?: string): Acte => [
  '2026-01-10',
  'porteur',
  'deposer-lettre-intention',
  { specialites: ['dermatologie'], departements: [siege], siege, ...(caisse === undefined ? {} : { caisse }) },
];
const declarer = (siege: string, caisse?: string): Acte => [
  '2026-01-10',
  'ars',
  'declarer-ess-existante',
  {
    specialites: ['dermatologie'],
    departements: [siege],
    siege,
    regime: 'en-fonctionnement-conforme',
    ...(caisse === undefined ? {} : { caisse }),
  },
];
const neuf = () => etatInitial('ess-1');

describe('la liste des caisses', () => {
  it('102 caisses primaires pour les 96 départements de métropole, dont la caisse commune de la Lozère', () => {
    const primaires = CAISSES.filter(({ departements }) => departements.every(metropole));
    expect(primaires).toHaveLength(102);
    expect(
      primaires.map(({ nom }) => nom).filter((nom) => !nom.startsWith("Caisse primaire d'assurance maladie ")),
    ).toEqual(['Caisse commune de sécurité sociale de la Lozère']);
    expect(new Set(primaires.flatMap(({ departements }) => departements)).size).toBe(96);
  });

  it('une caisse générale de 971 à 974, une caisse propre à 975 et à 976', () => {
    expect(CAISSES.filter(({ departements }) => !departements.every(metropole)).map(({ code }) => code)).toEqual([
      'guadeloupe',
      'martinique',
      'guyane',
      'la-reunion',
      'saint-pierre-et-miquelon',
      'mayotte',
    ]);
    expect(departementsDe('guadeloupe')).toEqual(['971', '977', '978']);
    expect(caisseUnique('978')).toBe('guadeloupe');
    expect(nomCaisse('mayotte')).toBe('Caisse de sécurité sociale de Mayotte');
  });

  it('chaque département a la sienne, plusieurs dans quatre d’entre eux', () => {
    const plusieurs = DEPARTEMENTS.filter((code) => caissesDe(code).length !== 1);
    expect(plusieurs.toSorted()).toEqual(['59', '62', '64', '76']);
    expect(plusieurs.toSorted().map((code) => caissesDe(code).map((caisse) => caisse.code))).toEqual([
      ['lille-douai', 'roubaix-tourcoing', 'hainaut', 'flandres'],
      ['artois', 'cote-d-opale'],
      ['bayonne', 'pau-pyrenees'],
      ['rouen-elbeuf-dieppe', 'le-havre'],
    ]);
    expect([caisseUnique('33'), caisseUnique('59'), caisseUnique('99')]).toEqual(['gironde', '', '']);
  });

  it('chaque code est unique, en minuscules sans accents', () => {
    const codes = CAISSES.map(({ code }) => code);
    expect(new Set(codes).size).toBe(codes.length);
    expect(new Set(codes.map(codeCourt)).size).toBe(codes.length);
    for (const code of codes) expect(code).toMatch(/^[a-z]+(-[a-z]+)*$/);
    expect([estCaisse('gironde'), estCaisse('33'), nomCaisse('33')]).toEqual([true, false, '33']);
  });
});

describe('la caisse d’un siège', () => {
  it.each([deposer, declarer])('déduite là où il n’y en a qu’une, acceptée quand elle est nommée', (acte) => {
    expect(premier(neuf(), acte('33'))).toMatchObject({ siege: '33', caisse: 'gironde' });
    expect(premier(neuf(), acte('33', 'gironde'))).toMatchObject({ caisse: 'gironde' });
    expect(premier(neuf(), acte('59', 'roubaix-tourcoing'))).toMatchObject({ caisse: 'roubaix-tourcoing' });
  });

  it.each([deposer, declarer])(
    'refusée sans elle là où il y en a plusieurs, avec leurs noms et leurs codes',
    (acte) => {
      expect(sur(neuf(), acte('59'))).toEqual(['donnees', 'DEC-66']);
      const dit = phrase(neuf(), acte('59'));
      expect(dit).toContain('quatre caisses');
      for (const { code, nom } of caissesDe('59')) expect(dit).toContain(`${nom} (« ${code} »)`);
    },
  );

  it.each([deposer, declarer])('refusée quand elle n’est pas de ce département, ou n’existe pas', (acte) => {
    expect(sur(neuf(), acte('33', 'landes'))).toEqual(['donnees', 'DEC-66']);
    expect(phrase(neuf(), acte('33', 'landes'))).toContain('des Landes');
    expect(sur(neuf(), acte('33', '33'))).toEqual(['donnees', 'DEC-66']);
    expect(phrase(neuf(), acte('33', '33'))).toContain('« gironde »');
  });
});
