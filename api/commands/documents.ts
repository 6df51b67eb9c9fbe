/**
 * The document behind a piece: a file sent under its code, the form that holds what it would say, or what the case knows
 * already. The law takes a piece as given with its document; the API asks for it, where people are (DEC-54).
 */
import type { Donnees } from '../../domain/commandes.ts';
import type { Etat } from '../../domain/etat.ts';
import { acquise } from '../../domain/paiements/pieces.ts';
import type { CodePiece } from '../../domain/valeurs.ts';
import { piece as nomDePiece } from '../../documents/libelles.ts';
import type { Papers } from '../../records/privacy/papiers.ts';
import { invalidFields } from '../../runtime/http/problems.ts';
import type { Records } from '../ports.ts';
import type { Act } from './body-to-act.ts';

interface Asked {
  readonly regle: string;
  /** Fields of the same deposit that hold what the document would say. */
  readonly champs?: readonly string[];
  /** A field of the letter of intent's form that holds it. */
  readonly lettre?: string;
  /** What the case itself knows to be there. */
  readonly connue?: (etat: Etat) => boolean;
  /** The list is in the records, doctor by doctor. */
  readonly adhesions?: true;
}

/** What the texts ask for each piece (002:427-434, 570-582, 749). */
const ASKED: Readonly<Record<CodePiece, Asked>> = {
  'lettre-intention': { regle: 'LI-02', connue: ({ li }) => li !== null },
  'liste-medecins-engages': { regle: 'LI-04', lettre: 'medecinsEngages' },
  statuts: { regle: 'AMO-10' },
  'budget-previsionnel': { regle: 'AMO-10', champs: ['budget'] },
  rib: { regle: 'DEC-13', connue: ({ coordonneesBancairesLe }) => coordonneesBancairesLe !== null },
  'projet-sante-valide': { regle: 'AMO-11', connue: (etat) => acquise(etat, 'projet-sante-valide') },
  'action-socle': { regle: 'AMO-11', champs: ['presentation'] },
  'etat-depenses': { regle: 'AMO-11', champs: ['depenses'] },
  'liste-nominative': { regle: 'DOT-08', adhesions: true },
  'rapport-activite': { regle: 'DOT-08' },
  'profil-coordinateur': { regle: 'DOT-08', champs: ['coordinateur'] },
  cooperations: { regle: 'DOT-08', champs: ['cooperations'] },
  'document-annuel': { regle: 'DOT-08', champs: ['presentation'] },
  'bilan-comptable': { regle: 'DOT-08', champs: ['comptes'] },
  'formulaires-adhesion': { regle: 'ADH-01', connue: ({ adhesionsLe }) => adhesionsLe !== null, adhesions: true },
  deploiement: { regle: 'PS-04', champs: ['presentation'] },
};

type OnePiece = { readonly code: CodePiece; readonly exercice?: number };

const serves = (
  { code, exercice }: OnePiece,
  file: { readonly code: string; readonly exercice: number | null },
): boolean => file.code === code && (exercice === undefined || file.exercice === null || file.exercice === exercice);

const filled = (value: unknown): boolean =>
  typeof value === 'string'
    ? value.trim() !== ''
    : typeof value === 'object' && value !== null && Object.keys(value).length > 0;

/** Whether anything else than a file of this deposit shows the piece. */
async function isShown(records: Records, etat: Etat, { code }: OnePiece, papers: Papers): Promise<boolean> {
  const { connue, lettre, adhesions } = ASKED[code];
  if (connue?.(etat) === true) return true;
  if (
    lettre !== undefined &&
    papers.fiches.some(({ nature, champs }) => nature !== 'deposer-pieces' && champs.includes(lettre))
  )
    return true;
  return adhesions === true && (await records.listAdhesions(etat.ess)).length > 0;
}

/** Files sent under the code of this piece that no deposit names yet: what a deposit of it brings. */
export const proposedFiles = ({ fichiers, fiches }: Papers, asked: OnePiece): readonly string[] => {
  const taken = new Set(fiches.flatMap(({ fichiers: named }) => named));
  return fichiers
    .filter((file) => file.deposePar === 'porteur' && serves(asked, file) && !taken.has(file.id))
    .map(({ id }) => id);
};

/**
 * The deposit with its files: those that it names, and those sent under the code of its pieces that no deposit has yet.
 * `kept`: the record of the same request, already received: what came since is not of it. Refuses a piece that the texts
 * ask to see, and that nothing shows.
 */
async function withPieces(records: Records, etat: Etat, act: Act, kept: unknown): Promise<Act> {
  const { pieces } = act.donnees as Donnees['deposer-pieces'];
  const papers = await records.readPapers(etat.ess);
  const named = (act.fiche?.['fichiers'] ?? []) as readonly string[];
  const before = kept === undefined ? undefined : ((kept as { fichiers?: readonly string[] }).fichiers ?? []);
  const joined = before ?? pieces.flatMap((one) => proposedFiles(papers, one));
  const fichiers = [...new Set([...named, ...joined])];
  const brought = new Set(fichiers);
  const lacking: { champ: string; regle: string; message: string }[] = [];
  for (const [index, one] of pieces.entries()) {
    const { regle, champs = [] } = ASKED[one.code];
    const shown =
      before !== undefined ||
      papers.fichiers.some((file) => brought.has(file.id) && serves(one, file)) ||
      champs.some((champ) => filled(act.fiche?.[champ])) ||
      (await isShown(records, etat, one, papers));
    if (shown) continue;
    const otherwise =
      champs.length === 0 ? '' : `, ou remplissez ${champs.map((champ) => `« ${champ} »`).join(' ou ')}`;
    lacking.push({
      champ: `pieces[${index}]`,
      regle,
      message: `Le document manque (${nomDePiece(one.code)}) : envoyez d’abord son fichier au dossier${otherwise}.`,
    });
  }
  if (lacking.length > 0) throw invalidFields(lacking);
  return fichiers.length === 0 ? act : { ...act, fiche: { ...act.fiche, fichiers } };
}

/** Files that an act names must have been sent for this very case: of a piece, or of what starts a delay (DEC-54). */
async function requireSent(records: Records, ess: string, { donnees, fiche }: Act): Promise<void> {
  const named = [
    { champ: 'fichiers', regle: 'AMO-10', ids: fiche?.['fichiers'] },
    { champ: 'contenu', regle: 'DEC-54', ids: contentsOf(donnees) },
  ].flatMap(({ ids, ...said }) =>
    ((ids ?? []) as readonly string[]).map((id, index) => ({ ...said, champ: `${said.champ}[${index}]`, id })),
  );
  if (named.length === 0) return;
  const sent = new Set((await records.listFiles(ess)).map(({ id }) => id));
  const missing = named.filter(({ id }) => !sent.has(id));
  if (missing.length === 0) return;
  const message = 'Aucun fichier de ce numéro n’a été envoyé dans ce dossier.';
  throw invalidFields(missing.map(({ champ, regle }) => ({ champ, regle, message })));
}

const contentsOf = (donnees: object): readonly string[] | undefined =>
  (donnees as { readonly contenu?: readonly string[] }).contenu;

/** The act with the files that it brings, in its record: who reads it finds them, and they are not taken back. */
export async function withDocuments(records: Records, etat: Etat, act: Act, ficheId: string): Promise<Act> {
  const named = contentsOf(act.donnees) ?? act.fiche?.['fichiers'];
  if (named === undefined && act.commande !== 'deposer-pieces') return act;
  const kept = await records.readFiche(ficheId);
  // What was received once is not looked at anew.
  if (kept === undefined) await requireSent(records, etat.ess, act);
  const contenu = contentsOf(act.donnees);
  if (contenu !== undefined && contenu.length > 0) return { ...act, fiche: { ...act.fiche, contenu } };
  if (act.commande !== 'deposer-pieces') return act;
  return withPieces(records, etat, act, kept?.contenu);
}

/** What the caisse finds conform, it has seen: a piece never deposited, or whose only document was taken back, is not. */
export async function requireSeen(records: Records, etat: Etat, act: Act): Promise<void> {
  if (act.commande !== 'verifier-pieces') return;
  const { pieces } = act.donnees as Donnees['verifier-pieces'];
  const papers = await records.readPapers(etat.ess);
  const unseen: { champ: string; regle: string; message: string }[] = [];
  for (const [index, one] of pieces.entries()) {
    if (!one.conforme || papers.fichiers.some((file) => serves(one, file))) continue;
    const { champs = [], regle } = ASKED[one.code];
    const deposits = papers.fiches.filter(({ nature }) => nature === 'deposer-pieces');
    if (deposits.some((form) => champs.some((champ) => form.champs.includes(champ)))) continue;
    if (await isShown(records, etat, one, papers)) continue;
    const takenBack = papers.retires.some((file) => serves(one, file));
    const announced = Object.values(etat.pieces).some(({ code }) => code === one.code);
    if (announced && !takenBack) continue;
    // What was never deposited, the law refuses by itself, but for the list that a letter of intent only counts.
    if (!announced && one.code !== 'liste-medecins-engages') continue;
    unseen.push({
      champ: `pieces[${index}]`,
      regle,
      message: takenBack
        ? `Son document a été retiré par qui l’avait envoyé (${nomDePiece(one.code)}) : il n’y a rien à trouver conforme.`
        : `Cette pièce n’a pas été déposée (${nomDePiece(one.code)}) : la lettre d’intention n’en donne que le nombre.`,
    });
  }
  if (unseen.length > 0) throw invalidFields(unseen);
}
