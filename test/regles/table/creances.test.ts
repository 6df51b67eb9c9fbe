/** What the law makes repay, ground by ground, and what it makes of a claim that shrinks or grows: RES-A-04, RES-D-05, REC-01, DEC-10, DEC-34, DEC-37, DEC-38, DEC-63. */
import { describe, expect, it } from 'vitest';
import { echeances } from '../../../domain/echeances.ts';
import type { Etat, Paiement, Recouvrement } from '../../../domain/etat.ts';
import { lireDroit } from '../../../domain/lire-droit.ts';
import { procedureDixHuitMois } from '../../../domain/recouvrement/echeances.ts';
import { recouvrementPropose } from '../../../domain/recouvrement/suites.ts';
import { centimes, type DateCivile } from '../../../domain/valeurs.ts';
import { d } from './dernier-acte.ts';
import { ORDONNE, dote, paye } from './paiement-essai.ts';

const C = (montant: number) => centimes(montant);
const un = (
  donnees: Partial<Record<'du' | 'montant' | 'rembourse' | 'remis', number>> & Partial<Recouvrement> = {},
) => {
  const { montant = 4_000_000, du = montant, rembourse = 0, remis = 0, ...reste } = donnees;
  const recouvrement: Recouvrement = {
    origine: 'indu',
    statut: 'propose',
    montantCentimes: C(montant),
    duCentimes: C(du),
    rembourseCentimes: C(rembourse),
    remisCentimes: C(remis),
    notifieLe: null,
    dateLimite: null,
    ouvertLe: d('2026-03-01'),
    ...reste,
  };
  return recouvrement;
};
const verse = (montant: number, le = '2026-02-20'): Paiement => ({
  ...ORDONNE,
  montantCentimes: C(montant),
  statut: 'execute',
  executeLe: d(le),
  versements: [{ le: d(le), montantCentimes: C(montant), reference: null, retourneLe: null }],
});
interface Dit {
  readonly calculs: Readonly<Record<string, { readonly etapes: readonly object[] }>>;
}
const propose = (etat: Etat, le = '2026-06-01') => recouvrementPropose(etat, d(le)) as unknown as (Dit & object) | null;
const etapes = (etat: Etat, champ = 'montantCentimes') => propose(etat)?.calculs[champ]?.etapes;
/** No contract was ever concluded: what is paid is an indu, of the whole. */
const sansDroit = (recouvrements: Etat['recouvrements'], paiements: Etat['paiements']): Etat => ({
  ...paye(),
  amorcage: { ...paye().amorcage, concluLe: null },
  recouvrements,
  paiements,
});
/** The first tranche is due, and paid; the eighteen months' procedure was opened on 6 July 2027. */
const procedure = (en: Recouvrement | null, paiements: Etat['paiements'], ouverte = true): Etat => ({
  ...paye(),
  dixHuitMoisOuvertLe: ouverte ? d('2027-07-06') : null,
  recouvrements: en === null ? {} : { 'dix-huit-mois': { ...en, origine: 'dix-huit-mois' } },
  paiements,
});

describe('ce que la fin d’un contrat fait rendre', () => {
  const resilie = (etat: Etat, contrat: 'amorcage' | 'dotation', finiLe: string): Etat => ({
    ...etat,
    [contrat]: { ...etat[contrat], fin: 'resilie', finiLe: d(finiLe) },
  });

  it('de l’amorçage : tout ce qui en fut versé, dans les deux mois de l’effet (RES-A-04)', () => {
    const etat = resilie(
      {
        ...dote(),
        paiements: {
          'amorcage-1': verse(4_000_000),
          'amorcage-2': verse(4_000_000, '2026-04-23'),
          'dotation-1': verse(6_500_000, '2026-05-10'),
        },
      },
      'amorcage',
      '2026-05-20',
    );
    expect(propose(etat, '2026-05-20')).toMatchObject({
      evenement: 'RecouvrementPropose',
      le: '2026-05-20',
      regle: 'RES-A-04',
      recouvrement: 'amorcage',
      origine: 'amorcage',
      montantCentimes: 8_000_000,
      dateLimite: '2026-07-20',
    });
    for (const champ of ['aConfirmer', 'paiement', 'imputation', 'duCentimes', 'versionDroit'])
      expect(propose(etat, '2026-05-20')).not.toHaveProperty(champ);
    expect(etapes(etat)).toMatchObject([
      {
        operation: 'somme',
        regle: 'RES-A-04',
        termes: [
          { quoi: 'verse', cle: 'amorcage-1', montantCentimes: 4_000_000 },
          { quoi: 'verse', cle: 'amorcage-2', montantCentimes: 4_000_000 },
        ],
      },
      { operation: 'au-plus', quoi: 'reclamable', montantCentimes: 14_500_000, regle: 'DEC-34' },
    ]);
    // Learnt of on another day, the caisse notifies it (DEC-37).
    expect(propose(etat, '2026-05-21')).toMatchObject({ le: '2026-05-20', aConfirmer: true });
  });

  it('de la dotation : ce qui reste à courir de l’année, et rien de l’amorçage (RES-D-05, DEC-10)', () => {
    const etat = resilie(
      { ...dote(), paiements: { 'amorcage-1': verse(4_000_000), 'dotation-1': verse(6_500_000, '2026-05-10') } },
      'dotation',
      '2026-07-01',
    );
    // 307 of the 365 days from 4 May 2026 are left: 65 000 € × 307 ÷ 365.
    expect(propose(etat)).toMatchObject({
      le: '2026-07-01',
      regle: 'RES-D-05',
      recouvrement: 'dotation',
      origine: 'dotation',
      montantCentimes: 5_467_123,
      dateLimite: '2026-09-01',
    });
    expect(propose(etat)).not.toHaveProperty('aConfirmer');
    expect(etapes(etat)?.at(-2)).toMatchObject({ operation: 'prorata', jours: 307, joursEnTout: 365, regle: 'DEC-10' });
  });

  it('le contrat court de nouveau : plus rien n’en est dû (DEC-42)', () => {
    const etat: Etat = { ...paye(), recouvrements: { amorcage: un({ origine: 'amorcage', statut: 'notifie' }) } };
    expect(propose(etat)).toMatchObject({
      le: '2026-06-01',
      regle: 'RES-A-04',
      recouvrement: 'amorcage',
      montantCentimes: 0,
      duCentimes: 0,
      reduite: true,
    });
    expect(propose(etat)).not.toHaveProperty('aRendreCentimes');
    expect(propose(etat)).not.toHaveProperty('dateLimite');
    expect(etapes(etat)).toMatchObject([
      { operation: 'somme', termes: [], regle: 'DEC-34', resultat: 0 },
      { operation: 'au-plus', quoi: 'reclame', cle: 'amorcage', montantCentimes: 4_000_000, regle: 'DEC-34' },
    ]);
    const dotation: Etat = {
      ...dote(),
      paiements: { 'dotation-1': verse(6_500_000, '2026-05-10') },
      recouvrements: { dotation: un({ origine: 'dotation' }) },
    };
    expect(propose(dotation)).toMatchObject({ regle: 'RES-D-05', recouvrement: 'dotation', reduite: true });
    expect(propose(paye())).toBeNull();
  });

  it('le délai suit le texte en vigueur à l’effet, et le nomme (DEC-65)', () => {
    const droit = lireDroit({
      version: 'quatre-mois',
      titre: 'Quatre mois pour rembourser',
      source: 'essai',
      depuis: '2026-05-20',
      parametres: { remboursement: 4 },
    });
    const etat = (finiLe: string) => resilie({ ...paye(), droit }, 'amorcage', finiLe);
    expect(propose(etat('2026-05-20'))).toMatchObject({ dateLimite: '2026-09-21', versionDroit: 'quatre-mois' });
    expect(propose(etat('2026-05-19'))).toMatchObject({ dateLimite: '2026-07-20' });
    expect(propose(etat('2026-05-19'))).not.toHaveProperty('versionDroit');
  });
});

describe('ce que les dix-huit mois réclament encore (REC-01, DEC-38)', () => {
  const DEHORS = { 'amorcage-1': verse(4_000_000) };
  /** A quarter came back. */
  const MOINS = { 'amorcage-1': verse(3_000_000) };

  it('une procédure qui n’a plus lieu ne réclame rien (DEC-34)', () => {
    const etat = procedure(un({ statut: 'notifie' }), DEHORS, false);
    expect(propose(etat)).toMatchObject({
      recouvrement: 'dix-huit-mois',
      regle: 'DEC-34',
      montantCentimes: 0,
      reduite: true,
    });
    expect(propose(procedure(un({ montant: 0, statut: 'clos' }), DEHORS, false))).toBeNull();
    expect(propose(procedure(null, DEHORS, false))).toBeNull();
  });

  it('ouverte, elle ne réclame plus qu’elle ne peut ; ce que la caisse a fixé, elle ne le change pas', () => {
    const etat = procedure(un({ statut: 'notifie' }), MOINS);
    expect(propose(etat)).toMatchObject({
      recouvrement: 'dix-huit-mois',
      regle: 'DEC-38',
      montantCentimes: 3_000_000,
      duCentimes: 3_000_000,
      reduite: true,
    });
    expect(etapes(etat)).toMatchObject([
      {
        operation: 'somme',
        regle: 'REC-01',
        termes: [{ quoi: 'reclame', cle: 'dix-huit-mois', montantCentimes: 4_000_000 }],
      },
      { operation: 'moins', quoi: 'reclamable', montantCentimes: 1_000_000, regle: 'DEC-38' },
      { operation: 'au-plus', quoi: 'reclame', cle: 'dix-huit-mois', montantCentimes: 4_000_000, regle: 'DEC-34' },
    ]);
    // Twenty thousand were confirmed of forty: they are still out.
    const fixee = { du: 4_000_000, montant: 2_000_000, statut: 'notifie' as const };
    expect(propose(procedure(un(fixee), MOINS))).toBeNull();
    expect(propose(procedure(un({ ...fixee, rembourse: 1_000_000 }), MOINS))).toBeNull();
  });

  it('soldée, elle suit ce qui est dehors : ce qui en fut remboursé est à rendre', () => {
    const etat = procedure(un({ rembourse: 4_000_000, statut: 'rembourse' }), MOINS);
    expect(propose(etat)).toMatchObject({ regle: 'DEC-38', montantCentimes: 3_000_000, aRendreCentimes: 1_000_000 });
    expect(etapes(etat, 'duCentimes')).toMatchObject([
      {
        operation: 'somme',
        regle: 'REC-01',
        termes: [{ quoi: 'propose', cle: 'dix-huit-mois', montantCentimes: 4_000_000 }],
      },
      { operation: 'au-plus', quoi: 'verse', montantCentimes: 3_000_000, regle: 'DEC-38' },
    ]);
    expect(propose(procedure(un({ remis: 4_000_000, statut: 'clos' }), MOINS))).toMatchObject({ regle: 'DEC-38' });
    expect(propose(procedure(un({ rembourse: 4_000_000, statut: 'rembourse' }), DEHORS))).toBeNull();
  });

  it('close pour rien : ce qui sort de nouveau est réclamé, si c’est elle que le retour avait vidée', () => {
    const revenu = { le: d('2026-02-15'), montantCentimes: C(4_000_000), reference: null, retourneLe: d('2026-02-18') };
    const tranche = verse(4_000_000);
    const SEUL = { 'amorcage-1': { ...tranche, versements: [revenu, ...tranche.versements] } };
    const REFAIT = { ...SEUL, 'dotation-1': verse(6_500_000, '2026-05-20') };
    const vide = un({ montant: 0, statut: 'clos' });
    expect(propose(procedure(vide, REFAIT))).toMatchObject({
      le: '2026-06-01',
      regle: 'REC-01',
      recouvrement: 'dix-huit-mois',
      origine: 'dix-huit-mois',
      montantCentimes: 4_000_000,
    });
    expect(etapes(procedure(vide, REFAIT))?.at(-2)).toMatchObject({
      operation: 'au-plus',
      quoi: 'verse',
      montantCentimes: 4_000_000,
      regle: 'DEC-38',
    });
    // Emptied and not closed yet, nothing out, or nothing made again: nothing.
    expect(propose(procedure(un({ montant: 0 }), SEUL))).toBeNull();
    expect(propose(procedure(vide, {}))).toBeNull();
    expect(propose(procedure(vide, { 'amorcage-1': { ...tranche, versements: [revenu] } }))).toBeNull();
    expect(propose(procedure(vide, DEHORS))).toBeNull();
    const active: Etat['activites'] = {
      ...paye().activites,
      'avis-ponctuel': { declareeLe: null, constateeLe: null, constat: { le: d('2027-07-15'), sens: 'presente' } },
    };
    expect(propose({ ...procedure(vide, SEUL), activites: active })).toBeNull();
  });
});

describe('une réclamation qui diminue', () => {
  it('ce qui en fut remboursé est à rendre, moins ce qu’un autre fondement réclame (DEC-34, DEC-63)', () => {
    const tombee = (autres: Etat['recouvrements'], montant: number): Etat =>
      sansDroit(
        { 'dix-huit-mois': un({ origine: 'dix-huit-mois', rembourse: 4_000_000, statut: 'rembourse' }), ...autres },
        { 'amorcage-1': verse(montant) },
      );
    const rendu = (etat: Etat) => (propose(etat) as unknown as { aRendreCentimes?: number }).aRendreCentimes;
    // An indu of 30 000 € is not claimed yet; then of which 10 000 € are; then given up.
    expect(rendu(tombee({}, 3_000_000))).toBe(1_000_000);
    expect(rendu(tombee({ 'indu-amorcage-1': un({ montant: 1_000_000 }) }, 3_000_000))).toBe(1_000_000);
    expect(rendu(tombee({ 'indu-amorcage-1': un({ montant: 1_000_000, statut: 'clos' }) }, 3_000_000))).toBe(2_000_000);
    expect(rendu(tombee({ 'indu-amorcage-1': un({ montant: 3_000_000 }) }, 3_000_000))).toBe(1_000_000);
    expect(rendu(tombee({}, 5_000_000))).toBeUndefined();
    expect(propose(tombee({}, 4_000_000))).not.toHaveProperty('aRendreCentimes');
  });
});

describe('une réclamation qui augmente', () => {
  it('pas au-delà de ce que la loi donnait déjà : ce que la caisse a fixé tient (DEC-10)', () => {
    const fixe = un({ du: 4_000_000, montant: 2_000_000, statut: 'notifie', notifieLe: d('2026-04-01') });
    expect(propose(sansDroit({ 'indu-amorcage-1': fixe }, { 'amorcage-1': verse(4_000_000) }))).toBeNull();
    expect(propose(sansDroit({ 'indu-amorcage-1': fixe }, { 'amorcage-1': verse(4_000_001) }))).toMatchObject({
      montantCentimes: 4_000_001,
      paiement: 'amorcage-1',
    });
  });

  it('ce qui fut remboursé de trop d’elle-même compte, sans passer par une imputation', () => {
    const deTrop = un({ montant: 1_000_000, rembourse: 2_000_000, statut: 'rembourse' });
    const etat = sansDroit({ 'indu-amorcage-1': deTrop }, { 'amorcage-1': verse(4_000_000) });
    expect(propose(etat)).toMatchObject({ recouvrement: 'indu-amorcage-1', montantCentimes: 4_000_000 });
    expect(propose(etat)).not.toHaveProperty('imputation');
  });

  it('d’un autre, il n’est imputé que ce qui reste à rembourser', () => {
    const etat = sansDroit(
      {
        'dix-huit-mois': un({ montant: 0, rembourse: 4_000_000, statut: 'clos', origine: 'dix-huit-mois' }),
        'indu-amorcage-1': un({ montant: 1_000_000, rembourse: 1_000_000, statut: 'rembourse' }),
      },
      { 'amorcage-1': verse(5_000_000) },
    );
    // 50 000 € in all, of which 10 000 € repaid: the other 40 000 € were repaid on the ground that is gone.
    expect(propose(etat)).toMatchObject({
      montantCentimes: 5_000_000,
      imputation: { de: 'dix-huit-mois', montantCentimes: 4_000_000, resteDuCentimes: 0 },
    });
    const moins = sansDroit(
      {
        'dix-huit-mois': un({ montant: 0, rembourse: 4_000_000, statut: 'clos', origine: 'dix-huit-mois' }),
        'indu-amorcage-1': un({ montant: 1_000_000, rembourse: 1_000_000, statut: 'rembourse' }),
      },
      { 'amorcage-1': verse(3_000_000) },
    );
    expect(propose(moins)).toMatchObject({
      montantCentimes: 3_000_000,
      imputation: { de: 'dix-huit-mois', montantCentimes: 2_000_000, resteDuCentimes: 0 },
    });
  });
});

describe('le test des dix-huit mois (REC-01)', () => {
  const ligne = (etat: Etat) =>
    echeances(etat)
      .filter(({ cle }) => cle === 'operationnalite-18-mois')
      .map(({ expire, effetLe, regle, effet, attendu }) => [expire, effetLe, regle, effet, ...attendu]);
  const DU = [['2027-07-05', '2027-07-06', 'REC-01', 'procedure', 'porteur']];
  const active: Etat['activites'] = {
    ...paye().activites,
    'avis-ponctuel': { declareeLe: null, constateeLe: null, constat: { le: d('2026-05-01'), sens: 'presente' } },
  };
  it.each<[string, Partial<Etat>, typeof DU]>([
    ['de l’argent dehors, aucune activité', {}, DU],
    ['rien dehors', { paiements: {} }, []],
    ['une activité constatée', { activites: active }, []],
    ['la procédure ouverte déjà', { dixHuitMoisOuvertLe: d('2027-07-06') }, []],
    ['l’amorçage résilié : il réclame tout', { amorcage: { ...paye().amorcage, fin: 'resilie' } }, []],
    ['tout réclamé déjà', { recouvrements: { 'indu-amorcage-1': un() } }, []],
    ['un autre régime, qui n’a pas de lettre d’intention', { regime: 'en-fonctionnement-conforme' }, []],
    ['sans lettre d’intention', { li: null }, []],
  ])('%s', (_, changement, attendu) => {
    expect(ligne({ ...paye(), ...changement })).toEqual(attendu);
  });

  it('court du dépôt de la lettre d’intention', () => {
    const une = echeances(paye()).find(({ cle }) => cle === 'operationnalite-18-mois');
    expect(une?.calcul?.depart).toMatchObject({ evenement: 'LettreIntentionDeposee', le: '2026-01-05' });
  });

  it('sans rien dehors, la procédure est de son jour', () => {
    const [ouverte] = procedureDixHuitMois(
      { ...paye(), paiements: {} },
      { effetLe: '2027-07-06' as DateCivile, regle: 'REC-01' },
    );
    expect(ouverte).toMatchObject({ le: '2027-07-06', montantCentimes: 0, paiements: [] });
  });
});
