/** What left and is no longer due, or is due for less or for more: interrupted, claimed, completed (DEC-34, DEC-36, DEC-38). */
import { describe, expect, it } from 'vitest';
import { consequences } from '../../../domain/consequences.ts';
import type { Etat, Paiement } from '../../../domain/etat.ts';
import { evoluerTous } from '../../../domain/evoluer.ts';
import { complementDu, duPour, induPour } from '../../../domain/paiements/dus.ts';
import { centimes } from '../../../domain/valeurs.ts';
import { d } from './dernier-acte.ts';
import { ACTES, journal, vivre, type Acte } from './etats.ts';
import { dote, paye } from './paiement-essai.ts';

const suites = (etat: Etat, le = '2026-06-01') =>
  consequences(etat, d(le))
    .filter(({ evenement }) => evenement !== 'TerritoireLibere')
    .map((un) => [
      un.evenement,
      'recouvrement' in un ? un.recouvrement : 'paiement' in un ? un.paiement : null,
      'montantCentimes' in un ? un.montantCentimes : null,
    ]);
const ordre = (montant: number, changement: Partial<Paiement> = {}): Paiement => ({
  montantCentimes: centimes(montant),
  statut: 'ordonnance',
  ordonnanceLe: d('2026-05-06'),
  duLe: d('2026-05-06'),
  dateLimite: d('2026-06-04'),
  executeLe: null,
  versements: [],
  ...changement,
});
const verse = (montant: number, le = '2026-05-10'): Paiement =>
  ordre(montant, {
    statut: 'execute',
    executeLe: d(le),
    versements: [{ le: d(le), montantCentimes: centimes(montant), reference: null, retourneLe: null }],
  });
/** The state as a replay leaves it: the law changed its mind, what was ordered and paid stands. */
const avec = (changement: (etat: Etat) => Partial<Etat>): Etat => ({ ...dote(), ...changement(dote()) });
/** Both tranches, paid. */
const AMORCAGE = () =>
  Object.fromEntries(Object.entries(dote().paiements).filter(([cle]) => cle.startsWith('amorcage')));
const sansProjet = (paiements: Etat['paiements']) =>
  avec(({ projetSante, amorcage, dotation }) => ({
    projetSante: { ...projetSante, decision: { sens: 'refuse', mode: 'expresse', le: d('2026-04-20') } },
    amorcage: { ...amorcage, fin: null, finiLe: null },
    dotation: { ...dotation, concluLe: null, signatures: {} },
    denombrements: {},
    phase: 'amorcage',
    paiements,
  }));

describe('après un refus qui l’emporte', () => {
  it('la seconde tranche ordonnancée est interrompue (V11)', () => {
    const etat = sansProjet({ 'amorcage-2': ordre(4_000_000) });
    expect(suites(etat)[0]).toEqual(['PaiementInterrompu', 'amorcage-2', 4_000_000]);
  });

  it('exécutée, elle est un indu, dû deux mois après sa notification (V12)', () => {
    const etat = sansProjet({ 'amorcage-1': verse(4_000_000, '2026-02-20'), 'amorcage-2': verse(4_000_000) });
    expect([duPour(etat, 'amorcage-1'), duPour(etat, 'amorcage-2')]).toEqual([4_000_000, 0]);
    const evenements = consequences(etat, d('2026-06-01'));
    expect(evenements[0]).toMatchObject({
      evenement: 'RecouvrementPropose',
      recouvrement: 'indu-amorcage-2',
      origine: 'indu',
      paiement: 'amorcage-2',
      montantCentimes: 4_000_000,
      regle: 'DEC-34',
    });
    expect(evenements[0]).not.toHaveProperty('dateLimite');
  });

  it('une résiliation ne réclame plus ce qu’un indu réclame déjà (V12)', () => {
    const etat = sansProjet({ 'amorcage-1': verse(4_000_000, '2026-02-20'), 'amorcage-2': verse(4_000_000) });
    const apres = evoluerTous(etat, consequences(etat, d('2026-06-01')));
    const resilie: Etat = { ...apres, amorcage: { ...apres.amorcage, fin: 'resilie', finiLe: d('2026-07-01') } };
    expect(suites(resilie, '2026-07-01').filter(([nom]) => nom === 'RecouvrementPropose')).toEqual([
      ['RecouvrementPropose', 'amorcage', 4_000_000],
    ]);
  });
});

describe('un ordre interrompu, et de nouveau dû (V13)', () => {
  it('est réémis sous sa propre clé, avec un mois pour le payer', () => {
    const paiements = { ...AMORCAGE(), 'dotation-1': ordre(6_500_000, { statut: 'interrompu' }) };
    const etat = avec(() => ({ paiements }));
    expect(consequences(etat, d('2026-06-10'))).toMatchObject([
      {
        evenement: 'PaiementReemis',
        acteur: 'systeme',
        paiement: 'dotation-1',
        montantCentimes: 6_500_000,
        dateLimite: '2026-07-10',
        regle: 'DEC-34',
      },
    ]);
    const apres = evoluerTous(etat, consequences(etat, d('2026-06-10')));
    expect(apres.paiements['dotation-1']).toMatchObject({ statut: 'ordonnance', dateLimite: '2026-07-10' });
  });

  it('pour une autre somme, l’ordre est nouveau', () => {
    const paiements = { ...AMORCAGE(), 'dotation-1': ordre(6_777_778, { statut: 'interrompu' }) };
    expect(suites(avec(() => ({ paiements })))).toEqual([['PaiementOrdonnance', 'dotation-1-complement', 6_500_000]]);
  });
});

describe('un dénombrement corrigé (DEC-64)', () => {
  const compte = (nombre: number, paiements: Etat['paiements']) =>
    avec(() => ({
      denombrements: { '1': { date: d('2026-05-04'), nombre } },
      paiements: { ...AMORCAGE(), ...paiements },
    }));

  it('moins de médecins, la somme payée : un indu de la différence (V14)', () => {
    const etat = compte(37, { 'dotation-1': verse(6_777_778) });
    expect(induPour(etat, 'dotation-1')).toBe(277_778);
    expect(suites(etat)).toEqual([['RecouvrementPropose', 'indu-dotation-1', 277_778]]);
  });

  it('plus de médecins : un complément, dans le mois ; payé, il n’y a plus rien', () => {
    const etat = compte(42, { 'dotation-1': verse(6_500_000) });
    expect(complementDu(etat, 'dotation-1')).toBe(277_778);
    expect(consequences(etat, d('2026-06-10'))).toMatchObject([
      {
        evenement: 'PaiementOrdonnance',
        paiement: 'dotation-1-complement',
        montantCentimes: 277_778,
        dateLimite: '2026-07-10',
      },
    ]);
    const solde = { 'dotation-1': verse(6_500_000), 'dotation-1-complement': verse(277_778, '2026-06-20') };
    expect(suites(compte(42, solde))).toEqual([]);
    // A second correction completes the first, or claims back what exceeds.
    expect(suites(compte(43, solde))).toEqual([['PaiementOrdonnance', 'dotation-1-complement-2', 55_555]]);
    expect(suites(compte(37, solde))).toEqual([['RecouvrementPropose', 'indu-dotation-1', 277_778]]);
  });

  it('l’ordre pas encore exécuté pour trop est interrompu, et ce qui est dû ordonnancé de nouveau', () => {
    expect(suites(compte(37, { 'dotation-1': ordre(6_777_778) }))).toEqual([
      ['PaiementInterrompu', 'dotation-1', 6_777_778],
      ['PaiementOrdonnance', 'dotation-1-complement', 6_500_000],
    ]);
  });

  it('sous dix médecins, tant que le montant n’est pas approuvé, rien n’est dit indu', () => {
    expect(suites(compte(9, { 'dotation-1': verse(6_500_000) }))).toEqual([]);
  });
});

describe('un indu suit ce qui est versé', () => {
  it('le virement en trop revient : la somme réclamée tombe, ce qui en était remboursé est à rendre (DEC-38, DEC-63)', () => {
    const executer: Acte = [
      '2026-03-02',
      'caisse',
      'executer-paiement',
      { paiement: 'amorcage-1', reference: 'VIR-2' },
    ];
    const rembourser: Acte = ['2026-03-05', 'caisse', 'constater-remboursement', { montantCentimes: 1_000_000 }];
    const retourner: Acte = [
      '2026-03-09',
      'caisse',
      'retourner-paiement',
      { paiement: 'amorcage-1', reference: 'VIR-2' },
    ];
    const vie = journal([...ACTES.PAYE, executer, rembourser, retourner], '2026-03-10');
    expect(vie.filter(({ evenement }) => /^Recouvrement|^Remb/.test(evenement))).toMatchObject([
      { evenement: 'RecouvrementPropose', recouvrement: 'indu-amorcage-1', montantCentimes: 4_000_000 },
      { evenement: 'RemboursementConstate', resteDuCentimes: 3_000_000 },
      { evenement: 'RecouvrementPropose', montantCentimes: 0, reduite: true, aRendreCentimes: 1_000_000 },
      { evenement: 'RecouvrementClos', issue: 'rien-du' },
    ]);
  });

  it('ce que la procédure des dix-huit mois réclame n’est pas réclamé deux fois, et diminue avec un retour', () => {
    const tard = '2027-07-08'; // opened on 6 July 2027
    const en = vivre(ACTES.PAYE, tard).etat;
    expect(en.recouvrements['dix-huit-mois']).toMatchObject({ montantCentimes: 4_000_000 });
    const retour: Acte = [tard, 'caisse', 'retourner-paiement', { paiement: 'amorcage-1' }];
    const apres = vivre([...ACTES.PAYE, retour], tard).etat;
    expect(apres.recouvrements['dix-huit-mois']).toMatchObject({ montantCentimes: 0, statut: 'clos' });
  });
});

describe('à l’effet d’une résiliation de la dotation (DEC-36)', () => {
  const resilie = (paiements: Etat['paiements'], recue: string, finiLe = '2026-07-01'): Etat => {
    const { etat } = vivre(
      [...ACTES.DOTATION, ['2026-05-20', 'porteur', 'resilier'], [recue, 'ars', 'accuser-reception-resiliation']],
      recue,
    );
    const lettre = etat.resiliations.ess ?? null;
    return {
      ...etat,
      paiements: { ...AMORCAGE(), ...paiements },
      resiliations: {},
      resiliationEffective: lettre,
      territoire: 'libere',
      dotation: { ...etat.dotation, fin: 'resilie', finiLe: d(finiLe) },
    };
  };

  it('un ordre dû et complet avant la première réception est payé, et compte ; le jour même, interrompu', () => {
    const du = (duLe: string) => ({ 'dotation-1': ordre(6_500_000, { duLe: d(duLe) }) });
    expect(suites(resilie(du('2026-05-31'), '2026-06-01'), '2026-07-01')).toEqual([]);
    expect(suites(resilie(du('2026-06-01'), '2026-06-01'), '2026-07-01')[0]).toEqual([
      'PaiementInterrompu',
      'dotation-1',
      6_500_000,
    ]);
    // Paid after the effect, it is recovered for what is left to run: 307/365.
    const paye = { 'dotation-1': { ...verse(6_500_000, '2026-07-10'), duLe: d('2026-05-31') } };
    expect(suites(resilie(paye, '2026-06-01'), '2026-07-10')).toEqual([['RecouvrementPropose', 'dotation', 5_467_123]]);
  });

  it('retourné après l’effet, il n’est pas réémis (DEC-38)', () => {
    const retourne = { 'dotation-1': ordre(6_500_000, { duLe: d('2026-05-31'), statut: 'retourne' }) };
    expect(suites(resilie(retourne, '2026-06-01'), '2026-07-10')[0]?.[0]).toBe('PaiementInterrompu');
  });

  it('celui d’une année entièrement écoulée est toujours payé', () => {
    const annees = {
      'dotation-1': ordre(6_500_000, { duLe: d('2027-06-10') }),
      'dotation-2': ordre(6_500_000, { duLe: d('2027-06-10') }),
    };
    const etat = { ...resilie(annees, '2026-06-01', '2027-07-01') };
    const deux = { ...etat.denombrements, '2': { date: d('2027-05-04'), nombre: 37 } };
    expect(
      suites({ ...etat, denombrements: deux }, '2027-07-01').filter(([nom]) => nom === 'PaiementInterrompu'),
    ).toEqual([['PaiementInterrompu', 'dotation-2', 6_500_000]]);
  });

  it('exécuté après l’effet sans y être épargné : un indu de la totalité (DEC-37)', () => {
    const paiements = { 'dotation-1': { ...verse(6_500_000, '2026-07-02'), duLe: d('2026-06-20') } };
    expect(suites(resilie(paiements, '2026-06-01'), '2026-07-10')).toEqual([
      ['RecouvrementPropose', 'indu-dotation-1', 6_500_000],
    ]);
    const aTemps = { 'dotation-1': { ...verse(6_500_000, '2026-07-01'), duLe: d('2026-06-20') } };
    expect(suites(resilie(aTemps, '2026-06-01'), '2026-07-10')[0]?.[1]).toBe('dotation');
  });
});

it('rien ne suit d’une vie ordinaire', () => {
  expect(suites(paye())).toEqual([]);
  expect(suites(dote())).toEqual([]);
});
