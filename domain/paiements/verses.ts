/** What was ordered and what left, payment by payment: DEC-34, DEC-37, DEC-38. Amounts in cents. */
import { moins, somme as additionner, type CalculMontant } from '../calculs/montant.ts';
import type { Etat, Paiement } from '../etat.ts';
import {
  centimes,
  type BasePaiement,
  type Centimes,
  type ClePaiement,
  type DateCivile,
  type TypeContrat,
} from '../valeurs.ts';

/** What a complement completes: `dotation-1` for `dotation-1-complement`; any other payment is its own. */
export const baseDe = (cle: string): BasePaiement => cle.replace(/-complement(-\d+)?$/, '') as BasePaiement;
export const contratDe = (cle: string): TypeContrat => (cle.startsWith('dotation-') ? 'dotation' : 'amorcage');

const somme = (montants: readonly number[]): Centimes => centimes(montants.reduce((total, un) => total + un, 0));

/** Transfers that left and did not come back, up to that day. */
export const verseSur = ({ versements }: Paiement, jusquAu?: DateCivile): Centimes =>
  somme(
    versements
      .filter(({ le, retourneLe }) => retourneLe === null && (jusquAu === undefined || le <= jusquAu))
      .map(({ montantCentimes }) => montantCentimes),
  );

/** What an order still has to pay: nothing once it is executed or interrupted. */
export const resteAVerser = (paiement: Paiement): Centimes => calculReste('', paiement).resultat;

/** How what an order still has to pay is found. */
export const calculReste = (cle: string, paiement: Paiement): CalculMontant => {
  const clos = paiement.statut === 'execute' || paiement.statut === 'interrompu';
  const ordonne = { quoi: 'ordonne', cle, montantCentimes: clos ? centimes(0) : paiement.montantCentimes } as const;
  return moins(additionner([ordonne], 'PAY-01'), { quoi: 'verse', cle, montantCentimes: verseSur(paiement) }, 'DEC-37');
};

/** The payments of that right, its complements included, in the order in which they were made. */
export const paiementsDe = ({ paiements }: Etat, base: BasePaiement): readonly (readonly [ClePaiement, Paiement])[] =>
  (Object.entries(paiements) as [ClePaiement, Paiement][]).filter(([cle]) => baseDe(cle) === base);

export const bases = ({ paiements }: Etat): readonly BasePaiement[] => [...new Set(Object.keys(paiements).map(baseDe))];

export const versePour = (etat: Etat, base: BasePaiement, jusquAu?: DateCivile): Centimes =>
  somme(paiementsDe(etat, base).map(([, paiement]) => verseSur(paiement, jusquAu)));

export const enOrdre = (etat: Etat, base: BasePaiement): Centimes =>
  somme(paiementsDe(etat, base).map(([, paiement]) => resteAVerser(paiement)));

/** Sum of what left and did not come back; of one contract when `prefixe` is given. */
export const totalPaye = ({ paiements }: Etat, prefixe = ''): Centimes =>
  somme(
    Object.entries(paiements)
      .filter(([cle]) => cle.startsWith(prefixe))
      .map(([, paiement]) => verseSur(paiement)),
  );
