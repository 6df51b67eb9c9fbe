/**
 * Cases that a case names — those that claim the same territory (ELI-02, DEC-15). A reader is told of those within their
 * extent; that there is a conflict is theirs to know all the same, and stands beside (`territoire`, `conteste`).
 */
import { extentOf, isEssIdentifier } from '../../identity/scope.ts';
import type { Identity } from '../../identity/verifier.ts';
import type { Scope } from '../../records/journal/dossiers.ts';
import { RecordsUnavailable, type Records } from '../ports.ts';

/** Fields of states and of events that hold ids of other cases. */
const NAMING: ReadonlySet<string> = new Set([
  'conflits',
  'autres',
  'rivaux',
  'identiques',
  'dejaFinances',
  'ressemblances',
]);

/** An id, or an entry that bears one. */
const idOf = (named: unknown): unknown =>
  typeof named === 'object' && named !== null && 'ess' in named ? named.ess : named;

/** `change` on each list of ids, however deep. What holds none is given back as it is. */
function mapped(value: unknown, change: (ids: readonly unknown[]) => readonly unknown[]): unknown {
  if (Array.isArray(value)) return value.map((item) => mapped(item, change));
  if (typeof value !== 'object' || value === null || value instanceof Date) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, held]) => [
      name,
      NAMING.has(name) && Array.isArray(held) ? change(held) : mapped(held, change),
    ]),
  );
}

/** The same answer, where no case outside the extent of `identity` is named. */
export async function withinExtent<T>(records: Pick<Records, 'knows'>, identity: Identity, answer: T): Promise<T> {
  const extent = extentOf(identity);
  if (Object.keys(extent).length === 0) return answer;
  const named = new Set<unknown>();
  mapped(answer, (ids) => {
    for (const id of ids) named.add(idOf(id));
    return ids;
  });
  if (named.size === 0) return answer;
  const known = new Set<unknown>();
  for (const id of named)
    if (typeof id === 'string' && isEssIdentifier(id) && (await isKnown(records, id, extent))) known.add(id);
  return mapped(answer, (ids) => ids.filter((id) => known.has(idOf(id)))) as T;
}

/** A case that answers by itself while the database is away names no other. */
async function isKnown(records: Pick<Records, 'knows'>, ess: string, extent: Scope): Promise<boolean> {
  try {
    return await records.knows(ess, extent);
  } catch (error) {
    if (error instanceof RecordsUnavailable) return false;
    throw error;
  }
}
