/** The hash that chains a journal row to the one before, computed outside the database that computed it first. */
import { createHash } from 'node:crypto';

/** A row as the database renders it; `contenu` is PostgreSQL's own text of the `jsonb`. */
export interface ChainedLine {
  readonly ess: string;
  readonly rang: number;
  /** `yyyy-mm-dd`. */
  readonly le: string;
  /** Microseconds since 1970-01-01T00:00Z, in decimal: no time zone and no rounding. */
  readonly enregistreMicros: string;
  readonly evenement: string;
  readonly acteur: string;
  readonly regle: string;
  readonly contenu: string;
}

/** What the first row of an ESS is chained to. */
export const NO_PREVIOUS: Uint8Array = new Uint8Array(0);

/** SHA-256 of the previous hash followed by every field as «octets:value» (`empreinte_du_journal` in migration 0007). */
export function digestOf(precedente: Uint8Array, ligne: ChainedLine): Buffer {
  const { ess, rang, le, enregistreMicros, evenement, acteur, regle, contenu } = ligne;
  const champs = [ess, String(rang), le, enregistreMicros, evenement, acteur, regle, contenu];
  const texte = champs.map((champ) => `${Buffer.byteLength(champ)}:${champ}`).join('');
  return createHash('sha256').update(precedente).update(texte, 'utf8').digest();
}
