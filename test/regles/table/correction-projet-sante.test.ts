/** `corriger` on the projet de santé: its reception, its precisions, a decision notified in time (DEC-19, DEC-21, DEC-06). */
import { describe, expect, it } from 'vitest';
import { echeances } from '../../../domain/echeances.ts';
import type { Etat, ProjetSante } from '../../../domain/etat.ts';
import { corrige, corriger } from './correction-essai.ts';
import { d } from './dernier-acte.ts';
import { ACTES, vivre, type Acte } from './etats.ts';
import { ORDONNE, phrase, premier, sur } from './paiement-essai.ts';

const { AMORCAGE } = ACTES;
const HORS_DELAI = /ne serait plus dans le délai de deux mois/;

describe('le projet de santé', () => {
  const PS: Acte = ['2026-04-01', 'porteur', 'deposer-projet-sante', { indicateursQualitatifs: 1 }];
  const DECISION = 'decision-projet-sante';
  const RECEPTION = 'reception-projet-sante';
  const PRECISIONS = 'reception-precisions';
  /** Received on 1 April: silence until 1 June; validated on the 2nd, entered after the grace. */
  const instruit = () => vivre([...AMORCAGE, PS], '2026-04-10').etat;
  const psTacite = () => vivre([...AMORCAGE, PS], '2026-06-10').etat;
  const expres = () =>
    vivre([...AMORCAGE, PS, ['2026-04-20', 'ars', 'valider-projet-sante', { motif: 'Mûr.' }]], '2026-04-25').etat;
  const precise = () =>
    vivre(
      [
        ...AMORCAGE,
        PS,
        ['2026-04-10', 'ars', 'demander-precisions', { delai: '2026-04-30' }],
        ['2026-04-20', 'porteur', 'repondre-precisions'],
      ],
      '2026-04-25',
    ).etat;
  const surPs = (etat: Etat, changement: Partial<ProjetSante>): Etat => ({
    ...etat,
    projetSante: { ...etat.projetSante, ...changement },
  });

  it('la réception par l’ARS fait courir les deux mois et, au premier dépôt, l’année des missions (DEC-21, MIS-02)', () => {
    const apres = corrige(instruit(), corriger('2026-04-10', RECEPTION, '2026-04-03'));
    expect(apres.projetSante).toMatchObject({ recuLe: '2026-04-03', premierDepot: '2026-04-03', version: 1 });
    expect(echeances(apres).find(({ cle }) => cle === DECISION)?.expire).toBe('2026-06-03');
    const second = surPs(instruit(), { premierDepot: d('2026-03-01') });
    expect(corrige(second, corriger('2026-04-10', RECEPTION, '2026-04-03')).projetSante).toMatchObject({
      recuLe: '2026-04-03',
      premierDepot: '2026-03-01',
    });
  });

  it('pas avant la validation de la lettre d’intention', () => {
    expect(sur(instruit(), corriger('2026-04-10', RECEPTION, '2026-02-02'))).toBe('accepté');
    expect(sur(instruit(), corriger('2026-04-10', RECEPTION, '2026-02-01'))).toEqual(['etat', 'DEC-18']);
    expect(phrase(instruit(), corriger('2026-04-10', RECEPTION, '2026-02-01'))).toContain('avant le 2 février 2026');
    const { li } = instruit();
    const nonValidee: Etat = { ...instruit(), li: li && { ...li, decision: null } };
    expect(sur(nonValidee, corriger('2026-04-10', RECEPTION, '2026-02-01'))).toBe('accepté');
  });

  it('une décision expresse doit rester dans les deux mois', () => {
    expect(sur(expres(), corriger('2026-04-25', RECEPTION, '2026-02-20'))).toBe('accepté');
    expect(phrase(expres(), corriger('2026-04-25', RECEPTION, '2026-02-19'))).toMatch(HORS_DELAI);
    expect(phrase(expres(), corriger('2026-04-25', RECEPTION, '2026-02-19'))).toContain('20 avril 2026');
    const apres = corrige(expres(), corriger('2026-04-25', RECEPTION, '2026-04-02'));
    expect(apres.projetSante.decision).toMatchObject({ mode: 'expresse', le: '2026-04-20' });
    expect(
      sur(surPs(expres(), { oppositionLe: d('2026-04-15') }), corriger('2026-04-25', RECEPTION, '2026-02-19')),
    ).toBe('accepté');
  });

  it('une validation tacite sans suite tombe avec sa date, et l’aide qu’elle interrompait reprend (TRA-B)', () => {
    const { transition } = psTacite();
    const regimeB: Etat = {
      ...psTacite(),
      transition: { ...transition, engagementLe: d('2026-02-03'), aideInterrompueLe: d('2026-06-02') },
    };
    const apres = corrige(regimeB, corriger('2026-06-10', RECEPTION, '2026-04-03'));
    expect(apres.projetSante.decision).toBeNull();
    expect(apres.transition).toEqual({ ...transition, engagementLe: '2026-02-03', aideInterrompueLe: null });
    const expresB: Etat = { ...expres(), transition: regimeB.transition };
    expect(corrige(expresB, corriger('2026-04-25', RECEPTION, '2026-04-03')).transition.aideInterrompueLe).toBe(
      '2026-06-02',
    );
  });

  it.each<[string, (etat: Etat) => Etat]>([
    [
      'le contrat de dotation est signé',
      (etat) => ({ ...etat, dotation: { ...etat.dotation, signatures: { ars: d('2026-06-09') } } }),
    ],
    [
      'la seconde tranche est ordonnancée',
      (etat) => ({ ...etat, paiements: { ...etat.paiements, 'amorcage-2': ORDONNE } }),
    ],
    ["le contrat d'amorçage est terminé", (etat) => ({ ...etat, amorcage: { ...etat.amorcage, fin: 'termine' } })],
  ])('… mais pas si %s', (suite, avec) => {
    for (const [objet, valeur] of [
      [RECEPTION, '2026-04-03'],
      [DECISION, '2026-06-01'],
    ] as const) {
      expect(sur(psTacite(), corriger('2026-06-10', objet, valeur)), objet).toBe('accepté');
      expect(phrase(avec(psTacite()), corriger('2026-06-10', objet, valeur))).toContain(
        `la validation du projet de santé a produit ses effets (${suite})`,
      );
    }
  });

  it('un acte notifié à temps, saisi trop tard, rouvre l’instruction pour une nouvelle grâce (DEC-19)', () => {
    expect(premier(psTacite(), corriger('2026-06-10', DECISION, '2026-06-01'))).toMatchObject({
      regle: 'DEC-19',
      ancienne: '2026-06-02',
    });
    const apres = corrige(psTacite(), corriger('2026-06-10', DECISION, '2026-06-01'));
    expect(apres.projetSante).toMatchObject({ decision: null, rouvertLe: '2026-06-10', recuLe: '2026-04-01' });
    expect(phrase(psTacite(), corriger('2026-06-10', DECISION, '2026-06-02'))).toContain('un acte du 2 juin 2026');
    expect(sur(expres(), corriger('2026-04-25', DECISION, '2026-04-19'))).toEqual(['etat', 'DEC-18']);
  });

  it('les précisions, au plus tôt du jour de leur demande : les deux mois repartent de là (DEC-06)', () => {
    const apres = corrige(precise(), corriger('2026-04-25', PRECISIONS, '2026-04-18'));
    expect(apres.projetSante.precisions).toEqual({
      demandeesLe: '2026-04-10',
      delai: '2026-04-30',
      recuesLe: '2026-04-18',
    });
    expect(echeances(apres).find(({ cle }) => cle === DECISION)?.expire).toBe('2026-06-18');
    expect(sur(precise(), corriger('2026-04-25', PRECISIONS, '2026-04-10'))).toBe('accepté');
    expect(phrase(precise(), corriger('2026-04-25', PRECISIONS, '2026-04-09'))).toContain('demandées le 10 avril 2026');
    const tardive = surPs(precise(), { decision: { sens: 'valide', mode: 'expresse', le: d('2026-06-15') } });
    expect(phrase(tardive, corriger('2026-06-20', PRECISIONS, '2026-04-12'))).toMatch(HORS_DELAI);
    expect(sur(tardive, corriger('2026-06-20', PRECISIONS, '2026-04-15'))).toBe('accepté');
  });
});
