/** What a subscriber asks: where to post what, when a secret ends, what to send again. */
import { z } from 'zod';
import { EVENT_NAMES } from '../contract/answers/evenements.ts';
import { essId } from '../contract/answers/values.ts';
import { readInstant } from '../commands/schemas/instants.ts';
import { line } from '../commands/schemas/text.ts';
import { limitParameter } from '../lists/paging.ts';

const wholeNumber = (least: number, most: number, error: string) =>
  z.int({ error }).min(least, { error }).max(most, { error });

export const subscriptionBody = z.strictObject({
  adresse: line(2000),
  evenements: z
    .array(z.enum(EVENT_NAMES))
    .min(1, { error: 'Nommez un événement au moins ; sans ce champ, tous sont envoyés.' })
    .max(EVENT_NAMES.length, { error: 'Cette liste est plus longue que celle des événements.' })
    .exactOptional(),
});

/** A day lets a receiver change its secret at its own hour. */
export const overlapBody = z.strictObject({
  chevauchementHeures: wholeNumber(0, 168, 'Un nombre d’heures de 0 à 168 est attendu.').default(24),
});

export const DELIVERY_STATES = ['attente', 'livree', 'abandonnee'] as const;

export const deliveryPage = z.strictObject({
  etat: z.enum(DELIVERY_STATES).exactOptional(),
  apres: z
    .string()
    .regex(/^\d{1,15}$/, { error: 'Le « suivant » de la page précédente est attendu.' })
    .transform(Number)
    .meta({ override: { type: 'integer', minimum: 0, maximum: 999_999_999_999_999, pattern: undefined } })
    .exactOptional(),
  limite: limitParameter(100, 500),
});

const INSTANT = 'Un instant ISO avec fuseau, de 1901 à 2199, est attendu (exemple : 2026-01-15T11:00:00Z).';

export const replayBody = z.union([
  z.strictObject({ livraison: wholeNumber(1, 999_999_999_999_999, 'Le numéro d’une livraison est attendu.') }),
  z.strictObject({
    ess: essId,
    apresRang: wholeNumber(0, 999_999_999, 'Un rang (nombre entier) est attendu.').default(0),
  }),
  z.strictObject({
    depuis: z.iso.datetime({ offset: true, error: INSTANT }).refine((text) => readInstant(text) !== undefined, {
      error: INSTANT,
    }),
  }),
]);
