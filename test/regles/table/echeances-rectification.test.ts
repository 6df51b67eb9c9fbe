/** DEC-29, DEC-34 — the last days of what waits for a confirmation, or for an agreement; whom they wait for. */
import { describe, expect, it } from 'vitest';
import type { Etat } from '../../../domain/etat.ts';
import { datesAConfirmer, echeancesRectification } from '../../../domain/rectification/echeances.ts';
import { d } from './dernier-acte.ts';
import { ACTES, vivre } from './etats.ts';

const declaree = (saisiLe: string) => ({ declareLe: d('2026-01-30'), saisiLe: d(saisiLe) });
const avec = (changement: Partial<Etat>): Etat => ({ ...vivre(ACTES.CREATION, '2026-02-10').etat, ...changement });
/** Two of the 10th, one of the 5th: fifteen days each. */
const TROIS = { 5: declaree('2026-02-10'), 3: declaree('2026-02-10'), 4: declaree('2026-02-05') };

describe('les dates que le porteur a déclarées (DEC-29)', () => {
  it('se confirment dans les quinze jours de leur saisie, la plus ancienne d’abord', () => {
    expect(datesAConfirmer(avec({ aConfirmer: TROIS }))).toEqual([
      { rang: 4, limite: '2026-02-20' },
      { rang: 3, limite: '2026-02-25' },
      { rang: 5, limite: '2026-02-25' },
    ]);
    expect(datesAConfirmer(avec({ aConfirmer: {} }))).toEqual([]);
  });

  it.each<[string, Partial<Etat>, readonly string[]]>([
    ['la plus ancienne', { aConfirmer: TROIS }, ['2026-02-20']],
    [
      'dépassée, la suivante',
      { aConfirmer: TROIS, depassees: { 'confirmation-date': d('2026-02-20') } },
      ['2026-02-25'],
    ],
    ['toutes dépassées, aucune', { aConfirmer: TROIS, depassees: { 'confirmation-date': d('2026-02-25') } }, []],
    ['rien à confirmer, aucune', { aConfirmer: {} }, []],
  ])('alertent les deux autorités : %s', (_, changement, expire) => {
    const trouvees = [...echeancesRectification(avec(changement))];
    expect(trouvees.map((une) => une.expire)).toEqual(expire);
    for (const une of trouvees)
      expect(une).toMatchObject({
        cle: 'confirmation-date',
        regle: 'DEC-29',
        effet: 'alerte',
        attendu: ['ars', 'caisse'],
      });
  });
});

describe('la rectification proposée (DEC-34)', () => {
  it.each([
    ['caisse', 'ars'],
    ['ars', 'caisse'],
  ] as const)('par %s attend %s, jusqu’au jour qu’elle dit', (proposeePar, autre) => {
    const rectification = { rang: 9, proposeePar, dateLimite: d('2026-03-10') };
    expect([...echeancesRectification(avec({ rectification }))]).toMatchObject([
      {
        cle: 'rectification',
        expire: '2026-03-10',
        regle: 'DEC-34',
        effet: 'alerte',
        attendu: [autre],
        calcul: {
          depart: { evenement: 'RectificationProposee', le: '2026-03-10' },
          etapes: [{ evenement: 'RectificationProposee', regle: 'DEC-34', resultat: '2026-03-10' }],
        },
      },
    ]);
    expect([...echeancesRectification(avec({ rectification: null }))]).toEqual([]);
  });
});
