/** Payments that a case is still to receive, and those that are due now: PAY-01, PAY-02, DOT-07, DEC-27, DEC-34, DEC-36. */
import { depuis, pasAvant } from '../calculs/date.ts';
import type { CalculMontant } from '../calculs/montant.ts';
import type { Etat } from '../etat.ts';
import { delai } from '../droit.ts';
import type { BasePaiement, Centimes, ClePaiement, DateCivile } from '../valeurs.ts';
import { droits, type Droit } from './droits.ts';
import { aFixer, calculComplement, complementDu, epargne, finDesDroits, payeAFixer } from './dus.ts';
import { piecesManquantes } from './pieces.ts';
import { baseDe, bases, contratDe, verseSur } from './verses.ts';

/** A payment to which the ESS is entitled, ordered or not. */
export interface PaiementAttendu extends Omit<Droit, 'cle'> {
  readonly cle: ClePaiement;
}

/** Every right that still stands, oldest first: once a contract gives nothing more, the orders that its end spares (DEC-36). */
export const paiementsAttendus = (etat: Etat): readonly Droit[] =>
  droits(etat).filter(({ cle }) => finDesDroits(etat, contratDe(cle)) === null || epargne(etat, cle));

/** Not ordered yet; or interrupted, for a piece that lacks or an amount to fix (DEC-34), while the right stands and nothing of it was paid. */
export const aOrdonner = (etat: Etat, cle: ClePaiement): boolean => {
  const ordre = etat.paiements[cle];
  return (
    ordre === undefined ||
    (ordre.statut === 'interrompu' &&
      verseSur(ordre) === 0 &&
      (complementDu(etat, baseDe(cle)) > 0 || aFixer(etat, baseDe(cle))))
  );
};

/** Something of it is still to be ordered: all of it, or a complement (DEC-34). */
export const attendUnOrdre = (etat: Etat, base: BasePaiement): boolean =>
  aOrdonner(etat, base) || complementDu(etat, base) > 0;

/** DEC-09 — paid, and to be fixed by the caisse and approved by the ARS: no last day, since nothing of it is late. */
export const payesAFixer = (etat: Etat): readonly BasePaiement[] =>
  bases(etat).filter((base) => payeAFixer(etat, base));

/** DEC-20, DEC-27 — a payment that stands waits for an authority alone: pieces to look at, an amount to fix. */
export const tenuParUneAutorite = (etat: Etat): boolean =>
  payesAFixer(etat).length > 0 ||
  paiementsAttendus(etat).some(({ cle, montantCentimes }) => {
    const manquantes = piecesManquantes(etat, cle);
    return (
      aOrdonner(etat, cle) &&
      (montantCentimes === null || manquantes.length > 0) &&
      manquantes.every(({ statut }) => statut === 'deposee')
    );
  });

/** DEC-34 — the key of the next complement of a payment. */
export function prochainComplement({ paiements }: Etat, base: BasePaiement): ClePaiement {
  for (let rang = 1; ; rang += 1) {
    const cle: ClePaiement = rang === 1 ? `${base}-complement` : `${base}-complement-${rang}`;
    if (paiements[cle] === undefined) return cle;
  }
}

/** A payment that can be ordered: its amount is known. */
export type Exigible = PaiementAttendu & { readonly montantCentimes: Centimes; readonly montant: CalculMontant };

/** Payments whose conditions are all met and that are not ordered yet; `le`: the day on which a complement arises. */
export function paiementsExigibles(etat: Etat, le: DateCivile): readonly Exigible[] {
  const complets = paiementsAttendus(etat).filter(({ cle }) => piecesManquantes(etat, cle).length === 0);
  const premiers = complets.flatMap((droit) =>
    droit.montant !== null && etat.paiements[droit.cle] === undefined
      ? [{ ...droit, montant: droit.montant, montantCentimes: droit.montant.resultat }]
      : [],
  );
  const complements = bases(etat).flatMap((base): Exigible[] => {
    const droit = complets.find(({ cle }) => cle === base);
    const montant = calculComplement(etat, base);
    if (droit === undefined || montant === null) return [];
    const unMois = delai(etat, 'paiementDotation', depuis('PaiementOrdonnance', le));
    const limite = pasAvant(unMois, droit.limite.depart.evenement, droit.dateLimite, 'DEC-34');
    const cle = prochainComplement(etat, base);
    const dates = { limite, dateLimite: limite.resultat };
    return [{ ...droit, cle, montant, montantCentimes: montant.resultat, ...dates, regle: 'DEC-34' }];
  });
  return [...premiers, ...complements];
}
