/** A region of its own for each test of the file. */
import { afterEach, beforeEach } from 'vitest';
import { freshDatabase, type FreshDatabase } from '../../records/postgres.ts';
import { ouvrirRegion, type Region } from './region.ts';

type Change = Parameters<typeof ouvrirRegion>[2];

export function chaqueRegion(at: string, change?: Change): { readonly region: Region } {
  let base: FreshDatabase;
  const ouverte: { region: Region } = { region: undefined as never };
  beforeEach(async () => {
    base = await freshDatabase();
    ouverte.region = await ouvrirRegion(base.pool, at, change);
  });
  afterEach(async () => {
    await ouverte.region.fermer();
    await base.drop();
  });
  return ouverte;
}
