/** Pages of a list: at most a hundred, in the order of an instant and a number, from a cursor made of both. */
import { instantFrom } from '../world/clock.ts';
import { failure } from './question.ts';

const PAGE = 100;

export interface PageAsked {
  readonly first?: number | null;
  readonly after?: string | null;
}

interface Listed<T> {
  readonly items: readonly T[];
  /** The instant by which it is sorted, in milliseconds. */
  readonly at: (item: T) => number;
  /** Inclusive. */
  readonly since: string | null | undefined;
  readonly view: (item: T) => object | null;
  readonly asked: PageAsked;
}

const cursorOf = (at: number, number: number): string =>
  Buffer.from(`${new Date(at).toISOString().replace('Z', '000000Z')};${number}`).toString('base64');

function cursorFrom(cursor: string): readonly [at: number, number: number] {
  const [at = '', number = ''] = Buffer.from(cursor, 'base64').toString().split(';');
  const read = Date.parse(at.replace(/000000Z$/, 'Z'));
  if (Number.isNaN(read) || !/^\d+$/.test(number))
    throw failure(`Invalid cursor: ${JSON.stringify(cursor)}`, 'bad_request');
  return [read, Number(number)];
}

/** An empty page has no cursor: who keeps its `null` begins again from the start. */
export function page<T extends { readonly number: number }>({ items, at, since, view, asked }: Listed<T>): object {
  const { first, after } = asked;
  if (typeof first === 'number' && first < 0)
    throw failure('Argument "first" must be a non-negative integer', 'bad_request');
  const from = since === undefined || since === null ? -Infinity : instantFrom(since);
  const [afterAt, afterNumber] = after === undefined || after === null ? [-Infinity, 0] : cursorFrom(after);
  const rest = items
    .filter((item) => at(item) >= from)
    .filter((item) => at(item) > afterAt || (at(item) === afterAt && item.number > afterNumber))
    .toSorted((a, b) => at(a) - at(b) || a.number - b.number);
  const kept = rest.slice(0, Math.min(first ?? PAGE, PAGE));
  const last = kept.at(-1);
  return {
    nodes: () => kept.map(view),
    pageInfo: {
      endCursor: last === undefined ? null : cursorOf(at(last), last.number),
      hasNextPage: rest.length > kept.length,
    },
  };
}
