/** Payments to which the contracts give a right, ended or not: PAY-01, PAY-02, DOT-07, DEC-08, DEC-27, TRA-B, TRA-C. */
import { plusTard } from '../calendrier/calendrier.ts';
import { termeAmorcage } from '../contrats/delais.ts';
import type { Etat } from '../etat.ts';
import { clause, ensemble, finDuDelai, versionDesClauses, versionDuDelai, type Versionnee } from '../droit.ts';
import { PARAMETRES } from '../parametres.ts';
import type { BasePaiement, Centimes, DateCivile } from '../valeurs.ts';
import { baremeDuCycle, dotation, versionDuBareme } from './montants.ts';
import { cycleDe } from './pieces.ts';

/** A right to a payment, ordered or not. `montantCentimes` null: to be fixed by hand (DEC-09). */
export interface Droit extends Versionnee {
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

type Delai = 'paiementAmorcage1' | 'paiementAmorcage2' | 'paiementDotation';

/** An amount, and the text that gives it. */
interface Montant extends Versionnee {
  readonly montantCentimes: Centimes | null;
}

/** DEC-65 — an amount of the amorçage contract, for a payment opened on that day. */
function amorcage(etat: Etat, nom: 'trancheAmorcage' | 'complementTransition', ouvertLe: DateCivile): Montant {
  const dates = { signeLe: etat.amorcage.concluLe, ouvertLe };
  return { montantCentimes: clause(etat, nom, dates), ...versionDesClauses(etat, [nom], dates) };
}

function attendu(
  etat: Etat,
  cle: BasePaiement,
  { montantCentimes, ...version }: Montant,
  ouvertLe: DateCivile,
  delai: Delai,
  regle: string = PARAMETRES[delai].regle,
): Droit {
  return {
    cle,
    montantCentimes,
    ouvertLe,
    dateLimite: finDuDelai(etat, delai, ouvertLe),
    regle,
    ...ensemble(version, versionDuDelai(etat, delai, ouvertLe)),
  };
}

function amorcageAttendu(etat: Etat): readonly Droit[] {
  const { concluLe } = etat.amorcage;
  if (concluLe === null) return [];
  const tranche = (cle: BasePaiement, ouvertLe: DateCivile, delai: Delai): Droit =>
    attendu(etat, cle, amorcage(etat, 'trancheAmorcage', ouvertLe), ouvertLe, delai);
  const complement = (ouvertLe: DateCivile, regle: string): Droit =>
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
      return [complement(concluLe, 'TRA-B')];
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

function dotationAttendue(etat: Etat): readonly Droit[] {
  if (etat.dotation.concluLe === null) return [];
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
