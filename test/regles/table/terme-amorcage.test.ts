/** The amorçage ends at its ten months, whatever is under way (DEC-39). In these lives: signed on 10 February, over on 10 December 2026. */
import { describe, expect, it } from 'vitest';
import type { Role } from '../../../domain/valeurs.ts';
import { ACTES, conformes, journal, pieces, type Acte } from './etats.ts';
import { MANQUEMENT, proposer } from './resiliation-essai.ts';

const accord = (le: string): readonly Acte[] => [
  proposer(le, 'caisse', MANQUEMENT),
  [le, 'ars', 'approuver-resiliation'],
];
const notifier = (recueLe: string, le = recueLe): Acte => [le, 'ars', 'notifier-resiliation', { recueLe }];
const repondre = (le: string, acteur: Role, sens: 'rejete' | 'accepte'): Acte => [
  le,
  acteur,
  'repondre-saisine',
  { sens },
];
const fins = (actes: readonly Acte[], jusquAu: string) =>
  journal(actes, jusquAu)
    .filter(({ evenement }) =>
      /^ContratAmorcageTermine|^Resiliation(Caduque|Effective|Retiree)|^RecouvrementPropose/.test(evenement),
    )
    .map(({ evenement, le }) => [evenement, le]);
const TERME = ['ContratAmorcageTermine', '2026-12-11'];
const CADUQUE = ['ResiliationCaduque', '2026-12-11'];

describe('une résiliation notifiée', () => {
  it('prend effet le dernier jour ; le lendemain, le terme l’emporte', () => {
    expect(fins([...ACTES.PAYE, ...accord('2026-11-02'), notifier('2026-11-25')], '2026-12-31')).toEqual([
      ['ResiliationEffective', '2026-12-10'],
      ['RecouvrementPropose', '2026-12-10'],
    ]);
    expect(fins([...ACTES.PAYE, ...accord('2026-11-02'), notifier('2026-11-26')], '2026-12-31')).toEqual([
      TERME,
      CADUQUE,
    ]);
  });

  it('une proposition, un accord, tombent avec le contrat', () => {
    expect(fins([...ACTES.PAYE, proposer('2026-12-01', 'caisse', MANQUEMENT)], '2026-12-31')).toEqual([TERME, CADUQUE]);
    expect(fins([...ACTES.PAYE, ...accord('2026-12-01')], '2026-12-31')).toEqual([TERME, CADUQUE]);
  });
});

describe('une saisine qui suspend celle qui devait prendre effet avant le terme', () => {
  // Received on 16 November: effective on 1 December; the saisine of the 28th is to be answered by 28 December.
  const SUSPENDUE: readonly Acte[] = [
    ...ACTES.PAYE,
    ...accord('2026-11-02'),
    notifier('2026-11-16'),
    ['2026-11-28', 'porteur', 'saisir'],
  ];
  it('rejetée après le terme, elle prend effet le dernier jour du contrat', () => {
    const rejets = [repondre('2026-12-15', 'ars', 'rejete'), repondre('2026-12-18', 'caisse', 'rejete')];
    expect(fins([...SUSPENDUE, ...rejets], '2026-12-31')).toEqual([
      TERME,
      ['ResiliationEffective', '2026-12-10'],
      ['RecouvrementPropose', '2026-12-10'],
    ]);
  });
  it('acceptée, elle tombe', () => {
    expect(fins([...SUSPENDUE, repondre('2026-12-15', 'ars', 'accepte')], '2026-12-31')).toEqual([
      TERME,
      ['ResiliationRetiree', '2026-12-15'],
    ]);
  });
  it('le dossier ne se clôt pas tant qu’elle attend', () => {
    expect(journal(SUSPENDUE, '2027-02-28').map(({ evenement }) => evenement)).not.toContain('EssClose');
  });
  it('restée sans réponse au-delà de son mois, elle tombe avec le contrat (S11)', () => {
    const tot: readonly Acte[] = [
      ...ACTES.PAYE,
      ...accord('2026-10-01'),
      notifier('2026-10-12'),
      ['2026-10-20', 'porteur', 'saisir'],
    ];
    expect(fins(tot, '2026-12-31')).toEqual([TERME, CADUQUE]);
  });
});

describe('la seconde tranche exécutée pendant le préavis', () => {
  const ACQUISE: readonly Acte[] = [
    ...ACTES.PAYE,
    ['2026-04-01', 'porteur', 'deposer-projet-sante', { indicateursQualitatifs: 1 }],
    ['2026-04-10', 'caisse', 'rendre-avis', { sur: 'projet-sante', sens: 'favorable' }],
    ['2026-04-20', 'ars', 'valider-projet-sante'],
    ['2026-04-21', 'porteur', 'deposer-pieces', pieces('action-socle', 'etat-depenses')],
    ['2026-04-22', 'caisse', 'verifier-pieces', conformes('action-socle', 'etat-depenses')],
  ];
  const executer: Acte = ['2026-05-05', 'caisse', 'executer-paiement', { paiement: 'amorcage-2' }];
  it('ne met pas fin au contrat : la résiliation prend effet, sur les deux tranches', () => {
    const vie = [...ACQUISE, ...accord('2026-04-23'), notifier('2026-05-04'), executer];
    expect(fins(vie, '2026-06-30')).toEqual([
      ['ResiliationEffective', '2026-05-19'],
      ['RecouvrementPropose', '2026-05-19'],
    ]);
  });
  it('la résiliation tombée, le contrat finit ce jour-là', () => {
    const retrait = (['ars', 'caisse'] as const).map((acteur): Acte => ['2026-05-12', acteur, 'retirer-resiliation']);
    const vie = [...ACQUISE, ...accord('2026-04-23'), notifier('2026-05-04'), executer, ...retrait];
    expect(fins(vie, '2026-06-30')).toEqual([
      ['ResiliationRetiree', '2026-05-12'],
      ['ContratAmorcageTermine', '2026-05-12'],
    ]);
  });
  it('exécutée avant la première réception, elle met fin au contrat, et la résiliation est caduque', () => {
    const vie = [...ACQUISE, ...accord('2026-04-23'), executer, notifier('2026-05-06', '2026-05-07')];
    expect(fins(vie, '2026-06-30')).toEqual([
      ['ContratAmorcageTermine', '2026-05-05'],
      ['ResiliationCaduque', '2026-05-05'],
    ]);
  });
});
