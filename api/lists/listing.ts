/** From the parameters of a list to the cases it shows, the same for a page and for an export. */
import type { Request } from 'express';
import type { z } from 'zod';
import type { Etat } from '../../domain/etat.ts';
import type { SortKey, Cursor, ListRequest, ListedDossier } from '../../records/journal/listes.ts';
import { fieldsFor, requireReadable, type FieldName } from './fields.ts';
import type { Records } from '../ports.ts';
import type { Right } from '../../identity/rights.ts';
import { CRITERIA, type exportQuery } from './query.ts';
import { extentOf, requireRight } from '../../identity/scope.ts';
import { parse } from '../http/validation.ts';

/** What is asked, within what the asker may see. */
export interface Listing {
  readonly demande: Omit<ListRequest, 'apres' | 'limite'>;
  readonly tri: readonly SortKey[];
  readonly champs: readonly FieldName[];
}

/** Reads the request; throws the problem that names what is wrong, or forbidden to this role. */
export function readListing<Q extends z.output<typeof exportQuery>>(
  request: Request,
  right: Right,
  schema: z.ZodType<Q>,
): Listing & { readonly query: Q } {
  const identity = requireRight(request, right);
  const query = parse(schema, request.query, 'lister-dossiers');
  const { champs, tri = [] } = query;
  const criteres = Object.fromEntries(
    CRITERIA.flatMap((name) => (query[name] === undefined ? [] : [[name, query[name]]])),
  );
  requireReadable(identity.role, [
    ...Object.keys(criteres).map((name) => [name, name] as const),
    ...tri.map(({ cle }) => ['tri', cle] as const),
  ]);
  return {
    query,
    demande: { ...criteres, ...extentOf(identity), ...(tri.length === 0 ? {} : { tri }) },
    tri,
    champs: fieldsFor(identity.role, champs),
  };
}

/** Cases are read by pages of this size: no connection is held while a slow client reads. */
const PAGE = 500;

/** Every case of a list, in its order. */
export async function* everyCase(
  records: Records,
  demande: Listing['demande'],
): AsyncGenerator<ListedDossier<Etat>, void, undefined> {
  for (let apres: Cursor | undefined; ;) {
    const page = await records.listDossiers({ ...demande, limite: PAGE, ...(apres === undefined ? {} : { apres }) });
    yield* page.dossiers;
    if (page.suivant === undefined) return;
    apres = page.suivant;
  }
}
