/** What a caisse has to look for in each piece, and what the case says of it already. The caisse finds; nothing is found here. */
import { clause } from '../droit.ts';
import type { Etat, Piece } from '../etat.ts';
import { SIGNATAIRES_PIECE, type ClePaiement, type CodePiece, type DateCivile } from '../valeurs.ts';
import { aOrdonner, paiementsAttendus } from './attendus.ts';
import { clePiece, cycleDe, DE_DOTATION, piecesRequises } from './pieces.ts';

/** `dit`: what was declared with the deposit says so; `contraire`: says the contrary; `a-voir`: only the file does. */
export const CONSTATS = ['dit', 'contraire', 'a-voir'] as const;
export interface PointDeControle {
  readonly regle: string;
  /** What is to be found in the file; its rule is the one of the pieces of that payment. */
  readonly point: (typeof POINTS)[number];
  readonly constat: (typeof CONSTATS)[number];
  /** Count or cents that the file should agree with. */
  readonly attendu: number | null;
}
export const POINTS = [
  'piece-demandee',
  'double-signature',
  'dans-la-subvention',
  'depot-demarches-simplifiees',
  'medecins-engages',
  'adherents-nommes',
  'action-demarree',
  'compte-declare',
] as const;

export interface PieceAControler extends Piece {
  /** Key in the state: the yearly ones carry their cycle. */
  readonly cle: string;
  readonly cycle: number | null;
  /** Payments that still wait for it. */
  readonly paiements: readonly ClePaiement[];
  readonly points: readonly PointDeControle[];
}

/** The rule that asks for a piece. */
const DEMANDEE_PAR: Readonly<Record<CodePiece, string>> = {
  'lettre-intention': 'AMO-10',
  'liste-medecins-engages': 'AMO-10',
  statuts: 'AMO-10',
  'budget-previsionnel': 'AMO-10',
  rib: 'DEC-13',
  'action-socle': 'AMO-11',
  'etat-depenses': 'AMO-11',
  'projet-sante-valide': 'AMO-11',
  'liste-nominative': 'DOT-08',
  'rapport-activite': 'DOT-08',
  'profil-coordinateur': 'DOT-08',
  cooperations: 'DOT-08',
  'document-annuel': 'DOT-08',
  'bilan-comptable': 'DOT-08',
  'formulaires-adhesion': 'ADH-01',
  deploiement: 'PS-04',
};

const selonLaDeclaration = (dit: boolean | undefined): PointDeControle['constat'] =>
  dit === undefined ? 'a-voir' : dit ? 'dit' : 'contraire';

/** AMO-10 — the ceiling in force on the day of the deposit, or at the signature. */
export const plafondBudget = (etat: Etat, le: DateCivile) =>
  clause(etat, etat.regime === 'droit-commun' ? 'creditAmorcage' : 'complementTransition', {
    signeLe: etat.amorcage.concluLe,
    ouvertLe: le,
  });

/** AMO-10, AMO-11, DOT-08 — signed by both. */
export const A_DOUBLE_SIGNATURE: Partial<Record<CodePiece, string>> = {
  'budget-previsionnel': 'AMO-10',
  'etat-depenses': 'AMO-11',
  'bilan-comptable': 'DOT-08',
};

function* pointsDe(etat: Etat, piece: Piece): Iterable<PointDeControle> {
  const { code, montantCentimes, signePar, deposeeLe } = piece;
  const point = (
    nom: PointDeControle['point'],
    regle: string,
    dit?: boolean,
    attendu: number | null = null,
  ): PointDeControle => ({ point: nom, regle, constat: selonLaDeclaration(dit), attendu });
  yield point('piece-demandee', DEMANDEE_PAR[code]);
  const signature = A_DOUBLE_SIGNATURE[code];
  if (signature !== undefined)
    yield point(
      'double-signature',
      signature,
      signePar.length === 0 ? undefined : SIGNATAIRES_PIECE.every((un) => signePar.includes(un)),
    );
  if (code === 'budget-previsionnel' && deposeeLe !== null) {
    const plafond = plafondBudget(etat, deposeeLe);
    yield point(
      'dans-la-subvention',
      'AMO-10',
      montantCentimes === null ? undefined : montantCentimes <= plafond,
      plafond,
    );
  }
  if (code === 'lettre-intention')
    yield point(
      'depot-demarches-simplifiees',
      'LI-02',
      etat.li === null ? undefined : etat.li.canal === 'demarches-simplifiees',
    );
  if (code === 'liste-medecins-engages') yield point('medecins-engages', 'LI-04', undefined, etat.effectifs.engages);
  if (code === 'liste-nominative')
    yield point('adherents-nommes', 'DOT-08', undefined, etat.listeNominative?.nombre ?? null);
  if (code === 'action-socle') yield point('action-demarree', 'AMO-11');
  if (code === 'rib') yield point('compte-declare', 'DEC-13');
}

/** Payments to which the ESS still has a right, not ordered, that ask for this piece. */
const attendentLa = (etat: Etat, cle: string, code: CodePiece): readonly ClePaiement[] =>
  paiementsAttendus(etat)
    .map((droit) => droit.cle)
    .filter((paiement) => {
      const cycle = paiement.startsWith('dotation-') ? cycleDe(paiement) : 1;
      return (
        aOrdonner(etat, paiement) && clePiece(code, cycle) === cle && piecesRequises(etat, paiement).includes(code)
      );
    });

/** Every piece of a case: those to look at first, in the order of their deposit. */
export function piecesAControler(etat: Etat): readonly PieceAControler[] {
  const rang = ({ statut }: Piece) => ['deposee', 'non-conforme', 'conforme'].indexOf(statut);
  return Object.entries(etat.pieces)
    .map(([cle, piece]) => ({
      ...piece,
      cle,
      cycle: DE_DOTATION.includes(piece.code) ? Number(cle.split('#')[1] ?? 1) : null,
      paiements: attendentLa(etat, cle, piece.code),
      points: [...pointsDe(etat, piece)],
    }))
    .toSorted((a, b) => rang(a) - rang(b) || (a.deposeeLe ?? '').localeCompare(b.deposeeLe ?? ''));
}
