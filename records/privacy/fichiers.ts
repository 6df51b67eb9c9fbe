/** Files of a case: what is known of each, while their content is kept elsewhere under its SHA-256. */
import { randomUUID } from 'node:crypto';
import type { Role } from '../../domain/valeurs.ts';
import type { Author } from '../journal/ecritures.ts';
import { inTransaction, type Queryable } from '../server/pool.ts';

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

/** Records a file; the same content sent again for the same piece gives the row that is there. */
export async function saveFile(
  db: Queryable,
  fichier: Omit<Fichier, 'id' | 'deposeLe'>,
  auteur?: Author,
): Promise<{ readonly fichier: Fichier; readonly nouveau: boolean }> {
  return inTransaction(db, async (client) => {
    const { ess, code, exercice, rang, nom, type, taille, sha256, examen, deposePar } = fichier;
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

/**
 * Erases a file's row. `orphelin`: no other row has this content, which must go too; `undefined`: there was no such file.
 */
export async function deleteFile(
  db: Queryable,
  ess: string,
  id: string,
  effaceur: Eraser,
): Promise<{ readonly sha256: string; readonly orphelin: boolean } | undefined> {
  return inTransaction(db, async (client) => {
    const { rows } = await client.query<{ sha256: string }>(
      'delete from fichiers where ess = $1 and id = $2 returning sha256',
      [ess, id],
    );
    const sha256 = rows[0]?.sha256;
    if (sha256 === undefined) return undefined;
    await recordAccess(client, { ess, objet: 'fichier', cle: id, acte: 'effacement', ...effaceur });
    const others = await client.query('select 1 from fichiers where sha256 = $1 limit 1', [sha256]);
    return { sha256, orphelin: others.rowCount === 0 };
  });
}
