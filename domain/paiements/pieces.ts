/** Pieces: which a payment needs, what they must hold, who found them conform. AMO-10, AMO-11, LI-04, DOT-08, DEC-12, DEC-13. */
import type { Etat } from '../etat.ts';
import { listeDeClause, PREMIERS_TEXTES } from '../droit.ts';
import type { NomListeSelon } from '../parametres.ts';
import { anniversaire } from './montants.ts';
import type { ClePaiement, CodePiece, DateCivile } from '../valeurs.ts';
import { baseDe } from './verses.ts';

/** One a year: what is asked of a dotation, whatever the year (DOT-08). */
export const DE_DOTATION: readonly CodePiece[] = [
  'liste-nominative',
  'profil-coordinateur',
  'cooperations',
  'document-annuel',
  'formulaires-adhesion',
  'rapport-activite',
  'bilan-comptable',
];

/** The cycle of a dotation payment: 1 for `dotation-1`… */
export const cycleDe = (paiement: ClePaiement): number => Number(baseDe(paiement).slice('dotation-'.length));

/** Codes of the pieces that a payment waits for (DEC-12, DEC-13: bank details always), in the law of its contract. */
export function piecesRequises(etat: Etat, paiement: ClePaiement): readonly CodePiece[] {
  const contrat = paiement.startsWith('dotation-') ? 'dotation' : 'amorcage';
  const signeLe = etat[contrat].concluLe;
  const lue = (nom: NomListeSelon<'signature'>, ouvertLe: DateCivile | null) =>
    listeDeClause(etat, nom, { signeLe, ouvertLe: ouvertLe ?? signeLe ?? PREMIERS_TEXTES }) as readonly CodePiece[];
  switch (baseDe(paiement)) {
    case 'amorcage-1':
      return lue('piecesAmorcage1', signeLe);
    case 'amorcage-30':
      return lue('piecesAmorcage30', signeLe);
    case 'amorcage-2':
      return lue('piecesAmorcage2', etat.projetSante.decision?.le ?? null);
    default: {
      const cycle = cycleDe(paiement);
      const debut = signeLe === null ? null : anniversaire(signeLe, cycle - 1);
      return lue(cycle === 1 ? 'piecesDotation1' : 'piecesDotationSuivantes', debut);
    }
  }
}

/** Key of a piece in the state: the yearly ones carry their cycle. */
export const clePiece = (code: CodePiece, cycle: number): string =>
  DE_DOTATION.includes(code) ? `${code}#${cycle}` : code;

/** What the system itself knows to be satisfied, unless the caisse has said otherwise. */
export function acquise(etat: Etat, code: CodePiece): boolean {
  switch (code) {
    case 'lettre-intention': // LI-02: the DS deposit is the piece
      return etat.li?.canal === 'demarches-simplifiees';
    case 'projet-sante-valide': // AMO-11 (1)
      return etat.projetSante.decision?.sens === 'valide';
    case 'rib': // DEC-13; DEC-52: new ones, once the caisse has looked
      return etat.coordonneesBancairesLe !== null && !etat.ribAVerifier;
    case 'formulaires-adhesion': // ADH-01: registered by the caisse, hence transmitted to it
      return etat.adhesionsLe !== null;
    default:
      return false;
  }
}

/** True once the piece is conform, or acquired and not found non-conform. */
export function pieceConforme(etat: Etat, code: CodePiece, cycle: number): boolean {
  const piece = etat.pieces[clePiece(code, cycle)];
  return piece === undefined || piece.statut === 'deposee' ? acquise(etat, code) : piece.statut === 'conforme';
}

/** Pieces that keep a payment waiting, with where each stands. */
export function piecesManquantes(
  etat: Etat,
  paiement: ClePaiement,
): readonly { code: CodePiece; statut: 'attendue' | 'deposee' | 'non-conforme' }[] {
  const cycle = paiement.startsWith('dotation-') ? cycleDe(paiement) : 1;
  return piecesRequises(etat, paiement)
    .filter((code) => !pieceConforme(etat, code, cycle))
    .map((code) => {
      const statut = etat.pieces[clePiece(code, cycle)]?.statut;
      return { code, statut: statut === 'deposee' || statut === 'non-conforme' ? statut : 'attendue' };
    });
}
