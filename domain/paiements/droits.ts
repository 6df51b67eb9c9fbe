/** Payments to which the contracts give a right, ended or not: PAY-01, PAY-02, DOT-07, DEC-08, DEC-27, TRA-B, TRA-C. */
import { termeAmorcage } from '../contrats/delais.ts';
import { depuis, type CalculDate } from '../calculs/date.ts';
import { etape, type CalculMontant } from '../calculs/montant.ts';
import type { Etat, MontantFixe } from '../etat.ts';
import { clause, delai, ensemble, versionDesClauses, versionDuCalcul, type Versionnee } from '../droit.ts';
import { PARAMETRES } from '../parametres.ts';
import type { BasePaiement, Centimes, DateCivile } from '../valeurs.ts';
import { calculDotation, versionDuBareme } from './montants.ts';

/** A right to a payment, ordered or not; how its amount and its last day are found. `montant` null: to be fixed by hand (DEC-09). */
export interface Droit extends Versionnee {
  readonly cle: BasePaiement;
  readonly montant: CalculMontant | null;
  readonly montantCentimes: Centimes | null;
  /** Entitlement: signature, validation, anniversary. */
  readonly ouvertLe: DateCivile;
  /** Last day before it is late (DEC-27). */
  readonly dateLimite: DateCivile;
  readonly limite: CalculDate;
  readonly regle: string;
}

/** Every right that the contracts have opened so far, oldest first; what their end makes of it is said in `dus.ts`. */
export const droits = (etat: Etat): readonly Droit[] => [...amorcageAttendu(etat), ...dotationAttendue(etat)];

type Delai = 'paiementAmorcage1' | 'paiementAmorcage2' | 'paiementDotation';

/** An amount, and the text that gives it. */
interface Montant extends Versionnee {
  readonly montant: CalculMontant | null;
}

type Forfait = 'trancheAmorcage' | 'complementTransition';

/** DEC-65 — an amount of the amorçage contract, for a payment opened on that day. */
export function montantAmorcage(etat: Etat, nom: Forfait, ouvertLe: DateCivile): CalculMontant {
  const dates = { signeLe: etat.amorcage.concluLe, ouvertLe };
  const version = versionDesClauses(etat, [nom], dates);
  const { regle } = PARAMETRES[nom];
  return etape({ operation: 'forfait', parametre: nom, regle, ...version, resultat: clause(etat, nom, dates) });
}

function amorcage(etat: Etat, nom: Forfait, ouvertLe: DateCivile): Montant {
  const montant = montantAmorcage(etat, nom, ouvertLe);
  return { montant, ...ensemble(...montant.etapes) };
}

function attendu(
  etat: Etat,
  cle: BasePaiement,
  { montant, ...version }: Montant,
  ouverture: CalculDate,
  nom: Delai,
  regle: string = PARAMETRES[nom].regle,
): Droit {
  const limite = delai(etat, nom, ouverture);
  return {
    cle,
    montant,
    montantCentimes: montant?.resultat ?? null,
    ouvertLe: ouverture.resultat,
    dateLimite: limite.resultat,
    limite,
    regle,
    ...ensemble(version, versionDuCalcul(limite)),
  };
}

function amorcageAttendu(etat: Etat): readonly Droit[] {
  const { concluLe } = etat.amorcage;
  if (concluLe === null) return [];
  const signature = depuis('ContratAmorcageConclu', concluLe);
  /** The later of the signature and of that day. */
  const ouverture = (evenement: string, le: DateCivile): CalculDate =>
    le > concluLe ? depuis(evenement, le) : signature;
  const tranche = (cle: BasePaiement, ouvre: CalculDate, delai: Delai): Droit =>
    attendu(etat, cle, amorcage(etat, 'trancheAmorcage', ouvre.resultat), ouvre, delai);
  const complement = (ouvre: CalculDate, regle: string): Droit =>
    attendu(
      etat,
      'amorcage-30',
      amorcage(etat, 'complementTransition', ouvre.resultat),
      ouvre,
      'paiementAmorcage1',
      regle,
    );
  switch (etat.regime) {
    case 'en-fonctionnement-conforme': // TRA-A: none
      return [];
    case 'en-fonctionnement-a-mettre-en-conformite':
      return [complement(signature, 'TRA-B')];
    case 'en-projet-avec-amorcage-ars': {
      const { complementAccordeLe } = etat.transition;
      return complementAccordeLe === null
        ? []
        : [complement(ouverture('ComplementAccorde', complementAccordeLe), 'TRA-C')];
    }
    case 'droit-commun': {
      const premiere = tranche('amorcage-1', signature, 'paiementAmorcage1');
      const { decision } = etat.projetSante;
      // DEC-08: a right acquired by validation before the term survives it; a later validation gives none.
      const acquise = decision?.sens === 'valide' && decision.le <= termeAmorcage(concluLe, etat);
      return acquise
        ? [premiere, tranche('amorcage-2', ouverture('ProjetSanteValide', decision.le), 'paiementAmorcage2')]
        : [premiere];
    }
  }
}

function dotationAttendue(etat: Etat): readonly Droit[] {
  if (etat.dotation.concluLe === null) return [];
  // Keys that are numbers come in their order.
  return Object.entries(etat.denombrements).map(([cycle, compte]) => {
    const montant = calculDotation(etat, compte) ?? montantFixe(etat.montantsFixes[cycle]);
    const ouvre = depuis('AdherentsDenombres', compte.date);
    const dit = { montant, ...versionDuBareme(etat, compte.date) };
    return attendu(etat, `dotation-${Number(cycle)}`, dit, ouvre, 'paiementDotation');
  });
}

/** DEC-09 — fixed by the caisse, once the ARS has approved it. */
const montantFixe = (fixe: MontantFixe | undefined): CalculMontant | null =>
  fixe?.approuve === true
    ? etape({
        operation: 'fixe',
        evenement: 'MontantDotationApprouve',
        ...(fixe.fixeLe === undefined ? {} : { le: fixe.fixeLe }),
        regle: 'DEC-09',
        resultat: fixe.montantCentimes,
      })
    : null;
