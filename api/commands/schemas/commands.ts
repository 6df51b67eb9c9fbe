/** The body of each command: the fields that the workflow gets, and those that stay in a fiche. */
import { z } from 'zod';
import type { Donnees, NomCommande } from '../../../domain/commandes.ts';
import { COMMANDS } from '../chapters/all.ts';
import { COMMON_FIELDS, proof } from './fields.ts';
import { COMMON_FICHE } from './people.ts';

/** The two halves of a command's body, as zod shapes. */
export function shapesOf(commande: NomCommande): {
  readonly donnees: Readonly<Record<string, z.ZodType>>;
  readonly fiche: Readonly<Record<string, z.ZodType>>;
} {
  const { champs, fiche, prouve } = COMMANDS[commande];
  return {
    donnees: { ...COMMON_FIELDS, ...(prouve === true ? { preuve: proof } : {}), ...champs },
    fiche: { ...COMMON_FICHE, ...fiche },
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
