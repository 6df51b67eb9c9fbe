/** Pieces of the letter asked one by one, answered by name; what a request and an answer make of the clock: DEC-07, DEC-55. */
import type { Derogation, LettreIntention } from '../etat.ts';
import type { PieceDeposee } from '../paiements/vocabulaire.ts';
import type { DateCivile } from '../valeurs.ts';
import { completeLe } from './delais.ts';

/** Names of the pieces that an answer brings; none: it answers all. */
export const nommees = (pieces: readonly (string | PieceDeposee)[] | undefined): readonly string[] =>
  (pieces ?? []).map((piece) => (typeof piece === 'string' ? piece : piece.code));

/** What is still awaited after an answer; nothing, when it names none. */
export const restantes = ({ piecesManquantes }: LettreIntention, repondues: readonly string[]): readonly string[] =>
  repondues.length === 0 ? [] : piecesManquantes.filter((piece) => !repondues.includes(piece));

/** Asked before, and never answered or not asked at all: a further request cannot be about these (DEC-55). */
export const pasEncoreRepondues = (
  { piecesDemandees, piecesManquantes }: LettreIntention,
  pieces: readonly string[],
): readonly string[] => pieces.filter((piece) => !piecesDemandees.includes(piece) || piecesManquantes.includes(piece));

/** The first request makes the letter incomplete; a further one stops the two months where they are. */
export function apresDemande(
  li: LettreIntention,
  derogation: Derogation,
  {
    piecesManquantes,
    dateLimite,
    le,
  }: { piecesManquantes: readonly string[]; dateLimite?: DateCivile; le: DateCivile },
): Partial<LettreIntention> {
  const premiere = li.piecesDemandees.length === 0;
  const court = !premiere && completeLe(li, derogation) !== null;
  return {
    ...(court ? { suspendueLe: le } : li.suspendueLe === null ? { piecesCompletesLe: null } : {}),
    piecesManquantes: [...new Set([...li.piecesManquantes, ...piecesManquantes])],
    piecesDemandees: [...new Set([...li.piecesDemandees, ...piecesManquantes])],
    piecesDemandeesLe: le,
    delaiPieces: dateLimite ?? li.delaiPieces,
  };
}

/** The last piece is received, or the ARS says that nothing lacks: the two months begin, or go on. */
export function apresReponse(
  li: LettreIntention,
  manquantes: readonly string[],
  le: DateCivile,
): Partial<LettreIntention> {
  if (manquantes.length > 0) return { piecesManquantes: manquantes };
  return {
    piecesManquantes: [],
    delaiPieces: null,
    piecesCompletesLe: li.piecesCompletesLe ?? le,
    suspendueLe: null,
    suspensions: li.suspendueLe === null ? li.suspensions : [...li.suspensions, { du: li.suspendueLe, au: le }],
  };
}
