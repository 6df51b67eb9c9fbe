/** How somebody wants to be told of their work, and to work. */
import { confirmAddress, forgetCode, sendCode, type ComposeCode, type Confirmation } from './address.ts';
import { inSpace } from './space.ts';
import type { Queryable } from '../server/pool.ts';

/** What a person chooses. */
export interface Choices {
  readonly courriel: string | null;
  /** ISO day of the week of the digest; null: none. */
  readonly recapitulatif: number | null;
  /** The digest leaves even when nothing awaits them. */
  readonly avecRien: boolean;
  /** Keyboard shortcuts of the console. */
  readonly raccourcis: boolean;
}
export interface Preferences extends Choices {
  readonly courrielConfirmeLe: Date | null;
  readonly version: number;
}

/** Who chose nothing yet. */
export const NO_CHOICE: Preferences = {
  courriel: null,
  recapitulatif: null,
  avecRien: false,
  raccourcis: false,
  courrielConfirmeLe: null,
  version: 0,
};

const COLUMNS = `courriel, recapitulatif, avec_rien as "avecRien", raccourcis,
  courriel_confirme_le as "courrielConfirmeLe", version`;

/** Without saying that they came. */
export async function preferencesOf(db: Queryable, sujet: string): Promise<Preferences> {
  const { rows } = await db.query<Preferences>(`select ${COLUMNS} from espaces where sujet = $1`, [sujet]);
  return rows[0] ?? NO_CHOICE;
}

/** Their choices; `identite`, the one that their token has today, is that in whose name their digest will be read. */
export async function readPreferences(db: Queryable, sujet: string, identite: object): Promise<Preferences> {
  await db.query(
    `update espaces set venu_le = current_date, identite = $2
     where sujet = $1 and (venu_le <> current_date or identite is distinct from $2)`,
    [sujet, JSON.stringify(identite)],
  );
  return preferencesOf(db, sujet);
}

export type SavedPreferences =
  | { readonly issue: 'enregistrees' | 'depassees'; readonly preferences: Preferences }
  | { readonly issue: 'trop-de-codes' };

/**
 * Writes the choices whole. `lue`: the version that was read; absent: any. A new address is not confirmed, and is sent a code
 * that `composer` writes.
 */
export const savePreferences = (
  db: Queryable,
  { sujet, identite }: { readonly sujet: string; readonly identite: object },
  choix: Choices,
  composer: ComposeCode,
  lue?: number,
): Promise<SavedPreferences> =>
  inSpace(db, sujet, async (client): Promise<SavedPreferences> => {
    const known = await preferencesOf(client, sujet);
    if (lue !== undefined && lue !== known.version) return { issue: 'depassees', preferences: known };
    const { courriel, recapitulatif, avecRien, raccourcis } = choix;
    if (courriel !== known.courriel) {
      if (courriel === null) await forgetCode(client, sujet);
      else if (!(await sendCode(client, sujet, courriel, composer))) return { issue: 'trop-de-codes' };
      await client.query(
        `delete from courriels_personnels where sujet = $1 and envoye_le is null and adresse is distinct from $2`,
        [sujet, courriel],
      );
    }
    const { rows } = await client.query<Preferences>(
      `update espaces set courriel = $2, recapitulatif = $3, avec_rien = $4, raccourcis = $5, identite = $6,
         courriel_confirme_le = case when courriel is not distinct from $2 then courriel_confirme_le end,
         version = version + 1 where sujet = $1 returning ${COLUMNS}`,
      [sujet, courriel, recapitulatif, avecRien, raccourcis, JSON.stringify(identite)],
    );
    return { issue: 'enregistrees', preferences: rows[0] ?? NO_CHOICE };
  });

/** Another code, for an address that is not confirmed. `sans-objet`: there is no such address. */
export const resendCode = (
  db: Queryable,
  sujet: string,
  composer: ComposeCode,
): Promise<'envoye' | 'trop-de-codes' | 'sans-objet'> =>
  inSpace(db, sujet, async (client) => {
    const { courriel, courrielConfirmeLe } = await preferencesOf(client, sujet);
    if (courriel === null || courrielConfirmeLe !== null) return 'sans-objet';
    return (await sendCode(client, sujet, courriel, composer)) ? 'envoye' : 'trop-de-codes';
  });

export const confirmPreferences = (
  db: Queryable,
  sujet: string,
  code: string,
): Promise<{ readonly issue: Confirmation; readonly preferences: Preferences }> =>
  inSpace(db, sujet, async (client) => ({
    issue: await confirmAddress(client, sujet, code),
    preferences: await preferencesOf(client, sujet),
  }));

/** The link of a digest was followed: there will be no other. Whether the secret is one. */
export async function endDigest(db: Queryable, secret: string): Promise<boolean> {
  const { rowCount } = await db.query(
    `with fini as (update espaces set recapitulatif = null, version = version + 1
       where desinscription = $1 and recapitulatif is not null returning sujet),
     retire as (delete from courriels_personnels c using fini
       where c.sujet = fini.sujet and c.nature = 'recapitulatif' and c.envoye_le is null)
     select 1 from espaces where desinscription = $1`,
    [secret],
  );
  return rowCount === 1;
}
