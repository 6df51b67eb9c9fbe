/** Events as readers get them: what each chapter says of its own, and what all of them bear. */
import { z } from 'zod';
import type { NomEvenement } from '../../../domain/evenements.ts';
import { EVENTS } from '../../commands/chapters/all.ts';
import { workings } from './calculs.ts';
import { date, explained, instant, number, role, text } from './values.ts';

/** In the order of their names: what is published does not depend on which chapter an event stands in. */
export const EVENT_NAMES = (Object.keys(EVENTS) as [NomEvenement, ...NomEvenement[]]).sort();

const envelope = {
  le: date,
  acteur: role,
  regle: text,
  avertissements: z.array(z.strictObject({ regle: text, phrase: text })).exactOptional(),
  motif: text.exactOptional(),
  fiche: text.exactOptional(),
  preuve: z.strictObject({ nature: text, reference: text.exactOptional() }).exactOptional(),
  saisiLe: date.exactOptional(),
  declareLe: date.exactOptional(),
  versionDroit: text.exactOptional(),
  calculs: workings.exactOptional(),
};

type Shape = Readonly<Record<string, z.ZodType>>;

function union() {
  const [first, ...others] = EVENT_NAMES.map((name) =>
    z
      .strictObject({ evenement: z.literal(name), ...envelope, ...(EVENTS[name] as Shape) })
      .meta({ id: `Evenement${name}` }),
  );
  if (first === undefined) throw new Error('the law has no event');
  return z.discriminatedUnion('evenement', [first, ...others]).meta({ id: 'Evenement' });
}

/** Any event, told by `evenement`. */
export const event = union();

/** A line of the journal: an event, its ordinal, and when it was written. */
export const journalLine = z.intersection(
  event,
  z.strictObject({ rang: number, enregistreLe: instant, rangVise: number.exactOptional() }),
);

/** A line of a forecast: an event that would happen, and why. */
export const forecastLine = z.intersection(event, z.strictObject({ pourquoi: explained }));
