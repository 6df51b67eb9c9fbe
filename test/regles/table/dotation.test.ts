/** The dotation: what is due by cycle, and the amount that people fix below ten adherents (DOT-07, DEC-09). */
import { describe, expect, it } from 'vitest';
import type { Etat } from '../../../domain/etat.ts';
import { centimes } from '../../../domain/valeurs.ts';
import { ORDONNE, compte, dote, phrase, premier, sur } from './paiement-essai.ts';
import { d } from './dernier-acte.ts';
import type { Acte } from './etats.ts';
import { paiementsAttendus, paiementsExigibles } from '../../../domain/paiements/attendus.ts';

const deLaDotation = (etat: Etat) =>
  paiementsAttendus(etat)
    .filter(({ cle }) => cle.startsWith('dotation'))
    .map(({ cle, montantCentimes }) => [cle, montantCentimes]);
const montant = (approuve: boolean, euros = 30_000) => ({ montantCentimes: centimes(euros * 100), approuve });

describe('ce qui est dû sur la dotation', () => {
  it('un paiement par cycle compté, rien sans contrat en cours (DOT-07)', () => {
    expect(deLaDotation(compte({ '1': 37, '2': 10 }))).toEqual([
      ['dotation-1', 6_500_000],
      ['dotation-2', 5_000_000],
    ]);
    expect(deLaDotation(compte({ '1': 37 }, { dotation: { ...dote().dotation, concluLe: null } }))).toEqual([]);
    expect(deLaDotation(compte({ '1': 37 }, { dotation: { ...dote().dotation, fin: 'resilie' } }))).toEqual([]);
  });

  it('sous dix adhérents, le montant fixé ne vaut qu’approuvé (DEC-09)', () => {
    expect(deLaDotation(compte({ '1': 9 }))).toEqual([['dotation-1', null]]);
    expect(deLaDotation(compte({ '1': 9 }, { montantsFixes: { '1': montant(false) } }))).toEqual([
      ['dotation-1', null],
    ]);
    expect(deLaDotation(compte({ '1': 9 }, { montantsFixes: { '1': montant(true) } }))).toEqual([
      ['dotation-1', 3_000_000],
    ]);
    expect(paiementsExigibles(compte({ '1': 9 }), d('2026-05-10'))).toEqual([]);
  });
});

describe('le montant fixé sous dix adhérents (DEC-09)', () => {
  const fixer = (donnees: object = {}): Acte => [
    '2026-05-10',
    'caisse',
    'fixer-montant-dotation',
    { montantCentimes: 3_000_000, motif: 'Territoire peu doté.', ...donnees },
  ];
  const approuver = (donnees: object = {}): Acte => ['2026-05-10', 'ars', 'approuver-montant-dotation', donnees];

  it.each<[number, unknown]>([
    [0, ['regle', 'DEC-09']],
    [1, 'accepté'],
    [5_000_000, 'accepté'],
    [5_000_001, ['regle', 'DEC-09']],
  ])('%i centimes', (montantCentimes, attendu) => {
    expect(sur(compte({ '1': 9 }), fixer({ montantCentimes }))).toEqual(attendu);
  });
  it('il est motivé, dit en euros quand il est refusé, et jamais daté d’avant le dénombrement', () => {
    expect(sur(compte({ '1': 9 }), fixer({ motif: ' ' }))).toEqual(['regle', 'DEC-09']);
    expect(phrase(compte({ '1': 9 }), fixer({ montantCentimes: 5_000_001 }))).toContain('50 000,00 €');
    const [, acteur, commande, donnees = {}] = fixer();
    expect(sur(compte({ '1': 9 }), ['2026-05-03', acteur, commande, donnees], '2026-05-10')).toEqual([
      'regle',
      'DEC-18',
    ]);
  });

  it.each<[string, () => Etat, object, string]>([
    ['le seul', () => compte({ '1': 9 }), {}, 'dotation-1'],
    ['le plus ancien', () => compte({ '1': 9, '2': 8 }), {}, 'dotation-1'],
    ['celui qui est nommé', () => compte({ '1': 9, '2': 8 }), { paiement: 'dotation-2' }, 'dotation-2'],
    ['jamais un cycle de dix adhérents', () => compte({ '1': 10, '2': 8 }), {}, 'dotation-2'],
    [
      'jamais un cycle déjà ordonnancé',
      () => compte({ '1': 9, '2': 8 }, { paiements: { 'dotation-1': ORDONNE } }),
      {},
      'dotation-2',
    ],
  ])('le cycle à fixer est %s', (_, etat, donnees, paiement) => {
    expect(premier(etat(), fixer(donnees))).toMatchObject({ regle: 'DEC-09', paiement, montantCentimes: 3_000_000 });
  });
  it('sans cycle à fixer, c’est refusé', () => {
    expect(sur(compte({ '1': 10 }), fixer())).toEqual(['etat', 'DEC-09']);
    expect(phrase(compte({ '1': 10 }), fixer())).toContain("qu'en dessous de dix");
  });

  it('l’ARS approuve le montant fixé, celui-là, une fois', () => {
    const deux = compte({ '1': 9, '2': 8 }, { montantsFixes: { '2': montant(false) } });
    expect(premier(deux, approuver())).toMatchObject({ paiement: 'dotation-2', montantCentimes: 3_000_000 });
    expect(sur(compte({ '1': 9 }), approuver())).toEqual(['etat', 'DEC-09']);
    expect(phrase(compte({ '1': 9 }), approuver())).toContain("n'attend d'approbation");
    const fait = compte({ '1': 9 }, { montantsFixes: { '1': montant(true) }, paiements: {}, pieces: {} });
    expect(sur(fait, approuver())).toEqual(['etat', 'DEC-09']);
    expect(phrase(fait, approuver())).toContain('déjà approuvé');
  });
});
