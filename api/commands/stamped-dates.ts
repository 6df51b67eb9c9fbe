/** DEC-01 — what a platform stamped to the second: its civil date is that of the seat. */
import { dateDe, fuseau } from '../../domain/calendrier/calendrier.ts';
import { department } from './schemas/fields.ts';
import { readInstant } from './schemas/instants.ts';

/** The dates of an act that a platform may give as instants. */
const STAMPED: readonly string[] = ['le', 'recueLe', 'deposeLe'];

/** The body with civil dates at `siege` (a department) in the place of instants; anything else is left for who checks it. */
export function civilDatesAt(
  siege: unknown,
  body: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  if (!department.safeParse(siege).success) return body;
  const dated = STAMPED.flatMap((champ) => {
    const valeur = body[champ];
    const moment = typeof valeur === 'string' ? readInstant(valeur) : undefined;
    return moment === undefined ? [] : [[champ, dateDe(moment, fuseau(siege as string))]];
  });
  return dated.length === 0 ? body : { ...body, ...(Object.fromEntries(dated) as Readonly<Record<string, string>>) };
}
