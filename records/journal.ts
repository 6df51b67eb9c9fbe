/** The journal: every event of every ESS, appended once, never changed (the database refuses it). */
import type { LigneJournal } from '../domain/demandes.types.ts';
import type { Evenement } from '../domain/evenements.ts';
import { instant } from '../domain/valeurs.ts';
import { inTransaction, type Queryable } from './pool.ts';

/** What is being appended contradicts what is written: a bug or a tampered history, never to be passed over. */
export class DiscordanceJournal extends Error {
  override readonly name = 'DiscordanceJournal';
}

/**
 * Appends lines, idempotent by (ess, rang); the database chains each to the one before by its hash. Fails with
 * `DiscordanceJournal` when a different event stands at one of the ordinals, or when the lines would leave a gap.
 */
export async function appendJournal(db: Queryable, ess: string, lignes: readonly LigneJournal[]): Promise<void> {
  if (lignes.length === 0) return;
  const ordonnees = lignes.toSorted((a, b) => a.rang - b.rang);
  await inTransaction(db, async (client) => {
    await refuseGap(client, ess, ordonnees);
    const rangs = ordonnees.map((ligne) => ligne.rang);
    const contenus = ordonnees.map((ligne) => JSON.stringify(ligne.evenement));
    await client.query(
      `insert into journal (ess, rang, le, enregistre_le, evenement, acteur, regle, contenu)
       select $1, rang, (contenu ->> 'le')::date, enregistre_le, contenu ->> 'evenement', contenu ->> 'acteur',
              contenu ->> 'regle', contenu
       from unnest($2::int[], $3::timestamptz[], $4::jsonb[]) as ligne (rang, enregistre_le, contenu) order by rang
       on conflict (ess, rang) do nothing`,
      [ess, rangs, ordonnees.map((ligne) => new Date(ligne.enregistreLe).toISOString()), contenus],
    );
    const different = await client.query<{ rang: number }>(
      `select rang from unnest($2::int[], $3::jsonb[]) as ligne (rang, contenu)
       join journal using (rang) where ess = $1 and journal.contenu <> ligne.contenu order by rang limit 1`,
      [ess, rangs, contenus],
    );
    const rang = different.rows[0]?.rang;
    if (rang !== undefined) throw new DiscordanceJournal(`${ess}: another event stands at ordinal ${rang}`);
  });
}

/** The trigger `journal_chaine` refuses a gap too; here it has a name. */
async function refuseGap(client: Queryable, ess: string, lignes: readonly LigneJournal[]): Promise<void> {
  const premier = lignes[0]?.rang ?? 1;
  const saut = lignes.findIndex(({ rang }, position) => rang !== premier + position);
  if (saut !== -1) throw new DiscordanceJournal(`${ess}: no event at ordinal ${premier + saut}`);
  if (premier <= 1) return;
  const before = await client.query('select 1 from journal where ess = $1 and rang = $2', [ess, premier - 1]);
  if (before.rowCount === 0) throw new DiscordanceJournal(`${ess}: no event at ordinal ${premier - 1}`);
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
