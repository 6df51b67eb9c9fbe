/** Payments to which a case is entitled, those that are due now, and what was paid: PAY-01, PAY-02, DOT-07, DEC-08, DEC-27, TRA-B, TRA-C. */
import { ajouterMois, finDelai, plusTard } from '../calendrier/calendrier.ts';
import { termeAmorcage } from '../contrats/delais.ts';
import type { Etat } from '../etat.ts';
import { projetArreteLe } from '../fin/delais.ts';
import { PARAMETRES } from '../parametres.ts';
import { centimes, type Centimes, type ClePaiement, type DateCivile } from '../valeurs.ts';
import { dotation } from './montants.ts';
import { cycleDe, piecesManquantes } from './pieces.ts';

/** A payment to which the ESS is entitled, ordered or not. `montantCentimes` null: to be fixed by hand (DEC-09). */
export interface PaiementAttendu {
  readonly cle: ClePaiement;
  readonly montantCentimes: Centimes | null;
  /** Entitlement: signature, validation, anniversary. */
  readonly ouvertLe: DateCivile;
  /** Last day before it is late (DEC-27). */
  readonly dateLimite: DateCivile;
  readonly regle: string;
}

/** Every payment that the contracts give right to so far, oldest first. */
export function paiementsAttendus(etat: Etat): readonly PaiementAttendu[] {
  // DEC-43: the ESS gave up, or is gone.
  if (projetArreteLe(etat) !== null) return [];
  return [...amorcageAttendu(etat), ...dotationAttendue(etat)];
}

function attendu(
  { siege }: Etat,
  cle: ClePaiement,
  montantCentimes: Centimes | null,
  ouvertLe: DateCivile,
  delai: { readonly valeur: number; readonly regle: string },
  regle = delai.regle,
): PaiementAttendu {
  return {
    cle,
    montantCentimes,
    ouvertLe,
    dateLimite: finDelai('paiement', ajouterMois(ouvertLe, delai.valeur), siege),
    regle,
  };
}

function amorcageAttendu(etat: Etat): readonly PaiementAttendu[] {
  const { concluLe } = etat.amorcage;
  if (concluLe === null || etat.amorcage.fin === 'resilie') return [];
  const { trancheAmorcage, complementTransition, paiementAmorcage1, paiementAmorcage2 } = PARAMETRES;
  switch (etat.regime) {
    case 'en-fonctionnement-conforme': // TRA-A: none
      return [];
    case 'en-fonctionnement-a-mettre-en-conformite':
      return etat.transition.aideInterrompueLe !== null && etat.projetSante.decision?.sens === 'refuse'
        ? []
        : [attendu(etat, 'amorcage-30', complementTransition.valeur, concluLe, paiementAmorcage1, 'TRA-B')];
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

function dotationAttendue(etat: Etat): readonly PaiementAttendu[] {
  if (etat.dotation.concluLe === null || etat.dotation.fin !== null) return [];
  return Object.entries(etat.denombrements)
    .map(([cycle, { date, nombre }]) => {
      const fixe = etat.montantsFixes[cycle];
      const montant = dotation(nombre) ?? (fixe?.approuve === true ? fixe.montantCentimes : null);
      return attendu(etat, `dotation-${Number(cycle)}`, montant, date, PARAMETRES.paiementDotation);
    })
    .sort((a, b) => cycleDe(a.cle) - cycleDe(b.cle));
}

/** A résiliation under way holds payments (RES-A-04: interrupted at its effect; S11: on hold while suspended). */
export const paiementsSuspendus = (etat: Etat): boolean => etat.resiliation !== null && resiliationLancee(etat);
/** From when: the letter of the ESS, or the receipt of the authorities'. */
export const suspensionLe = ({ resiliation }: Etat): DateCivile | null =>
  resiliation?.origine === 'ess' ? resiliation.demandeeLe : (resiliation?.receptions.association ?? null);
const resiliationLancee = (etat: Etat): boolean =>
  etat.resiliation?.origine === 'ess' || Object.keys(etat.resiliation?.receptions ?? {}).length > 0;

/** Payments whose conditions are all met and that are not ordered yet. */
export function paiementsExigibles(etat: Etat): readonly (PaiementAttendu & { readonly montantCentimes: Centimes })[] {
  if (paiementsSuspendus(etat)) return [];
  return paiementsAttendus(etat).flatMap((paiement) =>
    paiement.montantCentimes !== null &&
    etat.paiements[paiement.cle] === undefined &&
    piecesManquantes(etat, paiement.cle).length === 0
      ? [{ ...paiement, montantCentimes: paiement.montantCentimes }]
      : [],
  );
}

/** Sum of the executed payments; of one contract when `prefixe` is given. */
export const totalPaye = (etat: Etat, prefixe = ''): Centimes =>
  centimes(
    Object.entries(etat.paiements)
      .filter(([cle, { statut }]) => statut === 'execute' && cle.startsWith(prefixe))
      .reduce((total, [, { montantCentimes }]) => total + montantCentimes, 0),
  );
