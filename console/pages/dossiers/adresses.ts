/** Addresses of a list by pages, and of a case opened from it: what goes forward can come back. */
import { withQuery } from '../../shell/addresses.ts';
import type { Visit } from '../../shell/page.ts';

/** Parameter of a case's address: the query of the list that led to it. */
export const LIST = 'liste';
export const PAGE = 50;

/** Cursors of the pages before this one, the nearest last: what « Page précédente » needs. */
const BEFORE = 'avant';
/** Beyond, an address grows too long: one goes back to the first page. */
const KEPT = 12;

const cursorsOf = (query: URLSearchParams): readonly string[] =>
  (query.get(BEFORE) ?? '').split(',').filter((one) => one !== '');

/** The next page, from which this one can be come back to. `-`: the first page, which has no cursor. */
export function nextPage(here: string, query: URLSearchParams, suivant: string): string {
  const page = Math.max(1, Number.parseInt(query.get('page') ?? '1', 10) || 1);
  const before = [...cursorsOf(query), query.get('apres') ?? '-'].slice(-KEPT);
  return withQuery(here, { apres: suivant, page: String(page + 1), [BEFORE]: before.join(',') });
}

/** The page before this one; `undefined` on the first, and when it is no longer known. */
export function previousPage(here: string, query: URLSearchParams): string | undefined {
  const cursors = cursorsOf(query);
  const last = cursors.at(-1);
  const page = Number.parseInt(query.get('page') ?? '1', 10) || 1;
  if (last === undefined || page < 2) return undefined;
  return withQuery(here, {
    apres: last === '-' ? undefined : last,
    page: page === 2 ? undefined : String(page - 1),
    [BEFORE]: cursors.slice(0, -1).join(','),
  });
}

/** Where a page of the list stands: taken away when its filters or its order change. */
export const FROM_THE_START = { apres: undefined, page: undefined, [BEFORE]: undefined } as const;

const listAt = (query: string): string => (query === '' ? '/dossiers' : `/dossiers?${query}`);
/** A case, opened from this list. */
export const caseAt = (ess: string, here: string): string =>
  withQuery(`/dossiers/${ess}`, { [LIST]: here.split('?')[1] ?? 'tri=echeance' });

/** Parameter of a receipt: the case that stood after this one in its list, before the act took it elsewhere. */
export const NEXT = 'suivant';

/** An address of the same case, in the list that it was opened from. */
export const inList = (address: string, { query }: Visit): string =>
  withQuery(address, { [LIST]: query.get(LIST) ?? undefined });

/** The list that the address of a case names: back to it, the same. */
export function listOf({ query }: Visit): string | undefined {
  const given = query.get(LIST);
  return given === null ? undefined : listAt(given);
}
