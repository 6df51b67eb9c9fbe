/** The journal: every event of every ESS, appended once, never changed (the database refuses it). */
import pg from 'pg';
import type { LigneJournal } from '../../domain/demandes.types.ts';
import type { Evenement } from '../../domain/evenements.ts';
import { instant } from '../../domain/valeurs.ts';
import { inTransaction, type Queryable } from '../server/pool.ts';

/** What is being appended contradicts what is written: a bug or a tampered history, never to be passed over. */
export class JournalMismatch extends Error {
  override readonly name = 'JournalMismatch';
}

/**
 * Appends lines, idempotent by (ess, rang); the database chains each to the one before by its hash. Fails with
 * `JournalMismatch` when a different event stands at one of the ordinals, or when the lines would leave a gap.
 */
export async function appendJournal(db: Queryable, ess: string, lignes: readonly LigneJournal[]): Promise<void> {
  if (lignes.length === 0) return;
  const ordonnees = lignes.toSorted((a, b) => a.rang - b.rang);
  const rangs = ordonnees.map((ligne) => ligne.rang);
  const saut = rangs.findIndex((rang, position) => position > 0 && rang !== (rangs[position - 1] ?? 0) + 1);
  if (saut !== -1) throw new JournalMismatch(`${ess}: no event at ordinal ${(rangs[saut] ?? 0) - 1}`);
  const contenus = ordonnees.map((ligne) => JSON.stringify(ligne.evenement));
  await inTransaction(db, async (client) => {
    const { rowCount } = await client
      .query(
        `insert into journal (ess, rang, le, enregistre_le, evenement, acteur, regle, contenu)
         select $1, rang, (contenu ->> 'le')::date, enregistre_le, contenu ->> 'evenement', contenu ->> 'acteur',
                contenu ->> 'regle', contenu
         from unnest($2::int[], $3::timestamptz[], $4::jsonb[]) as ligne (rang, enregistre_le, contenu) order by rang
         on conflict (ess, rang) do nothing`,
        [ess, rangs, ordonnees.map((ligne) => new Date(ligne.enregistreLe).toISOString()), contenus],
      )
      .catch((error: unknown) => {
        // What the trigger `journal_chaine` says of a gap.
        if (error instanceof pg.DatabaseError && error.constraint === 'journal_sans_trou')
          throw new JournalMismatch(`${ess}: ${error.message}`, { cause: error });
        throw error;
      });
    if (rowCount !== rangs.length) await refuseDifferent(client, ess, rangs, contenus);
  });
}

/** Some of these lines were there already: the very same, or it is an error. */
async function refuseDifferent(
  client: Queryable,
  ess: string,
  rangs: readonly number[],
  contenus: readonly string[],
): Promise<void> {
  const { rows } = await client.query<{ rang: number }>(
    `select rang from unnest($2::int[], $3::jsonb[]) as ligne (rang, contenu)
     join journal using (rang) where ess = $1 and journal.contenu <> ligne.contenu order by rang limit 1`,
    [ess, rangs, contenus],
  );
  const rang = rows[0]?.rang;
  if (rang !== undefined) throw new JournalMismatch(`${ess}: another event stands at ordinal ${rang}`);
}

/** Lines of one ESS after an ordinal (default: from the first), in order, at most `limite` (default 500). */
export async function readJournal(
  db: Queryable,
  ess: string,
  { apresRang = 0, limite = 500 }: { apresRang?: number; limite?: number } = {},
): Promise<LigneJournal[]> {
  const { rows } = await db.query<{ rang: number; enregistre_le: Date; contenu: Evenement }>(
    'select rang, enregistre_le, contenu from journal where ess = $1 and rang > $2 order by rang limit $3',
    [ess, apresRang, limite],
  );
  return rows.map((row) => ({
    rang: row.rang,
    enregistreLe: instant(row.enregistre_le.getTime()),
    evenement: row.contenu,
  }));
}

/** The reason that the latest event of that name gave; `undefined` where it gave none, or there is no such event. */
export async function lastReason(db: Queryable, ess: string, evenement: string): Promise<string | undefined> {
  const { rows } = await db.query<{ motif: string | null }>(
    `select contenu ->> 'motif' as motif from journal where ess = $1 and evenement = $2 order by rang desc limit 1`,
    [ess, evenement],
  );
  return rows[0]?.motif ?? undefined;
}

/** The event of that ordinal; `undefined` where the journal has none. */
export async function eventAt(db: Queryable, ess: string, rang: number): Promise<Evenement | undefined> {
  const { rows } = await db.query<{ contenu: Evenement }>('select contenu from journal where ess = $1 and rang = $2', [
    ess,
    rang,
  ]);
  return rows[0]?.contenu;
}
