/** What one line of a bank's file says, whatever its format. */
import { dateDe, lireDate, lireInstant } from '../../domain/calendrier/calendrier.ts';
import type { DateCivile } from '../../domain/valeurs.ts';
import { centsOf } from '../../runtime/csv.ts';
import type { MotifBancaire } from './motifs-iso.ts';
import { RetourIllisible } from './xml.ts';

export const SORTS = ['execute', 'rejete', 'doublon', 'retourne', 'attente'] as const;
/**
 * `doublon`: the bank put aside a copy of what it had already; the payment is not rejected by that. `retourne`: it had left, and
 * came back (DEC-38). `attente`: nothing is settled yet.
 */
export type Sort = (typeof SORTS)[number];

/** As EPC's scheme answers: match, close match, no match, verification not possible. */
export type ReponseBeneficiaire = 'concorde' | 'proche' | 'different' | 'impossible';

export interface LigneRetour {
  /** End-to-end reference; absent when the bank speaks of the whole batch, or does not say. */
  readonly reference?: string;
  /** The reference stands among words, that anybody may write: of another amount, it is of something else. */
  readonly dansLesMots?: true;
  /** Identifier of the batch, when the file says it. */
  readonly lot?: string;
  /** Of a whole batch: the references that the file tells apart. */
  readonly sauf?: readonly string[];
  readonly statut: Sort;
  /** Account of the statement, when it says it: an IBAN without spaces, in capitals. */
  readonly compte?: string;
  /** Civil date, in the zone of the caisse, of the bank's answer, of the execution or of the return. */
  readonly le: DateCivile;
  /** Of the transfer, or of the whole batch, when the file says it. */
  readonly montantCentimes?: number;
  /** Transfers of the whole batch, when the file says it. */
  readonly nombre?: number;
  /** Reasons that the bank gives by code; `raison` has its words, and a code that is on no list. */
  readonly motifs?: readonly MotifBancaire[];
  /** Codes and words of the bank, for a rejection or a return. */
  readonly raison?: string;
  /** Verification of payee: what the bank answers of the name and the IBAN, and the holder that it gives, if it does. */
  readonly beneficiaire?: { readonly resultat: ReponseBeneficiaire; readonly nom?: string };
  /** Why nothing can be done with this line, whoever it is about. */
  readonly refus?: string;
}

/** A file of a bank, read. */
export interface Retour {
  readonly format: 'pain.002' | 'camt' | 'csv';
  /** What was booked on the account: most of it is none of ours. Otherwise, an answer to our files: all of it should be. */
  readonly releve: boolean;
  /** At least one, in the order of the file. */
  readonly lignes: readonly LigneRetour[];
}

/** Lines of one file: each may be an act of the caisse. A department's batches of a year are fewer. */
export const LIGNES_MAX = 500;
/** Entries of a statement, most of which are none of ours. */
export const ECRITURES_MAX = 5000;
export const tropDeLignes = (most: number) =>
  new RetourIllisible(`Ce fichier dépasse ${most} lignes : séparez-le, chaque partie avec son en-tête.`);

/** As people write it, « 40000.00 », « 40 000,00 » → cents. Fails with `RetourIllisible`. */
export function centimesDe(montant: string, ou: string): number {
  const centimes = centsOf(montant);
  if (centimes === undefined) throw new RetourIllisible(`${ou} : le montant « ${montant} » est illisible.`);
  return centimes;
}

/** A decimal of ISO 20022, « 40000.00 » or « 40000.00000 » → cents. Fails with `RetourIllisible`. */
export function centimesIso(montant: string, ou: string): number {
  const [, entiers = '', decimales = ''] = /^\+?0*(\d{1,12})(?:\.(\d{0,2})0*)?$/.exec(montant.trim()) ?? [];
  if (entiers === '') throw new RetourIllisible(`${ou} : le montant « ${montant.slice(0, 40)} » est illisible.`);
  return Number(entiers) * 100 + Number(decimales.padEnd(2, '0'));
}

/**
 * The civil date of a `Dt` or `DtTm` of a bank: an instant is of the day that it is where the caisse is; a time without zone is
 * local already. Fails with `RetourIllisible`.
 */
export function jourDe(texte: string, zone: string): DateCivile {
  const local = /^(\d{4}-\d{2}-\d{2})(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?)?$/.exec(texte)?.[1];
  const moment = local === undefined ? lireInstant(texte) : undefined;
  // A date with a zone (« 2026-06-30Z ») is allowed by XML, and is that day.
  const jour =
    moment === undefined
      ? lireDate(local ?? /^(\d{4}-\d{2}-\d{2})(?:Z|[+-]\d{2}:\d{2})$/.exec(texte)?.[1])
      : dateDe(moment, zone);
  if (jour === undefined) throw new RetourIllisible(`La date « ${texte.slice(0, 40)} » est illisible.`);
  return jour;
}

/** As much as an act says of its reason, and a bank of a holder's name. */
const MOTS_MAX = 1500;
const NOM_MAX = 140;

/** Words of a bank as an act may bear them: on one line, without the signs that no reader sees, no longer than is read. */
export const lisible = (mots: string, most = MOTS_MAX): string =>
  mots
    .replace(/[\s\p{Z}\p{C}\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}]+/gu, ' ')
    .trim()
    .slice(0, most)
    .toWellFormed()
    .replace(/\ufffd$/, '')
    .trim();
export const nomLisible = (nom: string): string => lisible(nom, NOM_MAX);
