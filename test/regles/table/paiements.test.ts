/** Payments: what is due in each regime, what holds it, what its acts record (PAY-01, PAY-02, DOT-07, DEC-08, DEC-09). */
import { describe, expect, it } from 'vitest';
import type { Etat, Resiliation } from '../../../domain/etat.ts';
import type { Role } from '../../../domain/valeurs.ts';
import { d } from './dernier-acte.ts';
import type { Acte } from './etats.ts';
import { ORDONNE, compte, dote, paye, phrase, premier, signe, sur } from './paiement-essai.ts';
import { paiementsAttendus, paiementsSuspendus } from '../../../domain/paiements/attendus.ts';

const executer = (le: string, paiement: string, donnees: object = {}): Acte => [
  le,
  'caisse',
  'executer-paiement',
  { paiement, ...donnees },
];
const decide = (etat: Etat, sens: 'valide' | 'refuse', le: string): Etat => ({
  ...etat,
  projetSante: { ...etat.projetSante, decision: { sens, mode: 'expresse', le: d(le) } },
});
const resume = (etat: Etat) =>
  paiementsAttendus(etat).map(({ cle, montantCentimes, dateLimite, regle }) => [
    cle,
    montantCentimes,
    dateLimite,
    regle,
  ]);
const RESILIATION: Resiliation = {
  contrat: 'amorcage',
  origine: 'ess',
  fondement: null,
  proposeePar: null,
  approuvee: true,
  demandeeLe: d('2026-02-25'),
  receptions: {},
  saisine: null,
};
describe('ce qui est dû sur l’amorçage', () => {
  it('en droit commun, la première tranche à la signature, la seconde si le PS est validé avant le terme, ce jour compris (DEC-08)', () => {
    const premiere = ['amorcage-1', 4_000_000, '2026-03-10', 'PAY-01'];
    expect(resume(signe())).toEqual([premiere]);
    expect(resume(decide(signe(), 'refuse', '2026-05-02'))).toEqual([premiere]);
    expect(resume(decide(signe(), 'valide', '2026-12-10'))).toEqual([
      premiere,
      ['amorcage-2', 4_000_000, '2027-02-10', 'PAY-02'],
    ]);
    expect(resume(decide(signe(), 'valide', '2026-12-11'))).toEqual([premiere]);
  });

  it('rien avant la signature, ni après une résiliation', () => {
    expect(resume({ ...signe(), amorcage: { ...signe().amorcage, concluLe: null } })).toEqual([]);
    expect(resume({ ...signe(), amorcage: { ...signe().amorcage, fin: 'resilie' } })).toEqual([]);
    expect(resume({ ...signe(), amorcage: { ...signe().amorcage, fin: 'termine' } })).toHaveLength(1);
  });

  it('en régime A, rien (TRA-A)', () => {
    expect(resume({ ...signe(), regime: 'en-fonctionnement-conforme' })).toEqual([]);
  });

  it('en régime B, 24 000 € à la signature, sauf aide interrompue sur un PS refusé (TRA-B)', () => {
    const regimeB: Etat = { ...signe(), regime: 'en-fonctionnement-a-mettre-en-conformite' };
    const interrompue = { ...regimeB, transition: { ...regimeB.transition, aideInterrompueLe: d('2026-05-02') } };
    const dus = [['amorcage-30', 2_400_000, '2026-03-10', 'TRA-B']];
    expect(resume(regimeB)).toEqual(dus);
    expect(resume(interrompue)).toEqual(dus);
    expect(resume(decide(regimeB, 'refuse', '2026-05-02'))).toEqual(dus);
    expect(resume(decide(interrompue, 'valide', '2026-05-02'))).toEqual(dus);
    expect(resume(decide(interrompue, 'refuse', '2026-05-02'))).toEqual([]);
  });

  it('en régime C, 24 000 € une fois accordés, au plus tôt à la signature (TRA-C)', () => {
    const accorde = (le: string | null): Etat => ({
      ...signe(),
      regime: 'en-projet-avec-amorcage-ars',
      transition: { ...signe().transition, complementAccordeLe: le === null ? null : d(le) },
    });
    expect(resume(accorde(null))).toEqual([]);
    expect(resume(accorde('2026-02-01'))).toEqual([['amorcage-30', 2_400_000, '2026-03-10', 'TRA-C']]);
    expect(resume(accorde('2026-02-20'))).toEqual([['amorcage-30', 2_400_000, '2026-03-20', 'TRA-C']]);
  });
});

describe('une résiliation suspend les paiements', () => {
  const notifiee: Resiliation = { ...RESILIATION, origine: 'caisse-ars', receptions: { association: d('2026-02-25') } };
  it('la lettre de l’ESS, ou la réception de celle des autorités ; une proposition seule, non', () => {
    const avec = (resiliation: Resiliation | null) => paiementsSuspendus({ ...paye(), resiliation });
    expect(avec(null)).toBe(false);
    expect(avec({ ...notifiee, receptions: {} })).toBe(false);
    expect(avec(notifiee)).toBe(true);
    expect(avec(RESILIATION)).toBe(true);
  });

  it.each<[string, Resiliation]>([
    ['la lettre de l’ESS du 25 février', RESILIATION],
    ['la notification reçue le 25 février', notifiee],
  ])('%s : exécuté la veille, le paiement se consigne encore ; le jour même, non', (_, resiliation) => {
    const etat = { ...signe(), resiliation };
    expect(sur(etat, executer('2026-02-24', 'amorcage-1'), '2026-02-26')).toBe('accepté');
    expect(sur(etat, executer('2026-02-25', 'amorcage-1'), '2026-02-26')).toEqual(['etat', 'RES-A-04']);
    expect(phrase(etat, executer('2026-02-25', 'amorcage-1'))).toContain('depuis le 25 février 2026');
  });

  it('sur la dotation, c’est RES-D-05', () => {
    const resiliation: Resiliation = { ...RESILIATION, contrat: 'dotation', demandeeLe: d('2026-05-06') };
    expect(sur({ ...dote(), resiliation }, executer('2026-05-10', 'dotation-1'))).toEqual(['etat', 'RES-D-05']);
  });

  it('un paiement pas encore ordonnancé, ou rejeté, attend aussi (RES-A-03)', () => {
    expect(sur({ ...signe(), paiements: {}, resiliation: RESILIATION }, executer('2026-02-26', 'amorcage-1'))).toEqual([
      'regle',
      'RES-A-03',
    ]);
    const rejete: Etat = {
      ...signe(),
      paiements: { 'amorcage-1': { ...ORDONNE, statut: 'rejete' } },
      resiliation: RESILIATION,
    };
    expect(sur(rejete, ['2026-02-26', 'caisse', 'reemettre-paiement', { paiement: 'amorcage-1' }])).toEqual([
      'regle',
      'RES-A-03',
    ]);
  });
});

describe('un paiement qui ne peut pas être exécuté dit pourquoi', () => {
  it.each<[string, () => Etat, Acte, unknown, string]>([
    ['pas dû', paye, executer('2026-03-01', 'amorcage-2'), ['regle', 'PAY-01'], "n'est pas dû"],
    ['à fixer', () => compte({ '1': 9 }), executer('2026-05-10', 'dotation-1'), ['regle', 'DEC-09'], 'reste à fixer'],
    [
      'sans ses pièces',
      () => ({ ...signe(), paiements: {}, pieces: {} }),
      executer('2026-02-20', 'amorcage-1'),
      ['regle', 'PAY-01'],
      'statuts, ',
    ],
    ['déjà exécuté', paye, executer('2026-03-01', 'amorcage-1'), ['etat', 'PAY-01'], 'et non « ordonnance »'],
    [
      'd’un autre montant',
      signe,
      executer('2026-02-20', 'amorcage-1', { montantCentimes: 3_999_999 }),
      ['regle', 'PAY-01'],
      "(39999.99 €) n'est pas le montant ordonnancé (40000 €)",
    ],
    [
      'daté d’avant l’ordonnancement',
      signe,
      executer('2026-02-09', 'amorcage-1'),
      ['regle', 'DEC-18'],
      "l'ordonnancement du paiement",
    ],
  ])('%s', (_, etat, un, attendu, extrait) => {
    expect(sur(etat(), un)).toEqual(attendu);
    expect(phrase(etat(), un)).toContain(extrait);
  });
});

describe('ce que les actes consignent', () => {
  const transition = (regime: Etat['regime']) => (): Etat => ({
    ...signe(),
    regime,
    paiements: { 'amorcage-30': ORDONNE },
  });
  const seconde = (): Etat => ({ ...signe(), paiements: { 'amorcage-2': ORDONNE } });
  it.each<[string, () => Etat, string, string, string]>([
    ['la première tranche', signe, '2026-02-20', 'amorcage-1', 'PAY-01'],
    ['la seconde', seconde, '2026-02-20', 'amorcage-2', 'PAY-02'],
    [
      'le complément en régime B',
      transition('en-fonctionnement-a-mettre-en-conformite'),
      '2026-02-20',
      'amorcage-30',
      'TRA-B',
    ],
    ['le complément en régime C', transition('en-projet-avec-amorcage-ars'), '2026-02-20', 'amorcage-30', 'TRA-C'],
    ['la dotation', dote, '2026-05-10', 'dotation-1', 'DOT-07'],
  ])('%s nomme sa règle', (_, etat, le, paiement, regle) => {
    expect(premier(etat(), executer(le, paiement))).toMatchObject({ evenement: 'PaiementExecute', paiement, regle });
  });

  it('la référence du virement, si elle est donnée', () => {
    expect(premier(signe(), executer('2026-02-20', 'amorcage-1', { reference: 'VIR-1' }))).toMatchObject({
      reference: 'VIR-1',
      montantCentimes: 4_000_000,
    });
    expect(premier(signe(), executer('2026-02-20', 'amorcage-1'))).not.toHaveProperty('reference');
  });

  it('un rejet, puis une réémission, qui garde la même date limite', () => {
    const acteur: Role = 'caisse';
    expect(
      premier(signe(), ['2026-02-20', acteur, 'rejeter-paiement', { paiement: 'amorcage-1', motif: 'Compte clos.' }]),
    ).toMatchObject({ evenement: 'PaiementRejete', regle: 'PAY-01', montantCentimes: 4_000_000 });
    const rejete: Etat = { ...signe(), paiements: { 'amorcage-1': { ...ORDONNE, statut: 'rejete' } } };
    const reemettre = (le: string): Acte => [le, acteur, 'reemettre-paiement', { paiement: 'amorcage-1' }];
    expect(premier(rejete, reemettre('2026-02-24'))).toMatchObject({
      evenement: 'PaiementReemis',
      regle: 'PAY-01',
      dateLimite: '2026-03-10',
    });
    expect(sur(rejete, reemettre('2026-02-09'), '2026-02-24')).toEqual(['regle', 'DEC-18']);
  });
});
