/** Pieces deposited, and found conform or not: AMO-10, AMO-11, LI-02, DOT-08, SUI-01. */
import { type Avertissement, type CodePiece, SIGNATAIRES_PIECE, type DateCivile } from '../valeurs.ts';
import type { Etat, Piece } from '../etat.ts';
import { euros } from '../mots.ts';
import { exiger } from '../refus.ts';
import { type Decisions, fait, exigerApres, type Evolutions } from '../chapitre.ts';
import { A_DOUBLE_SIGNATURE, plafondBudget } from './controle.ts';
import { cyclePour, cyclesOuverts } from './exercices.ts';
import { clePiece, acquise, DE_DOTATION } from './pieces.ts';
import type { PieceDeposee, PieceVerifiee } from './vocabulaire.ts';
import { documentsRecus } from '../suivi/documents.ts';

function controlerDepot(etat: Etat, piece: PieceDeposee, le: DateCivile): readonly Avertissement[] {
  const { code, montantCentimes, signePar } = piece;
  const avertissements: Avertissement[] = [];
  const regle = A_DOUBLE_SIGNATURE[code];
  if (regle !== undefined) {
    exiger(
      signePar === undefined || SIGNATAIRES_PIECE.every((signataire) => signePar.includes(signataire)),
      regle,
      `« ${code} » doit être signé par le président et par le trésorier.`,
    );
    if (signePar === undefined)
      avertissements.push({ regle, phrase: `« ${code} » : les deux signatures sont à vérifier par la caisse.` });
  }
  if (code === 'budget-previsionnel') {
    const plafond = plafondBudget(etat, le);
    exiger(
      montantCentimes === undefined || montantCentimes <= plafond,
      'AMO-10',
      `Le budget prévisionnel (${euros(montantCentimes ?? 0)}) dépasse le montant de la subvention (${euros(plafond)}).`,
    );
    if (montantCentimes === undefined)
      avertissements.push({
        regle: 'AMO-10',
        phrase: 'Le montant du budget prévisionnel est à vérifier par la caisse.',
      });
  }
  if (code === 'lettre-intention' && piece.canal !== undefined && piece.canal !== 'demarches-simplifiees')
    avertissements.push({
      regle: 'LI-02',
      phrase: "La lettre d'intention doit avoir été déposée sur Démarches Simplifiées.",
    });
  return avertissements;
}

/** Was anything deposited that the caisse could look at? */
function deposee(etat: Etat, code: CodePiece, cle: string): boolean {
  return (
    etat.pieces[cle] !== undefined ||
    acquise(etat, code) ||
    (code === 'lettre-intention' && etat.li !== null) ||
    (code === 'liste-medecins-engages' && etat.effectifs.engages !== null)
  );
}

export const decisionsPieces: Decisions<'deposer-pieces' | 'verifier-pieces'> = {
  'deposer-pieces': (etat, commande) => {
    const { pieces } = commande.donnees;
    exiger(pieces.length > 0, 'SAISIE', '« pieces » : déposez au moins une pièce.', 'donnees');
    const avertissements = pieces.flatMap((piece) => controlerDepot(etat, piece, commande.donnees.le));
    const deposees = pieces.map((piece) => ({
      ...piece,
      cle: clePiece(piece.code, cyclePour(etat, piece.code, piece.exercice, commande.donnees.le)),
    }));
    return [
      fait(
        commande,
        'PiecesDeposees',
        pieces.every(({ code }) => DE_DOTATION.includes(code)) ? 'DOT-08' : 'AMO-10',
        { pieces: deposees },
        { avertissements },
      ),
    ];
  },

  'verifier-pieces': (etat, commande) => {
    const { pieces } = commande.donnees;
    exiger(pieces.length > 0, 'SAISIE', '« pieces » : vérifiez au moins une pièce.', 'donnees');
    const verifiees = pieces.map((piece) => ({ ...piece, cle: cleAVerifier(etat, piece, commande.donnees.le) }));
    for (const { code, cle, conforme, motif } of verifiees) {
      exiger(deposee(etat, code, cle), 'DOT-08', `« ${code} » n'a pas été déposée : il n'y a rien à vérifier.`);
      exigerApres(commande.donnees.le, etat.pieces[cle]?.deposeeLe ?? commande.donnees.le, `le dépôt de « ${code} »`);
      exiger(conforme || motif?.trim(), 'AMO-10', `« ${code} » : une pièce non conforme demande un motif.`);
    }
    return [
      fait(commande, 'PiecesVerifiees', pieces.every(({ code }) => DE_DOTATION.includes(code)) ? 'SUI-01' : 'PAY-01', {
        pieces: verifiees,
      }),
    ];
  },
};

/** The deposit that a finding is about: the oldest one not yet found conform, unless the exercice says which. */
function cleAVerifier(etat: Etat, { code, exercice }: PieceVerifiee, le: DateCivile): string {
  if (exercice !== undefined) return clePiece(code, cyclePour(etat, code, exercice, le));
  const enAttente = cyclesOuverts(etat, le)
    .map((cycle) => clePiece(code, cycle))
    .find((cle) => etat.pieces[cle] !== undefined && etat.pieces[cle].statut !== 'conforme');
  return enAttente ?? clePiece(code, cyclePour(etat, code, undefined, le));
}

/** The whole text is in the journal: the state, which is carried from run to run, keeps its beginning. */
const abrege = (motif: string | undefined): string | null =>
  motif === undefined ? null : motif.length <= 500 ? motif : `${motif.slice(0, 499).toWellFormed()}…`;

export const pieceAttendue = (code: Piece['code']): Piece => ({
  code,
  statut: 'deposee',
  deposeeLe: null,
  verifieeLe: null,
  motif: null,
  montantCentimes: null,
  signePar: [],
});

/** A list or a report announced after its piece was found conform does not undo the finding: the caisse has looked. */
export const depotDePiece = (etat: Etat, cle: string, code: Piece['code'], le: DateCivile): Partial<Etat> =>
  etat.pieces[cle]?.statut === 'conforme'
    ? {}
    : { pieces: { ...etat.pieces, [cle]: { ...pieceAttendue(code), deposeeLe: le } } };

/** DEC-52 — the caisse, or the association itself, has already said to which account it is paid. */
export const compteConnu = (etat: Etat): boolean => etat.coordonneesBancairesLe !== null || compteServi(etat);

/**
 * The caisse has looked at it, or a bank was asked to pay on it; a first RIB beside the first details is no change. Of what
 * people did alone: whether an order is out depends on the order of entry, and a life is played again (DEC-33).
 */
const compteServi = ({ pieces, paiements }: Etat): boolean =>
  pieces['rib']?.statut === 'conforme' ||
  pieces['rib']?.statut === 'non-conforme' ||
  Object.values(paiements).some(({ statut, versements }) => statut === 'rejete' || versements.length > 0);

export const evolutionsPieces: Evolutions<'PiecesDeposees' | 'PiecesVerifiees'> = {
  PiecesDeposees: (etat, { pieces, le }) => ({
    // DEC-52: another account than the one that is known.
    ...(pieces.some(({ code }) => code === 'rib') && compteServi(etat) ? { ribAVerifier: true } : {}),
    ...documentsRecus(
      etat,
      pieces.map(({ code }) => code),
      le,
    ),
    pieces: {
      ...etat.pieces,
      ...Object.fromEntries(
        pieces.map(({ cle, code, montantCentimes, signePar }) => [
          cle,
          {
            ...pieceAttendue(code),
            deposeeLe: le,
            montantCentimes: montantCentimes ?? null,
            signePar: signePar ?? [],
          } satisfies Piece,
        ]),
      ),
    },
  }),
  PiecesVerifiees: (etat, { pieces, le }) => ({
    ...(pieces.some(({ code, conforme }) => code === 'rib' && conforme) ? { ribAVerifier: false } : {}),
    pieces: {
      ...etat.pieces,
      ...Object.fromEntries(
        pieces.map(({ cle, code, conforme, motif }) => [
          cle,
          {
            ...(etat.pieces[cle] ?? pieceAttendue(code)),
            statut: conforme ? 'conforme' : 'non-conforme',
            verifieeLe: le,
            motif: abrege(motif),
          } satisfies Piece,
        ]),
      ),
    },
  }),
};
