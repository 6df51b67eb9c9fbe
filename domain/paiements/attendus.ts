/** Payments to which a case is entitled, those that are due now, and what was paid: PAY-01, PAY-02, DOT-07, DEC-08, DEC-27, TRA-B, TRA-C. */
import { plusTard } from '../calendrier/calendrier.ts';
import { termeAmorcage } from '../contrats/delais.ts';
import type { Etat } from '../etat.ts';
import { clause, ensemble, finDuDelai, versionDesClauses, versionDuDelai, type Versionnee } from '../droit.ts';
import { PARAMETRES } from '../parametres.ts';
import { centimes, type Centimes, type ClePaiement, type DateCivile } from '../valeurs.ts';
import { baremeDuCycle, dotation, versionDuBareme } from './montants.ts';
import { cycleDe, piecesManquantes } from './pieces.ts';

/** A payment to which the ESS is entitled, ordered or not. `montantCentimes` null: to be fixed by hand (DEC-09). */
export interface PaiementAttendu extends Versionnee {
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
  return [...amorcageAttendu(etat), ...dotationAttendue(etat)];
}

function attendu(
  etat: Etat,
  cle: ClePaiement,
  { montantCentimes, ...droit }: Montant,
  ouvertLe: DateCivile,
  delai: 'paiementAmorcage1' | 'paiementAmorcage2' | 'paiementDotation',
  regle: string = PARAMETRES[delai].regle,
): PaiementAttendu {
  return {
    cle,
    montantCentimes,
    ouvertLe,
    dateLimite: finDuDelai(etat, delai, ouvertLe),
    regle,
    ...ensemble(droit, versionDuDelai(etat, delai, ouvertLe)),
  };
}

/** An amount, and the text that gives it. */
interface Montant extends Versionnee {
  readonly montantCentimes: Centimes | null;
}

/** DEC-65 — an amount of the amorçage contract, for a payment opened on that day. */
function amorcage(etat: Etat, nom: 'trancheAmorcage' | 'complementTransition', ouvertLe: DateCivile): Montant {
  const dates = { signeLe: etat.amorcage.concluLe, ouvertLe };
  return { montantCentimes: clause(etat, nom, dates), ...versionDesClauses(etat, [nom], dates) };
}

function amorcageAttendu(etat: Etat): readonly PaiementAttendu[] {
  const { concluLe } = etat.amorcage;
  if (concluLe === null || etat.amorcage.fin === 'resilie') return [];
  const tranche = (cle: ClePaiement, ouvertLe: DateCivile, delai: 'paiementAmorcage1' | 'paiementAmorcage2') =>
    attendu(etat, cle, amorcage(etat, 'trancheAmorcage', ouvertLe), ouvertLe, delai);
  const complement = (ouvertLe: DateCivile, regle: string) =>
    attendu(
      etat,
      'amorcage-30',
      amorcage(etat, 'complementTransition', ouvertLe),
      ouvertLe,
      'paiementAmorcage1',
      regle,
    );
  switch (etat.regime) {
    case 'en-fonctionnement-conforme': // TRA-A: none
      return [];
    case 'en-fonctionnement-a-mettre-en-conformite':
      return etat.transition.aideInterrompueLe !== null && etat.projetSante.decision?.sens === 'refuse'
        ? []
        : [complement(concluLe, 'TRA-B')];
    case 'en-projet-avec-amorcage-ars': {
      const { complementAccordeLe } = etat.transition;
      return complementAccordeLe === null ? [] : [complement(plusTard(concluLe, complementAccordeLe), 'TRA-C')];
    }
    case 'droit-commun': {
      const premiere = tranche('amorcage-1', concluLe, 'paiementAmorcage1');
      const { decision } = etat.projetSante;
      // DEC-08: a right acquired by validation before the term survives it; a later validation gives none.
      const acquise = decision?.sens === 'valide' && decision.le <= termeAmorcage(concluLe, etat);
      return acquise
        ? [premiere, tranche('amorcage-2', plusTard(decision.le, concluLe), 'paiementAmorcage2')]
        : [premiere];
    }
  }
}

function dotationAttendue(etat: Etat): readonly PaiementAttendu[] {
  if (etat.dotation.concluLe === null || etat.dotation.fin !== null) return [];
  return Object.entries(etat.denombrements)
    .map(([cycle, { date, nombre }]) => {
      const fixe = etat.montantsFixes[cycle];
      const montantCentimes =
        dotation(nombre, baremeDuCycle(etat, date)) ?? (fixe?.approuve === true ? fixe.montantCentimes : null);
      const montant = { montantCentimes, ...versionDuBareme(etat, date) };
      return attendu(etat, `dotation-${Number(cycle)}`, montant, date, 'paiementDotation');
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
