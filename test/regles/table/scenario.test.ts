/** Scenario files: who they speak of, when, what the world answers, what is printed and what is expected of it. */
import { describe, expect, it } from 'vitest';
import type { Evenement } from '../../../domain/evenements.ts';
import {
  adherentsLe,
  dateEtape,
  labelDe,
  labels,
  ligneDe,
  ligneRefus,
  momentDe,
  mondeDe,
  premierInterdit,
  premierManquant,
  siegeDe,
  type Etape,
  type Scenario,
} from '../../../domain/simulation/scenario.ts';
import { d } from './dernier-acte.ts';

const etape = (reste: Partial<Etape> = {}): Etape => ({
  le: '2026-01-05',
  acteur: 'porteur',
  commande: 'deposer-lettre-intention',
  ...reste,
});
const scenario = (reste: Partial<Scenario> = {}): Scenario => ({ titre: 'Un cas', etapes: [etape()], ...reste });

describe('de qui et de quand parle une étape', () => {
  it('d’une seule ESS, « a », ou de celle qu’elle nomme ; chacune une fois, par ordre', () => {
    expect([labelDe(etape()), labelDe(etape({ ess: 'c' }))]).toEqual(['a', 'c']);
    expect(labels(scenario({ etapes: [etape({ ess: 'c' }), etape({ ess: 'b' }), etape({ ess: 'c' })] }))).toEqual([
      'b',
      'c',
    ]);
  });

  it('le siège est celui que dit l’entrée de cette ESS (DEC-01)', () => {
    const cas = scenario({
      etapes: [
        etape({ ess: 'b', donnees: { siege: '974' } }),
        etape(),
        etape({ donnees: { siege: 33 } }),
        etape({ donnees: { siege: '33' } }),
        etape({ donnees: { siege: '40' } }),
      ],
    });
    expect([siegeDe(cas, 'a'), siegeDe(cas, 'b'), siegeDe(cas, 'c')]).toEqual(['33', '974', '']);
  });

  it('une date est à midi, à l’heure du siège ; un instant, à lui-même', () => {
    expect(new Date(momentDe('2026-01-05', '33')).toISOString()).toBe('2026-01-05T11:00:00.000Z');
    expect(new Date(momentDe('2026-01-05', '974')).toISOString()).toBe('2026-01-05T08:00:00.000Z');
    expect(new Date(momentDe('2026-01-05T23:30:00+01:00', '33')).toISOString()).toBe('2026-01-05T22:30:00.000Z');
    expect(dateEtape('2026-01-05', '974')).toBe('2026-01-05');
    expect(dateEtape('2026-01-05T22:30:00Z', '974')).toBe('2026-01-06');
    expect(dateEtape('2026-01-05T22:30:00Z', '33')).toBe('2026-01-05');
  });

  it.each([
    'hier',
    '',
    '2026-01-05T10:00',
    'x2026-01-05T10:00:00Z',
    '2026-01-05T10:00:00Zx',
    '2026-13-05T10:00:00Z',
    '2026-01-05T10:00:00+1:00',
  ])('« %s » n’est ni l’une ni l’autre', (texte) => {
    expect(() => momentDe(texte, '33')).toThrow(
      new RangeError(`« ${texte} » n'est ni une date (aaaa-mm-jj) ni un instant ISO 8601.`),
    );
  });
});

describe('le monde d’un scénario', () => {
  it('ce qui est dit pour tous, sauf ce qui est dit pour une ESS', () => {
    const cas = scenario({
      monde: {
        adherents: { '2026-01-01': 10 },
        finess: '330000001',
        ess: { b: { adherents: [{ le: '2026-02-01', nombre: 20 }] }, c: { finess: 'c' } },
      },
    });
    expect(mondeDe(cas, 'a')).toStrictEqual({ adherents: { '2026-01-01': 10 }, finess: '330000001' });
    expect(mondeDe(cas, 'b')).toStrictEqual({ adherents: { '2026-02-01': 20 }, finess: '330000001' });
    expect(mondeDe(cas, 'c')).toStrictEqual({ adherents: { '2026-01-01': 10 }, finess: 'c' });
    expect(mondeDe(scenario(), 'a')).toStrictEqual({});
  });

  it('le dernier nombre d’adhérents donné ce jour-là ou avant ; zéro avant le premier (DEC-11)', () => {
    const monde = { adherents: { '2027-01-01': 30, '2026-01-01': 20 } };
    const le = (date: string) => adherentsLe(monde, d(date));
    expect([le('2025-12-31'), le('2026-01-01'), le('2026-12-31'), le('2027-01-01'), le('2030-01-01')]).toEqual([
      0, 20, 20, 30, 30,
    ]);
  });

  it('sans aucun adhérent, rien : la liste nominative compte (DEC-11)', () => {
    expect(adherentsLe({}, d('2026-01-01'))).toBeNull();
    expect(adherentsLe({ adherents: { '2026-01-01': 0 } }, d('2026-01-01'))).toBeNull();
    expect(adherentsLe({ adherents: { '2026-01-01': 0, '2027-01-01': 3 } }, d('2026-06-01'))).toBe(0);
  });
});

describe('ce qui est imprimé', () => {
  const evenement = (reste: object) =>
    ({
      regle: 'LI-01',
      acteur: 'ars',
      evenement: 'FinessAttribue',
      le: '2026-01-05',
      ...reste,
    }) as unknown as Evenement;
  const nommer = (ess: string) => `nom-${ess}`;
  const ligne = (reste: object, plusieurs: string | null = null, monde: object = {}) =>
    ligneDe(evenement(reste), plusieurs, monde, nommer);

  it('l’ESS s’il y en a plusieurs, la date, le fait, l’acteur, la règle, puis le reste par ordre', () => {
    expect(JSON.stringify(ligne({ zone: { b: 1, a: [{ d: 2, c: null }] }, motif: 'x' }, 'b'))).toBe(
      '{"ess":"b","le":"2026-01-05","evenement":"FinessAttribue","acteur":"ars","regle":"LI-01","motif":"x","zone":{"a":[{"c":null,"d":2}],"b":1}}',
    );
    expect(ligne({})).not.toHaveProperty('ess');
  });

  it('ni les avertissements, ni la fiche', () => {
    expect(ligne({ avertissements: [{}], fiche: 'x', motif: 'm' })).toStrictEqual({
      le: '2026-01-05',
      evenement: 'FinessAttribue',
      acteur: 'ars',
      regle: 'LI-01',
      motif: 'm',
    });
  });

  it('ni un numéro FINESS que le scénario n’a pas choisi', () => {
    const numero = '330000001';
    expect(ligne({ mode: 'automatique', numero })).not.toHaveProperty('numero');
    expect(ligne({ mode: 'automatique', numero }, null, { finess: numero })).toMatchObject({ numero });
    expect(ligne({ mode: 'manuel', numero })).toMatchObject({ numero });
    // Closed, it is the one that was given.
    const ferme = { evenement: 'FinessFerme', numero };
    expect(ligne(ferme)).not.toHaveProperty('numero');
    expect(ligne(ferme, null, { finess: numero })).toMatchObject({ numero });
  });

  it('les autres ESS par leur nom', () => {
    expect(ligne({ autres: ['x', 'y'] })).toMatchObject({ autres: ['nom-x', 'nom-y'] });
    expect(ligne({ autres: 'x' })).toMatchObject({ autres: 'x' });
  });

  it('un refus, de la même façon', () => {
    expect(JSON.stringify(ligneRefus('2026-01-05', 'ars', 'corriger', 'DEC-18', 'Non.', 'b'))).toBe(
      '{"ess":"b","le":"2026-01-05","evenement":"CommandeRefusee","acteur":"ars","regle":"DEC-18","commande":"corriger","phrase":"Non."}',
    );
    expect(ligneRefus('2026-01-05', 'ars', 'corriger', 'DEC-18', 'Non.', null)).not.toHaveProperty('ess');
  });
});

describe('ce qui est attendu', () => {
  const LIGNES = [{ n: 1, de: { a: 1, b: [2] } }, { n: 2 }, { n: 1 }, { n: 3 }];
  it('chaque ligne voulue, dans l’ordre ; d’autres peuvent être entre elles', () => {
    expect(premierManquant([], LIGNES)).toBe(-1);
    expect(premierManquant([{ n: 1 }, { n: 1 }, { n: 3 }], LIGNES)).toBe(-1);
    expect(premierManquant([{ n: 2 }, { n: 1 }, { n: 1 }], LIGNES)).toBe(2);
    expect(premierManquant([{ n: 3 }, { n: 2 }], LIGNES)).toBe(1);
    expect(premierManquant([{ n: 4 }], LIGNES)).toBe(0);
  });

  it('d’une ligne, les champs voulus seulement, quel que soit leur ordre', () => {
    expect(premierManquant([{ de: { b: [2], a: 1 } }], LIGNES)).toBe(-1);
    expect(premierManquant([{ de: { b: [2] } }], LIGNES)).toBe(0);
    expect(premierManquant([{ n: 1, de: null }], LIGNES)).toBe(0);
    expect(premierManquant([{}], LIGNES)).toBe(-1);
  });

  it('aucune ligne interdite', () => {
    expect(premierInterdit([], LIGNES)).toBe(-1);
    expect(premierInterdit([{ n: 4 }, { n: 1, de: 2 }], LIGNES)).toBe(-1);
    expect(premierInterdit([{ n: 4 }, { n: 2 }], LIGNES)).toBe(1);
  });
});
