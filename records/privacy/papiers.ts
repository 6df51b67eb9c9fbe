/** What stands as the document of a piece: files sent, forms filled in beside an act, and what was taken back. */
import type { Queryable } from '../server/pool.ts';
import { listFiles, type Fichier } from './fichiers.ts';

/** A record kept with an act: which fields it fills in, which files it names (pieces, contents of a deposit). */
export interface FilledForm {
  readonly id: string;
  readonly nature: string;
  readonly champs: readonly string[];
  readonly fichiers: readonly string[];
}

export interface Papers {
  readonly fichiers: readonly Fichier[];
  readonly fiches: readonly FilledForm[];
  /** Files that their sender took back. */
  readonly retires: readonly { readonly code: string; readonly exercice: number | null }[];
}

/** The papers of a case, without their content. */
export async function readPapers(db: Queryable, ess: string): Promise<Papers> {
  const { rows: fiches } = await db.query<FilledForm>(
    `select id, nature, array(select jsonb_object_keys(contenu)) as champs,
       array(select jsonb_array_elements_text(coalesce(contenu -> 'fichiers', contenu -> 'contenu', '[]'))) as fichiers
     from fiches where ess = $1 and jsonb_typeof(contenu) = 'object'`,
    [ess],
  );
  const { rows: retires } = await db.query<Papers['retires'][number]>(
    'select code, exercice from fichiers_retires where ess = $1',
    [ess],
  );
  return { fichiers: await listFiles(db, ess), fiches, retires };
}
