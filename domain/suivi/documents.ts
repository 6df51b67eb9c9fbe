/** Extra documents that the caisse asked for: answered one by one, by name where they have one (DOT-09, DEC-55). */
import type { Etat } from '../etat.ts';
import { CODES_PIECES, type DateCivile } from '../valeurs.ts';

const estPiece = (document: string): boolean => (CODES_PIECES as readonly string[]).includes(document);

/** What a deposit leaves awaited. A document that is no piece of the contract has no name to answer by: any deposit brings it. */
export function documentsRecus(etat: Etat, codes: readonly string[], le: DateCivile): Partial<Etat> {
  const attendus = etat.documentsAttendus;
  if (attendus === null || le < attendus.demandesLe) return {};
  const documents = attendus.documents.filter((document) => estPiece(document) && !codes.includes(document));
  return { documentsAttendus: documents.length === 0 ? null : { ...attendus, documents } };
}
