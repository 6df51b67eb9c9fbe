/** What the API says of a command and of an event. A chapter of `chapters/` says it of all of its own. */
import type { z } from 'zod';
import type { NomCommande } from '../../domain/commandes.ts';
import type { Charges, NomEvenement } from '../../domain/evenements.ts';
import type { OwnFields } from './schemas/fields.ts';

export interface CommandEntry<N extends NomCommande> {
  /** What it does, in a line. */
  readonly titre: string;
  /** Its fields, beside those of every command: what the workflow gets. */
  readonly champs: OwnFields<N>;
  /** What stays out of the workflow, in a fiche of the records. */
  readonly fiche?: Readonly<Record<string, z.ZodType>>;
  /** A body, shown in the contract, checked by its schema and sent to a running service by the tests. */
  readonly exemple: Readonly<Record<string, unknown>>;
  /** Nobody does it without saying why: `motif` (journal) or `commentaire` (kept outside it). */
  readonly motive?: true;
  /** Nobody does it without its proof: `preuve`. */
  readonly prouve?: true;
}

/** The fields of an event as readers get them; one that the law adds fails to compile until it is here. */
export type EventEntry<N extends NomEvenement> = { readonly [K in keyof Charges[N]]-?: z.ZodType };

export type CommandEntries = { readonly [N in NomCommande]?: CommandEntry<N> };
export type EventEntries = { readonly [N in NomEvenement]?: EventEntry<N> };
