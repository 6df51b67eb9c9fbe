/** Structured pieces (§14.5): their totals are computed here, never typed twice. AMO-10, AMO-11, DOT-08. */
import { euros } from '../../documents/libelles.ts';
import type { Donnees } from '../../domain/commandes.ts';
import { SIGNATAIRES_PIECE, type Centimes, type CodePiece, type DateCivile } from '../../domain/valeurs.ts';
import { invalidFields, type FieldError } from '../../runtime/http/problems.ts';
import type { Completed } from './rubrics.ts';

interface Line {
  readonly libelle: string;
  readonly montantCentimes: Centimes;
}
interface Structure {
  /** Of a budget, of expenses. */
  readonly lignes?: readonly Line[];
  /** Of accounts: what came in, what was spent. */
  readonly produits?: readonly Line[];
  readonly charges?: readonly Line[];
  readonly signatures?: Readonly<Partial<Record<(typeof SIGNATAIRES_PIECE)[number], DateCivile>>>;
}

/** Field of the record → code of the piece whose content it is, and the rule that asks for it. */
const STRUCTURES = {
  budget: { code: 'budget-previsionnel', regle: 'AMO-10' },
  depenses: { code: 'etat-depenses', regle: 'AMO-11' },
  comptes: { code: 'bilan-comptable', regle: 'DOT-08' },
} as const satisfies Record<string, { readonly code: CodePiece; readonly regle: string }>;

const sum = (lines: readonly Line[] = []): Centimes =>
  lines.reduce((total, { montantCentimes }) => total + montantCentimes, 0) as Centimes;

/** Totals of a structure, in cents: expenses always; income and result of accounts. */
export function totalsOf({ lignes, produits, charges }: Structure): Readonly<Record<string, number>> {
  if (produits === undefined) return { depensesCentimes: sum(lignes) };
  const recettes = sum(produits);
  const depenses = sum(charges);
  return { produitsCentimes: recettes, depensesCentimes: depenses, resultatCentimes: recettes - depenses };
}

type Deposit = Donnees['deposer-pieces'];
type Piece = Deposit['pieces'][number];

/** The piece as the law counts it, its amount and signatures read from its structure; or what is wrong with them. */
function completed(
  piece: Piece,
  champ: string,
  structure: Structure,
  le: DateCivile,
  path: string,
  regle: string,
): Piece | FieldError[] {
  const total = (totalsOf(structure)['depensesCentimes'] ?? 0) as Centimes;
  const errors: FieldError[] = [];
  if (piece.montantCentimes !== undefined && piece.montantCentimes !== total)
    errors.push({
      champ: `${path}.montantCentimes`,
      regle,
      message: `Les lignes de « ${champ} » totalisent ${euros(total)} : corrigez-les, ou laissez ce montant, qui en est calculé.`,
    });
  for (const signataire of SIGNATAIRES_PIECE) {
    const signed = structure.signatures?.[signataire];
    if (signed !== undefined && signed > le)
      errors.push({
        champ: `${champ}.signatures.${signataire}`,
        regle,
        message: 'Cette signature est postérieure au dépôt de la pièce.',
      });
  }
  if (errors.length > 0) return errors;
  const signePar = SIGNATAIRES_PIECE.filter((signataire) => structure.signatures?.[signataire] !== undefined);
  return {
    ...piece,
    montantCentimes: total,
    ...(piece.signePar === undefined && structure.signatures !== undefined ? { signePar } : {}),
  };
}

/** Completes a deposit from the structures that come with it; throws the problem that lists what contradicts them. */
export function completePieces(
  donnees: Deposit,
  fiche: Readonly<Record<string, unknown>> | undefined,
): Completed<Deposit> & { readonly totaux?: Readonly<Record<string, unknown>> } {
  const errors: FieldError[] = [];
  const totaux: Record<string, unknown> = {};
  let pieces = [...donnees.pieces];
  for (const [champ, { code, regle }] of Object.entries(STRUCTURES)) {
    const structure = fiche?.[champ] as Structure | undefined;
    if (structure === undefined) continue;
    totaux[champ] = totalsOf(structure);
    const indexes = pieces.flatMap((piece, index) => (piece.code === code ? [index] : []));
    const [index] = indexes;
    if (index === undefined || indexes.length > 1) {
      errors.push({
        champ,
        regle,
        message: `Ce contenu est celui d'une pièce « ${code} » : déposez-la une fois, et une seule, dans « pieces ».`,
      });
      continue;
    }
    const result = completed(pieces[index] as Piece, champ, structure, donnees.le, `pieces[${index}]`, regle);
    if (Array.isArray(result)) errors.push(...result);
    else pieces = pieces.with(index, result);
  }
  if (errors.length > 0) throw invalidFields(errors);
  return { donnees: { ...donnees, pieces }, avertissements: [], ...(Object.keys(totaux).length > 0 ? { totaux } : {}) };
}
