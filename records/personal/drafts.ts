/** What somebody began to fill in and has not sent: theirs alone, with a version so that two tabs do not undo each other. */
import { inSpace } from './space.ts';
import type { Queryable } from '../server/pool.ts';

export interface DraftLine {
  readonly id: string;
  /** Which form: the name of a command, or of another form. */
  readonly formulaire: string;
  readonly ess: string | null;
  readonly titre: string | null;
  readonly version: number;
  readonly creeLe: Date;
  readonly modifieLe: Date;
}
export interface Draft extends DraftLine {
  readonly contenu: Readonly<Record<string, unknown>>;
}
export type DraftText = Pick<Draft, 'formulaire' | 'ess' | 'titre' | 'contenu'>;

/** What became of a writing. `depassee`: the draft is no longer the one that was read; `autant`: there are too many. */
export type SavedDraft =
  | { readonly issue: 'cree' | 'enregistre'; readonly brouillon: Draft }
  | { readonly issue: 'depassee'; readonly brouillon: DraftLine }
  | { readonly issue: 'autant' | 'absent' };

/** Most drafts of one person. */
export const MOST_DRAFTS = 100;

const LINE = 'id, formulaire, ess, titre, version, cree_le as "creeLe", modifie_le as "modifieLe"';
const WHOLE = `${LINE}, contenu`;
type Row = DraftLine & { readonly contenu: string };
const read = ({ contenu, ...line }: Row): Draft => ({
  ...line,
  contenu: JSON.parse(contenu) as Draft['contenu'],
});
const sameText = (row: Row, { formulaire, ess, titre, contenu }: DraftText): boolean =>
  row.formulaire === formulaire && row.ess === ess && row.titre === titre && row.contenu === JSON.stringify(contenu);

/** Newest first. */
export async function listDrafts(
  db: Queryable,
  sujet: string,
  { ess, formulaire }: { readonly ess?: string; readonly formulaire?: string },
): Promise<readonly DraftLine[]> {
  const { rows } = await db.query<DraftLine>(
    `select ${LINE} from brouillons where sujet = $1 and ($2::text is null or ess = $2)
       and ($3::text is null or formulaire = $3) order by modifie_le desc, id`,
    [sujet, ess ?? null, formulaire ?? null],
  );
  return rows;
}

export async function readDraft(db: Queryable, sujet: string, id: string): Promise<Draft | undefined> {
  const { rows } = await db.query<Row>(`select ${WHOLE} from brouillons where sujet = $1 and id = $2`, [sujet, id]);
  return rows[0] && read(rows[0]);
}

/**
 * Writes the draft `id`. `lue`: the version that was read; `'*'`: any; absent: there must be none yet, but for one that says the
 * same already (an answer that was lost).
 */
export const saveDraft = (
  db: Queryable,
  sujet: string,
  id: string,
  texte: DraftText,
  lue?: number | '*',
): Promise<SavedDraft> =>
  inSpace(db, sujet, async (client) => {
    const { rows } = await client.query<Row>(`select ${WHOLE} from brouillons where sujet = $1 and id = $2`, [
      sujet,
      id,
    ]);
    const [known] = rows;
    const values = [sujet, id, texte.formulaire, texte.ess, texte.titre, JSON.stringify(texte.contenu)];
    if (known === undefined) {
      if (lue !== undefined) return { issue: 'absent' };
      const { rows: counted } = await client.query<{ nombre: number }>(
        'select count(*)::int as nombre from brouillons where sujet = $1',
        [sujet],
      );
      if ((counted[0]?.nombre ?? 0) >= MOST_DRAFTS) return { issue: 'autant' };
      return {
        issue: 'cree',
        brouillon: await one(
          client,
          `insert into brouillons (sujet, id, formulaire, ess, titre, contenu) values ($1, $2, $3, $4, $5, $6)`,
          values,
        ),
      };
    }
    if (sameText(known, texte)) return { issue: 'enregistre', brouillon: read(known) };
    if (lue !== '*' && lue !== known.version) return { issue: 'depassee', brouillon: known };
    return {
      issue: 'enregistre',
      brouillon: await one(
        client,
        `update brouillons set formulaire = $3, ess = $4, titre = $5, contenu = $6, version = version + 1,
           modifie_le = now() where sujet = $1 and id = $2`,
        values,
      ),
    };
  });

async function one(db: Queryable, statement: string, values: readonly unknown[]): Promise<Draft> {
  const { rows } = await db.query<Row>(`${statement} returning ${WHOLE}`, [...values]);
  const [row] = rows;
  if (row === undefined) throw new Error('the draft was not written');
  return read(row);
}

/** Whether there was one. */
export async function deleteDraft(db: Queryable, sujet: string, id: string): Promise<boolean> {
  const { rowCount } = await db.query('delete from brouillons where sujet = $1 and id = $2', [sujet, id]);
  return rowCount === 1;
}
