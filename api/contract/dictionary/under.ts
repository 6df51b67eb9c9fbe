/** Entries of fields that mean something of their own in one place. */
import type { Entries } from './entry.ts';

export const under = (place: string, entries: Entries): Entries =>
  Object.fromEntries(Object.entries(entries).map(([name, entry]) => [`${place}.${name}`, entry]));
