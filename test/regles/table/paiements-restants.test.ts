/** What of a payment is still to be ordered, and who holds its file: DEC-09, DEC-27, DEC-34. */
import { describe, expect, it } from 'vitest';
import type { Evenement } from '../../../domain/evenements.ts';
import { evoluer } from '../../../domain/evoluer.ts';
import { echeances } from '../../../domain/echeances.ts';
import { pieceAttendue } from '../../../domain/paiements/actes-pieces.ts';
import { aOrdonner, attendUnOrdre, paiementsExigibles } from '../../../domain/paiements/attendus.ts';
import { centimes, type CodePiece } from '../../../domain/valeurs.ts';
import { paiementRepris } from '../../../domain/paiements/suites.ts';
import type { Etat, Paiement } from '../../../domain/etat.ts';
import { d } from './dernier-acte.ts';
import { ACTES, vivre, type Acte } from './etats.ts';
import { ORDONNE, compte, phrase, signe, sur } from './paiement-essai.ts';

describe('un paiement déjà en ordre', () => {
  // Thirty-seven adherents: 65 000 €; 60 000 € were ordered.
  const etat = () =>
    compte({ '1': 37 }, { paiements: { 'dotation-1': { ...ORDONNE, montantCentimes: centimes(6_000_000) } } });

  it('pour moins que ce qui est dû, ne s’ordonne pas une seconde fois : seul un complément l’attend (DEC-34)', () => {
    expect([aOrdonner(etat(), 'dotation-1'), attendUnOrdre(etat(), 'dotation-1')]).toEqual([false, true]);
    expect(
      paiementsExigibles(etat(), d('2026-06-10')).flatMap(({ cle, montantCentimes }) =>
        cle.startsWith('dotation') ? [[cle, montantCentimes]] : [],
      ),
    ).toEqual([['dotation-1-complement', 500_000]]);
  });
});

it('sous dix adhérents, rien n’est exigible tant que le montant n’est pas approuvé, toutes pièces conformes (DEC-09)', () => {
  const exigibles = (approuve?: boolean) =>
    paiementsExigibles(
      compte(
        { '1': 9 },
        approuve === undefined
          ? {}
          : { montantsFixes: { '1': { montantCentimes: centimes(3_000_000), approuve, fixeLe: d('2026-05-08') } } },
      ),
      d('2026-06-10'),
    ).flatMap(({ cle, montantCentimes }) => (cle.startsWith('dotation') ? [[cle, montantCentimes]] : []));
  expect(exigibles()).toEqual([]);
  expect(exigibles(false)).toEqual([]);
  expect(exigibles(true)).toEqual([['dotation-1', 3_000_000]]);
});

describe('un ordre qui reprend sous sa clé (DEC-34)', () => {
  const repris = (paiement: Partial<Paiement>) =>
    paiementRepris(compte({ '1': 37 }, { paiements: { 'dotation-1': { ...ORDONNE, ...paiement } } }), d('2026-06-10'));
  const verse = (montant: number) => [
    { le: d('2026-05-20'), montantCentimes: centimes(montant), reference: null, retourneLe: null },
  ];
  it('ni celui qui court, même de la somme qui manque encore', () => {
    // Half of 65 000 € is on order: as much is still to be ordered.
    expect(repris({ montantCentimes: centimes(3_250_000) })).toBeNull();
    expect(repris({ montantCentimes: centimes(3_250_000), statut: 'retenu' })).toBeNull();
  });
  it('ni celui dont une part est partie, même de la somme qui manque encore', () => {
    // 10 cents of 64 999,90 € left before it was interrupted: 64 999,90 € are due still, by a complement.
    const partiel = { montantCentimes: centimes(6_499_990), statut: 'interrompu', versements: verse(10) } as const;
    expect(repris(partiel)).toBeNull();
    // The same sum, nothing of which left: not what is due.
    expect(repris({ ...partiel, versements: [] })).toBeNull();
    expect(repris({ ...partiel, montantCentimes: centimes(6_500_000), versements: [] })).toMatchObject({
      evenement: 'PaiementReemis',
      paiement: 'dotation-1',
      montantCentimes: 6_500_000,
    });
  });
});

it('à fixer, le retard est celui de la caisse, qui fixe, et de l’ARS, qui approuve, et du porteur tant qu’il doit une pièce ; fixé, de la caisse (DEC-09, DEC-27)', () => {
  const ligne = (approuve: boolean, changement: Partial<Etat> = {}) => {
    const montantsFixes = { '1': { montantCentimes: centimes(3_000_000), approuve, fixeLe: d('2026-05-08') } };
    const une = echeances(compte({ '1': 9 }, { montantsFixes, ...changement })).find(
      ({ cle }) => cle === 'paiement-dotation-1',
    );
    return [une?.expire, une?.regle, une?.attendu, une?.montant?.resultat ?? null];
  };
  // Counted on 4 May 2026: due by 4 June.
  expect(ligne(false)).toEqual(['2026-06-04', 'DOT-07', ['caisse', 'ars'], null]);
  expect(ligne(false, { pieces: {} })).toEqual(['2026-06-04', 'DOT-07', ['porteur', 'caisse', 'ars'], null]);
  expect(ligne(true)).toEqual(['2026-06-04', 'DOT-07', ['caisse'], 3_000_000]);
});

it('en ordre, le retard est celui de la caisse, quoi qu’une pièce soit devenue ; interrompu et dû, de qui doit la pièce (DEC-27, DEC-34)', () => {
  const attendu = (statut: Paiement['statut'], pieces: Etat['pieces']) =>
    echeances({
      ...signe(),
      pieces,
      paiements: { 'amorcage-1': { ...ORDONNE, montantCentimes: centimes(4_000_000), statut } },
    }).find(({ cle }) => cle === 'paiement-amorcage-1')?.attendu;
  expect(attendu('ordonnance', {})).toEqual(['caisse']);
  expect(attendu('interrompu', {})).toEqual(['porteur']);
  expect(attendu('interrompu', signe().pieces)).toEqual(['caisse']);
});

it('ses pièces toutes déposées et à regarder, la caisse tient le dossier ; qu’une seule manque, le porteur (DEC-27)', () => {
  const attendu = (statuts: Partial<Record<CodePiece, 'deposee' | 'non-conforme'>>) => {
    const { statuts: _, 'budget-previsionnel': __, ...pieces } = signe().pieces;
    const autres = Object.entries(statuts).map(
      ([code, statut]) => [code, { ...pieceAttendue(code as CodePiece), statut, deposeeLe: d('2026-02-11') }] as const,
    );
    const etat: Etat = { ...signe(), paiements: {}, pieces: { ...pieces, ...Object.fromEntries(autres) } };
    return echeances(etat).find(({ cle }) => cle === 'paiement-amorcage-1')?.attendu;
  };
  expect(attendu({ statuts: 'deposee', 'budget-previsionnel': 'deposee' })).toEqual(['caisse']);
  expect(attendu({ statuts: 'deposee', 'budget-previsionnel': 'non-conforme' })).toEqual(['porteur']);
  expect(attendu({ statuts: 'deposee' })).toEqual(['porteur']);
});

it('un ordre a une seule échéance, et aucune une fois que son contrat n’y donne plus droit (PAY-01, RES-A-04)', () => {
  const etat: Etat = { ...signe(), paiements: { 'amorcage-1': { ...ORDONNE, montantCentimes: centimes(4_000_000) } } };
  const lignes = (un: Etat) =>
    echeances(un).flatMap(({ cle, regle }) => (cle.startsWith('paiement-') ? [[cle, regle]] : []));
  expect(lignes(etat)).toEqual([['paiement-amorcage-1', 'PAY-01']]);
  expect(lignes({ ...etat, amorcage: { ...etat.amorcage, fin: 'resilie', finiLe: d('2026-03-01') } })).toEqual([]);
});

describe('retenir un paiement (DEC-36)', () => {
  const retenir = (motif: string): Acte => [
    '2026-03-20',
    'caisse',
    'retenir-paiement',
    { paiement: 'amorcage-1', motif },
  ];
  it('hors d’une résiliation notifiée de son contrat, non', () => {
    expect(sur(signe(), retenir('Compte clos.'))).toEqual(['etat', 'DEC-36']);
    expect(phrase(signe(), retenir('Compte clos.'))).toBe(
      '« amorcage-1 » ne peut être retenu que pendant une résiliation notifiée de son contrat.',
    );
  });
  it('pendant une, pas sans ses raisons', () => {
    const notifiee = vivre(
      [
        ...ACTES.AMORCAGE,
        ['2026-03-02', 'porteur', 'resilier'],
        ['2026-03-04', 'caisse', 'accuser-reception-resiliation'],
      ],
      '2026-03-10',
    ).etat;
    expect(sur(notifiee, retenir(''))).toEqual(['regle', 'DEC-36']);
    expect(phrase(notifiee, retenir(''))).toContain('Retenir un paiement');
  });
});

it('payé en deux fois, il l’est en entier le jour du second virement, consigné avant ou après le premier (DEC-37)', () => {
  const enDeux = (...jours: readonly string[]) =>
    jours.reduce<Etat>(
      (etat, le) =>
        evoluer(etat, {
          le,
          acteur: 'caisse',
          regle: 'PAY-01',
          evenement: 'PaiementExecute',
          paiement: 'amorcage-1',
          montantCentimes: 2_000_000,
        } as unknown as Evenement),
      { ...signe(), paiements: { 'amorcage-1': { ...ORDONNE, montantCentimes: centimes(4_000_000) } } },
    ).paiements['amorcage-1'];
  for (const jours of [['2026-02-20'], ['2026-03-05']])
    expect(enDeux(...jours)).toMatchObject({ statut: 'ordonnance', executeLe: null });
  for (const jours of [
    ['2026-02-20', '2026-03-05'],
    ['2026-03-05', '2026-02-20'],
  ])
    expect(enDeux(...jours)).toMatchObject({ statut: 'execute', executeLe: '2026-03-05' });
});
