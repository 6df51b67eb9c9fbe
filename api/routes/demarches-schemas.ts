/** What is said of a dossier of Démarche Numérique: its case or its caisse, why something is lifted. */
import { z } from 'zod';
import { caisse } from '../commands/schemas/fields.ts';
import { text } from '../commands/schemas/text.ts';
import { essId } from '../contract/answers/values.ts';

export const attachBody = z
  .strictObject({ ess: essId.exactOptional(), caisse: caisse.exactOptional() })
  .refine(({ ess, caisse: named }) => (ess === undefined) !== (named === undefined), {
    path: ['ess'],
    error: 'L’ESS d’un projet de santé, ou la caisse d’une lettre : l’une des deux est attendue.',
  });

export const liftBody = z.strictObject({ motif: text(500) });

/** As mappings name a service. */
export const INSTANCE = /^[A-Za-z0-9]{1,6}$/;
