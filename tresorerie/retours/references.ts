/** Our references, among what a bank writes: said for what they are, or found among its words. PAY-01, DEC-38. */
import type { LigneRetour } from './ligne.ts';

/** How banks say that they were given none. */
const ABSENTES: readonly string[] = ['', 'NOTPROVIDED', 'NONREF'];

/** The reference that an element gives; `undefined`: none, in so many words or not. */
export const referenceDite = (texte: string | undefined): string | undefined =>
  texte === undefined || ABSENTES.includes(texte.replace(/[\s_-]/g, '').toUpperCase()) ? undefined : texte;

// Bounded: a hostile text would otherwise be read again from each of its letters.
/** A batch that is debited in one sum. */
const LOT = /ess-[a-z0-9-]{1,40}-\d{4}-\d{6}(?![\d.])/gi;
/** A transfer: `endToEndId`, in letters or as the print that stands for a longer one. */
const VIREMENT =
  /ess-[a-z0-9-]{1,40}\.(?:amorcage|dotation)-[a-z0-9-]{1,40}\.\d{1,4}|(?<![a-z0-9])(?=[0-9a-f]*\d)[0-9a-f]{35}(?![a-z0-9])/gi;

const uns = (mots: string, motif: RegExp): readonly string[] => [
  ...new Map((mots.match(motif) ?? []).map((dit) => [dit.toLowerCase(), dit])).values(),
];

/** What a line is about. */
export type Nomme = Pick<LigneRetour, 'reference' | 'dansLesMots' | 'lot' | 'sauf' | 'refus'>;

/**
 * The transfer, or else the batch, of ours that words name. Several transfers: the first, and why nothing can be done: nobody
 * knows how much is for which.
 */
export function referenceDansLesMots(mots: string): Nomme {
  const [reference, ...autres] = uns(mots, VIREMENT);
  if (reference !== undefined)
    return autres.length === 0
      ? { reference, dansLesMots: true }
      : { reference, dansLesMots: true, refus: `L’écriture nomme plusieurs virements (${[reference, ...autres].join(', ')}) : rapprochez-la avec la banque.` }; // prettier-ignore
  const [lot] = uns(mots, LOT);
  return lot === undefined ? {} : { lot, sauf: [] };
}

/** A credit that quotes a transfer of ours and is no return of it: what was paid is repaid (REC-01), and is not due again. */
export const REMBOURSEMENT_POSSIBLE =
  'Ce crédit cite la référence du virement sans se dire un retour : ce peut être un remboursement de l’équipe. Consignez l’un ou l’autre à la main.';

/** The first reason why nothing can be done. */
export function refusDe(...dits: readonly { readonly refus?: string | undefined }[]): { readonly refus?: string } {
  const refus = dits.find((dit) => dit.refus !== undefined)?.refus;
  return refus === undefined ? {} : { refus };
}
