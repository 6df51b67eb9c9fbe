/** The table of commands: for each, the fields that the workflow gets and those that stay in a fiche. */
import { z } from 'zod';
import type { Donnees, NomCommande } from '../../../domain/commandes.ts';
import { ASSOCIATION_FICHE, BANK_FICHE, CONTRACT_COMMANDS, SIGNATURE_FICHE } from './contrats.ts';
import { COMMON_FIELDS } from './fields.ts';
import type { OwnFields } from './fields.ts';
import { PROJECT_COMMANDS, PROJECT_FICHE } from './projet-sante.ts';
import { LETTER_COMMANDS, LETTER_FICHE } from './lettre-intention.ts';
import { COMMON_FICHE } from './people.ts';
import { LIST_FICHE, MEETING_FICHE, PIECE_COMMANDS, PIECES_FICHE, REPORT_FICHE } from './pieces.ts';

/** Fields of each command, beside those of `COMMON_FIELDS`. */
export const COMMAND_FIELDS = {
  ...LETTER_COMMANDS,
  ...PIECE_COMMANDS,
  ...PROJECT_COMMANDS,
  ...CONTRACT_COMMANDS,
} satisfies { readonly [N in NomCommande]: OwnFields<N> };

/** What stays out of the workflow, beside `COMMON_FICHE`. */
const FICHES: { readonly [N in NomCommande]?: Readonly<Record<string, z.ZodType>> } = {
  'deposer-lettre-intention': LETTER_FICHE,
  'completer-lettre-intention': LETTER_FICHE,
  'declarer-ess-existante': { ...LETTER_FICHE, ...ASSOCIATION_FICHE },
  'declarer-association': ASSOCIATION_FICHE,
  'declarer-coordonnees-bancaires': BANK_FICHE,
  'deposer-pieces': PIECES_FICHE,
  'deposer-projet-sante': PROJECT_FICHE,
  'repondre-precisions': PROJECT_FICHE,
  'signer-contrat-amorcage': SIGNATURE_FICHE,
  'signer-contrat-dotation': SIGNATURE_FICHE,
  'deposer-liste-nominative': LIST_FICHE,
  'deposer-rapport-activite': REPORT_FICHE,
  'consigner-echange': MEETING_FICHE,
  'consigner-rencontre': MEETING_FICHE,
};

export const isCommand = (name: string): name is NomCommande => Object.hasOwn(COMMAND_FIELDS, name);

/** The two halves of a command's body, as zod shapes. */
export function shapesOf(commande: NomCommande): {
  readonly donnees: Readonly<Record<string, z.ZodType>>;
  readonly fiche: Readonly<Record<string, z.ZodType>>;
} {
  return {
    donnees: { ...COMMON_FIELDS, ...COMMAND_FIELDS[commande] },
    fiche: { ...COMMON_FICHE, ...FICHES[commande] },
  };
}

const schemas = new Map<NomCommande, z.ZodType<Record<string, unknown>>>();

/** The whole body of a command, strict: an unknown field is an error, never dropped in silence. */
export function schemaOf(commande: NomCommande): z.ZodType<Record<string, unknown>> {
  const known = schemas.get(commande);
  if (known) return known;
  const { donnees, fiche } = shapesOf(commande);
  const schema = z.strictObject({ ...donnees, ...fiche });
  schemas.set(commande, schema);
  return schema;
}

/** A body split in two: `donnees` for the workflow, `fiche` for the records (`undefined`: nothing to keep). */
export interface Split<N extends NomCommande = NomCommande> {
  readonly donnees: Donnees[N];
  readonly fiche: Readonly<Record<string, unknown>> | undefined;
}

/** Splits a body already checked by `schemaOf`: what no schema of `donnees` names never reaches the workflow. */
export function split<N extends NomCommande>(commande: N, body: Readonly<Record<string, unknown>>): Split<N> {
  const { donnees } = shapesOf(commande);
  const entries = Object.entries(body);
  const kept = entries.filter(([name]) => !Object.hasOwn(donnees, name));
  return {
    donnees: Object.fromEntries(entries.filter(([name]) => Object.hasOwn(donnees, name))) as unknown as Donnees[N],
    fiche: kept.length > 0 ? Object.fromEntries(kept) : undefined,
  };
}
