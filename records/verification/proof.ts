/**
 * The proof of a case: every line of its journal with its hash, in a file that is checked without us. A line that names what
 * its reader may not know keeps its hash alone: the chain goes on, and says so.
 */
import type { Evenement } from '../../domain/evenements.ts';
import { NO_PREVIOUS, digestOf, type ChainedLine } from '../journal/chain.ts';
import type { Queryable } from '../server/pool.ts';
import { journalLines } from './readings.ts';

export const PROOF_FORMAT = 'ess-preuve/1';

/** `contenu`: PostgreSQL's own text of the event, over which the hash is; null when it is kept from its reader. */
export interface ProvenLine extends Omit<ChainedLine, 'ess' | 'contenu'> {
  readonly contenu: string | null;
  /** Hexadecimal. */
  readonly empreinte: string;
}
export interface Proof {
  readonly format: typeof PROOF_FORMAT;
  readonly ess: string;
  readonly lignes: readonly ProvenLine[];
}

/** The whole journal of one ESS, as its proof. `mayRead`: whether all that a line names is its reader's to know. */
export async function proofOf(
  db: Queryable,
  ess: string,
  mayRead: (evenement: Evenement) => Promise<boolean>,
): Promise<Proof> {
  const lignes: ProvenLine[] = [];
  for await (const { rang, le, enregistreMicros, evenement, acteur, regle, contenu, parse, empreinte } of journalLines(
    db,
    ess,
  ))
    lignes.push({
      rang,
      le,
      enregistreMicros,
      evenement,
      acteur,
      regle,
      contenu: (await mayRead(parse)) ? contenu : null,
      empreinte: Buffer.from(empreinte).toString('hex'),
    });
  return { format: PROOF_FORMAT, ess, lignes };
}

export interface CheckedProof {
  readonly ess: string;
  readonly lignes: number;
  /** Whose hash was computed again and is the one that is written. */
  readonly verifiees: number;
  /** Kept from the reader. */
  readonly tues: number;
  /** Hash of the last line. */
  readonly tete: string;
  /** French sentences; none: the proof holds. */
  readonly ecarts: readonly string[];
}

/** The file is no proof. French sentence. */
export class UnreadableProof extends Error {
  override readonly name = 'UnreadableProof';
}

const COLONNES = ['le', 'evenement', 'acteur', 'regle'] as const;

/** Computes every hash again, from the file alone. Fails with `UnreadableProof` when the file is not a proof. */
export function checkProof(texte: string): CheckedProof {
  const { ess, lignes } = read(texte);
  const ecarts: string[] = [];
  let precedente = NO_PREVIOUS;
  let verifiees = 0;
  for (const [position, ligne] of lignes.entries()) {
    if (ligne.rang !== position + 1)
      ecarts.push(`Ligne ${position + 1} : le fichier porte ${ligne.rang} à cette place.`);
    if (ligne.contenu !== null) {
      verifiees += 1;
      const calculee = digestOf(precedente, { ...ligne, ess, contenu: ligne.contenu }).toString('hex');
      if (calculee !== ligne.empreinte)
        ecarts.push(`Ligne ${ligne.rang} : son empreinte recalculée est ${calculee}, et non ${ligne.empreinte}.`);
      ecarts.push(...contradictions(ligne, ligne.contenu));
    }
    precedente = Buffer.from(ligne.empreinte, 'hex');
  }
  const tete = lignes.at(-1)?.empreinte ?? '';
  return { ess, lignes: lignes.length, verifiees, tues: lignes.length - verifiees, tete, ecarts };
}

/** Columns that do not say what the event says. */
function contradictions(ligne: ProvenLine, contenu: string): readonly string[] {
  const evenement = parsed(contenu) as Record<string, unknown> | undefined;
  if (evenement === undefined) return [`Ligne ${ligne.rang} : son contenu n’est pas lisible.`];
  return COLONNES.filter((nom) => evenement[nom] !== ligne[nom]).map(
    (nom) => `Ligne ${ligne.rang} : « ${nom} » n’est pas celui de son contenu.`,
  );
}

function parsed(texte: string): unknown {
  try {
    return JSON.parse(texte);
  } catch {
    return undefined;
  }
}

const HASH = /^[0-9a-f]{64}$/;
const isLine = (ligne: unknown): ligne is ProvenLine => {
  if (typeof ligne !== 'object' || ligne === null) return false;
  const { rang, contenu, empreinte, enregistreMicros, ...reste } = ligne as Partial<Record<keyof ProvenLine, unknown>>;
  return (
    Number.isSafeInteger(rang) &&
    (contenu === null || typeof contenu === 'string') &&
    typeof empreinte === 'string' &&
    HASH.test(empreinte) &&
    typeof enregistreMicros === 'string' &&
    COLONNES.every((nom) => typeof reste[nom] === 'string')
  );
};

function read(texte: string): Proof {
  const lu = parsed(texte) as Partial<Proof> | null | undefined;
  if (lu?.format !== PROOF_FORMAT || typeof lu.ess !== 'string' || !Array.isArray(lu.lignes) || lu.lignes.length === 0)
    throw new UnreadableProof(`Ce fichier n’est pas une preuve : « format » doit être « ${PROOF_FORMAT} ».`);
  if (!lu.lignes.every(isLine))
    throw new UnreadableProof('Ce fichier n’est pas une preuve : une de ses lignes est incomplète.');
  return lu as Proof;
}
