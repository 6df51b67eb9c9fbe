/** Files of a case: what is known of each, while their content is kept elsewhere under its SHA-256. */
import { randomUUID } from 'node:crypto';
import type { Role } from '../../domain/valeurs.ts';
import type { Author } from '../journal/ecritures.ts';
import { inTransaction, lockNamed, type Queryable } from '../server/pool.ts';

export interface Fichier {
  readonly id: string;
  readonly ess: string;
  /** Code of a piece (`langage.md`) or of another document of the case. */
  readonly code: string;
  readonly exercice: number | null;
  /** Ordinal of the event whose signed letter it is. */
  readonly rang: number | null;
  /** Name given by the sender. */
  readonly nom: string;
  /** Media type, told by the content. */
  readonly type: string;
  /** Bytes. */
  readonly taille: number;
  readonly sha256: string;
  readonly examen: 'sain' | 'non-analyse';
  readonly deposePar: Role;
  readonly deposeLe: Date;
}

const COLUMNS = `id, ess, code, exercice, rang, nom, type, taille, sha256, examen, depose_par as "deposePar",
  depose_le as "deposeLe"`;

export type AccessKind = 'depot' | 'lecture' | 'effacement';

/** Who erases, and why: kept when the thing is gone. */
export interface Eraser {
  readonly par: string;
  readonly motif: string;
}

/** One line of who put, read or erased what. `cle`: which one, of that kind; `ess`: `-` where there is none. */
export async function recordAccess(
  db: Queryable,
  acces: {
    readonly ess: string;
    readonly objet: 'fichier' | 'fiche' | 'personne' | 'adhesions' | 'courrier' | 'contrat' | 'lot' | 'compte';
    readonly cle: string;
    readonly acte: AccessKind;
    /** A role; whose it was stands in `auteur`, when it came through the API. */
    readonly par: string;
    readonly auteur?: Author;
    readonly motif?: string;
  },
): Promise<void> {
  const { ess, objet, cle, acte, par, auteur, motif = null } = acces;
  await db.query(
    `insert into acces (ess, objet, cle, acte, par, motif, sujet, organisation, delegation)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      ess,
      objet,
      cle,
      acte,
      par,
      motif,
      auteur?.sujet ?? null,
      auteur?.organisation ?? null,
      auteur?.delegation ?? null,
    ],
  );
}

/** A content is written and removed by one at a time: removed as the last of its rows goes, it may be what another brings. */
const contentOf = (sha256: string): string => `fichier ${sha256}`;

/**
 * Records a file; the same content sent again for the same piece gives the row that is there. `keep`: what makes sure that
 * the content is in its store, called while nobody can take it away.
 */
export async function saveFile(
  db: Queryable,
  fichier: Omit<Fichier, 'id' | 'deposeLe'>,
  auteur?: Author,
  keep?: () => Promise<void>,
): Promise<{ readonly fichier: Fichier; readonly nouveau: boolean }> {
  return inTransaction(db, async (client) => {
    const { ess, code, exercice, rang, nom, type, taille, sha256, examen, deposePar } = fichier;
    await lockNamed(client, contentOf(sha256));
    await keep?.();
    const inserted = await client.query<Fichier>(
      `insert into fichiers (id, ess, code, exercice, rang, nom, type, taille, sha256, examen, depose_par)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) on conflict do nothing returning ${COLUMNS}`,
      [randomUUID(), ess, code, exercice, rang, nom, type, taille, sha256, examen, deposePar],
    );
    const row = inserted.rows[0];
    if (row !== undefined) {
      await recordAccess(client, {
        ess,
        objet: 'fichier',
        cle: row.id,
        acte: 'depot',
        par: deposePar,
        ...(auteur === undefined ? {} : { auteur }),
      });
      return { fichier: row, nouveau: true };
    }
    const { rows } = await client.query<Fichier>(
      `select ${COLUMNS} from fichiers where ess = $1 and code = $2 and exercice is not distinct from $3
         and rang is not distinct from $4 and sha256 = $5`,
      [ess, code, exercice, rang, sha256],
    );
    if (rows[0] === undefined) throw new Error(`file of ${ess} neither written nor found`);
    return { fichier: rows[0], nouveau: false };
  });
}

/** Files of a case, by piece then by date. */
export async function listFiles(db: Queryable, ess: string): Promise<Fichier[]> {
  const { rows } = await db.query<Fichier>(
    `select ${COLUMNS} from fichiers where ess = $1 order by code, exercice nulls first, rang nulls first, depose_le, id`,
    [ess],
  );
  return rows;
}

export async function readFile(db: Queryable, ess: string, id: string): Promise<Fichier | undefined> {
  const { rows } = await db.query<Fichier>(`select ${COLUMNS} from fichiers where ess = $1 and id = $2`, [ess, id]);
  return rows[0];
}

/** Its last row has gone: so does the content, before another can bring the same one. */
async function removeOrphan(
  client: Queryable,
  sha256: string,
  remove: (sha256: string) => Promise<void>,
): Promise<void> {
  const others = await client.query('select 1 from fichiers where sha256 = $1 limit 1', [sha256]);
  if (others.rowCount === 0) await remove(sha256);
}

/** Erases a file, and its content when no other file has it. `false`: there was no such file. */
export async function deleteFile(
  db: Queryable,
  ess: string,
  id: string,
  effaceur: Eraser,
  remove: (sha256: string) => Promise<void>,
): Promise<boolean> {
  return inTransaction(db, async (client) => {
    const fichier = await readFile(client, ess, id);
    if (fichier === undefined) return false;
    await lockNamed(client, contentOf(fichier.sha256));
    const { rowCount } = await client.query('delete from fichiers where ess = $1 and id = $2', [ess, id]);
    if (rowCount !== 1) return false;
    await recordAccess(client, { ess, objet: 'fichier', cle: id, acte: 'effacement', ...effaceur });
    await removeOrphan(client, fichier.sha256, remove);
    return true;
  });
}

/** A reading, written down while the file is there: one that was taken back is not read. `false`: it has gone. */
export async function recordFileReading(db: Queryable, ess: string, id: string, auteur: Author): Promise<boolean> {
  return inTransaction(db, async (client) => {
    const { rowCount } = await client.query('select 1 from fichiers where ess = $1 and id = $2 for share', [ess, id]);
    if (rowCount !== 1) return false;
    await recordAccess(client, { ess, objet: 'fichier', cle: id, acte: 'lecture', par: auteur.role, auteur });
    return true;
  });
}

export type Withdrawal = 'retire' | 'absent' | 'autre-auteur' | 'lu';

/**
 * Takes back a file sent by mistake: its own sender (their organisation, in that role) may, until another has read it.
 * Nothing is left of its name or content, only that a document of this piece was taken back.
 */
export async function withdrawFile(
  db: Queryable,
  ess: string,
  id: string,
  auteur: Author,
  remove: (sha256: string) => Promise<void>,
): Promise<Withdrawal> {
  return inTransaction(db, async (client) => {
    const { rows } = await client.query<Fichier>(
      `select ${COLUMNS} from fichiers where ess = $1 and id = $2 for update`,
      [ess, id],
    );
    const fichier = rows[0];
    if (fichier === undefined) return 'absent';
    const sien = `par = $3 and (sujet = $4 or organisation = $5)`;
    const { rows: traces } = await client.query<{ acte: AccessKind; sien: boolean | null }>(
      `select acte, ${sien} as sien from acces where ess = $1 and objet = 'fichier' and cle = $2`,
      [ess, id, auteur.role, auteur.sujet, auteur.organisation],
    );
    if (!traces.some((trace) => trace.acte === 'depot' && trace.sien === true)) return 'autre-auteur';
    if (traces.some((trace) => trace.acte === 'lecture' && trace.sien !== true)) return 'lu';
    await lockNamed(client, contentOf(fichier.sha256));
    await client.query('delete from fichiers where id = $1', [id]);
    await client.query(
      'insert into fichiers_retires (id, ess, code, exercice, retire_par) values ($1, $2, $3, $4, $5)',
      [id, ess, fichier.code, fichier.exercice, auteur.role],
    );
    await recordAccess(client, { ess, objet: 'fichier', cle: id, acte: 'effacement', par: auteur.role, auteur });
    await removeOrphan(client, fichier.sha256, remove);
    return 'retire';
  });
}
