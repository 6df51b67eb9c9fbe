/** What is asked of one's own space. Bounds are those of a person at work, not of a store. */
import { z } from 'zod';
import { essId } from '../../contract/answers/values.ts';
import { slug } from '../../commands/schemas/fields.ts';
import { email } from '../../commands/schemas/people.ts';
import { line } from '../../commands/schemas/text.ts';
import { like } from '../../lists/query.ts';
import { limitParameter } from '../../lists/paging.ts';

/** Days of the digest, Monday first: their place is their ISO number. */
export const DAYS = ['lundi', 'mardi', 'mercredi', 'jeudi', 'vendredi', 'samedi', 'dimanche'] as const;
export type Day = (typeof DAYS)[number];

const HEAVIEST = 64 * 1024;

export const draftBody = z.strictObject({
  formulaire: slug,
  ess: essId.nullable().default(null),
  titre: line(200).nullable().default(null),
  contenu: z.record(z.string(), z.unknown()).refine((value) => Buffer.byteLength(JSON.stringify(value)) <= HEAVIEST, {
    error: 'Ce brouillon dépasse 64 Ko : joignez ce qui est long comme un fichier.',
  }),
});
export const draftCriteria = z.strictObject({ ess: essId.exactOptional(), formulaire: slug.exactOptional() });

export const viewBody = z.strictObject({
  page: slug,
  nom: line(80),
  requete: z
    .string()
    .max(2000, { error: 'Cette recherche dépasse 2 000 caractères.' })
    .regex(/^(?!\?)[!-"$-~]*$/, {
      error: 'La fin d’une adresse est attendue, telle que le navigateur la donne, sans « ? » ni « # ».',
    }),
});
export const viewCriteria = z.strictObject({ page: slug.exactOptional() });

export const seenBody = z.strictObject({
  rang: z
    .int({ error: 'Un rang (nombre entier) est attendu.' })
    .min(0, { error: 'Un rang (nombre entier) est attendu.' })
    .max(999_999_999, { error: 'Un rang (nombre entier) est attendu.' }),
});
export const seenQuery = z.strictObject({
  ess: like(essId, 'Un ou plusieurs identifiants d’ESS sont attendus, séparés par une virgule.').exactOptional(),
  limite: limitParameter(50, 200),
});

export const preferencesBody = z
  .strictObject({
    courriel: email.nullable(),
    recapitulatif: z
      .enum(DAYS)
      .meta({ 'x-libelles': Object.fromEntries(DAYS.map((day) => [day, `le ${day}`])) })
      .nullable(),
    avecRien: z.boolean(),
    raccourcis: z.boolean(),
  })
  .refine(({ courriel, recapitulatif }) => recapitulatif === null || courriel !== null, {
    path: ['courriel'],
    error: 'Donnez l’adresse où envoyer le récapitulatif.',
  });

/** The mail shows it in two halves: as it is copied, it is the same. */
export const codeBody = z.strictObject({
  code: z
    .string()
    .regex(/^\d{4}[ \u00a0]?\d{4}$/, { error: 'Le code envoyé compte huit chiffres.' })
    .overwrite((value) => value.replace(/\D/g, '')),
});
