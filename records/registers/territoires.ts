/** Claims on (specialty, department) pairs: one ESS per specialty and territory (ELI-02, DEC-15). */
import type pg from 'pg';
import type { Etat } from '../../domain/etat.ts';
import { mettreANiveau } from '../../domain/mise-a-niveau.ts';
import type { DateCivile } from '../../domain/valeurs.ts';
import { inTransaction, lockAllNamed, type Queryable } from '../server/pool.ts';

export interface Revendication {
  readonly ess: string;
  readonly le: DateCivile;
  readonly specialites: readonly string[];
  readonly departements: readonly string[];
  /** The CPN allows this ESS beside another (DER-02): its claim is then never contested. */
  readonly derogation: boolean;
}
interface Paires {
  readonly ess: string;
  readonly specialites: readonly string[];
  readonly departements: readonly string[];
}

/** The other ESS that hold a claim, contested or not, on one of the pairs; sorted. Writes nothing. */
export async function conflicts(db: Queryable, { ess, specialites, departements }: Paires): Promise<string[]> {
  const { rows } = await db.query<{ ess: string }>(
    `select distinct ess from territoires
     where libere_le is null and not en_instruction and ess <> $1 and specialite = any ($2) and departement = any ($3)
     order by ess`,
    [ess, specialites, departements],
  );
  return rows.map((row) => row.ess);
}

/**
 * DEC-56, DEC-57 — makes a case known on its pairs, before it claims any, and gives the states of the others that are or
 * were known there, whatever became of them. Done twice, it changes nothing more.
 */
export async function neighbours(db: Queryable, cas: Paires & { readonly le: DateCivile }): Promise<Etat[]> {
  return inTransaction(db, async (client) => {
    // Two cases that come at the same moment: the second one waits for the first to be written, and sees it.
    await lockPairs(client, pairesDe(cas));
    return known(client, cas);
  });
}

async function known(client: pg.PoolClient, cas: Paires & { readonly le: DateCivile }): Promise<Etat[]> {
  const { ess, le, specialites, departements } = cas;
  await client.query(
    `insert into territoires (specialite, departement, ess, conteste, derogation, revendique_le, en_instruction)
     select specialite, departement, $1, true, false, $2, true
     from unnest($3::text[]) as specialite, unnest($4::text[]) as departement
     where not exists (select from territoires connue where connue.ess = $1 and connue.specialite = specialite
       and connue.departement = departement)
     on conflict do nothing`,
    [ess, le, [...new Set(specialites)].sort(), [...new Set(departements)].sort()],
  );
  const { rows } = await client.query<{ etat: Etat }>(
    `select etat from dossiers where ess in (
       select ess from territoires where ess <> $1 and specialite = any ($2) and departement = any ($3)) order by ess`,
    [ess, specialites, departements],
  );
  return rows.map(({ etat }) => mettreANiveau(etat));
}

/**
 * Claims every pair. A pair that another ESS holds uncontested gives a contested claim. Asked again, the ESS keeps what
 * it holds, and a contested claim becomes uncontested once the pair is free or a derogation is recorded (DEC-15).
 */
export async function claimTerritory(
  db: Queryable,
  revendication: Revendication,
): Promise<{ conteste: boolean; autres: string[] }> {
  return inTransaction(db, async (client) => {
    const paires = pairesDe(revendication);
    await lockPairs(client, paires);
    let conteste = false;
    for (const [specialite, departement] of paires) {
      const tenue = await tenueParUneAutre(client, revendication.ess, specialite, departement);
      conteste = (await revendiquer(client, revendication, specialite, departement, tenue)) || conteste;
    }
    return { conteste, autres: await conflicts(client, revendication) };
  });
}

async function revendiquer(
  client: pg.PoolClient,
  { ess, le, derogation }: Revendication,
  specialite: string,
  departement: string,
  tenue: boolean,
): Promise<boolean> {
  const { rows } = await client.query<{ conteste: boolean }>(
    `insert into territoires as t (specialite, departement, ess, conteste, derogation, revendique_le)
     values ($1, $2, $3, $4, $5, $6)
     on conflict (ess, specialite, departement) where libere_le is null
     do update set conteste = t.conteste and excluded.conteste,
       derogation = t.derogation or excluded.derogation, en_instruction = false,
       revendique_le = case when t.en_instruction then excluded.revendique_le else t.revendique_le end
     returning conteste`,
    [specialite, departement, ess, tenue && !derogation, derogation, le],
  );
  return rows[0]?.conteste ?? true;
}

async function tenueParUneAutre(
  client: pg.PoolClient,
  ess: string,
  specialite: string,
  departement: string,
): Promise<boolean> {
  const { rowCount } = await client.query(
    `select 1 from territoires where specialite = $1 and departement = $2 and ess <> $3
       and libere_le is null and not conteste`,
    [specialite, departement, ess],
  );
  return (rowCount ?? 0) > 0;
}

/**
 * Frees what the ESS claimed: everything (DEC-45: when nothing covers it any more), or what is out of the bounds that it
 * keeps (DEC-48). Resolves to those that contested it. Done twice, it changes nothing more.
 */
export async function releaseTerritory(
  db: Queryable,
  ess: string,
  le: DateCivile,
  gardees: Pick<Paires, 'specialites' | 'departements'> = { specialites: [], departements: [] },
): Promise<string[]> {
  const { specialites, departements } = gardees;
  await db.query(
    `update territoires set libere_le = $2 where ess = $1 and libere_le is null
       and not (specialite = any($3) and departement = any($4))`,
    [ess, le, specialites, departements],
  );
  const { rows } = await db.query<{ ess: string }>(
    `select distinct autre.ess from territoires libre
     join territoires autre using (specialite, departement)
     where libre.ess = $1 and libre.libere_le is not null and autre.ess <> $1 and autre.conteste
       and not autre.en_instruction and autre.libere_le is null order by 1`,
    [ess],
  );
  return rows.map((row) => row.ess);
}

/** In one order for everybody: two cases that share pairs wait for each other and never deadlock. */
const lockPairs = (client: pg.PoolClient, paires: readonly [string, string][]): Promise<void> =>
  lockAllNamed(
    client,
    paires.map(([specialite, departement]) => `territoire:${specialite}:${departement}`),
  );

const pairesDe = ({ specialites, departements }: Pick<Paires, 'specialites' | 'departements'>): [string, string][] =>
  [...new Set(specialites)]
    .sort()
    .flatMap((specialite) => [...new Set(departements)].sort().map((d): [string, string] => [specialite, d]));
