/** Refusals and last days, rule by rule: the résiliation, act by act. */
import { describe, expect, it } from 'vitest';
import { dernier, issue } from './dernier-acte.ts';
import { ACTES, vivre, type Acte } from './etats.ts';
import {
  APPROUVEE,
  DEMANDEE,
  DOTATION_NOTIFIEE,
  EFFECTIFS,
  MANQUEMENT,
  NOTIFIEE,
  PROPOSEE,
  PS_NON_DEPOSE,
  SAISIE,
  proposer,
} from './resiliation-essai.ts';

describe('la résiliation, acte par acte', () => {
  const ABSENCE = { fondement: 'absence-action-socle', motif: 'Aucune action.' };
  const PS: Acte = ['2026-04-01', 'porteur', 'deposer-projet-sante', { indicateursQualitatifs: 1 }];
  const constater = (activite: string): Acte => ['2026-06-01', 'caisse', 'constater-activite', { activite }];

  it.each<[string, readonly Acte[], Acte, unknown]>([
    [
      'de la dotation avant qu’elle soit signée',
      ACTES.PAYE,
      ['2026-03-02', 'porteur', 'resilier', { contrat: 'dotation' }],
      ['etat', 'RES-D-01'],
    ],
    [
      'de l’amorçage une fois terminé',
      ACTES.DOTATION,
      ['2026-06-01', 'porteur', 'resilier', { contrat: 'amorcage' }],
      ['etat', 'RES-A-01'],
    ],
    ['demandée deux fois', DEMANDEE, ['2026-03-03', 'porteur', 'resilier'], ['etat', 'RES-A-01']],
    [
      'demandée avant la signature du contrat',
      ACTES.PAYE,
      ['2026-02-09', 'porteur', 'resilier', { preuve: { nature: 'plateforme' } }],
      ['regle', 'DEC-18'],
    ],
    [
      'de même sans preuve : elle compte de sa saisie (DEC-29)',
      ACTES.PAYE,
      ['2026-02-09', 'porteur', 'resilier'],
      'accepté',
    ],
    [
      'reçue deux fois par la même partie',
      [...DEMANDEE, ['2026-03-04', 'ars', 'accuser-reception-resiliation']],
      ['2026-03-05', 'ars', 'accuser-reception-resiliation'],
      ['etat', 'DEC-04'],
    ],
    [
      'reçue avant d’être envoyée',
      DEMANDEE,
      ['2026-03-03', 'ars', 'accuser-reception-resiliation', { recueLe: '2026-03-01' }],
      ['regle', 'DEC-18'],
    ],
    [
      'reçue sans lettre de l’ESS',
      NOTIFIEE,
      ['2026-03-17', 'ars', 'accuser-reception-resiliation'],
      ['etat', 'RES-A-01'],
    ],
    ['proposée sans fondement', ACTES.PAYE, proposer('2026-03-02', 'caisse', { motif: 'Non.' }), ['regle', 'RES-A-02']],
    ['de l’amorçage pour ses effectifs', ACTES.PAYE, proposer('2026-03-02', 'ars', EFFECTIFS), ['regle', 'RES-A-02']],
    [
      'de la dotation pour manquement',
      ACTES.DOTATION,
      proposer('2026-06-01', 'ars', MANQUEMENT),
      ['regle', 'RES-D-02'],
    ],
    [
      'de la dotation pour PS non déposé',
      ACTES.DOTATION,
      proposer('2026-06-01', 'ars', PS_NON_DEPOSE),
      ['regle', 'RES-D-02'],
    ],
    ['de la dotation pour ses effectifs', ACTES.DOTATION, proposer('2026-06-01', 'ars', EFFECTIFS), 'accepté'],
    [
      'pour PS non déposé, le dernier jour reporté (dimanche 5, lundi 6 juillet)',
      ACTES.PAYE,
      proposer('2026-07-06', 'caisse', PS_NON_DEPOSE),
      ['regle', 'RES-A-02'],
    ],
    ['pour PS non déposé, le lendemain', ACTES.PAYE, proposer('2026-07-07', 'caisse', PS_NON_DEPOSE), 'accepté'],
    [
      'pour PS non déposé, alors qu’il l’est',
      [...ACTES.PAYE, PS],
      proposer('2026-07-07', 'caisse', PS_NON_DEPOSE),
      ['regle', 'RES-A-02'],
    ],
    ['de l’amorçage, faute d’action', ACTES.PAYE, proposer('2026-03-02', 'caisse', ABSENCE), 'accepté'],
    [
      'de la dotation, faute d’action, un an après la validation du PS',
      ACTES.DOTATION,
      proposer('2027-04-20', 'caisse', ABSENCE),
      ['regle', 'RES-D-03'],
    ],
    [
      'de la dotation, faute d’action, le lendemain',
      ACTES.DOTATION,
      proposer('2027-04-21', 'caisse', ABSENCE),
      'accepté',
    ],
    [
      'de la dotation, avec une seule activité constatée',
      [...ACTES.DOTATION, constater('avis-ponctuel')],
      proposer('2027-04-21', 'caisse', ABSENCE),
      'accepté',
    ],
    [
      'de la dotation, avec les deux',
      [...ACTES.DOTATION, constater('avis-ponctuel'), constater('structuration-offre')],
      proposer('2027-04-21', 'caisse', ABSENCE),
      ['regle', 'RES-D-03'],
    ],
    [
      'approuvée par qui l’a proposée',
      PROPOSEE,
      ['2026-03-03', 'caisse', 'approuver-resiliation'],
      ['regle', 'RES-A-02'],
    ],
    ['approuvée avant d’être proposée', PROPOSEE, ['2026-03-01', 'ars', 'approuver-resiliation'], ['regle', 'DEC-18']],
    ['approuvée deux fois', APPROUVEE, ['2026-03-04', 'ars', 'approuver-resiliation'], ['etat', 'RES-A-02']],
    ['approuvée sans proposition', DEMANDEE, ['2026-03-04', 'ars', 'approuver-resiliation'], ['etat', 'RES-A-02']],
    [
      'notifiée par une partie seule',
      PROPOSEE,
      ['2026-03-04', 'caisse', 'notifier-resiliation'],
      ['regle', 'RES-A-02'],
    ],
    ['notifiée deux fois', NOTIFIEE, ['2026-03-17', 'ars', 'notifier-resiliation'], ['etat', 'RES-A-02']],
    ['saisine avant la notification', APPROUVEE, ['2026-03-04', 'porteur', 'saisir'], ['etat', 'RES-A-03']],
    ['saisine contre sa propre lettre', DEMANDEE, ['2026-03-04', 'porteur', 'saisir'], ['etat', 'RES-A-03']],
    ['saisine le dernier jour', NOTIFIEE, ['2026-03-31', 'porteur', 'saisir'], 'accepté'],
    ['saisine le lendemain', NOTIFIEE, ['2026-04-01', 'porteur', 'saisir'], ['regle', 'RES-A-03']],
    [
      'saisine reçue avant la lettre',
      NOTIFIEE,
      ['2026-03-20', 'porteur', 'saisir', { recueLe: '2026-03-15', preuve: { nature: 'courrier' } }],
      ['regle', 'DEC-18'],
    ],
    [
      'de même sans preuve : elle compte de sa saisie (DEC-29)',
      NOTIFIEE,
      ['2026-03-20', 'porteur', 'saisir', { recueLe: '2026-03-15' }],
      'accepté',
    ],
    ['seconde saisine', SAISIE, ['2026-03-29', 'porteur', 'saisir'], ['etat', 'RES-A-03']],
    [
      'réponse sans saisine',
      NOTIFIEE,
      ['2026-03-29', 'ars', 'repondre-saisine', { sens: 'rejete' }],
      ['etat', 'RES-A-03'],
    ],
    [
      'réponse avant la saisine',
      SAISIE,
      ['2026-03-27', 'ars', 'repondre-saisine', { sens: 'rejete' }],
      ['regle', 'DEC-18'],
    ],
    [
      'seconde réponse de la même partie',
      [...SAISIE, ['2026-04-02', 'ars', 'repondre-saisine', { sens: 'rejete' }]],
      ['2026-04-03', 'ars', 'repondre-saisine', { sens: 'rejete' }],
      ['etat', 'DEC-22'],
    ],
  ])('%s', (_, actes, dernierActe, attendu) => {
    expect(issue(actes, dernierActe)).toEqual(attendu);
  });

  it.each<[string, readonly Acte[], Acte, string]>([
    ['par l’ESS, de l’amorçage', ACTES.PAYE, ['2026-03-02', 'porteur', 'resilier'], 'RES-A-01'],
    ['par l’ESS, de la dotation', ACTES.DOTATION, ['2026-06-01', 'porteur', 'resilier'], 'RES-D-01'],
    ['par les autorités, de l’amorçage', ACTES.PAYE, proposer('2026-03-02', 'ars', MANQUEMENT), 'RES-A-02'],
    ['par les autorités, pour les effectifs', ACTES.DOTATION, proposer('2026-06-01', 'ars', EFFECTIFS), 'RES-D-02'],
    ['par les autorités, faute d’action', ACTES.DOTATION, proposer('2027-04-21', 'ars', ABSENCE), 'RES-D-03'],
    ['saisine contre celle de l’amorçage', NOTIFIEE, ['2026-03-28', 'porteur', 'saisir'], 'RES-A-03'],
    ['saisine contre celle de la dotation', DOTATION_NOTIFIEE, ['2026-07-03', 'porteur', 'saisir'], 'RES-D-04'],
  ])('%s, l’événement nomme sa règle', (_, actes, dernierActe, attendue) => {
    expect(dernier(actes, dernierActe)[0]?.regle).toBe(attendue);
  });

  it('une acceptation retire la résiliation ; deux rejets la rendent effective à la date du second', () => {
    expect(dernier(SAISIE, ['2026-04-02', 'caisse', 'repondre-saisine', { sens: 'accepte' }])).toMatchObject([
      { evenement: 'SaisineTranchee', partie: 'caisse' },
      { evenement: 'ResiliationRetiree', regle: 'DEC-22' },
    ]);
    const rejetee: readonly Acte[] = [
      ...SAISIE,
      ['2026-04-02', 'caisse', 'repondre-saisine', { sens: 'rejete' }],
      ['2026-04-20', 'ars', 'repondre-saisine', { sens: 'rejete' }],
    ];
    const { etat } = vivre(rejetee, '2026-04-24');
    expect(etat.amorcage).toMatchObject({ fin: 'resilie', finiLe: '2026-04-20' });
    expect(etat.recouvrements['amorcage']).toMatchObject({ montantCentimes: 4_000_000, dateLimite: '2026-06-22' });
  });
});
