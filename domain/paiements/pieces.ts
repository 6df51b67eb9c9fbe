/** Pieces: which a payment needs, what they must hold, who found them conform. AMO-10, AMO-11, LI-04, DOT-08, DEC-12, DEC-13. */
import { annee } from '../calendrier/calendrier.ts';
import type { PieceDeposee } from '../commandes.ts';
import { exigerApres, fait, type Decisions } from '../decision.ts';
import type { Etat } from '../etat.ts';
import { anniversaire } from './montants.ts';
import { PARAMETRES } from '../parametres.ts';
import { exiger } from '../refus.ts';
import { SIGNATAIRES_PIECE, type Avertissement, type ClePaiement, type CodePiece } from '../valeurs.ts';

const PREMIERE_ANNEE = [
  'liste-nominative',
  'profil-coordinateur',
  'cooperations',
  'document-annuel',
  'formulaires-adhesion',
] as const;
const ANNEES_SUIVANTES = [
  'liste-nominative',
  'rapport-activite',
  'profil-coordinateur',
  'cooperations',
  'document-annuel',
  'bilan-comptable',
] as const;
const DE_DOTATION: readonly CodePiece[] = [...PREMIERE_ANNEE, 'rapport-activite', 'bilan-comptable'];

/** The cycle of a dotation payment: 1 for `dotation-1`… */
export const cycleDe = (paiement: ClePaiement): number => Number(paiement.slice('dotation-'.length));

/** Codes of the pieces that a payment waits for (DEC-12, DEC-13: bank details always). */
export function piecesRequises(paiement: ClePaiement): readonly CodePiece[] {
  switch (paiement) {
    case 'amorcage-1':
      return ['lettre-intention', 'liste-medecins-engages', 'statuts', 'budget-previsionnel', 'rib'];
    case 'amorcage-30':
      return ['statuts', 'budget-previsionnel', 'rib'];
    case 'amorcage-2':
      return ['projet-sante-valide', 'action-socle', 'etat-depenses', 'rib'];
    default:
      return [...(cycleDe(paiement) === 1 ? PREMIERE_ANNEE : ANNEES_SUIVANTES), 'rib'];
  }
}

/** Key of a piece in the state: the yearly ones carry their cycle. */
export const clePiece = (code: CodePiece, cycle: number): string =>
  DE_DOTATION.includes(code) ? `${code}#${cycle}` : code;

/** What the system itself knows to be satisfied, unless the caisse has said otherwise. */
function acquise(etat: Etat, code: CodePiece): boolean {
  switch (code) {
    case 'lettre-intention': // LI-02: the DS deposit is the piece
      return etat.li?.canal === 'demarches-simplifiees';
    case 'projet-sante-valide': // AMO-11 (1)
      return etat.projetSante.decision?.sens === 'valide';
    case 'rib': // DEC-13
      return etat.coordonneesBancairesLe !== null;
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
  return piecesRequises(paiement)
    .filter((code) => !pieceConforme(etat, code, cycle))
    .map((code) => {
      const statut = etat.pieces[clePiece(code, cycle)]?.statut;
      return { code, statut: statut === 'deposee' || statut === 'non-conforme' ? statut : 'attendue' };
    });
}

/** Cycles that a yearly piece can still serve: those not ordered yet, and the next one. */
function cyclesOuverts(etat: Etat): readonly number[] {
  const commences = Object.keys(etat.denombrements).map(Number);
  const prochain = Math.max(0, ...commences) + 1;
  return [...commences.filter((cycle) => etat.paiements[`dotation-${cycle}`] === undefined), prochain].sort(
    (a, b) => a - b,
  );
}

/** Closed when the cycle starts: their exercice is the year before. */
const DE_L_ANNEE_ECOULEE: readonly CodePiece[] = ['rapport-activite', 'bilan-comptable'];

/**
 * The cycle that a deposit serves: the oldest one still waiting for this piece, else the next. `exercice` chooses: a
 * cycle number, or a year: the one in which the cycle starts, or (reports and accounts first) the one before.
 */
export function cyclePour(etat: Etat, code: CodePiece, exercice: number | undefined): number {
  const ouverts = cyclesOuverts(etat);
  const { concluLe } = etat.dotation;
  const requise = (cycle: number) => piecesRequises(`dotation-${cycle}`).includes(code);
  if (exercice !== undefined && exercice > 0 && exercice < 1000) return exercice;
  if (exercice !== undefined && concluLe !== null) {
    const candidats = (debut: number) =>
      ouverts.filter((cycle) => requise(cycle) && annee(anniversaire(concluLe, cycle - 1)) === debut);
    const [propre, autre] = DE_L_ANNEE_ECOULEE.includes(code)
      ? [candidats(exercice + 1)[0], candidats(exercice)[0]]
      : [candidats(exercice)[0], candidats(exercice + 1)[0]];
    // The year itself may be meant: a report named after the cycle that has started, when the next one has not.
    const attendue =
      autre !== undefined && etat.denombrements[autre] !== undefined && !pieceConforme(etat, code, autre);
    if (propre !== undefined && (etat.denombrements[propre] !== undefined || !attendue)) return propre;
    if (autre !== undefined) return autre;
  }
  const attendue = ouverts.find((cycle) => requise(cycle) && !pieceConforme(etat, code, cycle));
  return attendue ?? ouverts[ouverts.length - 1] ?? 1;
}

const A_DOUBLE_SIGNATURE: Partial<Record<CodePiece, string>> = {
  'budget-previsionnel': 'AMO-10',
  'etat-depenses': 'AMO-11',
  'bilan-comptable': 'DOT-08',
};

const plafondBudget = (etat: Etat) =>
  etat.regime === 'droit-commun' ? PARAMETRES.creditAmorcage.valeur : PARAMETRES.complementTransition.valeur;

function controlerDepot(etat: Etat, piece: PieceDeposee): readonly Avertissement[] {
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
    const plafond = plafondBudget(etat);
    exiger(
      montantCentimes === undefined || montantCentimes <= plafond,
      'AMO-10',
      `Le budget prévisionnel (${(montantCentimes ?? 0) / 100} €) dépasse le montant de la subvention (${plafond / 100} €).`,
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
    exiger(
      etat.phase !== 'lettre-intention',
      'ASS-01',
      "Les pièces se déposent une fois la lettre d'intention validée.",
      'etat',
    );
    const avertissements = pieces.flatMap((piece) => controlerDepot(etat, piece));
    const deposees = pieces.map((piece) => ({
      ...piece,
      cle: clePiece(piece.code, cyclePour(etat, piece.code, piece.exercice)),
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
    const verifiees = pieces.map((piece) => ({ ...piece, cle: cleAVerifier(etat, piece.code, piece.exercice) }));
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
function cleAVerifier(etat: Etat, code: CodePiece, exercice: number | undefined): string {
  if (exercice !== undefined) return clePiece(code, cyclePour(etat, code, exercice));
  const enAttente = cyclesOuverts(etat)
    .map((cycle) => clePiece(code, cycle))
    .find((cle) => etat.pieces[cle] !== undefined && etat.pieces[cle].statut !== 'conforme');
  return enAttente ?? clePiece(code, cyclePour(etat, code, undefined));
}
