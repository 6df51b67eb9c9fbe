/** What is looked at before the law of each act: form, actor, existence, dates in the ESS's own zone; and what the grace lets an act presuppose (DEC-01, DEC-18, DEC-19). */
import { describe, expect, it } from 'vitest';
import type { Commande } from '../../../domain/commandes.ts';
import { decider, echeanceDue, evenementsDus } from '../../../domain/decider.ts';
import { etatInitial, type Etat } from '../../../domain/etat.ts';
import { Refus } from '../../../domain/refus.ts';
import { instant, type DateCivile, type Role } from '../../../domain/valeurs.ts';
import { ACTES, acte, midi, vivre, type Acte } from './etats.ts';
import { dote, phrase, sur } from './paiement-essai.ts';

const vide = () => etatInitial('ess-1');
const deposee = () => vivre(ACTES.ENTREE, '2026-01-20').etat;
const brut = (etat: Etat, commande: object, le = midi('2026-01-20')) => {
  const reponse = decider(etat, commande as Commande, le);
  return reponse instanceof Refus ? [reponse.nature, reponse.regle, reponse.message] : 'accepté';
};

describe('une commande mal formée est refusée, elle n’arrête pas le dossier', () => {
  it.each([undefined, null, 'texte', 12])('sans données (%s)', (donnees) => {
    for (const etat of [vide(), deposee()])
      expect(brut(etat, { commande: 'consigner-echange', acteur: 'ars', donnees })).toEqual([
        'donnees',
        'SAISIE',
        'La commande ne porte pas de données.',
      ]);
  });

  it('d’un nom inconnu, ou d’un auteur inconnu, que la phrase redit', () => {
    const donnees = { le: '2026-01-20' };
    expect(brut(deposee(), { commande: 'payer', acteur: 'ars', donnees })).toEqual([
      'donnees',
      'SAISIE',
      "La commande « payer » n'existe pas.",
    ]);
    expect(brut(deposee(), { commande: 'consigner-echange', acteur: 'maire', donnees })).toEqual([
      'role',
      'ACTEUR',
      "« maire » n'est pas un acteur.",
    ]);
  });

  it('sur un dossier qui n’existe pas, ou d’une date illisible', () => {
    expect(phrase(vide(), ['2026-01-20', 'ars', 'consigner-echange'])).toContain("Ce dossier n'existe pas encore");
    expect(phrase(deposee(), ['2026-13-01', 'ars', 'consigner-echange'], '2026-01-20')).toContain(
      "« 2026-13-01 » n'est pas une date",
    );
  });
});

describe('la date du jour est celle du siège (DEC-01)', () => {
  /** 2 in the morning of the 21st in La Réunion, still the 20th in Paris. */
  const soir = instant(Date.UTC(2026, 0, 20, 22));
  const FUTUR = ['donnees', 'DEC-18', expect.stringContaining('dans le futur')];
  const deposer = (siege: unknown, departement = '33') =>
    acte('deposer-lettre-intention', 'porteur', '2026-01-21', {
      specialites: ['dermatologie'],
      departements: [departement],
      siege,
    });
  it('du siège annoncé, au dépôt', () => {
    expect(brut(vide(), deposer('974', '974'), soir)).toBe('accepté');
    expect(brut(vide(), deposer('33'), soir)).toEqual(FUTUR);
    expect(brut(vide(), deposer(974), soir)).toEqual(FUTUR);
  });
  it('du siège du dossier ensuite, quoi que dise la commande', () => {
    expect(brut(deposee(), acte('consigner-echange', 'ars', '2026-01-21', { siege: '974' }), soir)).toEqual(FUTUR);
  });
});

describe('pendant la grâce, un acte qui suppose l’effet l’applique d’abord (DEC-19)', () => {
  /** Received on 16 March: effective on the 31st, at the end of that day; facts entered until 3 April. */
  const NOTIFIEE: readonly Acte[] = [
    ...ACTES.PAYE,
    [
      '2026-03-02',
      'caisse',
      'proposer-resiliation',
      { fondement: 'manquement-manifeste', motif: 'Fonds sans emploi.' },
    ],
    ['2026-03-03', 'ars', 'approuver-resiliation'],
    ['2026-03-16', 'ars', 'notifier-resiliation'],
  ];
  const confirmer = (le: string): Acte => [le, 'caisse' satisfies Role, 'confirmer-recouvrement'];
  const enGrace = () => vivre(NOTIFIEE, '2026-04-02').etat;

  it('le lendemain du dernier jour, et non ce jour, qui court jusqu’à minuit (DEC-02)', () => {
    expect(enGrace().resiliations['caisse-ars']?.fin).toBeNull();
    expect(sur(enGrace(), confirmer('2026-04-01'), '2026-04-02')).toBe('accepté');
    expect(sur(enGrace(), confirmer('2026-03-31'), '2026-04-02')).toEqual(['etat', 'REC-02']);
  });

  it('et ce qui en suit, avant l’acte lui-même', () => {
    const reponse = decider(enGrace(), acte('confirmer-recouvrement', 'caisse', '2026-04-01'), midi('2026-04-02'));
    expect(reponse instanceof Refus ? [] : reponse.map(({ evenement, le }) => [evenement, le])).toEqual([
      ['ResiliationEffective', '2026-03-31'],
      ['RecouvrementPropose', '2026-03-31'],
      ['TerritoireLibere', '2026-03-31'],
      ['RecouvrementConfirme', '2026-04-01'],
    ]);
  });
});

describe('ce qui est dû à un instant', () => {
  it('un anniversaire pose une question ; il n’arrête pas ce qui vient derrière lui', () => {
    const etat = { ...vivre(ACTES.DOTATION, '2027-05-03').etat, controles: { 1: '2027-05-02' as DateCivile } };
    expect(echeanceDue(etat, midi('2027-05-04'))).toBeUndefined();
    expect(evenementsDus(etat, midi('2027-05-04'))).toEqual([]);
    expect(echeanceDue(dote(), midi('2027-09-01'))?.effet).not.toBe('denombrement');
    expect(evenementsDus(dote(), midi('2027-09-01'))).not.toEqual([]);
  });
});
