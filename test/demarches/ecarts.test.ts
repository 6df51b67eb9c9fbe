/** Where Démarche Numérique and a case do not say the same. */
import { describe, expect, test } from 'vitest';
import { compare, type Compared } from '../../records/demarches/differences.ts';

const ACCORD: Compared = {
  numero: 7,
  ess: 'ess-33-00000000',
  nature: 'lettre-intention',
  etat: 'en_instruction',
  deposeLe: new Date('2026-03-03T22:59:59Z'),
  decideLe: null,
  decideParNous: false,
  siege: '33',
  deposeIci: '2026-03-03',
  sens: null,
  decideIci: null,
  close: false,
};
const ecarts = (change: Partial<Compared>) => compare({ ...ACCORD, ...change }).map(({ phrase }) => phrase);
const VALIDEE = { sens: 'validee', decideIci: '2026-04-01' };
const REFUSE_LA_BAS = { etat: 'refuse', decideLe: new Date('2026-04-01T09:00:00Z') } as const;

describe('aucun écart', () => {
  test.each<[string, Partial<Compared>]>([
    ['en instruction des deux côtés', {}],
    ['déposée à Paris le soir, au siège outre-mer le lendemain', { siege: '974', deposeIci: '2026-03-04' }],
    [
      'acceptée des deux côtés par nous, un autre jour : le silence',
      { ...VALIDEE, etat: 'accepte', decideLe: new Date('2026-05-20T09:00:00Z'), decideParNous: true },
    ],
    ['refusée par un agent, reprise à son jour', { ...REFUSE_LA_BAS, sens: 'refusee', decideIci: '2026-04-01' }],
    ['une renonciation, classée sans suite', { etat: 'sans_suite', close: true }],
    ['expirée après sa décision', { ...VALIDEE, etat: 'expire' }],
  ])('%s', (_, change) => {
    expect(ecarts(change)).toEqual([]);
  });
});

describe('un écart', () => {
  test.each<[string, Partial<Compared>, string]>([
    [
      'le jour du dépôt',
      { deposeIci: '2026-03-04' },
      'Déposé le 3 mars 2026 dans Démarche Numérique, le 4 mars 2026 ici.',
    ],
    ['refusée là-bas seulement', REFUSE_LA_BAS, 'Refusé dans Démarche Numérique, sans décision ici.'],
    ['décidée ici seulement', VALIDEE, 'Accepté ici, sans décision dans Démarche Numérique.'],
    ['deux décisions contraires', { ...REFUSE_LA_BAS, ...VALIDEE }, 'Refusé dans Démarche Numérique, accepté ici.'],
    ['sans suite là-bas', { etat: 'sans_suite' }, 'Classé sans suite dans Démarche Numérique, sans décision ici.'],
    ['close ici seulement', { close: true }, 'Clos ici, encore ouvert dans Démarche Numérique.'],
    [
      'le jour de la décision d’un agent',
      { ...REFUSE_LA_BAS, sens: 'refusee', decideIci: '2026-04-02' },
      'Décidé le 1er avril 2026 dans Démarche Numérique, le 2 avril 2026 ici.',
    ],
    [
      'retirée avant toute décision',
      { etat: 'retire' },
      'Retiré dans Démarche Numérique, et le dossier suit son cours ici.',
    ],
  ])('%s', (_, change, phrase) => {
    expect(ecarts(change)).toEqual([phrase]);
  });
});
