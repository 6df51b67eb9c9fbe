/** Payments to which the contracts give a right, ended or not: PAY-01, PAY-02, DOT-07, DEC-08, DEC-27, TRA-B, TRA-C. */
import { ajouterMois, finDelai, plusTard } from '../calendrier/calendrier.ts';
import { termeAmorcage } from '../contrats/delais.ts';
import type { Etat } from '../etat.ts';
import { PARAMETRES } from '../parametres.ts';
import type { BasePaiement, Centimes, DateCivile } from '../valeurs.ts';
import { dotation } from './montants.ts';
import { cycleDe } from './pieces.ts';

/** A right to a payment, ordered or not. `montantCentimes` null: to be fixed by hand (DEC-09). */
export interface Droit {
  readonly cle: BasePaiement;
  readonly montantCentimes: Centimes | null;
  /** Entitlement: signature, validation, anniversary. */
  readonly ouvertLe: DateCivile;
  /** Last day before it is late (DEC-27). */
  readonly dateLimite: DateCivile;
  readonly regle: string;
}

/** Every right that the contracts have opened so far, oldest first; what their end makes of it is said in `dus.ts`. */
export const droits = (etat: Etat): readonly Droit[] => [...amorcageAttendu(etat), ...dotationAttendue(etat)];

function attendu(
  { siege }: Etat,
  cle: BasePaiement,
  montantCentimes: Centimes | null,
  ouvertLe: DateCivile,
  delai: { readonly valeur: number; readonly regle: string },
  regle = delai.regle,
): Droit {
  return {
    cle,
    montantCentimes,
    ouvertLe,
    dateLimite: finDelai('paiement', ajouterMois(ouvertLe, delai.valeur), siege),
    regle,
  };
}

function amorcageAttendu(etat: Etat): readonly Droit[] {
  const { concluLe } = etat.amorcage;
  if (concluLe === null) return [];
  const { trancheAmorcage, complementTransition, paiementAmorcage1, paiementAmorcage2 } = PARAMETRES;
  switch (etat.regime) {
    case 'en-fonctionnement-conforme': // TRA-A: none
      return [];
    case 'en-fonctionnement-a-mettre-en-conformite':
      return [attendu(etat, 'amorcage-30', complementTransition.valeur, concluLe, paiementAmorcage1, 'TRA-B')];
    case 'en-projet-avec-amorcage-ars': {
      const { complementAccordeLe } = etat.transition;
      return complementAccordeLe === null
        ? []
        : [
            attendu(
              etat,
              'amorcage-30',
              complementTransition.valeur,
              plusTard(concluLe, complementAccordeLe),
              paiementAmorcage1,
              'TRA-C',
            ),
          ];
    }
    case 'droit-commun': {
      const premiere = attendu(etat, 'amorcage-1', trancheAmorcage.valeur, concluLe, paiementAmorcage1);
      const { decision } = etat.projetSante;
      // DEC-08: a right acquired by validation before the term survives it; a later validation gives none.
      const acquise = decision?.sens === 'valide' && decision.le <= termeAmorcage(concluLe, etat.siege);
      return acquise
        ? [
            premiere,
            attendu(etat, 'amorcage-2', trancheAmorcage.valeur, plusTard(decision.le, concluLe), paiementAmorcage2),
          ]
        : [premiere];
    }
  }
}

function dotationAttendue(etat: Etat): readonly Droit[] {
  if (etat.dotation.concluLe === null) return [];
  return Object.entries(etat.denombrements)
    .map(([cycle, { date, nombre }]) => {
      const fixe = etat.montantsFixes[cycle];
      const montant = dotation(nombre) ?? (fixe?.approuve === true ? fixe.montantCentimes : null);
      return attendu(etat, `dotation-${Number(cycle)}`, montant, date, PARAMETRES.paiementDotation);
    })
    .sort((a, b) => cycleDe(a.cle) - cycleDe(b.cle));
}
