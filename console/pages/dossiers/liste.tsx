/** `/dossiers`: the list of cases. Filters, order, columns and page are in the address; the export is of what is shown. */
import { Shortcuts, shortcutsOf } from '../personne/raccourcis.tsx';
import { Table, type Column } from '../../parts/table.tsx';
import { withQuery } from '../../shell/addresses.ts';
import { answerOf, fileOf } from '../../shell/api.ts';
import { redirect, view, withRight, type Page, type Visit } from '../../shell/page.ts';
import { Filters } from './filtres.tsx';
import { Views, viewsOf } from './vues.tsx';
import { FROM_THE_START, PAGE } from './adresses.ts';
import { Pages } from './pages.tsx';
import { askedCriteria, criteriaFor } from './criteres.ts';
import { SelectAll, SelectBar, SelectBox, selectable } from '../ensemble/ensemble.tsx';
import { chosenColumns, columnsFor, teamName, type CaseColumn, type Row } from './colonnes.tsx';

/** An id typed in the search box leads straight to its case. */
const ESS_ID = /^ess-[0-9a-z]{2,3}-[0-9a-z]{8}$/i;

/** A header that sorts: by this key, then the other way round. */
function sortable(column: CaseColumn, here: string, tri: string): CaseColumn {
  const { sortKey, label } = column;
  if (sortKey === undefined) return column;
  const up = tri === sortKey;
  const next = up ? `-${sortKey}` : sortKey;
  const href = withQuery(here, { ...FROM_THE_START, tri: next });
  const state = up ? 'ascending' : tri === `-${sortKey}` ? 'descending' : undefined;
  return {
    ...column,
    header: (
      <a href={href}>
        {column.header}
        {state !== undefined && <span aria-hidden="true">{state === 'ascending' ? ' ▲' : ' ▼'}</span>}
        <span class="visually-hidden">{`, trier par ${label.toLowerCase()}`}</span>
      </a>
    ),
    ...(state === undefined ? {} : { sort: state }),
  };
}

/** What is asked of the API: the same for the page and for its export. */
function askedOf(visit: Visit) {
  const criteria = criteriaFor(visit.me, visit.contract);
  const asked = askedCriteria(visit.query, criteria);
  const all = columnsFor(visit.me, visit.contract, visit.today, visit.here);
  const columns = chosenColumns(all, visit.query.getAll('colonnes'));
  const tri = visit.query.get('tri') ?? 'echeance';
  const fields = [...new Set(columns.flatMap((column) => column.fields))];
  return { criteria, asked, all, columns, tri, fields };
}

/** To act on several at once. */
const selection = ({ contract }: Visit): Column<Row> => ({
  header: <SelectAll />,
  cell: (row) => <SelectBox ess={row.ess ?? ''} team={teamName(row, contract)} />,
});

async function list(visit: Visit) {
  const { query, api, here } = visit;
  const jump = (query.get('recherche') ?? '').trim();
  if (ESS_ID.test(jump)) return redirect(`/dossiers/${jump.toLowerCase()}`);
  const { criteria, asked, all, columns, tri, fields } = askedOf(visit);
  const apres = query.get('apres') ?? '';
  const page = Math.max(1, Number.parseInt(query.get('page') ?? '1', 10) || 1);
  const { ess, suivant } = await answerOf(
    api.GET('/api/v1/ess', {
      params: {
        query: { ...asked, tri, champs: fields.join(','), limite: PAGE, ...(apres === '' ? {} : { apres }) },
      },
    }),
  );
  const first = (page - 1) * PAGE + 1;
  const [views, keys] = await Promise.all([viewsOf(visit), shortcutsOf(visit)]);
  const range = ess.length === 0 ? 'Aucun dossier' : `Dossiers ${first} à ${first + ess.length - 1}`;
  const exportAt = (format: string) =>
    withQuery(here, { ...FROM_THE_START, format }).replace('/dossiers', '/dossiers/export');
  return view({
    title: 'Dossiers',
    back: { href: '/', label: 'Accueil' },
    wide: true,
    body: (
      <>
        <Filters criteria={criteria} asked={asked} columns={all} chosen={columns} tri={tri} here={here} />
        <Views visit={visit} views={views} />
        <Shortcuts on={keys} />
        <Table
          caption={`${range}${suivant === null && page === 1 ? '' : ', page par page'}`}
          columns={[
            ...(selectable(visit.me) ? [selection(visit)] : []),
            ...columns.map((column) => sortable(column, here, tri)),
          ]}
          rows={ess}
          empty={
            Object.keys(asked).length === 0
              ? 'Aucun dossier n’est dans votre périmètre.'
              : 'Aucun dossier ne répond à ces filtres.'
          }
        />
        {ess.length > 0 && <SelectBar visit={visit} />}
        <Pages visit={visit} suivant={suivant} />
        {ess.length > 0 && (
          <p class="no-print">
            Exporter exactement cette liste, toutes pages comprises : <a href={exportAt('csv')}>tableur (CSV)</a> ·{' '}
            <a href={exportAt('json')}>données (JSON)</a>
          </p>
        )}
      </>
    ),
  });
}

async function exported(visit: Visit) {
  const { asked, tri, fields } = askedOf(visit);
  const query = { ...asked, tri, champs: fields.join(',') };
  if (visit.query.get('format') === 'json') {
    const response = await fileOf(visit.api.GET('/api/v1/exports/ess.json', { params: { query }, parseAs: 'stream' }));
    return { kind: 'download' as const, response, name: `dossiers-${visit.today}.json` };
  }
  const response = await fileOf(visit.api.GET('/api/v1/exports/ess.csv', { params: { query }, parseAs: 'stream' }));
  return { kind: 'download' as const, response, name: `dossiers-${visit.today}.csv` };
}

export const DOSSIERS: readonly Page[] = [
  { path: '/dossiers', open: withRight('lister-ess'), menu: { label: 'Dossiers', rank: 20 }, get: list },
  { path: '/dossiers/export', open: withRight('exporter-ess'), get: exported },
];
