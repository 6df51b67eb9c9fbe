/** `/exports/ess.csv`, `/exports/ess.json`: the whole of a filtered list, sent as it is read. */
import { Readable } from 'node:stream';
import { Router, type RequestHandler } from 'express';
import { csvStream } from '../lists/csv.ts';
import { onlyMethods } from '../../runtime/http/faults.ts';
import { csvLine, headersOf, listItem } from '../lists/fields.ts';
import { everyCase, readListing } from '../lists/listing.ts';
import type { ApiDeps, Records } from '../ports.ts';
import { exportQuery } from '../lists/query.ts';
import { firstRead, sendStream } from '../http/stream.ts';

async function* asJson(items: AsyncIterable<unknown>): AsyncGenerator<string> {
  let before = '{"ess":[';
  for await (const item of items) {
    yield `${before}\n${JSON.stringify(item)}`;
    before = ',';
  }
  yield before === ',' ? '\n]}\n' : '{"ess":[]}\n';
}

async function* mapped<T, U>(items: AsyncIterable<T>, change: (item: T) => U): AsyncGenerator<U> {
  for await (const item of items) yield change(item);
}

const exportCsv =
  (records: Records): RequestHandler =>
  async (request, response) => {
    const { demande, champs } = readListing(request, 'exporter-ess', exportQuery);
    const cases = await firstRead(everyCase(records, demande));
    response.attachment('ess.csv').type('text/csv; charset=utf-8');
    const lines = Readable.from(mapped(cases, (dossier) => csvLine(champs, dossier)));
    await sendStream(response, lines, csvStream(headersOf(champs)));
  };

const exportJson =
  (records: Records): RequestHandler =>
  async (request, response) => {
    const { demande, champs } = readListing(request, 'exporter-ess', exportQuery);
    const cases = await firstRead(everyCase(records, demande));
    response.attachment('ess.json').type('application/json; charset=utf-8');
    await sendStream(response, Readable.from(asJson(mapped(cases, (dossier) => listItem(champs, dossier)))));
  };

export function exportRoutes({ records }: ApiDeps): Router {
  const router = Router();
  const reads = onlyMethods('GET, HEAD, OPTIONS');
  router.route('/exports/ess.csv').get(exportCsv(records)).all(reads);
  router.route('/exports/ess.json').get(exportJson(records)).all(reads);
  return router;
}
