/** Payments: what is due in each regime, what holds it, what its acts record (PAY-01, PAY-02, DOT-07, DEC-08, DEC-09). */
import { describe, expect, it } from 'vitest';
import type { Etat } from '../../../domain/etat.ts';
import type { Evenement } from '../../../domain/evenements.ts';
import { evoluerTous } from '../../../domain/evoluer.ts';
import type { Role } from '../../../domain/valeurs.ts';
import { d, repondre } from './dernier-acte.ts';
import type { Acte } from './etats.ts';
import { ORDONNE, compte, dote, paye, phrase, premier, signe, sur } from './paiement-essai.ts';
import { totalPaye } from '../../../domain/paiements/verses.ts';
import { paiementsAttendus } from '../../../domain/paiements/attendus.ts';

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

describe('une exécution est un fait (DEC-37)', () => {
  it.each<[string, () => Etat, Acte, unknown, string]>([
    ['pas due, sans montant', paye, executer('2026-03-01', 'amorcage-2'), ['etat', 'PAY-01'], 'indiquez le montant'],
    [
      'à fixer, sans montant',
      () => compte({ '1': 9 }),
      executer('2026-05-10', 'dotation-1'),
      ['etat', 'PAY-01'],
      'rien',
    ],
    ['déjà faite, sans référence', paye, executer('2026-03-01', 'amorcage-1'), ['etat', 'PAY-01'], 'une seconde fois'],
  ])('%s : refusée, et dit pourquoi', (_, etat, un, attendu, extrait) => {
    expect(sur(etat(), un)).toEqual(attendu);
    expect(phrase(etat(), un)).toContain(extrait);
  });

  it('la même référence ne se consigne pas deux fois', () => {
    const reference = { reference: 'VIR-1' };
    const etat = evoluerTous(signe(), [
      premier(signe(), executer('2026-02-20', 'amorcage-1', reference)),
    ] as Evenement[]);
    expect(sur(etat, executer('2026-02-21', 'amorcage-1', reference))).toEqual(['etat', 'PAY-01']);
    expect(sur(etat, executer('2026-02-21', 'amorcage-1', { reference: 'VIR-2' }))).toBe('accepté');
  });

  it.each<[string, () => Etat, Acte, number, readonly string[]]>([
    [
      'sans ordre, ses pièces manquant',
      () => ({ ...signe(), paiements: {}, pieces: {} }),
      executer('2026-02-20', 'amorcage-1'),
      4_000_000,
      [],
    ],
    [
      'sans ordre ni droit',
      paye,
      executer('2026-03-01', 'amorcage-2', { montantCentimes: 4_000_000 }),
      4_000_000,
      ['indu-amorcage-2 4000000'],
    ],
    [
      'moindre : le reste demeure dû',
      signe,
      executer('2026-02-20', 'amorcage-1', { montantCentimes: 3_000_000 }),
      3_000_000,
      [],
    ],
    [
      'en trop',
      signe,
      executer('2026-02-20', 'amorcage-1', { montantCentimes: 4_100_000 }),
      4_100_000,
      ['indu-amorcage-1 100000'],
    ],
    [
      'en double',
      paye,
      executer('2026-03-01', 'amorcage-1', { reference: 'VIR-2' }),
      4_000_000,
      ['indu-amorcage-1 4000000'],
    ],
    ['datée d’avant son ordre', signe, executer('2026-02-09', 'amorcage-1'), 4_000_000, []],
  ])('%s : consignée', (_, etat, un, montantCentimes, indus) => {
    const evenements = repondre(etat(), un) as readonly Evenement[];
    expect(evenements[0]).toMatchObject({ evenement: 'PaiementExecute', montantCentimes });
    expect(
      evenements.flatMap((suite) =>
        suite.evenement === 'RecouvrementPropose' ? [`${suite.recouvrement} ${suite.montantCentimes}`] : [],
      ),
    ).toEqual(indus);
  });

  it('moindre, l’ordre reste ouvert de ce qui manque, et la suite le solde', () => {
    const partiel = evoluerTous(
      signe(),
      repondre(signe(), executer('2026-02-20', 'amorcage-1', { montantCentimes: 3_000_000 })) as readonly Evenement[],
    );
    expect(partiel.paiements['amorcage-1']).toMatchObject({ statut: 'ordonnance', executeLe: null });
    expect(premier(partiel, executer('2026-02-25', 'amorcage-1'))).toMatchObject({ montantCentimes: 1_000_000 });
  });
});

describe('un virement retourné n’a rien payé (DEC-38), et se réémet sur un compte vérifié (DEC-52)', () => {
  const retourner = (le: string, donnees: object = {}): Acte => [
    le,
    'caisse',
    'retourner-paiement',
    { paiement: 'amorcage-1', motif: 'Compte clos.', ...donnees },
  ];
  const retourne = () => evoluerTous(paye(), repondre(paye(), retourner('2026-03-01')) as readonly Evenement[]);
  it('un virement parti, pas avant qu’il parte', () => {
    expect(premier(paye(), retourner('2026-03-01', { reference: 'RET-1' }))).toMatchObject({
      evenement: 'PaiementRetourne',
      montantCentimes: 4_000_000,
      executeLe: '2026-02-20',
      reference: 'RET-1',
    });
    expect(sur(paye(), retourner('2026-02-20'), '2026-03-01')).toBe('accepté');
    expect(sur(paye(), retourner('2026-02-19'), '2026-03-01')).toEqual(['regle', 'DEC-18']);
    expect(sur(signe(), retourner('2026-02-20'))).toEqual(['etat', 'DEC-38']);
    expect(sur(paye(), ['2026-03-01', 'ars', 'retourner-paiement', { paiement: 'amorcage-1' }])).toEqual([
      'role',
      'ACTEUR',
    ]);
  });
  it('réémis, tant que rien n’a changé de compte ; après de nouvelles coordonnées, une fois vérifiées', () => {
    const reemettre: Acte = ['2026-03-02', 'caisse', 'reemettre-paiement', { paiement: 'amorcage-1' }];
    expect(retourne().paiements['amorcage-1']).toMatchObject({ statut: 'retourne', executeLe: null });
    expect(totalPaye(retourne())).toBe(0);
    expect(sur(retourne(), reemettre)).toBe('accepté');
    const declarees = repondre(retourne(), ['2026-03-02', 'porteur', 'declarer-coordonnees-bancaires']);
    expect((declarees as readonly Evenement[])[0]).toMatchObject({ nouvelles: true, regle: 'DEC-52' });
    const changees = evoluerTous(retourne(), declarees as readonly Evenement[]);
    expect(sur(changees, reemettre)).toEqual(['regle', 'DEC-52']);
    const verifie = { pieces: [{ code: 'rib', conforme: true }] };
    const verifiees = evoluerTous(
      changees,
      repondre(changees, ['2026-03-02', 'caisse', 'verifier-pieces', verifie]) as readonly Evenement[],
    );
    expect(sur(verifiees, reemettre)).toBe('accepté');
  });
  it('un premier relevé n’est à vérifier qu’après un virement, ou un rejet de la banque', () => {
    const deposer: Acte = ['2026-03-02', 'porteur', 'deposer-pieces', { pieces: [{ code: 'rib' }] }];
    const depose = (etat: Etat) => evoluerTous(etat, repondre(etat, deposer) as readonly Evenement[]).ribAVerifier;
    const rejeter: Acte = ['2026-03-01', 'caisse', 'rejeter-paiement', { paiement: 'amorcage-1', motif: 'Clos.' }];
    expect(depose(signe())).toBe(false);
    expect(depose(paye())).toBe(true);
    expect(depose(evoluerTous(signe(), repondre(signe(), rejeter) as readonly Evenement[]))).toBe(true);
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
