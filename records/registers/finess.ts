/**
 * FINESS numbers (FIN-01): nine characters. Two for the department (97 overseas, 2A and 2B in Corsica), a six-digit
 * ordinal from the department's range, and a Luhn key. Interpretation: the texts say nothing of the format. DEC-51: a number
 * is given only from a range that the ARS recorded in `plages_finess`; the ranges below, reserved for this system, are for
 * demonstrations and tests. A range that is empty or used up gives none: the ARS is asked.
 */
import { cleFiness } from '../../domain/creation/finess.ts';
import type { DateCivile } from '../../domain/valeurs.ts';
import { inTransaction, lockNamed, type Queryable } from '../server/pool.ts';

/** The number belongs to another ESS. */
export class FinessDejaAttribue extends Error {
  override readonly name = 'FinessDejaAttribue';
}

/** The range reserved by default. Overseas departments share the prefix 97: each has its own slice of the ordinals. */
function defaultRange(departement: string): { prefixe: string; premier: number; dernier: number } {
  if (/^97[0-9]$/.test(departement)) {
    const debut = 900_000 + Number(departement[2]) * 10_000;
    return { prefixe: '97', premier: debut + 1, dernier: debut + 9_999 };
  }
  if (!/^([0-9]{2}|2[AB])$/.test(departement)) throw new RangeError(`not a department: ${departement}`);
  return { prefixe: departement, premier: 900_001, dernier: 999_999 };
}

/**
 * Gives the ESS its number: the same at every call, and never one that was given before; null where no range gives it.
 * `reservees`: the ranges reserved for this system stand for those that an ARS has not recorded.
 */
export async function assignFiness(
  db: Queryable,
  ess: string,
  departement: string,
  { reservees = true }: { readonly reservees?: boolean } = {},
): Promise<string | null> {
  return inTransaction(db, async (client) => {
    await lockNamed(client, `finess:${ess}`);
    const known = await readFiness(client, ess);
    if (known !== undefined) return known.numero;
    if (reservees) {
      const plage = defaultRange(departement);
      await client.query(
        `insert into plages_finess (departement, prefixe, prochain, dernier) values ($1, $2, $3, $4)
         on conflict (departement) do nothing`,
        [departement, plage.prefixe, plage.premier, plage.dernier],
      );
    }
    for (;;) {
      const { rows } = await client.query<{ prefixe: string; ordinal: number }>(
        `update plages_finess set prochain = prochain + 1 where departement = $1 and prochain <= dernier
         returning prefixe, prochain - 1 as ordinal`,
        [departement],
      );
      const next = rows[0];
      if (next === undefined) return null;
      const huit = next.prefixe + String(next.ordinal).padStart(6, '0');
      const numero = huit + cleFiness(huit);
      const taken = await client.query(
        `insert into finess (ess, numero, departement, mode) values ($1, $2, $3, 'automatique')
         on conflict (numero) do nothing returning ess`,
        [ess, numero, departement],
      );
      // Taken: an ARS gave that number by hand. The next one, then.
      if (taken.rowCount === 1) return numero;
    }
  });
}

/** No number comes by itself for this department: its ARS gives them all. */
export async function closeRange(db: Queryable, departement: string): Promise<void> {
  await db.query(
    `insert into plages_finess (departement, prefixe, prochain, dernier) values ($1, '00', 0, -1)
     on conflict (departement) do update set prochain = 0, dernier = -1`,
    [departement],
  );
}

/** Records a number given by hand by the ARS, in place of the automatic one. Fails with `FinessDejaAttribue`. */
export async function recordManualFiness(db: Queryable, ess: string, numero: string): Promise<void> {
  await inTransaction(db, async (client) => {
    await lockNamed(client, `finess:${ess}`);
    const holder = await finessHolder(client, numero);
    if (holder === ess) return;
    if (holder !== undefined) throw new FinessDejaAttribue(`${numero} is the number of ${holder}`);
    await client.query(
      `insert into finess (ess, numero, mode) values ($1, $2, 'manuel')
       on conflict (ess) do update set numero = excluded.numero, mode = 'manuel', attribue_le = now()`,
      [ess, numero],
    );
  });
}

/** The ESS that holds this number, if one does: to be asked before a number is given by hand. */
export async function finessHolder(db: Queryable, numero: string): Promise<string | undefined> {
  const { rows } = await db.query<{ ess: string }>('select ess from finess where numero = $1', [numero]);
  return rows[0]?.ess;
}

export interface Finess {
  readonly numero: string;
  readonly mode: 'automatique' | 'manuel';
  readonly fermeLe: DateCivile | null;
}

/** The number of an ESS. */
export async function readFiness(db: Queryable, ess: string): Promise<Finess | undefined> {
  const { rows } = await db.query<Finess>('select numero, mode, ferme_le as "fermeLe" from finess where ess = $1', [
    ess,
  ]);
  return rows[0];
}

/**
 * FIN-05 — when the ARS closed the number, as the case says after its event `rang`; null: it is open (a closing may have been
 * struck, DEC-33). A later state already saved stays: retries may arrive late.
 */
export async function recordClosing(db: Queryable, ess: string, rang: number, le: DateCivile | null): Promise<void> {
  await db.query(
    `update finess f set ferme_le = $3::date from dossiers d
     where f.ess = $1 and d.ess = f.ess and d.rang = $2 and f.ferme_le is distinct from $3::date`,
    [ess, rang, le],
  );
}
