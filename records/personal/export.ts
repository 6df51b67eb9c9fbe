/** All that a person keeps here, for themselves to take away (GDPR, art. 15 and 20). */
import { inTransaction, type Queryable } from '../server/pool.ts';
import { listDrafts, readDraft, type Draft } from './drafts.ts';
import { preferencesOf, type Preferences } from './preferences.ts';
import { MOST_SEEN, listSeen, type Seen } from './seen.ts';
import { listViews, type SavedView } from './views.ts';

export interface SentMail {
  readonly nature: 'code' | 'recapitulatif';
  readonly adresse: string;
  readonly objet: string;
  readonly creeLe: Date;
  readonly envoyeLe: Date | null;
}
export interface PersonalData {
  readonly preferences: Preferences;
  readonly brouillons: readonly Draft[];
  readonly vues: readonly SavedView[];
  readonly lus: readonly Seen[];
  readonly courriels: readonly SentMail[];
}

/** As it stands at one moment. */
export const personalData = (db: Queryable, sujet: string): Promise<PersonalData> =>
  inTransaction(
    db,
    async (client) => {
      const brouillons: Draft[] = [];
      for (const { id } of await listDrafts(client, sujet, {})) {
        const draft = await readDraft(client, sujet, id);
        if (draft !== undefined) brouillons.push(draft);
      }
      const { rows: courriels } = await client.query<SentMail>(
        `select nature, adresse, objet, cree_le as "creeLe", envoye_le as "envoyeLe" from courriels_personnels
         where sujet = $1 order by cree_le desc limit 1000`,
        [sujet],
      );
      return {
        preferences: await preferencesOf(client, sujet),
        brouillons,
        vues: await listViews(client, sujet),
        lus: await listSeen(client, sujet, { limite: MOST_SEEN }),
        courriels,
      };
    },
    { snapshot: true },
  );
