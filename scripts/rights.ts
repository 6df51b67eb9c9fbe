/** Prints the matrix of rights as Markdown, for `docs/identites.md`: from the same data as the API. */
import { isProven, isReasoned } from '../api/commands/chapters/all.ts';
import { OUTSIDE, RIGHTS, TWO_PARTIES, sendersOf, type Entitlement } from '../identity/rights.ts';
import { TABLE } from '../domain/table.ts';
import type { NomCommande } from '../domain/commandes.ts';

const ON: Readonly<Record<Entitlement['sur'], string>> = {
  dossier: 'une ESS de son périmètre',
  caisse: 'sa caisse',
  liste: 'ce qui est dans son périmètre',
  soi: 'soi-même',
};

/** Same width for every cell of a column, as the formatter of the project writes tables. */
function table(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => [...(row[column] ?? '')].length)));
  const line = (row: readonly string[]) =>
    `| ${row.map((cell, column) => cell + ' '.repeat((widths[column] ?? 0) - [...cell].length)).join(' | ')} |`;
  const [head = [], ...body] = rows;
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...body.map(line)].join('\n');
}

const marks = (roles: readonly string[]) => OUTSIDE.map((role) => (roles.includes(role) ? 'oui' : ''));

const rights = table([
  ['droit', ...OUTSIDE, 'sur', 'règle'],
  ...Object.entries<Entitlement>(RIGHTS).map(([name, { roles, sur, regle }]) => [
    `\`${name}\``,
    ...marks(roles),
    ON[sur],
    regle,
  ]),
]);

const notes = (commande: NomCommande) =>
  [
    ...(isReasoned(commande) ? ['motivé'] : []),
    ...(isProven(commande) ? ['prouvé'] : []),
    ...(TWO_PARTIES[commande] === undefined ? [] : ['deux organisations']),
  ].join(', ');

const commands = table([
  ['commande', ...OUTSIDE, ''],
  ...(Object.keys(TABLE) as NomCommande[]).map((commande) => [
    `\`${commande}\``,
    ...marks(sendersOf(commande)),
    notes(commande),
  ]),
]);

/** Both tables, as they stand in the documentation. */
export const MATRIX = `${rights}\n\n${commands}`;

if (import.meta.main) console.log(MATRIX);
