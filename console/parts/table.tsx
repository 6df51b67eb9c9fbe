/** Tables: a caption, headers that say what they head, and a region that the keyboard can move when it is too wide. */
import type { ComponentChildren } from 'preact';

export interface Column<Row> {
  readonly header: ComponentChildren;
  readonly cell: (row: Row) => ComponentChildren;
  /** Numbers stand to the right. */
  readonly number?: boolean;
  /** The cell that names the line. */
  readonly head?: boolean;
  readonly sort?: 'ascending' | 'descending';
}

interface TableProps<Row> {
  readonly caption: string;
  /** The caption repeats a title that stands just above. */
  readonly quiet?: boolean;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly empty?: ComponentChildren;
  readonly foot?: ComponentChildren;
}

let drawn = 0;

export function Table<Row>({ caption, quiet = false, columns, rows, empty, foot }: TableProps<Row>) {
  if (rows.length === 0) return <p>{empty ?? 'Rien à montrer.'}</p>;
  drawn = (drawn + 1) % 1_000_000;
  const id = `tableau-${drawn}`;
  return (
    <div class="scroll" role="region" aria-labelledby={id} tabIndex={0}>
      <table>
        <caption id={id} class={quiet ? 'visually-hidden' : undefined}>
          {caption}
        </caption>
        <thead>
          <tr>
            {columns.map(({ header, number = false, sort }) => (
              <th scope="col" class={number ? 'number' : undefined} aria-sort={sort}>
                {header}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr>
              {columns.map(({ cell, number = false, head = false }) =>
                head ? (
                  <th scope="row" class={number ? 'number' : undefined}>
                    {cell(row)}
                  </th>
                ) : (
                  <td class={number ? 'number' : undefined}>{cell(row)}</td>
                ),
              )}
            </tr>
          ))}
        </tbody>
        {foot !== undefined && <tfoot>{foot}</tfoot>}
      </table>
    </div>
  );
}
