/** `corriger` on a résiliation: the dates of its receipts, and a saisine received in time and entered too late (DEC-04, DEC-05, DEC-19, RES-A-03, RES-D-04). */
import { describe, expect, it } from 'vitest';
import { echeances } from '../../../domain/echeances.ts';
import type { Etat, Paiement, Recouvrement, Resiliation } from '../../../domain/etat.ts';
import { evoluer } from '../../../domain/evoluer.ts';
import type { Evenement } from '../../../domain/evenements.ts';
import { centimes } from '../../../domain/valeurs.ts';
import { corrige, corriger } from './correction-essai.ts';
import { d, dernier } from './dernier-acte.ts';
import { ACTES, vivre, type Acte } from './etats.ts';
import { ORDONNE, paye, phrase, premier, sur } from './paiement-essai.ts';

const notifiee = (contrat: 'amorcage' | 'dotation', jours: readonly [string, string, string]): readonly Acte[] => [
  [
    jours[0],
    'caisse',
    'proposer-resiliation',
    contrat === 'amorcage'
      ? { fondement: 'manquement-manifeste', motif: 'Fonds sans emploi.' }
      : { fondement: 'effectifs-objectifs', motif: 'Objectifs non tenus.' },
  ],
  [jours[1], 'ars', 'approuver-resiliation'],
  [jours[2], 'ars', 'notifier-resiliation'],
];
const DEMANDEE: readonly Acte[] = [
  ...ACTES.PAYE,
  ['2026-03-02', 'porteur', 'resilier'],
  ['2026-03-04', 'caisse', 'accuser-reception-resiliation'],
  ['2026-03-05', 'ars', 'accuser-reception-resiliation'],
];
/** Received on 16 March: effective on the 31st, entered after the grace, on 4 April. */
const AMORCAGE = [...ACTES.PAYE, ...notifiee('amorcage', ['2026-03-02', '2026-03-03', '2026-03-16'])];
const effective = () => vivre(AMORCAGE, '2026-04-10').etat;
/** Paid for the year, received on 1 June: effective on 1 July. */
const DOTATION: readonly Acte[] = [
  ...ACTES.DOTATION,
  ['2026-05-10', 'caisse', 'executer-paiement', { paiement: 'dotation-1' }],
  ...notifiee('dotation', ['2026-05-20', '2026-05-21', '2026-06-01']),
];
const dotationEffective = () => vivre(DOTATION, '2026-07-10').etat;
const PAS_DE_SAISINE = "cette résiliation n'ouvrait pas, ou plus, de saisine";

describe('la réception d’une lettre de résiliation (DEC-04)', () => {
  const recue = () => vivre(DEMANDEE, '2026-03-06').etat;
  const corrigee = (objet: string, valeur: string) => corriger('2026-03-06', `reception-resiliation-${objet}`, valeur);

  it('celle d’une partie se corrige sans toucher à celle de l’autre, et déplace l’effet', () => {
    const apres = corrige(recue(), corrigee('ars', '2026-03-03'));
    expect(apres.resiliations.ess).toEqual({
      ...recue().resiliations.ess,
      receptions: { caisse: '2026-03-04', ars: '2026-03-03' },
    });
    expect(echeances(recue()).find(({ cle }) => cle === 'effet-resiliation')?.expire).toBe('2026-03-20');
    expect(echeances(apres).find(({ cle }) => cle === 'effet-resiliation')?.expire).toBe('2026-03-19');
    expect(premier(recue(), corrigee('caisse', '2026-03-03'))).toMatchObject({
      ancienne: '2026-03-04',
      regle: 'DEC-18',
    });
  });

  it('jamais avant la lettre elle-même', () => {
    expect(sur(recue(), corrigee('caisse', '2026-03-02'))).toBe('accepté');
    expect(sur(recue(), corrigee('caisse', '2026-03-01'))).toEqual(['etat', 'DEC-18']);
    expect(phrase(recue(), corrigee('caisse', '2026-03-01'))).toContain('la résiliation est du 2 mars 2026');
  });

  it('rien à corriger sans résiliation, ou d’une partie qui n’a rien reçu', () => {
    expect(sur(recue(), corrigee('association', '2026-03-04'))).toEqual(['etat', 'DEC-18']);
    expect(sur(paye(), corriger('2026-03-01', 'reception-resiliation-ars', '2026-02-27'))).toEqual(['etat', 'DEC-18']);
    const notee = premier(recue(), corrigee('ars', '2026-03-03')) as Evenement;
    expect(evoluer(paye(), notee).resiliations).toEqual({});
  });
});

describe('une saisine reçue à temps et saisie après l’effet (DEC-05, DEC-19)', () => {
  const saisine = (recueLe: string, le = '2026-04-10') => corriger(le, 'saisine', recueLe);

  it('de la réception de la lettre au dernier jour de l’effet, ces jours compris (RES-A-03)', () => {
    expect(effective().resiliationEffective).toMatchObject({
      contrat: 'amorcage',
      receptions: { association: '2026-03-16' },
    });
    expect(sur(effective(), saisine('2026-03-31'))).toBe('accepté');
    expect(sur(effective(), saisine('2026-03-16'))).toBe('accepté');
    for (const horsDelai of ['2026-04-01', '2026-03-15']) {
      expect(sur(effective(), saisine(horsDelai)), horsDelai).toEqual(['etat', 'DEC-18']);
      expect(phrase(effective(), saisine(horsDelai))).toContain('entre le 16 mars 2026 et le 31 mars 2026');
    }
  });

  it('suspend de nouveau la résiliation : le contrat reprend, le recouvrement tombe, les autorités ont un mois pour répondre', () => {
    expect(effective().recouvrements).toMatchObject({ amorcage: { statut: 'notifie', montantCentimes: 4_000_000 } });
    expect(premier(effective(), saisine('2026-03-28'))).toMatchObject({ objet: 'saisine', ancienne: '2026-03-31' });
    const apres = corrige(effective(), saisine('2026-03-28'));
    expect(apres).toMatchObject({
      phase: 'amorcage',
      amorcage: { concluLe: '2026-02-10', finiLe: null, fin: null },
      recouvrements: {},
      resiliations: {
        'caisse-ars': { contrat: 'amorcage', fin: null, saisine: { recueLe: '2026-03-28', reponses: {} } },
      },
      resiliationEffective: null,
    });
    expect(apres.recouvrements).toEqual({});
    expect(echeances(apres).find(({ cle }) => cle === 'reponse-saisine')?.expire).toBe('2026-04-28');
    expect(echeances(apres).some(({ cle }) => cle === 'effet-resiliation')).toBe(false);
  });

  it('sur la dotation aussi (RES-D-04)', () => {
    expect(dotationEffective()).toMatchObject({
      phase: 'recouvrement',
      recouvrements: { dotation: { statut: 'propose' } },
    });
    const apres = corrige(dotationEffective(), saisine('2026-07-01', '2026-07-10'));
    expect(apres).toMatchObject({
      phase: 'dotation',
      dotation: { finiLe: null, fin: null },
      amorcage: { fin: 'termine' },
    });
    expect(apres.recouvrements).toEqual({});
    expect(premier(dotationEffective(), saisine('2026-07-01', '2026-07-10'))).toMatchObject({ ancienne: '2026-07-01' });
    expect(sur(dotationEffective(), saisine('2026-07-02', '2026-07-10'))).toEqual(['etat', 'DEC-18']);
  });

  it('ne touche qu’au recouvrement de ce contrat', () => {
    const autre: Recouvrement = {
      origine: 'dix-huit-mois',
      statut: 'clos',
      montantCentimes: centimes(4_000_000),
      duCentimes: centimes(4_000_000),
      rembourseCentimes: centimes(0),
      remisCentimes: centimes(0),
      notifieLe: null,
      dateLimite: null,
      ouvertLe: d('2026-03-01'),
    };
    const avant = effective();
    const etat: Etat = { ...avant, recouvrements: { ...avant.recouvrements, 'dix-huit-mois': autre } };
    expect(corrige(etat, saisine('2026-03-28')).recouvrements).toEqual({ 'dix-huit-mois': autre });
  });

  it('rien à corriger tant qu’aucune résiliation n’a pris effet', () => {
    expect(sur(vivre(AMORCAGE, '2026-03-30').etat, saisine('2026-03-28', '2026-03-30'))).toEqual(['etat', 'DEC-18']);
    const notee = premier(effective(), saisine('2026-03-28')) as Evenement;
    const { resiliations, recouvrements, phase } = evoluer(paye(), notee);
    expect({ resiliations, recouvrements, phase }).toEqual({ resiliations: {}, recouvrements: {}, phase: 'amorcage' });
  });

  it('seulement contre une résiliation des autorités, notifiée, et qui n’a pas déjà été saisie', () => {
    const avec = (changement: Partial<Resiliation>): Etat => {
      const { resiliationEffective } = effective();
      return {
        ...effective(),
        resiliationEffective: resiliationEffective && { ...resiliationEffective, ...changement },
      };
    };
    const cas: readonly Partial<Resiliation>[] = [
      { origine: 'ess', receptions: { ars: d('2026-03-16'), caisse: d('2026-03-16'), association: d('2026-03-16') } },
      { receptions: {} },
      { saisine: { recueLe: d('2026-03-20'), reponses: {} } },
    ];
    expect(sur(avec({}), saisine('2026-03-28'))).toBe('accepté');
    for (const changement of cas) {
      expect(sur(avec(changement), saisine('2026-03-28'))).toEqual(['etat', 'DEC-18']);
      expect(phrase(avec(changement), saisine('2026-03-28'))).toContain(PAS_DE_SAISINE);
    }
    const parLEss = vivre(DEMANDEE, '2026-04-10').etat;
    expect(phrase(parLEss, saisine('2026-03-16'))).toContain(PAS_DE_SAISINE);
  });

  it('plus une fois que la résiliation a produit ses effets : le recouvrement est engagé', () => {
    const verse = vivre(
      [...AMORCAGE, ['2026-04-08', 'caisse', 'constater-remboursement', { montantCentimes: 1 }]],
      '2026-04-10',
    ).etat;
    expect(verse.recouvrements['amorcage']).toMatchObject({ statut: 'notifie', rembourseCentimes: 1 });
    expect(phrase(verse, saisine('2026-03-28'))).toContain('(le recouvrement est engagé)');
    const avant = effective();
    const recouvrement = avant.recouvrements['amorcage'];
    const impaye: Etat = {
      ...avant,
      recouvrements: recouvrement ? { amorcage: { ...recouvrement, statut: 'impaye' } } : {},
    };
    expect(phrase(impaye, saisine('2026-03-28'))).toContain('(le recouvrement est engagé)');
    expect(sur({ ...avant, recouvrements: {} }, saisine('2026-03-28'))).toBe('accepté');
    const confirme = vivre([...DOTATION, ['2026-07-08', 'caisse', 'confirmer-recouvrement']], '2026-07-10').etat;
    expect(confirme.recouvrements['dotation']).toMatchObject({ statut: 'notifie' });
    expect(phrase(confirme, saisine('2026-07-01', '2026-07-10'))).toContain('(le recouvrement est engagé)');
  });

  it('… ou un paiement de ce contrat est interrompu', () => {
    const interrompu: Paiement = { ...ORDONNE, statut: 'interrompu' };
    const avec = (paiements: Record<string, Paiement>): Etat => ({
      ...effective(),
      paiements: { ...effective().paiements, ...paiements },
    });
    expect(phrase(avec({ 'amorcage-2': interrompu }), saisine('2026-03-28'))).toContain('(un paiement est interrompu)');
    expect(sur(avec({ 'dotation-1': interrompu }), saisine('2026-03-28'))).toBe('accepté');
    expect(sur(avec({ 'amorcage-2': ORDONNE }), saisine('2026-03-28'))).toBe('accepté');
    expect(
      dernier(AMORCAGE, ['2026-04-10', 'ars', 'corriger', { objet: 'saisine', valeur: '2026-03-28', motif: 'Reçue.' }]),
    ).toMatchObject([{ evenement: 'CorrectionApportee' }]);
  });
});
