/** What the registers would answer to a case now, looked at and not touched: for simulations. */
import { cleFiness } from '../../domain/creation/finess.ts';
import type { DateCivile } from '../../domain/valeurs.ts';
import { countAdherents } from './adhesions.ts';
import { readFiness } from './finess.ts';
import { conflicts } from './territoires.ts';
import type { Queryable } from '../server/pool.ts';

interface Place {
  readonly ess: string;
  readonly siege: string;
  readonly specialites: readonly string[];
  readonly departements: readonly string[];
}

export interface Foreseen {
  /** Other ESS that hold a claim on its pairs, and whether one of them holds it uncontested (DEC-15). */
  readonly autres: readonly string[];
  readonly tenue: boolean;
  /** Its number, or the next of its range; null: the range is used up (DEC-51); undefined: no range is recorded. */
  readonly finess?: string | null;
  /** DEC-11 — adherents in force on each of these days. */
  readonly adherents: Readonly<Record<string, number | null>>;
}

/** `jours`: those on which adherents may be counted. Writes nothing and locks nothing: another case may come first. */
export async function foresee(db: Queryable, place: Place, jours: readonly DateCivile[]): Promise<Foreseen> {
  const { ess, siege, specialites, departements } = place;
  const { rowCount } = await db.query(
    `select from territoires where ess <> $1 and specialite = any ($2) and departement = any ($3)
       and libere_le is null and not conteste limit 1`,
    [ess, specialites, departements],
  );
  const finess = await nextNumber(db, ess, siege);
  const adherents: Record<string, number | null> = {};
  for (const jour of jours) adherents[jour] = await countAdherents(db, ess, jour, specialites);
  return {
    autres: await conflicts(db, place),
    tenue: rowCount === 1,
    adherents,
    ...(finess === undefined ? {} : { finess }),
  };
}

async function nextNumber(db: Queryable, ess: string, siege: string): Promise<string | null | undefined> {
  const known = await readFiness(db, ess);
  if (known !== undefined) return known.numero;
  const { rows } = await db.query<{ prefixe: string; prochain: number; dernier: number }>(
    'select prefixe, prochain, dernier from plages_finess where departement = $1',
    [siege],
  );
  const [plage] = rows;
  if (plage === undefined) return undefined;
  if (plage.prochain > plage.dernier) return null;
  const huit = plage.prefixe + String(plage.prochain).padStart(6, '0');
  return huit + cleFiness(huit);
}
