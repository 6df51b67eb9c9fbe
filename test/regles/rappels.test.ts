/** Reminders: 30, 15, 7 and 1 days before the last day, to those who are awaited, as long as they are. */
import { describe, expect, test } from 'vitest';
import { heureLocale } from '../../domain/calendrier/calendrier.ts';
import type { Commande } from '../../domain/commandes.ts';
import { decider } from '../../domain/decider.ts';
import { echeances } from '../../domain/echeances.ts';
import { etatInitial, type Etat } from '../../domain/etat.ts';
import { evoluerTous } from '../../domain/evoluer.ts';
import { supposer } from '../../domain/simulation/hypotheses.ts';
import { joursDeRappel, lireDelaisDeRappel } from '../../domain/suivi/rappels.ts';
import { Refus } from '../../domain/refus.ts';
import type { DateCivile } from '../../domain/valeurs.ts';

const midi = (le: string) => heureLocale(le as DateCivile, '12:00', 'Europe/Paris');

function faire(etat: Etat, le: string, acteur: string, commande: string, donnees: object = {}): Etat {
  const decision = decider(etat, { commande, acteur, donnees: { le, ...donnees } } as Commande, midi(le));
  if (decision instanceof Refus) throw new Error(decision.message);
  return evoluerTous(etat, decision);
}
const DEPOT = {
  specialites: ['dermatologie'],
  departements: ['33'],
  siege: '33',
  medecinsPresents: 140,
  liberaux: 120,
  engages: 37,
};
const deposee = (le: string) => faire(etatInitial('a'), le, 'porteur', 'deposer-lettre-intention', DEPOT);
const rappels = (etat: Etat, depuis: string, jusquAu: string) =>
  supposer(etat, midi(depuis), [], jusquAu as DateCivile).suites.flatMap((suite) =>
    suite.sorte !== 'refus' && suite.evenement.evenement === 'RappelEmis' ? [suite.evenement] : [],
  );

describe('rappels', () => {
  test('à 30, 15, 7 et 1 jours de la décision sur la lettre d’intention, ils disent que le silence validera (LI-09)', () => {
    const emis = rappels(deposee('2026-01-15'), '2026-01-15', '2026-03-15');
    expect(
      emis.map(({ le, jours, dateLimite, silence, attendu }) => [le, jours, dateLimite, silence, attendu]),
    ).toEqual([
      ['2026-02-13', 30, '2026-03-15', 'validation-tacite', ['ars']],
      ['2026-02-28', 15, '2026-03-15', 'validation-tacite', ['ars']],
      ['2026-03-08', 7, '2026-03-15', 'validation-tacite', ['ars']],
      ['2026-03-14', 1, '2026-03-15', 'validation-tacite', ['ars']],
    ]);
  });

  test('un seul minuteur de rappel à la fois par échéance : le prochain', () => {
    const prochains = echeances(deposee('2026-01-15')).filter(({ cle }) => cle === 'rappel-decision-lettre-intention');
    expect(prochains.map(({ effetLe, rappel }) => [effetLe, rappel?.jours])).toEqual([['2026-02-13', 30]]);
  });

  test('ils cessent dès que l’échéance n’attend plus personne', () => {
    const validee = faire(deposee('2026-01-15'), '2026-02-20', 'ars', 'valider-lettre-intention', {
      motif: 'Critères remplis.',
    });
    const apres = rappels(validee, '2026-02-20', '2026-03-10').map(({ echeance }) => echeance);
    expect(apres).not.toContain('decision-lettre-intention');
  });

  test('un jour déjà passé quand l’échéance naît n’est pas rappelé', () => {
    const validee = faire(deposee('2026-01-31'), '2026-02-02', 'ars', 'valider-lettre-intention', {
      motif: 'Critères remplis.',
    });
    // AMO-03: one month, until 2 March: thirty days before is the past.
    const signature = rappels(validee, '2026-02-02', '2026-03-02').filter(
      ({ echeance }) => echeance === 'signature-contrat-amorcage',
    );
    expect(signature.map(({ le, jours }) => [le, jours])).toEqual([
      ['2026-02-15', 15],
      ['2026-02-23', 7],
      ['2026-03-01', 1],
    ]);
  });

  test.each([
    ['decision-projet-sante', [30, 15, 7, 1]],
    ['paiement-dotation-3', [15, 7, 1]],
    ['signature-contrat-amorcage', [15, 7, 1]],
    ['reponse-precisions', [7, 1]],
    ['reponse-saisine', [7, 1]],
    ['cible-30', []],
    ['concertation-5-ans', []],
    ['absence-missions-socles', []],
  ])('%s se rappelle à %j jours', (cle, jours) => expect(joursDeRappel(cle)).toEqual(jours));

  test('une installation choisit ses jours, échéance par échéance : le début de clé le plus long l’emporte', () => {
    const propres = lireDelaisDeRappel('paiement-=3,10; paiement-dotation-=5; reponse-=; cible-30 = 2');
    expect(
      ['paiement-amorcage-1', 'paiement-dotation-3', 'reponse-saisine', 'cible-30', 'depot-projet-sante'].map((cle) =>
        joursDeRappel(cle, propres),
      ),
    ).toEqual([[10, 3], [5], [], [2], [30, 15, 7, 1]]);
  });

  test('un dossier ouvert avec d’autres jours se rappelle à ceux-là', () => {
    const etat = faire(
      etatInitial('a', 3, { 'decision-': [20] }),
      '2026-01-15',
      'porteur',
      'deposer-lettre-intention',
      DEPOT,
    );
    expect(rappels(etat, '2026-01-15', '2026-03-15').map(({ le, jours }) => [le, jours])).toEqual([['2026-02-23', 20]]);
  });

  test.each(['depot', 'depot=a', 'depot=0', 'depot=366', 'Dépôt=3', 'a=1,,2'])(
    '« %s » est un réglage refusé',
    (texte) => expect(() => lireDelaisDeRappel(texte)).toThrow(texte),
  );
});
