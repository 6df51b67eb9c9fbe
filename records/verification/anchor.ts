/**
 * The anchor: the last hash of each ESS, and one hash of them all. Kept elsewhere by an administration, it proves later
 * that nothing written before has been changed, even by someone who could rewrite the whole base and its hashes.
 */
import { createHash } from 'node:crypto';
import type { Queryable } from '../server/pool.ts';
import type { Discrepancy } from './types.ts';

export interface Head {
  readonly ess: string;
  readonly rang: number;
  /** Hexadecimal. */
  readonly empreinte: string;
}

const ligneDe = ({ ess, rang, empreinte }: Head): string => `${ess}\t${rang}\t${empreinte}`;
const ENSEMBLE = 'ENSEMBLE';

/** Sorted by code point, whatever the collation of the base. */
async function tetes(db: Queryable): Promise<Head[]> {
  const { rows } = await db.query<Head>(
    `select distinct on (ess) ess, rang, encode(empreinte, 'hex') as empreinte from journal order by ess, rang desc`,
  );
  return rows.sort((a, b) => (a.ess < b.ess ? -1 : 1));
}

const empreinteEnsemble = (lignes: readonly string[]): string =>
  createHash('sha256')
    .update(lignes.map((ligne) => `${ligne}\n`).join(''))
    .digest('hex');

/** Text of the anchor: a line per ESS (`ess TAB rang TAB empreinte`), then `ENSEMBLE TAB nombre TAB empreinte`. */
export async function writeAnchor(db: Queryable): Promise<string> {
  const lignes = (await tetes(db)).map(ligneDe);
  return [...lignes, `${ENSEMBLE}\t${lignes.length}\t${empreinteEnsemble(lignes)}`, ''].join('\n');
}

/** The file is not an anchor, or has been changed since. French sentence. */
export class UnreadableAnchor extends Error {
  override readonly name = 'UnreadableAnchor';
}

/** Reads the text of an anchor. Fails with `UnreadableAnchor` when its overall hash is not that of its lines. */
export function readAnchor(texte: string): Head[] {
  const lignes = texte.split(/\r?\n/).filter((ligne) => ligne !== '');
  const [mot, nombre, ensemble] = (lignes.pop() ?? '').split('\t');
  if (mot !== ENSEMBLE)
    throw new UnreadableAnchor('Ce fichier n’est pas une ancre : sa dernière ligne doit être « ENSEMBLE ».');
  if (Number(nombre) !== lignes.length || ensemble !== empreinteEnsemble(lignes))
    throw new UnreadableAnchor('Cette ancre a été modifiée : son empreinte d’ensemble n’est pas celle de ses lignes.');
  return lignes.map((ligne) => {
    const [ess = '', rang, empreinte = ''] = ligne.split('\t');
    return { ess, rang: Number(rang), empreinte };
  });
}

const PAGE = 500;
const ANCHOR_CHECK = 'journal.ancre';

/** The journal must hold every head of the anchor, at its ordinal, whatever was added since. */
export async function compareWithAnchor(
  db: Queryable,
  ancre: readonly Head[],
  surEcart: (ecart: Discrepancy) => void,
): Promise<void> {
  for (let debut = 0; debut < ancre.length; debut += PAGE) {
    const page = ancre.slice(debut, debut + PAGE);
    const { rows } = await db.query<{ ess: string; empreinte: string }>(
      `select ess, encode(empreinte, 'hex') as empreinte
       from unnest($1::text[], $2::int[]) as tete (ess, rang) join journal using (ess, rang)`,
      [page.map(({ ess }) => ess), page.map(({ rang }) => rang)],
    );
    const trouvees = new Map(rows.map(({ ess, empreinte }) => [ess, empreinte]));
    for (const { ess, rang, empreinte } of page) {
      const trouve = trouvees.get(ess);
      if (trouve !== empreinte)
        surEcart({
          controle: ANCHOR_CHECK,
          ess,
          rang,
          attendu: empreinte,
          trouve: trouve ?? 'aucun événement à ce rang',
        });
    }
  }
}
