/** DEC-33, DEC-34, DEC-37, DEC-38, DEC-63 — a transfer that came back: which one it was; what was repaid or given up for it. */
import { describe, expect, it } from 'vitest';
import { consequences } from '../../../domain/consequences.ts';
import type { Etat, Recouvrement } from '../../../domain/etat.ts';
import { evoluerTous } from '../../../domain/evoluer.ts';
import { induPour } from '../../../domain/paiements/dus.ts';
import { aRendre, resteDu } from '../../../domain/recouvrement/dus.ts';
import { Refus } from '../../../domain/refus.ts';
import { centimes } from '../../../domain/valeurs.ts';
import { d } from './dernier-acte.ts';
import { ACTES, acte, vivre, type Acte } from './etats.ts';

const revenir = (le: string): Acte => [
  le,
  'caisse',
  'retourner-paiement',
  { paiement: 'amorcage-1', motif: 'Compte clos.' },
];
const rembourser = (le: string, montantCentimes: number): Acte => [
  le,
  'caisse',
  'constater-remboursement',
  { montantCentimes },
];

describe('le virement revenu', () => {
  it('reste celui que le journal nomme, quand un autre, parti entre-temps, est saisi après lui', () => {
    const dossier = vivre(
      [
        ...ACTES.PAYE,
        revenir('2026-03-20'),
        ['2026-03-20', 'caisse', 'reemettre-paiement', { paiement: 'amorcage-1' }],
      ],
      '2026-03-20',
    );
    const autre = { paiement: 'amorcage-1', montantCentimes: 4_000_001 };
    const reponse = dossier.commander(acte('executer-paiement', 'caisse', '2026-03-10', autre));
    expect(reponse).not.toBeInstanceOf(Refus);
    expect(dossier.etat.paiements['amorcage-1']?.versements).toMatchObject([
      { le: '2026-02-20', montantCentimes: 4_000_000, retourneLe: '2026-03-20' },
      { le: '2026-03-10', montantCentimes: 4_000_001, retourneLe: null },
    ]);
    expect(dossier.etat.recouvrements['indu-amorcage-1']).toMatchObject({ statut: 'propose', montantCentimes: 1 });
  });
});

describe('ce que les dix-huit mois réclamaient d’un virement revenu, une fois l’affaire réglée', () => {
  // The procedure of the eighteen months opens on 6 July 2027.
  const remettre: Acte = ['2027-07-12', 'caisse', 'clore-recouvrement', { motif: 'Association en difficulté.' }];
  it.each<[string, readonly Acte[], number, number]>([
    ['remis en entier : la remise n’est plus de rien', [remettre], 0, 0],
    ['remboursé en entier : tout est à rendre', [rembourser('2027-07-10', 4_000_000)], 4_000_000, 4_000_000],
    [
      'remboursé en partie, le reste remis : ce qui fut remboursé est à rendre',
      [rembourser('2027-07-10', 1_500_000), remettre],
      1_500_000,
      1_500_000,
    ],
  ])('%s', (_, actes, rembourseCentimes, rendus) => {
    const { etat, journal } = vivre([...ACTES.PAYE, ...actes, revenir('2027-07-20')], '2027-07-21');
    expect(etat.recouvrements['dix-huit-mois']).toMatchObject({
      montantCentimes: 0,
      remisCentimes: 0,
      rembourseCentimes,
    });
    const reduit = journal.map(({ evenement }) => evenement).findLast((un) => un.evenement === 'RecouvrementPropose');
    expect(reduit).toMatchObject({ recouvrement: 'dix-huit-mois', regle: 'DEC-38', reduite: true });
    expect(reduit?.evenement === 'RecouvrementPropose' ? (reduit.aRendreCentimes ?? 0) : null).toBe(rendus);
  });
});

describe('un recouvrement dont plus rien n’est dû', () => {
  it('ne réclame rien, la notification d’avant le retour fût-elle saisie après lui ; ce qui est remboursé est à rendre', () => {
    const dossier = vivre([...ACTES.PAYE, revenir('2027-07-20')], '2027-07-20');
    const confirmer = acte('confirmer-recouvrement', 'caisse', '2027-07-14', { recouvrement: 'dix-huit-mois' });
    expect(dossier.commander(confirmer)).not.toBeInstanceOf(Refus);
    expect(dossier.etat.recouvrements['dix-huit-mois']).toMatchObject({
      statut: 'clos',
      montantCentimes: 0,
      notifieLe: '2027-07-14',
    });
    const [, , commande, donnees] = rembourser('2027-07-20', 1);
    const reponse = dossier.commander(
      acte(commande, 'caisse', '2027-07-20', { ...donnees, recouvrement: 'dix-huit-mois' }),
    );
    expect(reponse).toMatchObject([{ evenement: 'RemboursementConstate', regle: 'DEC-63', aRendreCentimes: 1 }]);
  });

  it('remplacé par la somme due du contrat résilié, ce qui arrive encore sous son nom la paie (RES-A-04, DEC-34)', () => {
    const { etat } = vivre(ACTES.PAYE, '2027-07-30');
    const fini: Etat = { ...etat, amorcage: { ...etat.amorcage, fin: 'resilie', finiLe: d('2026-12-01') } };
    const apres = evoluerTous(fini, consequences(fini, d('2027-08-01')));
    expect(apres.recouvrements).toMatchObject({
      'dix-huit-mois': { statut: 'clos', montantCentimes: 0 },
      amorcage: { montantCentimes: 4_000_000 },
    });
    const paye = evoluerTous(apres, [
      {
        evenement: 'RemboursementConstate',
        le: d('2027-08-02'),
        acteur: 'caisse',
        regle: 'REC-02',
        recouvrement: 'dix-huit-mois',
        montantCentimes: centimes(1_000_000),
        resteDuCentimes: centimes(0),
      },
    ]);
    const suite = evoluerTous(paye, consequences(paye, d('2027-08-02')));
    expect(resteDu(suite.recouvrements['amorcage'] as Recouvrement)).toBe(3_000_000);
    expect(aRendre(suite.recouvrements['dix-huit-mois'] as Recouvrement)).toBe(0);
  });
});

describe('une remise', () => {
  it('est de la somme que la caisse a dite : un virement d’avant, saisi après elle, reste dû (DEC-33)', () => {
    // The half was paid, then claimed by the eighteen months, and given up; the other half had left before.
    const dossier = vivre(
      [
        ...ACTES.AMORCAGE,
        ['2026-02-20', 'caisse', 'executer-paiement', { paiement: 'amorcage-1', montantCentimes: 2_000_000 }],
        ['2027-07-12', 'caisse', 'clore-recouvrement', { motif: 'Association en difficulté.' }],
      ],
      '2027-07-20',
    );
    const autre = { paiement: 'amorcage-1', montantCentimes: 2_000_000, reference: 'VIR-2' };
    const reponse = dossier.commander(acte('executer-paiement', 'caisse', '2026-03-01', autre));
    expect(reponse).not.toBeInstanceOf(Refus);
    const recouvrement = dossier.etat.recouvrements['dix-huit-mois'] as Recouvrement;
    expect(recouvrement).toMatchObject({ remisCentimes: 2_000_000, montantCentimes: 4_000_000 });
    expect([resteDu(recouvrement), recouvrement.statut]).toEqual([2_000_000, 'propose']);
  });
});

describe('un remboursement de trop', () => {
  it('n’est pas réclamé sur un autre fondement : il reste à rendre (DEC-34, DEC-63)', () => {
    const { etat } = vivre([...ACTES.PAYE, rembourser('2027-07-10', 4_000_001)], '2027-07-11');
    expect(aRendre(etat.recouvrements['dix-huit-mois'] as Recouvrement)).toBe(1);
    // The contract ended before the transfer left: all of it is an indu, and all of it was repaid already.
    const resilie: Etat = { ...etat, amorcage: { ...etat.amorcage, fin: 'resilie', finiLe: d('2026-02-15') } };
    expect(induPour(resilie, 'amorcage-1')).toBe(4_000_000);
    const apres = evoluerTous(resilie, consequences(resilie, d('2027-08-01')));
    expect(Object.keys(apres.recouvrements)).toEqual(['dix-huit-mois']);
    expect(aRendre(apres.recouvrements['dix-huit-mois'] as Recouvrement)).toBe(1);
  });
});
