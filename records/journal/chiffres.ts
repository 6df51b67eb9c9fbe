/** SUI-03 — the figures kept of each case and year: derived again some time after its journal was written, in sets. */
import type pg from 'pg';
import { anneesGardees, VERSION_CHIFFRES, type AnneeGardee } from '../../domain/etat-des-lieux/chiffres-gardes.ts';
import type { LigneJournal } from '../../domain/demandes.types.ts';
import type { Evenement } from '../../domain/evenements.ts';
import { instant, type DateCivile } from '../../domain/valeurs.ts';
import { inTransaction, type Queryable } from '../server/pool.ts';

/** Cases derived in one transaction: a hundredth of a second each at most, and others wait for the thread. */
const ENSEMBLE = 20;

interface LigneLue {
  readonly ess: string;
  readonly rang: number;
  readonly enregistre_le: Date;
  readonly contenu: Evenement;
}

/**
 * Derives again the figures of cases written at least `attenteSecondes` ago, so that one at work is derived once for many
 * acts. One at a time does it, whoever asks: what another holds is left to it. Resolves to the number of cases derived.
 */
export const refreshFigures = (
  pool: pg.Pool,
  { attenteSecondes = 0, limite = ENSEMBLE }: { readonly attenteSecondes?: number; readonly limite?: number } = {},
): Promise<number> =>
  inTransaction(pool, async (client) => {
    const { rows: tour } = await client.query<{ pris: boolean }>(
      `select pg_try_advisory_xact_lock(hashtextextended('chiffres_annuels', 0)) as pris`,
    );
    if (tour[0]?.pris !== true) return 0;
    // What is being written is not seen yet: its mark stays, for the next look.
    const { rows: marques } = await client.query<{ ess: string }>(
      `with anciennes as (
         select ess from chiffres_a_refaire group by ess
         having min(marque_le) <= now() - $1 * interval '1 second' order by min(id) limit $2
       ), retirees as (delete from chiffres_a_refaire m using anciennes a where m.ess = a.ess returning m.ess)
       select distinct ess from retirees order by ess`,
      [attenteSecondes, limite],
    );
    if (marques.length === 0) return 0;
    const cas = marques.map(({ ess }) => ess);
    const { rows } = await client.query<LigneLue>(
      'select ess, rang, enregistre_le, contenu from journal where ess = any($1) order by ess, rang',
      [cas],
    );
    const annees = [...Map.groupBy(rows, ({ ess }) => ess)].flatMap(([ess, lignes]) =>
      anneesGardees(ess, lignes.map(ligneDe)).map((gardee) => ({ ...gardee, ess })),
    );
    await client.query('delete from chiffres_annuels where ess = any($1)', [cas]);
    await client.query(
      `insert into chiffres_annuels (ess, annee, suivante, version, dernier_le, enregistre_le, chiffres)
       select ess, annee, suivante, $1, dernier_le, enregistre_le, chiffres
       from unnest($2::text[], $3::int[], $4::int[], $5::date[], $6::timestamptz[], $7::text[])
         as gardee (ess, annee, suivante, dernier_le, enregistre_le, chiffres)`,
      [
        VERSION_CHIFFRES,
        annees.map(({ ess }) => ess),
        annees.map(({ annee }) => annee),
        annees.map(({ suivante }) => suivante),
        annees.map(({ dernierLe }) => dernierLe),
        annees.map(({ enregistreLe }) => new Date(enregistreLe).toISOString()),
        annees.map(({ chiffres }) => (chiffres === null ? null : JSON.stringify(chiffres))),
      ],
    );
    return cas.length;
  });

const ligneDe = ({ rang, enregistre_le, contenu }: LigneLue): LigneJournal => ({
  rang,
  enregistreLe: instant(enregistre_le.getTime()),
  evenement: contenu,
});

/** A program that derives otherwise than the one before marks what that one left. Resolves to the number of cases. */
export async function markOutdatedFigures(db: Queryable): Promise<number> {
  const { rowCount } = await db.query(
    'insert into chiffres_a_refaire (ess) select distinct ess from chiffres_annuels where version < $1',
    [VERSION_CHIFFRES],
  );
  return rowCount ?? 0;
}

/** What is kept of one case. `aRefaire`: it is behind the journal, and no picture reads it. */
export interface KeptFigures {
  readonly aRefaire: boolean;
  readonly annees: readonly AnneeGardee[];
}

export async function readFigures(db: Queryable, ess: string): Promise<KeptFigures> {
  const { rows: marques } = await db.query('select from chiffres_a_refaire where ess = $1 limit 1', [ess]);
  const { rows } = await db.query<{
    annee: number;
    suivante: number | null;
    version: number;
    dernierLe: DateCivile;
    enregistreLe: Date;
    chiffres: string | null;
  }>(
    `select annee, suivante, version, dernier_le as "dernierLe", enregistre_le as "enregistreLe", chiffres
     from chiffres_annuels where ess = $1 order by annee`,
    [ess],
  );
  return {
    aRefaire: marques.length > 0 || rows.some(({ version }) => version !== VERSION_CHIFFRES),
    annees: rows.map(({ annee, suivante, dernierLe, enregistreLe, chiffres }) => ({
      annee,
      suivante,
      dernierLe,
      enregistreLe: instant(enregistreLe.getTime()),
      chiffres: chiffres === null ? null : (JSON.parse(chiffres) as AnneeGardee['chiffres']),
    })),
  };
}
