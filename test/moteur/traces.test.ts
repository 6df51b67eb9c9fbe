/** One trace from a request to the SQL of its activity, read by a real OTLP receiver; and nothing personal in it. */
import { randomUUID } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Worker } from '@temporalio/worker';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { BARE } from '../api/support.ts';
import { comme, fournisseur } from '../setup/identites.ts';
import { ouvrirInstallation, type Installation } from '../setup/installation.ts';
import { temporaryFolder } from '../setup/temporary-folder.ts';
import { lancerWorker, tuer } from './pannes-essai.ts';
import { lancerApi, type ProcessusApi } from './processus-api.ts';

interface Span {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly name: string;
}
interface Envoi {
  readonly resourceSpans: readonly { readonly scopeSpans: readonly { readonly spans: readonly Span[] }[] }[];
}

let installation: Installation;
let recepteur: Server;
let worker: ReturnType<typeof lancerWorker>;
let api: ProcessusApi;
const recus: string[] = [];

const spansDe = (trace: string): Span[] =>
  recus
    .flatMap((texte) => (JSON.parse(texte) as Envoi).resourceSpans)
    .flatMap(({ scopeSpans }) => scopeSpans)
    .flatMap(({ spans }) => spans)
    .filter(({ traceId }) => traceId === trace);

beforeAll(async () => {
  installation = await ouvrirInstallation({ avecWorker: false });
  recepteur = createServer((request, response) => {
    const morceaux: Buffer[] = [];
    request.on('data', (morceau: Buffer) => morceaux.push(morceau));
    request.on('end', () => {
      recus.push(Buffer.concat(morceaux).toString());
      response.setHeader('content-type', 'application/json').end('{}');
    });
  });
  await new Promise<void>((resolve) => recepteur.listen(0, '127.0.0.1', resolve));
  const dossier = await temporaryFolder();
  const identites = join(dossier, 'identites.json');
  await writeFile(identites, JSON.stringify((await fournisseur()).settings));
  const env = {
    PORT: '0',
    TEMPORAL_ADDRESS: installation.address,
    TEMPORAL_NAMESPACE: installation.terrain.namespace,
    DATABASE_URL: installation.databaseUrl,
    SMTP_URL: installation.smtpUrl,
    ESS_IDENTITES: identites,
    ESS_FICHIERS: dossier,
    ESS_HORLOGE_ORIGINE: '1',
    ESS_BUNDLE: installation.bundlePath,
    OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${(recepteur.address() as AddressInfo).port}`,
    OTEL_BSP_SCHEDULE_DELAY: '200',
  };
  worker = lancerWorker(env);
  api = await lancerApi(env);
});
afterAll(async () => {
  await tuer(api.processus, 'SIGTERM');
  await tuer(worker, 'SIGTERM');
  await installation.fermer();
  await new Promise((resolve) => recepteur.close(resolve));
});

const ATTENTE = { timeout: 120_000, interval: 200 };
const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736';

test('une lettre d’intention déposée : requête, Update, journal et SQL sont une seule trace, sans rien de personnel', async () => {
  const entetes = {
    'content-type': 'application/json',
    ...(await comme('porteur')),
    traceparent: `00-${TRACE}-00f067aa0ba902b7-01`,
    'x-horloge-origine': '2025-04-10T08:00:00Z',
    'idempotency-key': randomUUID(),
  };
  const corps = JSON.stringify({
    ...BARE,
    intitule: 'Intitulé personnel',
    referent: { nom: 'Médecin 01', courriel: 'medecin01@exemple.invalid' },
  });
  // As the 503 says: the same deposit, under the same key, until a worker is there.
  const reponse = await vi.waitUntil(async () => {
    const recue = await fetch(`http://127.0.0.1:${api.port}/api/v1/ess`, {
      method: 'POST',
      headers: entetes,
      body: corps,
    });
    return recue.status !== 503 && recue;
  }, ATTENTE);
  expect(reponse.status).toBe(201);
  expect(reponse.headers.get('x-request-id')).toBe(TRACE);
  const cherche = (nom: RegExp) => spansDe(TRACE).find(({ name }) => nom.test(name));
  await vi.waitUntil(() => cherche(/^POST \/ess$/) && cherche(/^RunActivity:consigner$/), ATTENTE);
  const parId = new Map(spansDe(TRACE).map((span) => [span.spanId, span]));
  const ascendance = (span: Span | undefined): string[] =>
    span === undefined ? [] : [span.name, ...ascendance(parId.get(span.parentSpanId ?? ''))];
  const sqlDuJournal = spansDe(TRACE).find(
    (span) => /^pg\.query:INSERT/i.test(span.name) && ascendance(span).includes('RunActivity:consigner'),
  );
  expect(ascendance(sqlDuJournal).slice(1)).toEqual([
    'RunActivity:consigner',
    expect.stringMatching(/deposer-lettre-intention$/),
    'POST /ess',
  ]);
  const tout = recus.join('\n');
  expect(tout).not.toMatch(/Intitulé|Médecin 01|medecin01|Bearer|eyJ|postgres:\/\//);
  const { ess } = (await reponse.json()) as { ess: string };
  expect(tout).toContain(ess);
  // What the trace adds to the history decides nothing: the same program, replayed, asks for the very same.
  const histoire = await installation.terrain.client.workflow.getHandle(ess).fetchHistory();
  const updates = histoire.events?.flatMap(({ workflowExecutionUpdateAcceptedEventAttributes: update }) =>
    Object.keys(update?.acceptedRequest?.input?.header?.fields ?? {}),
  );
  expect(updates).toContain('_tracer-data');
  await Worker.runReplayHistory({ workflowBundle: { codePath: installation.bundlePath } }, histoire, ess);
}, 300_000);
