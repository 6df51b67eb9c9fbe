/** Payment by payment: what an act needs, says and leaves; who holds the file; what is made of an order that ends. PAY-01, PAY-02, DEC-09, DEC-18, DEC-27, DEC-34, DEC-36…38, DEC-43, DEC-52. */
import { describe, expect, it } from 'vitest';
import { echeances } from '../../../domain/echeances.ts';
import type { Etat, Paiement, Piece } from '../../../domain/etat.ts';
import type { Evenement } from '../../../domain/evenements.ts';
import { evoluer } from '../../../domain/evoluer.ts';
import {
  aOrdonner,
  attendUnOrdre,
  paiementsAttendus,
  paiementsExigibles,
  payesAFixer,
  tenuParUneAutorite,
} from '../../../domain/paiements/attendus.ts';
import { cyclePour } from '../../../domain/paiements/exercices.ts';
import { ordonner, paiementInterrompu, paiementLibere, paiementRepris } from '../../../domain/paiements/suites.ts';
import { centimes, type CodePiece } from '../../../domain/valeurs.ts';
import { d } from './dernier-acte.ts';
import { ACTES, journal, vivre, type Acte } from './etats.ts';
import { ORDONNE, compte, dote, paye, phrase, premier, signe, sur } from './paiement-essai.ts';
import { DOTATION_NOTIFIEE, MANQUEMENT, proposer } from './resiliation-essai.ts';

const C = (montant: number) => centimes(montant);
type Versement = Paiement['versements'][number];
const versement = (le: string, montant: number, reference: string | null = null, retourneLe?: string): Versement => ({
  le: d(le),
  montantCentimes: C(montant),
  reference,
  retourneLe: retourneLe === undefined ? null : d(retourneLe),
});
/** The first tranche, ordered on 10 February 2026, due by 10 March. */
const ordre = (changement: Partial<Paiement> = {}): Paiement => ({
  ...ORDONNE,
  montantCentimes: C(4_000_000),
  ...changement,
});
const avec = (paiement: Partial<Paiement>, changement: Partial<Etat> = {}): Etat => ({
  ...signe(),
  paiements: { 'amorcage-1': ordre(paiement) },
  ...changement,
});
const acte = (commande: Acte[2], donnees: object = {}, le = '2026-03-20'): Acte => [
  le,
  'caisse',
  commande,
  { paiement: 'amorcage-1', motif: 'Compte clos.', ...donnees },
];
/** The last payment of that key once an event has passed. */
const apres = (etat: Etat, evenement: object, cle = 'amorcage-1') =>
  evoluer(etat, {
    le: '2026-03-20',
    acteur: 'caisse',
    regle: 'PAY-01',
    paiement: cle,
    ...evenement,
  } as unknown as Evenement).paiements[cle as 'amorcage-1'];

describe('un acte sur un paiement qui n’est pas ordonné dit pourquoi (PAY-01)', () => {
  const rejeter = (paiement: string, le = '2026-05-10') => acte('rejeter-paiement', { paiement }, le);
  const sansOrdre = (pieces: Etat['pieces']): Etat => ({ ...signe(), paiements: {}, pieces });
  it.each<[string, () => Etat, Acte, unknown, string]>([
    ['pas dû', paye, rejeter('amorcage-2'), ['regle', 'PAY-01'], "Le paiement « amorcage-2 » n'est pas dû."],
    [
      'à fixer par la caisse',
      () => compte({ '1': 9 }),
      rejeter('dotation-1'),
      ['regle', 'DEC-09'],
      "Le montant de « dotation-1 » reste à fixer par la caisse et à approuver par l'ARS.",
    ],
    [
      'ses pièces manquent',
      () => sansOrdre({}),
      rejeter('amorcage-1'),
      ['regle', 'PAY-01'],
      'Le paiement « amorcage-1 » attend des pièces conformes : liste-medecins-engages, statuts, budget-previsionnel.',
    ],
    [
      'rien ne lui manque',
      () => sansOrdre(signe().pieces),
      rejeter('amorcage-1'),
      ['etat', 'PAY-01'],
      "Le paiement « amorcage-1 » n'est pas encore ordonnancé.",
    ],
    [
      'exécuté déjà',
      paye,
      rejeter('amorcage-1'),
      ['etat', 'PAY-01'],
      'Le paiement « amorcage-1 » est « execute », et non « ordonnance » ou « retenu ».',
    ],
  ])('%s', (_, etat, un, attendu, dit) => {
    expect(sur(etat(), un)).toEqual(attendu);
    expect(phrase(etat(), un)).toBe(dit);
  });

  it('aucun n’est daté d’avant son ordre (DEC-18)', () => {
    const avant = (commande: Acte[2], paiement: Partial<Paiement>) => {
      const un = acte(commande, {}, '2026-02-09');
      expect(sur(avec(paiement), un, '2026-03-20')).toEqual(['regle', 'DEC-18']);
      expect(phrase(avec(paiement), un, '2026-03-20')).toContain("l'ordonnancement du paiement");
    };
    avant('rejeter-paiement', {});
    avant('reemettre-paiement', { statut: 'rejete' });
    avant('liberer-paiement', { statut: 'retenu' });
  });

  it('retenu, il se rejette et se libère ; réémis ou libéré, il est de nouveau en ordre', () => {
    const retenu = avec({ statut: 'retenu' });
    expect(sur(retenu, acte('rejeter-paiement'))).toBe('accepté');
    expect(premier(retenu, acte('liberer-paiement'))).toMatchObject({
      evenement: 'PaiementLibere',
      regle: 'DEC-36',
      paiement: 'amorcage-1',
      montantCentimes: 4_000_000,
    });
    expect(apres(retenu, { evenement: 'PaiementLibere' })).toMatchObject({ statut: 'ordonnance' });
    expect(apres(avec({}), { evenement: 'PaiementRetenu' })).toMatchObject({ statut: 'retenu' });
    expect(apres(avec({}), { evenement: 'PaiementRejete' })).toMatchObject({ statut: 'rejete' });
    const reemis = { evenement: 'PaiementReemis', dateLimite: '2026-04-20' };
    expect(apres(avec({ statut: 'retourne' }), reemis)).toMatchObject({
      statut: 'ordonnance',
      ordonnanceLe: '2026-03-20',
      dateLimite: '2026-04-20',
      duLe: '2026-02-10',
    });
    for (const statut of ['rejete', 'retourne'] as const)
      expect(premier(avec({ statut }), acte('reemettre-paiement'))).toMatchObject({
        montantCentimes: 4_000_000,
        dateLimite: '2026-03-10',
        calculs: {
          dateLimite: {
            depart: { evenement: 'PaiementOrdonnance', le: '2026-02-10' },
            etapes: [{ operation: 'inscrite', evenement: 'PaiementOrdonnance', regle: 'PAY-01' }],
          },
        },
      });
    expect(sur(avec({}), acte('reemettre-paiement'))).toEqual(['etat', 'PAY-01']);
  });
});

describe('retenir un paiement (DEC-36)', () => {
  const notifiee = (): Etat =>
    vivre(
      [
        ...ACTES.AMORCAGE,
        proposer('2026-03-02', 'caisse', MANQUEMENT),
        ['2026-03-03', 'ars', 'approuver-resiliation'],
        ['2026-03-16', 'ars', 'notifier-resiliation'],
      ],
      '2026-03-20',
    ).etat;
  it('du jour de la notification, d’une somme, jamais d’avant', () => {
    expect(premier(notifiee(), acte('retenir-paiement', {}, '2026-03-16'))).toMatchObject({
      evenement: 'PaiementRetenu',
      regle: 'DEC-36',
      paiement: 'amorcage-1',
      montantCentimes: 4_000_000,
    });
    const veille = acte('retenir-paiement', {}, '2026-03-15');
    expect(sur(notifiee(), veille, '2026-03-20')).toEqual(['regle', 'DEC-36']);
    expect(phrase(notifiee(), veille, '2026-03-20')).toContain('la réception de la lettre de résiliation');
    const tard: Etat = { ...notifiee(), paiements: { 'amorcage-1': ordre({ ordonnanceLe: d('2026-03-18') }) } };
    expect(sur(tard, acte('retenir-paiement', {}, '2026-03-17'), '2026-03-20')).toEqual(['regle', 'DEC-18']);
    expect(phrase(tard, acte('retenir-paiement', {}, '2026-03-17'), '2026-03-20')).toContain("l'ordonnancement");
  });

  it('la retenue finit avec la résiliation, et pas avant', () => {
    const retenu = (etat: Etat): Etat => ({ ...etat, paiements: { 'amorcage-1': ordre({ statut: 'retenu' }) } });
    expect(paiementLibere(retenu(notifiee()), d('2026-03-20'))).toBeNull();
    expect(paiementLibere(retenu(signe()), d('2026-03-20'))).toMatchObject({
      evenement: 'PaiementLibere',
      le: '2026-03-20',
      regle: 'DEC-36',
      paiement: 'amorcage-1',
      montantCentimes: 4_000_000,
    });
    expect(paiementLibere(avec({}), d('2026-03-20'))).toBeNull();
    // The other contract's résiliation holds nothing of this one.
    const autre: Etat = {
      ...vivre(DOTATION_NOTIFIEE, '2026-06-04').etat,
      paiements: { 'amorcage-2': ordre({ statut: 'retenu' }) },
    };
    expect(paiementLibere(autre, d('2026-06-04'))).toMatchObject({ paiement: 'amorcage-2' });
  });

  it('un ordre donné pendant le préavis le dit, et seulement celui de ce contrat', () => {
    const exigible = paiementsExigibles({ ...signe(), paiements: {} }, d('2026-03-20'))[0];
    if (exigible === undefined) throw new Error('nothing due');
    expect(ordonner(notifiee(), exigible, d('2026-03-20'))).toMatchObject({
      le: '2026-03-20',
      regle: 'PAY-01',
      resiliationLe: '2026-03-16',
      caisse: 'gironde',
    });
    expect(ordonner(signe(), exigible, d('2026-02-01'))).toMatchObject({ le: '2026-02-10' });
    expect(ordonner(signe(), exigible, d('2026-03-20'))).not.toHaveProperty('resiliationLe');
    expect(ordonner({ ...signe(), caisse: '' }, exigible, d('2026-03-20'))).not.toHaveProperty('caisse');
  });
});

describe('ce qu’une exécution a de peu ordinaire est dit (DEC-37)', () => {
  const dit = (etat: Etat, donnees: object = {}, le = '2026-03-20') => {
    const { avertissements = [] } = premier(etat, acte('executer-paiement', donnees, le)) as unknown as {
      avertissements?: readonly { regle: string; phrase: string }[];
    };
    for (const { regle } of avertissements) expect(regle).toBe('DEC-37');
    return avertissements.map((un) => un.phrase);
  };
  const resiliee = (statut: Paiement['statut']): Etat =>
    avec({ statut }, { amorcage: { ...signe().amorcage, fin: 'resilie', finiLe: d('2026-03-19') } });
  it.each<[string, () => Etat, object, string, readonly string[]]>([
    ['rien', () => avec({}), {}, '2026-03-20', []],
    ['le jour de l’ordre', () => avec({}), {}, '2026-02-10', []],
    [
      'avant l’ordre',
      () => avec({}),
      {},
      '2026-02-09',
      ["Le virement est antérieur à l'ordonnancement du 10 février 2026."],
    ],
    [
      'sans ordre',
      () => ({ ...signe(), paiements: {} }),
      {},
      '2026-03-20',
      ['Ce versement est exécuté sans ordre de paiement.'],
    ],
    [
      'un autre montant',
      () => avec({ versements: [versement('2026-02-20', 1_000_000)] }),
      { montantCentimes: 2_000_000, reference: 'b' },
      '2026-03-20',
      ["Le montant exécuté (20 000,00 €) n'est pas celui qui restait à verser (30 000,00 €)."],
    ],
    [
      'une seconde fois',
      () => avec({ statut: 'execute', versements: [versement('2026-02-20', 5_000_000)] }),
      { montantCentimes: 4_000_000, reference: 'b' },
      '2026-03-20',
      ["Le montant exécuté (40 000,00 €) n'est pas celui qui restait à verser (0,00 €)."],
    ],
    [
      'interrompu, après la fin du contrat',
      () => resiliee('interrompu'),
      {},
      '2026-03-20',
      [
        "L'ordre de ce versement était interrompu.",
        'Le virement est postérieur à la fin des droits du contrat (19 mars 2026).',
      ],
    ],
    ['le dernier jour du contrat', () => resiliee('ordonnance'), {}, '2026-03-19', []],
  ])('%s', (_, etat, donnees, le, attendues) => {
    expect(dit(etat(), donnees, le).map((phraseDite) => phraseDite.replaceAll(/[\u202F\u00A0]/g, ' '))).toEqual(
      attendues,
    );
  });

  it('épargné par la fin du contrat, il n’est pas tardif (DEC-36)', () => {
    const etat: Etat = {
      ...dote(),
      dotation: { ...dote().dotation, fin: 'resilie', finiLe: d('2027-05-04') },
      paiements: { 'dotation-1': ordre({ montantCentimes: C(6_500_000), ordonnanceLe: d('2026-05-06') }) },
    };
    expect(dit(etat, { paiement: 'dotation-1' }, '2027-05-10')).toEqual([]);
  });

  it('une référence déjà consignée ne l’est plus si son virement est revenu', () => {
    const etat = (retourneLe?: string) =>
      avec({ statut: 'retourne', versements: [versement('2026-02-20', 4_000_000, 'a', retourneLe)] });
    expect(sur(etat(), acte('executer-paiement', { reference: 'a' }))).toEqual(['etat', 'PAY-01']);
    expect(sur(etat('2026-03-01'), acte('executer-paiement', { reference: 'a' }))).toBe('accepté');
  });
});

describe('quel virement revient (DEC-38)', () => {
  const deux = (): Etat =>
    avec({
      statut: 'execute',
      executeLe: d('2026-02-20'),
      versements: [
        versement('2026-02-20', 4_000_000, 'a'),
        versement('2026-02-25', 1_000_000, 'b'),
        versement('2026-02-25', 2_000_000, 'c', '2026-02-28'),
      ],
    });
  it('celui de la référence ; sinon le dernier qui soit parti sans revenir', () => {
    const retour = (donnees: object) => premier(deux(), acte('retourner-paiement', donnees));
    expect(retour({ reference: 'a' })).toMatchObject({
      montantCentimes: 4_000_000,
      executeLe: '2026-02-20',
      reference: 'a',
    });
    expect(retour({})).toMatchObject({ regle: 'DEC-38', montantCentimes: 1_000_000, executeLe: '2026-02-25' });
    expect(retour({})).not.toHaveProperty('reference');
    expect(retour({ reference: 'inconnue' })).toMatchObject({ montantCentimes: 1_000_000 });
    const trop = acte('retourner-paiement', {}, '2026-02-24');
    expect(sur(deux(), trop, '2026-03-20')).toEqual(['regle', 'DEC-18']);
    expect(phrase(deux(), trop, '2026-03-20')).toContain("l'exécution du virement");
  });

  const retournes = (donnees: object) => {
    const paiement = apres(deux(), { evenement: 'PaiementRetourne', ...donnees });
    return paiement?.versements.map(({ retourneLe }) => retourneLe);
  };
  it('l’événement le désigne par sa référence, sinon par son jour et son montant, sinon par son montant', () => {
    const LE = '2026-03-20';
    expect(retournes({ reference: 'a', montantCentimes: 1_000_000 })).toEqual([LE, null, '2026-02-28']);
    expect(retournes({ montantCentimes: 4_000_000, executeLe: '2026-02-20' })).toEqual([LE, null, '2026-02-28']);
    expect(retournes({ montantCentimes: 4_000_000, executeLe: '2026-02-21' })).toEqual([LE, null, '2026-02-28']);
    expect(retournes({ montantCentimes: 9, executeLe: '2026-02-20' })).toEqual([null, LE, '2026-02-28']);
    const memes = avec({
      statut: 'execute',
      versements: [versement('2026-02-20', 100), versement('2026-02-21', 100), versement('2026-02-22', 100)],
    });
    expect(
      apres(memes, { evenement: 'PaiementRetourne', montantCentimes: 100, executeLe: '2026-02-21' })?.versements.map(
        ({ retourneLe }) => retourneLe,
      ),
    ).toEqual([null, LE, null]);
  });

  it('il reste exécuté tant que sa somme est dehors ; sinon il est retourné', () => {
    expect(apres(deux(), { evenement: 'PaiementRetourne', reference: 'b' })).toMatchObject({
      statut: 'execute',
      executeLe: '2026-02-20',
    });
    expect(apres(deux(), { evenement: 'PaiementRetourne', reference: 'a' })).toMatchObject({
      statut: 'retourne',
      executeLe: null,
    });
  });

  it('de ce qui n’est pas parti, rien', () => {
    const retour = { evenement: 'PaiementRetourne', montantCentimes: 4_000_000 };
    expect(apres(signe(), retour)).toEqual(signe().paiements['amorcage-1']);
    expect(apres({ ...signe(), paiements: {} }, retour)).toBeUndefined();
    expect(sur({ ...signe(), paiements: {} }, acte('retourner-paiement'))).toEqual(['etat', 'DEC-38']);
    expect(apres({ ...signe(), paiements: {} }, { evenement: 'PaiementRejete' })).toBeUndefined();
  });
});

describe('le jour où tout est payé (DEC-37)', () => {
  const execute = (etat: Etat, le: string, montantCentimes: number) =>
    apres(etat, { evenement: 'PaiementExecute', le, montantCentimes });
  it('celui du virement qui solde, dans l’ordre de leurs jours et non de leur saisie', () => {
    const un = execute(avec({ versements: [versement('2026-03-01', 3_000_000)] }), '2026-02-20', 1_000_000);
    expect(un).toMatchObject({ statut: 'execute', executeLe: '2026-03-01' });
    const trois = avec({
      versements: [versement('2026-03-05', 1_000_000), versement('2026-03-01', 3_000_000)],
    });
    expect(execute(trois, '2026-02-20', 1_000_000)).toMatchObject({ executeLe: '2026-03-01' });
    expect(execute(avec({}), '2026-02-20', 3_999_999)).toMatchObject({ statut: 'ordonnance', executeLe: null });
    const revenu = avec({ versements: [versement('2026-02-15', 4_000_000, null, '2026-02-18')] });
    expect(execute(revenu, '2026-02-20', 1_000_000)).toMatchObject({ statut: 'ordonnance', executeLe: null });
  });
  it('sans ordre, ce qui est versé est la somme, et rien n’était dû', () => {
    expect(execute({ ...signe(), paiements: {} }, '2026-02-20', 1_000_000)).toEqual({
      montantCentimes: 1_000_000,
      statut: 'execute',
      ordonnanceLe: '2026-02-20',
      duLe: null,
      dateLimite: '2026-02-20',
      executeLe: '2026-02-20',
      versements: [versement('2026-02-20', 1_000_000)],
    });
  });
  it('un ordre garde le texte dont il vient (DEC-65)', () => {
    const ordonne = (donnees: object) =>
      apres(
        { ...signe(), paiements: {} },
        { evenement: 'PaiementOrdonnance', montantCentimes: 1, dateLimite: '2026-04-01', ...donnees },
      );
    expect(ordonne({ versionDroit: 'a' })).toMatchObject({
      versionDroit: 'a',
      duLe: '2026-03-20',
      statut: 'ordonnance',
    });
    expect(ordonne({})).not.toHaveProperty('versionDroit');
  });
});

describe('le montant fixé à la main (DEC-09)', () => {
  const fixer = (donnees: object = {}, le = '2026-05-10'): Acte => [
    le,
    'caisse',
    'fixer-montant-dotation',
    { montantCentimes: 3_000_000, motif: 'Territoire peu doté.', ...donnees },
  ];
  const approuver = (le = '2026-05-10', donnees: object = {}): Acte => [
    le,
    'ars',
    'approuver-montant-dotation',
    donnees,
  ];
  const fixe = (approuve: boolean, fixeLe?: string) => ({
    montantCentimes: C(3_000_000),
    approuve,
    ...(fixeLe === undefined ? {} : { fixeLe: d(fixeLe) }),
  });
  it('de l’année qui attend : pas celle qui est approuvée, tant qu’une autre ne l’est pas', () => {
    const deux = compte({ '1': 9, '2': 8 }, { montantsFixes: { '1': fixe(true) }, pieces: {} });
    expect(premier(deux, fixer())).toMatchObject({ paiement: 'dotation-2' });
    const une = compte({ '1': 9 }, { montantsFixes: { '1': fixe(true) }, pieces: {} });
    expect(premier(une, fixer())).toMatchObject({ paiement: 'dotation-1' });
    expect(sur(compte({ '1': 9 }), fixer({ paiement: 'dotation-2' }))).toEqual(['etat', 'DEC-09']);
    expect(phrase(compte({ '1': 9 }), fixer({ motif: '' }))).toContain('Le montant fixé pour moins de dix adhérents');
    expect(phrase(compte({ '1': 9 }), fixer({}, '2026-05-03'), '2026-05-10')).toContain(
      'le dénombrement des adhérents',
    );
  });
  it('ordonnée puis interrompue sans montant approuvé, elle se fixe ; approuvée, ou en ordre, non', () => {
    const annee = (paiement: Paiement, approuve?: boolean) =>
      compte(
        { '1': 9 },
        {
          paiements: { 'dotation-1': paiement },
          montantsFixes: approuve === undefined ? {} : { '1': fixe(approuve) },
        },
      );
    expect(sur(annee(ordre({ statut: 'interrompu' })), fixer())).toBe('accepté');
    expect(sur(annee(ordre({ statut: 'interrompu' }), false), fixer())).toBe('accepté');
    expect(sur(annee(ordre({ statut: 'interrompu' }), true), fixer())).toEqual(['etat', 'DEC-09']);
    expect(sur(annee(ordre()), fixer())).toEqual(['etat', 'DEC-09']);
  });
  it('l’ARS l’approuve du jour où il fut fixé au plus tôt ; rien d’autre', () => {
    const etat = compte({ '1': 9, '2': 8 }, { montantsFixes: { '1': fixe(false, '2026-05-12') } });
    expect(sur(etat, approuver('2026-05-11'), '2026-05-20')).toEqual(['regle', 'DEC-18']);
    expect(phrase(etat, approuver('2026-05-11'), '2026-05-20')).toContain('le jour où la caisse a fixé le montant');
    expect(premier(etat, approuver('2026-05-12'))).toMatchObject({ regle: 'DEC-09', montantCentimes: 3_000_000 });
    expect(sur(etat, approuver('2026-05-12', { paiement: 'dotation-2' }))).toEqual(['etat', 'DEC-09']);
  });
  it('fixé, il attend ; fixé de nouveau, il attend de nouveau ; approuvé, il garde son jour', () => {
    const pose = (etat: Etat, evenement: object) =>
      evoluer(etat, {
        le: '2026-05-10',
        acteur: 'caisse',
        regle: 'DEC-09',
        paiement: 'dotation-1',
        montantCentimes: 3_000_000,
        ...evenement,
      } as unknown as Evenement).montantsFixes;
    expect(pose(compte({ '1': 9 }), { evenement: 'MontantDotationFixe' })).toEqual({ '1': fixe(false, '2026-05-10') });
    const attend = compte({ '1': 9 }, { montantsFixes: { '1': fixe(false, '2026-05-08') } });
    expect(pose(attend, { evenement: 'MontantDotationApprouve' })).toEqual({ '1': fixe(true, '2026-05-08') });
  });
});

describe('ce qui est encore à ordonner (DEC-09, DEC-20, DEC-34)', () => {
  const interrompu = (changement: Partial<Paiement> = {}) => ({
    'dotation-1': ordre({ montantCentimes: C(6_500_000), statut: 'interrompu', ...changement }),
  });
  it.each<[string, () => Etat, boolean, boolean]>([
    ['jamais ordonné', () => compte({ '1': 37 }), true, true],
    [
      'en ordre',
      () => compte({ '1': 37 }, { paiements: { 'dotation-1': ordre({ montantCentimes: C(6_500_000) }) } }),
      false,
      false,
    ],
    ['interrompu, et dû', () => compte({ '1': 37 }, { paiements: interrompu() }), true, true],
    ['interrompu, à fixer', () => compte({ '1': 9 }, { paiements: interrompu() }), true, true],
    [
      'interrompu, payé en partie : un complément',
      () => compte({ '1': 37 }, { paiements: interrompu({ versements: [versement('2026-05-20', 1_000_000)] }) }),
      false,
      true,
    ],
    [
      'interrompu, plus rien n’est dû',
      () =>
        compte(
          { '1': 37 },
          { paiements: interrompu(), dotation: { ...dote().dotation, fin: 'resilie', finiLe: d('2026-06-01') } },
        ),
      false,
      false,
    ],
  ])('%s', (_, etat, entier, reste) => {
    expect([aOrdonner(etat(), 'dotation-1'), attendUnOrdre(etat(), 'dotation-1')]).toEqual([entier, reste]);
  });

  const piece = (code: CodePiece, statut: Piece['statut']): Piece => ({
    code,
    statut,
    deposeeLe: d('2026-02-11'),
    verifieeLe: null,
    motif: null,
    montantCentimes: null,
    signePar: [],
  });
  it('une autorité le retient : des pièces qu’elle n’a pas regardées, un montant à fixer ; pas ce que le porteur doit', () => {
    const sansOrdre = (...codes: readonly CodePiece[]): Etat => {
      const { pieces, ...reste } = signe();
      const deposees = Object.fromEntries(codes.map((code) => [code, piece(code, 'deposee')]));
      return { ...reste, paiements: {}, pieces: { ...pieces, ...deposees } };
    };
    expect(tenuParUneAutorite(sansOrdre('statuts'))).toBe(true);
    expect(tenuParUneAutorite(sansOrdre())).toBe(false);
    const { statuts, ...sansStatuts } = sansOrdre('budget-previsionnel').pieces;
    expect(statuts).toBeDefined();
    expect(tenuParUneAutorite({ ...sansOrdre(), pieces: sansStatuts })).toBe(false);
    const nonConforme = { ...sansOrdre('budget-previsionnel').pieces, statuts: piece('statuts', 'non-conforme') };
    expect(tenuParUneAutorite({ ...sansOrdre(), pieces: nonConforme })).toBe(false);
    expect(tenuParUneAutorite({ ...sansOrdre('statuts'), paiements: { 'amorcage-1': ordre() } })).toBe(false);
    expect(tenuParUneAutorite(compte({ '1': 9 }))).toBe(true);
    expect(tenuParUneAutorite(compte({ '1': 9 }, { pieces: {} }))).toBe(false);
    const paye9 = { 'dotation-1': ordre({ statut: 'execute', versements: [versement('2026-05-20', 4_000_000)] }) };
    expect(payesAFixer(compte({ '1': 9 }, { paiements: paye9 }))).toEqual(['dotation-1']);
    expect(tenuParUneAutorite(compte({ '1': 9 }, { paiements: paye9 }))).toBe(true);
  });

  it('un complément a sa clé, sa règle, un mois depuis qu’il apparaît, jamais moins que le paiement (DEC-34)', () => {
    const paye37 = ordre({
      montantCentimes: C(6_500_000),
      statut: 'execute',
      executeLe: d('2026-05-20'),
      versements: [versement('2026-05-20', 6_500_000)],
    });
    const complement = (le: string, paiements: Etat['paiements'] = { 'dotation-1': paye37 }) =>
      paiementsExigibles(compte({ '1': 38 }, { paiements }), d(le)).filter(({ cle }) => cle.startsWith('dotation'));
    expect(complement('2026-06-10')).toMatchObject([
      { cle: 'dotation-1-complement', montantCentimes: 55_556, dateLimite: '2026-07-10', regle: 'DEC-34' },
    ]);
    const [tot] = complement('2026-05-01');
    expect(tot?.dateLimite).toBe('2026-06-04');
    expect(tot?.limite.depart).toMatchObject({ evenement: 'PaiementOrdonnance', le: '2026-05-01' });
    expect(tot?.limite.etapes.at(-1)).toMatchObject({ regle: 'DEC-34', resultat: '2026-06-04' });
    const premierComplement = ordre({
      montantCentimes: C(10),
      statut: 'execute',
      versements: [versement('2026-06-01', 10)],
    });
    expect(
      complement('2026-06-10', { 'dotation-1': paye37, 'dotation-1-complement': premierComplement }),
    ).toMatchObject([{ cle: 'dotation-1-complement-2', montantCentimes: 55_546 }]);
    expect(
      paiementsExigibles(
        { ...compte({ '1': 38 }, { paiements: { 'dotation-1': paye37 } }), pieces: {} },
        d('2026-06-10'),
      ),
    ).toEqual([]);
  });

  it('le contrat fini, ce que sa fin épargne seulement (DEC-36)', () => {
    const fini = (finiLe: string) =>
      compte({ '1': 37, '2': 37 }, { dotation: { ...dote().dotation, fin: 'resilie', finiLe: d(finiLe) } });
    const cles = (etat: Etat) =>
      paiementsAttendus(etat).flatMap(({ cle }) => (cle.startsWith('dotation') ? [cle] : []));
    expect([cles(fini('2027-05-03')), cles(fini('2027-05-04')), cles(fini('2028-05-04'))]).toEqual([
      [],
      ['dotation-1'],
      ['dotation-1', 'dotation-2'],
    ]);
  });
});

describe('un ordre qui finit, ou qui reprend (RES-A-04, RES-D-05, DEC-34, DEC-43)', () => {
  const interruption = (etat: Etat, le = '2026-06-01') => paiementInterrompu(etat, d(le));
  it('à la fin du contrat, sous sa règle et à son jour ; de ce qui reste à payer', () => {
    const resilie = (etat: Etat, contrat: 'amorcage' | 'dotation'): Etat => ({
      ...etat,
      [contrat]: { ...etat[contrat], fin: 'resilie', finiLe: d('2026-06-10') },
    });
    const partiel = avec({ versements: [versement('2026-02-20', 1_000_000)] });
    expect(interruption(resilie(partiel, 'amorcage'))).toMatchObject({
      le: '2026-06-10',
      regle: 'RES-A-04',
      paiement: 'amorcage-1',
      montantCentimes: 3_000_000,
    });
    expect(interruption(resilie(dote(), 'dotation'), '2026-06-20')).toMatchObject({
      le: '2026-06-20',
      regle: 'RES-D-05',
    });
    expect(interruption(partiel)).toBeNull();
  });
  it('le contrat courant, ce qui n’est plus dû : DEC-34, du jour même', () => {
    const etat = compte({ '1': 36 }, { paiements: { 'dotation-1': ordre({ montantCentimes: C(6_500_000) }) } });
    expect(interruption(etat)).toMatchObject({ le: '2026-06-01', regle: 'DEC-34', paiement: 'dotation-1' });
  });
  it('l’équipe a renoncé : DEC-43, à ce jour', () => {
    const etat: Etat = {
      ...avec({}),
      amorcage: { ...signe().amorcage, fin: 'termine', finiLe: d('2026-05-01') },
      renonceeLe: d('2026-06-05'),
    };
    expect(interruption(etat)).toMatchObject({ le: '2026-06-05', regle: 'DEC-43' });
    const resilie: Etat = { ...etat, amorcage: { ...etat.amorcage, fin: 'resilie' } };
    expect(interruption(resilie)).toMatchObject({ regle: 'RES-A-04' });
  });
  it('repris sous sa clé, s’il était interrompu, sans rien de versé, pour la même somme', () => {
    const repris = (paiement: Partial<Paiement>) =>
      paiementRepris(
        compte({ '1': 37 }, { paiements: { 'dotation-1': ordre({ montantCentimes: C(6_500_000), ...paiement }) } }),
        d('2026-06-10'),
      );
    expect(repris({ statut: 'interrompu' })).toMatchObject({
      evenement: 'PaiementReemis',
      regle: 'DEC-34',
      paiement: 'dotation-1',
      montantCentimes: 6_500_000,
      dateLimite: '2026-07-10',
    });
    expect(repris({})).toBeNull();
    expect(repris({ statut: 'interrompu', montantCentimes: C(6_500_001) })).toBeNull();
    expect(repris({ statut: 'interrompu', versements: [versement('2026-05-20', 1)] })).toBeNull();
  });
});

describe('un paiement en retard : qui tient le dossier (DEC-27)', () => {
  const ligne = (etat: Etat, cle = 'paiement-amorcage-1') => {
    const une = echeances(etat).find((candidate) => candidate.cle === cle);
    return une === undefined
      ? null
      : [une.expire, une.regle, une.effet, ...une.attendu, une.montant?.resultat ?? '—'].join(' ');
  };
  const rib = (statut: Piece['statut'] | null, aVerifier: boolean): Partial<Etat> => ({
    ribAVerifier: aVerifier,
    pieces: {
      ...signe().pieces,
      ...(statut === null
        ? {}
        : {
            rib: {
              code: 'rib',
              statut,
              deposeeLe: d('2026-02-11'),
              verifieeLe: null,
              motif: null,
              montantCentimes: null,
              signePar: [],
            },
          }),
    },
  });
  it.each<[string, () => Etat, string | null]>([
    ['ordonné : la caisse', () => avec({}), '2026-03-10 PAY-01 alerte caisse 4000000'],
    ['retenu : la caisse', () => avec({ statut: 'retenu' }), '2026-03-10 PAY-01 alerte caisse 4000000'],
    ['exécuté : personne', () => avec({ statut: 'execute', versements: [versement('2026-02-20', 4_000_000)] }), null],
    [
      'rejeté, le compte vérifié : la caisse',
      () => avec({ statut: 'rejete' }),
      '2026-03-10 PAY-01 alerte caisse 4000000',
    ],
    [
      'rejeté, un autre compte est attendu : le porteur',
      () => avec({ statut: 'rejete' }, rib(null, true)),
      '2026-03-10 PAY-01 alerte porteur 4000000',
    ],
    [
      'retourné, le compte est à regarder : la caisse',
      () => avec({ statut: 'retourne' }, rib('deposee', true)),
      '2026-03-10 PAY-01 alerte caisse 4000000',
    ],
    [
      'retourné, le compte n’est pas conforme : le porteur',
      () => avec({ statut: 'retourne' }, rib('non-conforme', true)),
      '2026-03-10 PAY-01 alerte porteur 4000000',
    ],
    [
      'ses pièces manquent : le porteur',
      () => ({ ...signe(), paiements: {}, pieces: {} }),
      '2026-03-10 PAY-01 alerte porteur 4000000',
    ],
  ])('%s', (_, etat, attendu) => {
    expect(ligne(etat())).toBe(attendu);
  });

  it('un complément a son échéance, de ce qui reste', () => {
    const complement = (changement: Partial<Paiement> = {}) =>
      compte(
        { '1': 38 },
        {
          paiements: {
            'dotation-1': ordre({
              montantCentimes: C(6_500_000),
              statut: 'execute',
              versements: [versement('2026-05-20', 6_500_000)],
            }),
            'dotation-1-complement': ordre({
              montantCentimes: C(55_556),
              ordonnanceLe: d('2026-06-10'),
              dateLimite: d('2026-07-10'),
              ...changement,
            }),
          },
        },
      );
    const CLE = 'paiement-dotation-1-complement';
    expect(ligne(complement(), CLE)).toBe('2026-07-10 DEC-34 alerte caisse 55556');
    expect(ligne(complement({ versements: [versement('2026-06-20', 56)] }), CLE)).toBe(
      '2026-07-10 DEC-34 alerte caisse 55500',
    );
    expect(ligne(complement({ statut: 'execute', versements: [versement('2026-06-20', 55_556)] }), CLE)).toBeNull();
    const une = echeances(complement()).find(({ cle }) => cle === CLE);
    expect(une?.calcul).toMatchObject({
      depart: { evenement: 'PaiementOrdonnance', le: '2026-06-10' },
      etapes: [{ operation: 'inscrite', evenement: 'PaiementOrdonnance', regle: 'DEC-34', resultat: '2026-07-10' }],
    });
  });
});

it('un exercice trop lointain est refusé, avec le dernier possible (DOT-08)', () => {
  expect(cyclePour(dote(), 'cooperations', 3, d('2026-05-10'))).toBe(3);
  expect(() => cyclePour(dote(), 'cooperations', 4, d('2026-05-10'))).toThrow(
    "n'a pas encore d'exercice 4 (3 au plus tard",
  );
  const deposer: Acte = [
    '2026-05-10',
    'porteur',
    'deposer-pieces',
    { pieces: [{ code: 'cooperations', exercice: 4 }] },
  ];
  expect(sur(dote(), deposer)).toEqual(['donnees', 'DOT-08']);
});

it('un virement revenu après l’effet d’une résiliation n’est pas réémis (DEC-38)', () => {
  const vie: readonly Acte[] = [
    ...ACTES.RECOUVREMENT,
    ['2026-04-01', 'caisse', 'retourner-paiement', { paiement: 'amorcage-1', motif: 'Compte clos.' }],
  ];
  expect(journal(vie, '2026-04-01').map(({ evenement }) => evenement)).toContain('PaiementInterrompu');
  expect(vivre(vie, '2026-04-02').etat.recouvrements['amorcage']).toMatchObject({ statut: 'clos', montantCentimes: 0 });
});
