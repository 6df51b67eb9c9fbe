/** Several recoveries side by side: which one an act is about, what goes from one to the other, when each is unpaid. REC-02, DEC-10, DEC-34, DEC-37, DEC-63. */
import { describe, expect, it } from 'vitest';
import { decisionsRecouvrement, evolutionsRecouvrement } from '../../../domain/recouvrement/actes.ts';
import {
  aRendre,
  calculImpaye,
  calculLimite,
  calculReclamable,
  calculRemboursement,
  calculReste,
  limiteImpaye,
  reclamable,
  reclameEnTrop,
} from '../../../domain/recouvrement/dus.ts';
import { nonRembourse, procedureDixHuitMois, recouvrementDe } from '../../../domain/recouvrement/echeances.ts';
import { apprisApres, recouvrementPropose, recouvrementSolde } from '../../../domain/recouvrement/suites.ts';
import { echeances } from '../../../domain/echeances.ts';
import type { Contrat, Etat, Paiement, Recouvrement } from '../../../domain/etat.ts';
import type { Evenement } from '../../../domain/evenements.ts';
import { evoluer } from '../../../domain/evoluer.ts';
import { centimes } from '../../../domain/valeurs.ts';
import { d } from './dernier-acte.ts';
import { ACTES, acte, journal, midi, type Acte } from './etats.ts';
import { ORDONNE, paye, phrase, premier, sur } from './paiement-essai.ts';

const LE = '2026-06-01';
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
const avec = (recouvrements: Etat['recouvrements'], changement: Partial<Etat> = {}): Etat => ({
  ...paye(),
  recouvrements,
  ...changement,
});
const verse = (montant: number, le = '2026-02-20', retourneLe: string | null = null): Paiement => ({
  ...ORDONNE,
  montantCentimes: C(montant),
  statut: 'execute',
  executeLe: d(le),
  versements: [
    { le: d(le), montantCentimes: C(montant), reference: null, retourneLe: retourneLe === null ? null : d(retourneLe) },
  ],
});
const confirmer = (donnees: object = {}): Acte => [LE, 'caisse', 'confirmer-recouvrement', donnees];
const rembourser = (montantCentimes: number, donnees: object = {}): Acte => [
  LE,
  'caisse',
  'constater-remboursement',
  { montantCentimes, ...donnees },
];
const clore = (donnees: object = {}): Acte => [
  LE,
  'caisse',
  'clore-recouvrement',
  { motif: 'Association sans ressources.', ...donnees },
];
/** Of forty thousand euros paid without any right. */
const INDU = { 'indu-amorcage-1': un() };
const sansDroit = { amorcage: { concluLe: null, fin: null, finiLe: null, signatures: {} } as unknown as Contrat };

describe('lequel un acte concerne', () => {
  it('celui qui est nommé, à son stade ; inconnu, les connus sont dits', () => {
    const deux = avec({ 'dix-huit-mois': un({ statut: 'clos' }), ...INDU });
    expect(sur(deux, confirmer({ recouvrement: 'dix-huit-mois' }))).toEqual(['etat', 'REC-02']);
    expect(phrase(deux, confirmer({ recouvrement: 'dix-huit-mois' }))).toBe(
      "Le recouvrement « dix-huit-mois » n'est pas ouvert à ce stade.",
    );
    expect(premier(deux, confirmer({ recouvrement: 'indu-amorcage-1' }))).toMatchObject({
      recouvrement: 'indu-amorcage-1',
    });
    expect(sur(deux, confirmer({ recouvrement: 'dotation' }))).toEqual(['donnees', 'REC-02']);
    expect(phrase(deux, confirmer({ recouvrement: 'dotation' }))).toBe(
      "« recouvrement » : ce recouvrement n'existe pas (connus : dix-huit-mois, indu-amorcage-1).",
    );
    expect(phrase(paye(), confirmer({ recouvrement: 'dotation' }))).toBe(
      "« recouvrement » : ce recouvrement n'existe pas (aucun ne le peut encore).",
    );
  });

  it('sans nom, une proposition avant ce qui est déjà notifié, à confirmer ; l’inverse, à rembourser', () => {
    const deux = avec({
      dotation: un({ origine: 'dotation', statut: 'notifie', notifieLe: d('2026-04-01'), dateLimite: d('2026-06-01') }),
      'indu-amorcage-1': un({ montant: 1_000_000 }),
    });
    expect(premier({ ...deux, paiements: { 'amorcage-1': verse(5_000_000) } }, confirmer())).toMatchObject({
      recouvrement: 'indu-amorcage-1',
    });
    expect(premier(deux, rembourser(1))).toMatchObject({ recouvrement: 'dotation' });
    expect(premier(deux, clore())).toMatchObject({ recouvrement: 'indu-amorcage-1' });
  });

  it('aucun à ce stade : le refus le dit', () => {
    for (const acte of [confirmer(), rembourser(1), clore()]) {
      expect(sur(paye(), acte)).toEqual(['etat', 'REC-02']);
      expect(phrase(paye(), acte)).toBe("Aucun recouvrement n'est ouvert à ce stade.");
    }
    const clos = avec({ 'indu-amorcage-1': un({ statut: 'clos' }) });
    expect([sur(clos, confirmer()), sur(clos, clore())]).toEqual([
      ['etat', 'REC-02'],
      ['etat', 'REC-02'],
    ]);
    expect(sur(clos, rembourser(1))).toBe('accepté');
  });

  it('un impayé se rembourse et se remet, il ne se confirme plus', () => {
    const impaye = avec({ 'indu-amorcage-1': un({ statut: 'impaye', notifieLe: d('2026-03-02') }) });
    expect(sur(impaye, clore())).toBe('accepté');
    expect(sur(impaye, rembourser(1))).toBe('accepté');
    expect(sur(impaye, confirmer())).toEqual(['etat', 'REC-02']);
  });

  it('rien avant son ouverture (DEC-18)', () => {
    const demain = avec({ 'indu-amorcage-1': un({ ouvertLe: d('2026-06-02') }) });
    for (const acte of [confirmer(), clore()]) {
      expect(sur(demain, acte, '2026-06-03')).toEqual(['regle', 'DEC-18']);
      expect(phrase(demain, acte, '2026-06-03')).toContain("l'ouverture du recouvrement");
    }
    expect(sur(demain, [...(['2026-06-02'] as const), 'caisse', 'confirmer-recouvrement', {}])).toBe('accepté');
  });
});

describe('ce que les actes disent', () => {
  const dit = (etat: Etat, [le, acteur, commande, donnees]: Acte) => {
    const decider = decisionsRecouvrement[commande as 'confirmer-recouvrement'];
    const [evenement] = decider(
      etat,
      acte(commande, acteur, le, donnees ?? {}) as never,
      {
        maintenant: midi(le),
      } as never,
    );
    return evenement as unknown as Record<string, unknown> & {
      calculs: Record<string, { etapes: object[]; depart: object }>;
    };
  };

  it('confirmé tel quel, la somme proposée ; autrement, celle que la caisse fixe ; due deux mois après (DEC-10)', () => {
    const telQuel = dit(avec(INDU), confirmer());
    expect(telQuel.calculs['montantCentimes']?.etapes).toMatchObject([
      {
        operation: 'somme',
        termes: [{ quoi: 'propose', cle: 'indu-amorcage-1', montantCentimes: 4_000_000 }],
        regle: 'DEC-10',
      },
    ]);
    expect(telQuel).toMatchObject({ montantCentimes: 4_000_000, dateLimite: '2026-08-03', regle: 'DEC-10' });
    expect(telQuel.calculs['dateLimite']?.depart).toMatchObject({ evenement: 'RecouvrementConfirme', le: LE });
    const autre = dit(avec(INDU), confirmer({ montantCentimes: 3_000_000, motif: 'Dépenses faites.' }));
    expect(autre.calculs['montantCentimes']?.etapes).toMatchObject([
      { operation: 'fixe', evenement: 'RecouvrementConfirme', le: LE, regle: 'DEC-10', resultat: 3_000_000 },
    ]);
  });

  it('la date déjà dite par la proposition reste la sienne (RES-A-04)', () => {
    const date = { dateLimite: d('2026-07-01') };
    expect(premier(avec({ 'indu-amorcage-1': un(date) }), confirmer())).toMatchObject(date);
  });

  it('un remboursement dit sa référence et ce qui reste ; rien à rendre tant qu’il ne dépasse pas la somme due', () => {
    const partiel = premier(avec(INDU), rembourser(1_000_000, { reference: 'VIR-7' }));
    expect(partiel).toMatchObject({ regle: 'REC-02', resteDuCentimes: 3_000_000, reference: 'VIR-7' });
    expect(partiel).not.toHaveProperty('aRendreCentimes');
    const tout = premier(avec(INDU), rembourser(4_000_000));
    expect(tout).toMatchObject({ regle: 'REC-02', resteDuCentimes: 0 });
    expect(tout).not.toHaveProperty('aRendreCentimes');
    expect(tout).not.toHaveProperty('reference');
  });

  it('close quand il ne reste rien, elle dit que rien n’est dû ; sinon, ce qui est remis (REC-02)', () => {
    expect(
      premier(avec({ 'indu-amorcage-1': un({ rembourse: 4_000_000, statut: 'notifie' }) }), clore()),
    ).toMatchObject({
      montantCentimes: 0,
      issue: 'rien-du',
    });
    expect(premier(avec({ 'indu-amorcage-1': un({ rembourse: 3_999_999 }) }), clore())).toMatchObject({
      montantCentimes: 1,
      issue: 'remise',
    });
  });
});

describe('ce que les événements laissent', () => {
  const apres = (etat: Etat, evenement: object) => evoluer(etat, evenement as Evenement).recouvrements;
  const propose = (donnees: object) => ({
    evenement: 'RecouvrementPropose',
    le: LE,
    acteur: 'systeme',
    regle: 'DEC-34',
    recouvrement: 'indu-amorcage-1',
    origine: 'indu',
    montantCentimes: 4_000_000,
    ...donnees,
  });

  it('de l’argent revenu pour une somme que rien ne réclame est gardé, sous l’origine de son nom (DEC-34)', () => {
    const rembourse = (recouvrement: string) => ({
      evenement: 'RemboursementConstate',
      le: LE,
      acteur: 'caisse',
      regle: 'DEC-63',
      recouvrement,
      montantCentimes: 500,
      resteDuCentimes: 0,
    });
    expect(apres(paye(), rembourse('dotation'))['dotation']).toEqual({
      origine: 'dotation',
      montantCentimes: 0,
      duCentimes: 0,
      rembourseCentimes: 500,
      remisCentimes: 0,
      ouvertLe: LE,
      dateLimite: null,
      statut: 'clos',
      notifieLe: null,
    });
    expect(apres(paye(), rembourse('indu-amorcage-1'))['indu-amorcage-1']?.origine).toBe('indu');
    expect(apres(paye(), rembourse('dix-huit-mois'))['dix-huit-mois']?.origine).toBe('dix-huit-mois');
  });

  it('ce qui était remboursé d’un autre passe d’un compte à l’autre, sans que rien se perde (DEC-34)', () => {
    const etat = avec({ 'dix-huit-mois': un({ rembourse: 3_000_000, montant: 0 }), ...INDU });
    const imputation = { de: 'dix-huit-mois', montantCentimes: 1_000_000, resteDuCentimes: 3_000_000 };
    const impute = apres(etat, propose({ imputation }));
    expect(impute['dix-huit-mois']).toMatchObject({ rembourseCentimes: 2_000_000, montantCentimes: 0 });
    expect(impute['indu-amorcage-1']).toMatchObject({ rembourseCentimes: 1_000_000, montantCentimes: 4_000_000 });
    expect(Object.keys(apres(avec(INDU), propose({ imputation })))).toEqual(['indu-amorcage-1']);
    expect(apres(etat, propose({}))['dix-huit-mois']).toMatchObject({ rembourseCentimes: 3_000_000 });
  });

  it('proposé de nouveau, il garde son jour d’ouverture et ce qui fut remboursé ou remis, et attend d’être confirmé', () => {
    const avant = un({
      rembourse: 10,
      remis: 20,
      statut: 'impaye',
      notifieLe: d('2026-04-01'),
      dateLimite: d('2026-06-01'),
    });
    expect(
      apres(avec({ 'indu-amorcage-1': avant }), propose({ montantCentimes: 5_000_000 }))['indu-amorcage-1'],
    ).toEqual({
      ...avant,
      montantCentimes: 5_000_000,
      duCentimes: 5_000_000,
      statut: 'propose',
      notifieLe: null,
    });
    expect(apres(paye(), propose({ duCentimes: 4_500_000, dateLimite: d('2026-07-01') }))['indu-amorcage-1']).toEqual(
      un({ du: 4_500_000, ouvertLe: d(LE), dateLimite: d('2026-07-01') }),
    );
  });

  it('réduit, il garde son stade ; la remise n’excède pas ce qui reste de la somme (REC-02)', () => {
    const avant = un({ rembourse: 1_000_000, remis: 3_000_000, statut: 'clos' });
    const reduit = (montantCentimes: number) =>
      apres(avec({ 'indu-amorcage-1': avant }), propose({ montantCentimes, reduite: true }))['indu-amorcage-1'];
    expect(reduit(2_500_000)).toEqual(
      un({ montant: 2_500_000, rembourse: 1_000_000, remis: 1_500_000, statut: 'clos' }),
    );
    expect(reduit(500_000)).toMatchObject({ remisCentimes: 0, rembourseCentimes: 1_000_000 });
    // Reduced before it was ever proposed, it is a proposal.
    expect(apres(paye(), propose({ reduite: true }))['indu-amorcage-1']).toMatchObject({ statut: 'propose' });
  });

  it('tout l’amorçage est dû sans confirmation, sauf appris après coup (RES-A-04, DEC-37)', () => {
    const amorcage = { recouvrement: 'amorcage', origine: 'amorcage' };
    expect(apres(paye(), propose(amorcage))['amorcage']).toMatchObject({ statut: 'notifie', notifieLe: LE });
    expect(apres(paye(), propose({ ...amorcage, aConfirmer: true }))['amorcage']).toMatchObject({
      statut: 'propose',
      notifieLe: null,
    });
    expect(apres(paye(), propose({}))['indu-amorcage-1']).toMatchObject({ statut: 'propose', notifieLe: null });
  });

  it('confirmé de nouveau pour autant ou pour moins, les deux mois continuent ; pour plus, ils recommencent (DEC-37)', () => {
    const notifie = avec({ 'indu-amorcage-1': un({ statut: 'notifie', notifieLe: d('2026-04-01') }) });
    const confirme = (etat: Etat, montantCentimes: number) =>
      apres(etat, {
        evenement: 'RecouvrementConfirme',
        le: LE,
        acteur: 'caisse',
        regle: 'DEC-10',
        recouvrement: 'indu-amorcage-1',
        montantCentimes,
        dateLimite: '2026-08-03',
      })['indu-amorcage-1']?.notifieLe;
    expect([3_999_999, 4_000_000, 4_000_001].map((montant) => confirme(notifie, montant))).toEqual([
      '2026-04-01',
      '2026-04-01',
      LE,
    ]);
    expect(confirme(avec(INDU), 4_000_000)).toBe(LE);
    expect(confirme(paye(), 4_000_000)).toBeUndefined();
  });

  it('clos remboursé, remis ou pour rien : la remise est ce qui restait', () => {
    const clos = (issue: string) =>
      apres(avec({ 'indu-amorcage-1': un({ rembourse: 1_000_000, remis: 500_000 }) }), {
        evenement: 'RecouvrementClos',
        le: LE,
        acteur: 'caisse',
        regle: 'REC-02',
        recouvrement: 'indu-amorcage-1',
        montantCentimes: 2_500_000,
        issue,
      })['indu-amorcage-1'];
    expect(clos('rembourse')).toMatchObject({ statut: 'rembourse', remisCentimes: 500_000 });
    expect(clos('rien-du')).toMatchObject({ statut: 'clos', remisCentimes: 500_000 });
    expect(clos('remise')).toMatchObject({ statut: 'clos', remisCentimes: 3_000_000 });
    expect(evolutionsRecouvrement.RecouvrementEchu(paye(), { recouvrement: 'dotation' } as never)).toEqual({});
  });
});

describe('ce qui peut encore être réclamé (DEC-10, DEC-34)', () => {
  it('ce qui est dehors, moins ce qui est remboursé, remis, ou réclamé par d’autres', () => {
    const etat = avec(
      {
        'dix-huit-mois': un({ montant: 3_000_000, rembourse: 200_000, remis: 100_000, statut: 'notifie' }),
        'indu-amorcage-1': un({ montant: 500_000 }),
        dotation: un({ montant: 900_000, rembourse: 50_000, statut: 'rembourse' }),
      },
      { paiements: { 'amorcage-1': verse(4_000_000) } },
    );
    // 40 000 − 2 500 − 1 000 − 27 000 − 5 000
    expect(reclamable(etat)).toBe(450_000);
    expect(reclamable(etat, 'dix-huit-mois')).toBe(3_150_000);
    expect(reclamable(etat, 'dix-huit-mois', 300_000)).toBe(3_450_000);
    expect(reclameEnTrop(etat)).toBe(0);
    expect(calculReclamable(etat, 'dix-huit-mois').etapes).toMatchObject([
      { operation: 'somme', termes: [{ quoi: 'verse', montantCentimes: 4_000_000 }], regle: 'DEC-34' },
      { quoi: 'rembourse', montantCentimes: 250_000, regle: 'DEC-34' },
      { quoi: 'remis', montantCentimes: 100_000, regle: 'DEC-34' },
      { quoi: 'reclame', cle: 'indu-amorcage-1', montantCentimes: 500_000, regle: 'DEC-34', resultat: 3_150_000 },
    ]);
    const revenu: Etat = { ...etat, paiements: { 'amorcage-1': verse(4_000_000, '2026-02-20', '2026-03-01') } };
    expect([reclamable(revenu), reclameEnTrop(revenu)]).toEqual([0, 3_550_000]);
  });

  it.each<[string, Parameters<typeof un>[0], number]>([
    ['rien de trop', { rembourse: 4_000_000 }, 0],
    ['un centime de trop', { rembourse: 4_000_001 }, 1],
    ['remis : rien n’a été remboursé', { remis: 4_000_000 }, 0],
    ['remboursé d’une somme remise', { remis: 4_000_000, rembourse: 10 }, 10],
    ['remis en partie, remboursé au-delà du reste', { remis: 3_000_000, rembourse: 1_500_000 }, 500_000],
    ['d’une somme qui n’est plus due', { montant: 0, rembourse: 25 }, 25],
  ])('à rendre : %s', (_, donnees, attendu) => {
    expect(aRendre(un(donnees))).toBe(attendu);
  });

  it('ce qui reste : la somme, moins ce qui est remboursé et remis', () => {
    expect(calculReste('dotation', un({ rembourse: 10, remis: 20 })).etapes).toMatchObject([
      {
        operation: 'somme',
        termes: [{ quoi: 'reclame', cle: 'dotation', montantCentimes: 4_000_000 }],
        regle: 'REC-02',
      },
      { quoi: 'rembourse', montantCentimes: 10, regle: 'REC-02' },
      { quoi: 'remis', montantCentimes: 20, regle: 'REC-02', resultat: 3_999_970 },
    ]);
  });
});

describe('jusqu’à quand (REC-02, DEC-37)', () => {
  const GIRONDE = { siege: '33' };
  it('deux mois de l’effet, ou de la confirmation ; le jour de la proposition reste écrit', () => {
    expect(calculRemboursement(d('2026-03-20'), GIRONDE).depart).toMatchObject({ evenement: 'ResiliationEffective' });
    expect(calculRemboursement(d('2026-03-20'), GIRONDE, 'RecouvrementConfirme').depart).toMatchObject({
      evenement: 'RecouvrementConfirme',
    });
    const date = { dateLimite: d('2026-05-20') };
    expect(calculLimite(un())).toBeNull();
    expect(calculLimite(un(date))).toMatchObject({
      depart: { evenement: 'RecouvrementPropose', le: '2026-03-01' },
      etapes: [{ operation: 'inscrite', evenement: 'RecouvrementPropose', regle: 'DEC-37', resultat: '2026-05-20' }],
    });
    expect(calculLimite(un({ ...date, notifieLe: d('2026-03-21') }))).toMatchObject({
      depart: { evenement: 'RecouvrementConfirme', le: '2026-03-21' },
      etapes: [{ operation: 'inscrite', evenement: 'RecouvrementConfirme', resultat: '2026-05-20' }],
    });
  });

  it('impayé : jamais avant les deux mois de sa notification, ni avant le jour dit', () => {
    const impaye = (notifieLe: string | null, dateLimite: string | null = '2026-05-20') =>
      limiteImpaye(
        un({
          notifieLe: notifieLe === null ? null : d(notifieLe),
          dateLimite: dateLimite === null ? null : d(dateLimite),
        }),
        GIRONDE,
      );
    expect([impaye(null), impaye('2026-03-02'), impaye('2026-04-01'), impaye('2026-04-01', null)]).toEqual([
      '2026-05-20',
      '2026-05-20',
      '2026-06-01',
      null,
    ]);
    const calcul = calculImpaye(un({ notifieLe: d('2026-03-02'), dateLimite: d('2026-05-20') }), GIRONDE);
    expect(calcul?.depart).toMatchObject({ evenement: 'RecouvrementConfirme', le: '2026-03-02' });
    expect(calcul?.etapes.at(-1)).toMatchObject({ evenement: 'RecouvrementPropose', regle: 'DEC-37' });
  });

  const cles = (etat: Etat) =>
    echeances(etat)
      .filter(({ cle, effet }) => cle.startsWith('remboursement') && effet !== 'rappel')
      .map(({ cle, expire, regle, effet, attendu, montant }) => [
        cle,
        expire,
        regle,
        effet,
        attendu.join(),
        montant?.resultat,
      ]);
  it('l’échéance : la caisse confirme, le porteur rembourse ; un impayé n’en a plus, une proposition sans jour non plus', () => {
    const date = { dateLimite: d('2026-05-20') };
    expect(cles(avec({ dotation: un({ ...date, origine: 'dotation', rembourse: 1 }) }))).toEqual([
      ['remboursement', '2026-05-20', 'DEC-10', 'alerte', 'caisse', 3_999_999],
    ]);
    const notifie = { ...date, statut: 'notifie' as const, notifieLe: d('2026-04-01') };
    expect(cles(avec({ 'dix-huit-mois': un({ ...notifie, origine: 'dix-huit-mois' }) }))).toEqual([
      ['remboursement-dix-huit-mois', '2026-06-01', 'REC-02', 'impaye', 'porteur', 4_000_000],
    ]);
    expect(cles(avec({ 'indu-amorcage-1': un({ ...notifie, statut: 'impaye' }) }))).toEqual([]);
    expect(cles(avec(INDU))).toEqual([]);
  });

  it('des deux contrats, sous une même échéance, celui qui attend d’être confirmé ; sinon le premier', () => {
    const deux = (amorcage: Recouvrement['statut'], dotation: Recouvrement['statut']) =>
      recouvrementDe(
        avec({ amorcage: un({ statut: amorcage }), dotation: un({ statut: dotation }), ...INDU }),
        'remboursement',
      );
    expect([deux('notifie', 'propose'), deux('notifie', 'impaye'), deux('propose', 'propose')]).toEqual([
      'dotation',
      'amorcage',
      'amorcage',
    ]);
    expect([deux('clos', 'notifie'), deux('clos', 'rembourse')]).toEqual(['dotation', undefined]);
    expect(recouvrementDe(avec(INDU), 'remboursement-indu-amorcage-1')).toBe('indu-amorcage-1');
    expect(recouvrementDe(avec(INDU), 'remboursement')).toBeUndefined();
  });

  it('non remboursé le dernier jour, il est impayé le lendemain, de ce qui reste (REC-02)', () => {
    // Effect on 20 March 2026: due by 20 May.
    const vie: readonly Acte[] = [
      ...ACTES.RECOUVREMENT,
      ['2026-04-01', 'caisse', 'constater-remboursement', { montantCentimes: 1_000_000 }],
    ];
    expect(journal(vie, '2026-05-20').map(({ evenement }) => evenement)).not.toContain('RecouvrementEchu');
    expect(journal(vie, '2026-05-21').at(-1)).toMatchObject({
      evenement: 'RecouvrementEchu',
      le: '2026-05-21',
      regle: 'REC-02',
      recouvrement: 'amorcage',
      montantCentimes: 3_000_000,
    });
  });

  it('et c’est celui de cette échéance, notifié, et de ce jour-là', () => {
    const notifie = (donnees: object = {}) =>
      un({ statut: 'notifie', notifieLe: d('2026-03-20'), dateLimite: d('2026-05-20'), ...donnees });
    const echu = (recouvrements: Etat['recouvrements'], cle = 'remboursement', expire = '2026-05-20') =>
      nonRembourse(avec(recouvrements), {
        cle,
        expire: d(expire),
        effetLe: d('2026-05-21'),
        regle: 'REC-02',
      } as never).map((evenement) => [
        evenement.evenement,
        'recouvrement' in evenement ? evenement.recouvrement : null,
      ]);
    expect(echu({ ...INDU, amorcage: notifie() })).toEqual([['RecouvrementEchu', 'amorcage']]);
    expect(echu({ amorcage: notifie({ notifieLe: d('2026-04-01') }), dotation: notifie() })).toEqual([
      ['RecouvrementEchu', 'dotation'],
    ]);
    expect(echu({ amorcage: notifie() }, 'remboursement', '2026-05-21')).toEqual([]);
    expect(echu({ amorcage: notifie() }, 'remboursement-dix-huit-mois')).toEqual([]);
    expect(echu({ amorcage: notifie({ statut: 'propose', notifieLe: null }) })).toEqual([]);
  });
});

describe('la procédure des dix-huit mois (REC-01, DEC-10)', () => {
  it('nomme les paiements qui sont dehors, et réclame ce que rien ne réclame encore', () => {
    const etat = avec(
      { 'indu-amorcage-2': un({ montant: 1_000_000 }) },
      {
        paiements: {
          'amorcage-1': verse(4_000_000, '2026-02-20', '2026-03-01'),
          'amorcage-2': verse(3_000_000, '2027-08-20'),
          'dotation-1': verse(2_000_000, '2027-09-20'),
        },
      },
    );
    const due = echeances(etat).find(({ effet }) => effet === 'procedure');
    const [ouverte, proposee] = due === undefined ? [] : procedureDixHuitMois(etat, due);
    expect(ouverte).toMatchObject({
      evenement: 'ProcedureDixHuitMoisOuverte',
      le: '2027-08-20',
      regle: 'REC-01',
      montantCentimes: 4_000_000,
      paiements: ['amorcage-2', 'dotation-1'],
    });
    expect(proposee).toMatchObject({
      evenement: 'RecouvrementPropose',
      le: '2027-08-20',
      regle: 'DEC-10',
      recouvrement: 'dix-huit-mois',
      origine: 'dix-huit-mois',
      montantCentimes: 4_000_000,
    });
  });
});

describe('d’un fondement à l’autre (DEC-34)', () => {
  const propose = (etat: Etat) => recouvrementPropose(etat, d(LE)) as unknown as Record<string, unknown> | null;
  const EN_TROP = un({ montant: 0, rembourse: 4_000_000, statut: 'clos', origine: 'dix-huit-mois' });

  it('remboursé d’un fondement tombé, un autre le réclame : c’est imputé, et dit', () => {
    const etat = avec({ 'dix-huit-mois': EN_TROP }, { ...sansDroit, paiements: { 'amorcage-1': verse(4_000_000) } });
    expect(propose(etat)).toMatchObject({
      recouvrement: 'indu-amorcage-1',
      regle: 'DEC-34',
      le: LE,
      montantCentimes: 4_000_000,
      paiement: 'amorcage-1',
      imputation: { de: 'dix-huit-mois', montantCentimes: 4_000_000, resteDuCentimes: 0 },
    });
    expect(propose(etat)).not.toHaveProperty('duCentimes');
    expect(propose(etat)).not.toHaveProperty('aConfirmer');
    const partiel = avec(
      { 'dix-huit-mois': { ...EN_TROP, rembourseCentimes: C(1_500_000) } },
      { ...sansDroit, paiements: { 'amorcage-1': verse(4_000_000) } },
    );
    expect(propose(partiel)).toMatchObject({
      imputation: { de: 'dix-huit-mois', montantCentimes: 1_500_000, resteDuCentimes: 2_500_000 },
    });
  });

  it('une réclamation déjà ouverte en profite aussi, au plus de ce qui reste', () => {
    const etat = avec(
      { 'dix-huit-mois': EN_TROP, 'indu-amorcage-1': un({ rembourse: 1_000_000 }) },
      { ...sansDroit, paiements: { 'amorcage-1': verse(4_000_000) } },
    );
    expect(propose(etat)).toMatchObject({
      evenement: 'RecouvrementPropose',
      regle: 'DEC-34',
      le: LE,
      recouvrement: 'indu-amorcage-1',
      origine: 'indu',
      montantCentimes: 4_000_000,
      duCentimes: 4_000_000,
      reduite: true,
      imputation: { de: 'dix-huit-mois', montantCentimes: 3_000_000, resteDuCentimes: 0 },
      calculs: {
        montantCentimes: {
          etapes: [
            {
              operation: 'somme',
              regle: 'DEC-34',
              termes: [{ quoi: 'reclame', cle: 'indu-amorcage-1', montantCentimes: 4_000_000 }],
            },
          ],
        },
      },
    });
    const moins = avec(
      { 'dix-huit-mois': { ...EN_TROP, rembourseCentimes: C(1_000_000) }, ...INDU },
      { ...sansDroit, paiements: { 'amorcage-1': verse(4_000_000) } },
    );
    expect(propose(moins)).toMatchObject({
      imputation: { de: 'dix-huit-mois', montantCentimes: 1_000_000, resteDuCentimes: 3_000_000 },
    });
    // Nothing in excess, or nothing left: nothing goes from one to the other.
    expect(propose(avec(INDU, { ...sansDroit, paiements: { 'amorcage-1': verse(4_000_000) } }))).toBeNull();
    const rendu = avec(
      { 'dix-huit-mois': EN_TROP, 'indu-amorcage-1': un({ rembourse: 4_000_000 }) },
      { ...sansDroit, paiements: { 'amorcage-1': verse(4_000_000) } },
    );
    expect(propose(rendu)).toBeNull();
  });

  it('ce que les deux réclament ensemble ne dépasse pas ce qui est dehors : le reste est dit dû, sans être réclamé', () => {
    const etat = avec(
      { 'dix-huit-mois': un({ montant: 3_000_000, origine: 'dix-huit-mois', statut: 'notifie' }) },
      { ...sansDroit, dixHuitMoisOuvertLe: d('2026-05-01'), paiements: { 'amorcage-1': verse(4_000_000) } },
    );
    expect(propose(etat)).toMatchObject({
      recouvrement: 'indu-amorcage-1',
      montantCentimes: 1_000_000,
      duCentimes: 4_000_000,
    });
    expect(propose(etat)).not.toHaveProperty('imputation');
  });

  it('l’amorçage appris après coup attend la caisse ; réduit, ou du jour même, non (DEC-37)', () => {
    const evenement = (donnees: object): Evenement =>
      ({
        evenement: 'RecouvrementPropose',
        le: '2026-05-31',
        recouvrement: 'amorcage',
        origine: 'amorcage',
        ...donnees,
      }) as unknown as Evenement;
    const confirmes = (donnees: object) => {
      const [appris] = apprisApres([evenement(donnees)], d(LE));
      return (appris as unknown as { aConfirmer?: true }).aConfirmer;
    };
    expect(apprisApres([evenement({})], d(LE))).toEqual([{ ...evenement({}), aConfirmer: true }]);
    expect(
      [{}, { le: LE }, { reduite: true }, { origine: 'dotation' }, { evenement: 'RecouvrementConfirme' }].map(
        confirmes,
      ),
    ).toEqual([true, undefined, undefined, undefined, undefined]);
  });
});

describe('soldé, il se clôt (REC-02)', () => {
  const solde = (donnees: Parameters<typeof un>[0]) => {
    const clos = recouvrementSolde(avec({ 'indu-amorcage-1': un(donnees) }), d(LE));
    return clos === null ? null : (clos as unknown as { issue: string }).issue;
  };
  it.each<[string, Parameters<typeof un>[0], string | null]>([
    ['proposé, rien de remboursé', {}, null],
    ['proposé, tout remboursé', { rembourse: 4_000_000 }, 'rembourse'],
    ['proposé, de rien', { montant: 0 }, 'rien-du'],
    ['proposé, tout remis déjà', { remis: 4_000_000 }, 'remise'],
    ['remboursé en partie, remis pour le reste', { rembourse: 1, remis: 3_999_999, statut: 'notifie' }, 'rembourse'],
    ['il reste un centime', { rembourse: 3_999_999, statut: 'impaye' }, null],
    ['clos déjà', { rembourse: 4_000_000, statut: 'clos' }, null],
    ['remboursé déjà', { rembourse: 4_000_000, statut: 'rembourse' }, null],
  ])('%s', (_, donnees, issue) => {
    expect(solde(donnees)).toBe(issue);
  });

  it('et dit la somme réclamée', () => {
    const etat = avec({ 'indu-amorcage-1': un({ rembourse: 4_000_000 }) });
    expect(recouvrementSolde(etat, d(LE))).toMatchObject({
      le: LE,
      regle: 'REC-02',
      recouvrement: 'indu-amorcage-1',
      montantCentimes: 4_000_000,
      calculs: {
        montantCentimes: {
          etapes: [
            {
              operation: 'somme',
              regle: 'REC-02',
              termes: [{ quoi: 'reclame', cle: 'indu-amorcage-1', montantCentimes: 4_000_000 }],
            },
          ],
        },
      },
    });
  });
});
