/** Which year's dotation the caisse fixes by hand, and which the ARS approves: DEC-09. */
import { describe, expect, it } from 'vitest';
import { lireDroit } from '../../../domain/lire-droit.ts';
import { centimes } from '../../../domain/valeurs.ts';
import { d } from './dernier-acte.ts';
import type { Acte } from './etats.ts';
import { compte, phrase, premier, sur } from './paiement-essai.ts';

const LE = '2026-05-10';
const fixer = (donnees: object = {}): Acte => [
  LE,
  'caisse',
  'fixer-montant-dotation',
  { montantCentimes: 3_000_000, motif: 'Territoire peu doté.', ...donnees },
];
const approuver = (donnees: object = {}): Acte => [LE, 'ars', 'approuver-montant-dotation', donnees];
const fixe = (approuve = false) => ({ montantCentimes: centimes(3_000_000), approuve, fixeLe: d('2026-05-08') });

describe('la caisse fixe', () => {
  it('sous dix adhérents seulement', () => {
    expect(sur(compte({ '1': 10 }), fixer())).toEqual(['etat', 'DEC-09']);
    expect(phrase(compte({ '1': 10 }), fixer())).toBe(
      "Aucune dotation n'est à fixer : le montant ne se fixe qu'en dessous de dix adhérents.",
    );
    expect(premier(compte({ '1': 10, '2': 9 }), fixer())).toMatchObject({ paiement: 'dotation-2' });
  });
  it('l’année qu’elle nomme, sinon la plus ancienne', () => {
    const deux = compte({ '1': 9, '2': 8 });
    expect(premier(deux, fixer())).toMatchObject({ paiement: 'dotation-1' });
    expect(premier(deux, fixer({ paiement: 'dotation-2' }))).toMatchObject({ paiement: 'dotation-2' });
    expect(sur(deux, fixer({ paiement: 'dotation-3' }))).toEqual(['etat', 'DEC-09']);
  });
});

describe('le montant', () => {
  const DIT = 'Le montant fixé doit être positif et ne peut dépasser';
  it.each<[number, unknown]>([
    [0, ['regle', 'DEC-09']],
    [1, 'accepté'],
    [5_000_000, 'accepté'],
    [5_000_001, ['regle', 'DEC-09']],
  ])('%i centimes : de plus de rien jusqu’à 50 000 €', (montantCentimes, attendu) => {
    expect(sur(compte({ '1': 9 }), fixer({ montantCentimes }))).toEqual(attendu);
  });
  it('de rien, ou de trop, est refusé, avec la limite', () => {
    for (const montantCentimes of [0, 5_000_001])
      expect(phrase(compte({ '1': 9 }), fixer({ montantCentimes }))).toContain(`${DIT} 50`);
  });
  it('a ses raisons', () => {
    expect(sur(compte({ '1': 9 }), fixer({ motif: '' }))).toEqual(['regle', 'DEC-09']);
  });
  it('a pour limite celle du jour où les adhérents furent comptés, et non de celui où la caisse fixe (DEC-65)', () => {
    // Counted on 4 May, fixed on 10 May.
    const sous = (depuis: string) => {
      const droit = lireDroit({
        version: 'releve',
        titre: 'Un barème relevé',
        source: 'essai',
        depuis,
        contratsEnCours: true,
        parametres: { dotationPlancher: 6_000_000 },
      });
      return sur(compte({ '1': 9 }, { droit }), fixer({ montantCentimes: 5_500_000 }));
    };
    expect([sous('2026-05-04'), sous('2026-05-05')]).toEqual(['accepté', ['regle', 'DEC-09']]);
  });
});

describe('l’ARS approuve', () => {
  it('ce que la caisse a fixé, et non une année plus ancienne qui attend encore un montant', () => {
    const seconde = compte({ '1': 9, '2': 8 }, { montantsFixes: { '2': fixe() } });
    expect(premier(seconde, approuver())).toMatchObject({ paiement: 'dotation-2', montantCentimes: 3_000_000 });
    expect(sur(seconde, approuver({ paiement: 'dotation-1' }))).toEqual(['etat', 'DEC-09']);
  });
  it('rien tant que rien n’est fixé, ni deux fois : chaque refus dit pourquoi', () => {
    expect(phrase(compte({ '1': 9 }), approuver())).toBe("Aucun montant fixé par la caisse n'attend d'approbation.");
    const approuve = compte({ '1': 9 }, { montantsFixes: { '1': fixe(true) } });
    expect(sur(approuve, approuver())).toEqual(['etat', 'DEC-09']);
    expect(phrase(approuve, approuver())).toBe('Ce montant est déjà approuvé.');
  });
});
