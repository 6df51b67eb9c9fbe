/** Refusals and last days, rule by rule: the recovery. */
import { describe, expect, it } from 'vitest';
import type { NomCommande } from '../../../domain/commandes.ts';
import type { Refus } from '../../../domain/refus.ts';
import type { Recouvrement } from '../../../domain/etat.ts';
import { centimes, type DateCivile } from '../../../domain/valeurs.ts';
import { d, dernier, issue } from './dernier-acte.ts';
import { ACTES, acte, pieces, conformes, vivre, type Acte } from './etats.ts';
import {
  limiteImpaye,
  limiteRemboursement,
  ouvert,
  reclamable,
  resteDu,
  totalRembourse,
} from '../../../domain/recouvrement/dus.ts';

describe('le recouvrement', () => {
  const DU: readonly Acte[] = ACTES.RECOUVREMENT;
  const verser = (le: string, montantCentimes: number): Acte => [
    le,
    'caisse',
    'constater-remboursement',
    { montantCentimes },
  ];
  const PS_DU_18: readonly Acte[] = ACTES.PAYE;
  const confirmer = (donnees: object): Acte => ['2027-07-10', 'caisse', 'confirmer-recouvrement', donnees];

  it.each<[string, readonly Acte[], Acte, unknown, string?]>([
    ['rien de remboursé', DU, verser('2026-04-01', 0), ['regle', 'REC-02']],
    ['un centime de trop (DEC-63)', DU, verser('2026-04-01', 4_000_001), 'accepté'],
    ['tout', DU, verser('2026-04-01', 4_000_000), 'accepté'],
    ['le reste après un acompte', [...DU, verser('2026-04-01', 1_000_000)], verser('2026-04-02', 3_000_001), 'accepté'],
    [
      'avant que la somme soit due : l’argent est arrivé (DEC-37)',
      DU,
      verser('2026-03-19', 1),
      'accepté',
      '2026-04-01',
    ],
    ['une clôture sans motif', DU, ['2026-04-01', 'caisse', 'clore-recouvrement'], ['regle', 'REC-02']],
    ['une clôture motivée', DU, ['2026-04-01', 'caisse', 'clore-recouvrement', { motif: 'Remise.' }], 'accepté'],
    ['dix-huit mois : le montant proposé', PS_DU_18, confirmer({}), 'accepté'],
    ['dix-huit mois : un autre montant, sans motif', PS_DU_18, confirmer({ montantCentimes: 1 }), ['regle', 'DEC-10']],
    [
      'dix-huit mois : un autre montant, motivé',
      PS_DU_18,
      confirmer({ montantCentimes: 1, motif: 'Actions faites.' }),
      'accepté',
    ],
    [
      'dix-huit mois : plus que versé',
      PS_DU_18,
      confirmer({ montantCentimes: 4_000_001, motif: 'Pénalité.' }),
      ['regle', 'DEC-10'],
    ],
  ])('%s', (_, actes, dernierActe, attendu, saisiLe) => {
    expect(issue(actes, dernierActe, saisiLe)).toEqual(attendu);
  });

  it('l’amorçage est dû en totalité : confirmé tel quel, jamais pour un autre montant (RES-A-04)', () => {
    const autre: Acte = [
      '2026-04-01',
      'caisse',
      'confirmer-recouvrement',
      { montantCentimes: 3_999_999, motif: 'Geste.' },
    ];
    expect(issue(DU, autre)).toEqual(['regle', 'RES-A-04']);
    expect(issue(DU, ['2026-04-01', 'caisse', 'confirmer-recouvrement'])).toBe('accepté');
  });

  it('les sommes dites dans un refus sont en euros', () => {
    const refus = (actes: readonly Acte[], [le, acteur, commande, donnees]: Acte) =>
      (vivre(actes, le).commander(acte(commande, acteur, le, donnees)) as Refus).message;
    expect(refus(PS_DU_18, confirmer({ montantCentimes: 4_000_001, motif: 'Pénalité.' }))).toContain('(40 000,00 €)');
  });

  it('un acompte versé avant la confirmation compte dans ce qui peut être confirmé, et pas deux fois', () => {
    const acompte: readonly Acte[] = [...PS_DU_18, verser('2027-07-08', 1_000_000)];
    expect(reclamable(vivre(acompte, '2027-07-09').etat, 'dix-huit-mois')).toBe(3_000_000);
    expect(totalRembourse(vivre(acompte, '2027-07-09').etat)).toBe(1_000_000);
    expect(issue(acompte, confirmer({}))).toBe('accepté');
    expect(issue(acompte, confirmer({ montantCentimes: 4_000_001, motif: 'Pénalité.' }))).toEqual(['regle', 'DEC-10']);
  });

  it('remboursé en trop, l’excédent est dit à rendre ; après la clôture aussi (DEC-63)', () => {
    expect(dernier(DU, verser('2026-04-01', 4_100_000))[0]).toMatchObject({
      regle: 'DEC-63',
      resteDuCentimes: 0,
      aRendreCentimes: 100_000,
    });
    const clos = [...DU, verser('2026-04-01', 4_000_000)];
    expect(dernier(clos, verser('2026-04-10', 50_000))).toMatchObject([
      { evenement: 'RemboursementConstate', recouvrement: 'amorcage', aRendreCentimes: 50_000 },
    ]);
  });

  it('remboursé alors que la caisse a remis le reste : à rendre, sans que la remise le soit (DEC-63)', () => {
    const remettre: Acte = ['2026-04-05', 'caisse', 'clore-recouvrement', { motif: 'Association en difficulté.' }];
    const remis = [...DU, verser('2026-04-01', 1_000_000), remettre];
    expect(vivre(remis, '2026-04-06').etat.recouvrements['amorcage']).toMatchObject({ remisCentimes: 3_000_000 });
    expect(dernier(remis, verser('2026-04-10', 50_000))[0]).toMatchObject({ regle: 'DEC-63', aRendreCentimes: 50_000 });
    expect(dernier(remis, verser('2026-04-10', 4_000_000))[0]).toMatchObject({ aRendreCentimes: 4_000_000 });
  });

  it('la remise est de ce qui restait : le virement revenu la diminue d’abord (DEC-38)', () => {
    const remettre: Acte = ['2026-04-05', 'caisse', 'clore-recouvrement', { motif: 'Association en difficulté.' }];
    const revenu: Acte = [
      '2026-04-10',
      'caisse',
      'retourner-paiement',
      { paiement: 'amorcage-1', motif: 'Compte clos.' },
    ];
    const { etat } = vivre([...DU, verser('2026-04-01', 1_000_000), remettre, revenu], '2026-04-11');
    expect(etat.recouvrements['amorcage']).toMatchObject({
      montantCentimes: 0,
      rembourseCentimes: 1_000_000,
      remisCentimes: 0,
    });
  });

  it('la procédure des dix-huit mois est du jour où la somme est sortie, quand elle l’est après eux (REC-01, DEC-32)', () => {
    const sans = ACTES.AMORCAGE;
    const payer = (le: string): Acte => [le, 'caisse', 'executer-paiement', { paiement: 'amorcage-1' }];
    const ouverte = (le: string) =>
      vivre([...sans, payer(le)], '2028-01-01')
        .journal.map(({ evenement }) => evenement)
        .filter(({ evenement, regle }) => evenement === 'ProcedureDixHuitMoisOuverte' || regle === 'DEC-10')
        .map((un) => [un.evenement, un.le]);
    expect(ouverte('2026-02-20')).toEqual([
      ['ProcedureDixHuitMoisOuverte', '2027-07-06'],
      ['RecouvrementPropose', '2027-07-06'],
    ]);
    expect(ouverte('2027-09-01')).toEqual([
      ['ProcedureDixHuitMoisOuverte', '2027-09-01'],
      ['RecouvrementPropose', '2027-09-01'],
    ]);
  });

  it('un recouvrement nommé est celui dont il s’agit', () => {
    const nomme = (recouvrement: string, montantCentimes = 1): Acte => [
      '2026-04-01',
      'caisse',
      'constater-remboursement',
      { montantCentimes, recouvrement },
    ];
    expect(issue(DU, nomme('amorcage'))).toBe('accepté');
    expect(issue(DU, nomme('dotation'))).toEqual(['donnees', 'REC-02']);
    expect(issue(DU, nomme('constructor'))).toEqual(['donnees', 'REC-02']);
  });

  it('n’est impayé que deux mois après sa notification (DEC-37)', () => {
    const impaye = (notifieLe: string | null) =>
      limiteImpaye(
        {
          ...(vivre(DU, '2026-04-01').etat.recouvrements['amorcage'] as Recouvrement),
          notifieLe: notifieLe as DateCivile,
        },
        { siege: '33' },
      );
    expect(vivre(DU, '2026-04-01').etat.recouvrements['amorcage']).toMatchObject({ dateLimite: '2026-05-20' });
    expect([impaye(null), impaye('2026-03-20'), impaye('2026-04-01')]).toEqual([
      '2026-05-20',
      '2026-05-20',
      '2026-06-01',
    ]);
  });

  it('une clôture dit si le reste est remis, et combien', () => {
    const clore: Acte = ['2026-04-02', 'caisse', 'clore-recouvrement', { motif: 'Remise.' }];
    expect(dernier([...DU, verser('2026-04-01', 1_000_000)], clore)[0]).toMatchObject({
      recouvrement: 'amorcage',
      montantCentimes: 3_000_000,
      issue: 'remise',
    });
    const nul: readonly Acte[] = [...PS_DU_18];
    expect(dernier(nul, ['2027-07-10', 'caisse', 'clore-recouvrement', { motif: 'Remise.' }])[0]).toMatchObject({
      recouvrement: 'dix-huit-mois',
      issue: 'remise',
    });
  });

  it('remboursé en deux fois, il se clôt au second versement, et le dossier avec lui', () => {
    const reponse = dernier([...DU, verser('2026-04-01', 1_000_000)], verser('2026-04-02', 3_000_000));
    expect(reponse.map(({ evenement }) => evenement)).toEqual([
      'RemboursementConstate',
      'RecouvrementClos',
      'EssClose',
    ]);
    expect(reponse[0]).toMatchObject({ resteDuCentimes: 0 });
    expect(reponse[1]).toMatchObject({ issue: 'rembourse' });
  });

  it('la limite de remboursement est à deux mois, reportée au jour ouvré', () => {
    expect(limiteRemboursement(d('2026-04-20'), { siege: '33' })).toBe('2026-06-22');
    expect(limiteRemboursement(d('2026-07-16'), { siege: '33' })).toBe('2026-09-16');
  });

  it('seuls les recouvrements proposés, notifiés ou impayés sont ouverts ; le reste dû n’est jamais négatif', () => {
    const un = {
      origine: 'amorcage' as const,
      montantCentimes: centimes(10),
      duCentimes: centimes(10),
      rembourseCentimes: centimes(4),
      remisCentimes: centimes(0),
      notifieLe: null,
      dateLimite: null,
      ouvertLe: d('2026-01-01'),
    };
    expect(
      (['propose', 'notifie', 'impaye', 'rembourse', 'clos'] as const).map((statut) => ouvert({ ...un, statut })),
    ).toEqual([true, true, true, false, false]);
    expect(resteDu({ ...un, statut: 'notifie' })).toBe(6);
    expect(resteDu({ ...un, statut: 'notifie', rembourseCentimes: centimes(12) })).toBe(0);
  });

  it('une somme n’est jamais réclamée deux fois : la résiliation prend la place de la procédure des dix-huit mois', () => {
    // Contract signed late: it still runs when the eighteen months end, on 5 July 2027.
    const tardif: readonly Acte[] = [
      ...ACTES.CREATION,
      ['2026-02-03', 'porteur', 'declarer-association'],
      ['2026-02-03', 'porteur', 'declarer-coordonnees-bancaires'],
      ['2026-02-04', 'porteur', 'deposer-pieces', pieces('statuts', 'budget-previsionnel', 'liste-medecins-engages')],
      [
        '2026-02-05',
        'caisse',
        'verifier-pieces',
        conformes('statuts', 'budget-previsionnel', 'liste-medecins-engages'),
      ],
      ...(['porteur', 'ars', 'caisse'] as const).map((acteur): Acte => [
        '2027-05-03',
        acteur,
        'signer-contrat-amorcage' satisfies NomCommande,
      ]),
      ['2027-05-10', 'caisse', 'executer-paiement', { paiement: 'amorcage-1' }],
    ];
    const avant = vivre(tardif, '2027-07-08').etat;
    expect(avant.recouvrements['dix-huit-mois']).toMatchObject({ statut: 'propose', montantCentimes: 4_000_000 });
    expect(reclamable(avant)).toBe(0);
    expect(reclamable(avant, 'dix-huit-mois')).toBe(4_000_000);
    const { etat } = vivre(
      [
        ...tardif,
        ['2027-07-08', 'porteur', 'resilier'],
        ['2027-07-08', 'ars', 'accuser-reception-resiliation'],
        ['2027-07-08', 'caisse', 'accuser-reception-resiliation'],
      ],
      '2027-08-01',
    );
    expect(etat.recouvrements['dix-huit-mois']).toMatchObject({ statut: 'clos' });
    expect(etat.recouvrements['amorcage']).toMatchObject({ statut: 'notifie', montantCentimes: 4_000_000 });
  });
});
