/** DEC-13: whoever is about to do what opens a payment is told, before, that there is no account to pay it on. */
import { expect, test } from 'vitest';
import { variantView } from '../../api/views/variants.ts';
import { ajouterMois, dateDe, fuseau } from '../../domain/calendrier/calendrier.ts';
import type { Commande } from '../../domain/commandes.ts';
import { supposer } from '../../domain/simulation/hypotheses.ts';
import type { Identity } from '../../identity/verifier.ts';
import { moments, type Moment } from '../regles/etats.ts';

/** The amorçage is signed by all but one, whose signature opens the first payment. */
function derniereSignature(): { readonly moment: Moment; readonly signature: Commande } {
  let avant: Moment | undefined;
  for (const moment of moments('S05-nominal-cinq-ans')) {
    const { evenement } = moment.journal.at(-1) ?? {};
    if (evenement?.evenement === 'ContratAmorcageConclu') break;
    if (evenement?.evenement !== 'ContratAmorcageSigne') avant = moment;
    else if (avant !== undefined) {
      const { acteur, le } = evenement;
      const signature = { commande: 'signer-contrat-amorcage', acteur, donnees: { le } } as unknown as Commande;
      const { suites } = supposer(avant.etat, avant.maintenant, [signature], ajouterMois(le, 3), {
        journal: avant.journal,
      });
      if (suites.some((suite) => suite.sorte === 'evenement' && suite.evenement.evenement === 'PaiementOrdonnance'))
        return { moment: avant, signature };
      avant = moment;
    }
  }
  throw new Error('the nominal life signs no contract that opens a payment');
}

function avertis(sansCompte: boolean, declare = false): readonly string[] {
  const { moment, signature } = derniereSignature();
  const { etat, journal, maintenant } = moment;
  const le = dateDe(maintenant, fuseau(etat.siege));
  const declarer = { commande: 'declarer-coordonnees-bancaires', acteur: 'porteur', donnees: { le } } as Commande;
  const jusquAu = ajouterMois(le, 3);
  const actes = [...(declare ? [declarer] : []), signature];
  const hypothese = supposer(etat, maintenant, actes, jusquAu, { journal });
  const silence = supposer(etat, maintenant, [], jusquAu, { journal });
  const { possible, avertissements } = variantView({ role: 'caisse' } as Identity, {
    ...{ silence, hypothese, journal, intitule: null, sansCompte },
  });
  expect(possible).toBe(true);
  return avertissements.filter(({ regle }) => regle === 'DEC-13').map(({ phrase }) => phrase);
}

test('un acte qui ouvre un paiement avertit que l’association n’a pas de compte', () => {
  expect(avertis(true)).toEqual([
    expect.stringMatching(
      /^L’association n’a pas donné de compte bancaire : sans lui, aucun versement ne se fera \(la première moitié du crédit d.amorçage\)\.$/,
    ),
  ]);
});

test('avec un compte, ou quand l’acte le déclare, rien n’en est dit', () => {
  expect(avertis(false)).toEqual([]);
  expect(avertis(true, true)).toEqual([]);
});
