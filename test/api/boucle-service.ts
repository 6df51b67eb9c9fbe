/** The API alone in a process, on a real database, which says on request how long its thread was held at once: in processor time, and by the clock. */
import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { AddressInfo } from 'node:net';
import { createRecords } from '../../api/adapters/records-on-postgres.ts';
import { createApi } from '../../api/app.ts';
import { openApiWorkshop } from '../../api/jobs/workshop.ts';
import { EngineUnavailable, type Cases } from '../../api/ports.ts';
import { folderStore } from '../../documents/received/folder-store.ts';
import { openReceivedFiles } from '../../documents/received/reception.ts';
import { decider } from '../../domain/decider.ts';
import { echeances } from '../../domain/echeances.ts';
import type { IdentitySettings } from '../../identity/settings.ts';
import { createVerifier } from '../../identity/verifier.ts';
import { createPool } from '../../records/server/pool.ts';
import { createHttpServer } from '../../runtime/http/server.ts';

const { base, identites, fichiers } = JSON.parse(process.argv[2] ?? '') as {
  readonly base: string;
  readonly identites: IdentitySettings;
  readonly fichiers: string;
};

/** The engine is another process: here, one that answers at once to commands, and is away for the rest. */
const cases: Cases = {
  send: () => Promise.resolve({ rang: 1, nombre: 0 }),
  open: () => Promise.resolve({ rang: 1, nombre: 0 }),
  view: (ess) => Promise.reject(new EngineUnavailable(ess)),
  ping: () => Promise.resolve(),
};

const { server } = createHttpServer(
  createApi({
    cases,
    records: createRecords(createPool(base, () => undefined)),
    law: { decider, echeances },
    verify: createVerifier(identites),
    receivedFiles: openReceivedFiles(folderStore(fichiers)),
    workshop: openApiWorkshop(),
  }),
);

const EVERY_MS = 5;
const delay = monitorEventLoopDelay({ resolution: EVERY_MS });
delay.enable();

/** Processor time that the thread took between two looks at its clock: what waits for a busy machine is not counted. */
let longest = 0;
let before = process.threadCpuUsage();
const look = () => {
  const { user, system } = process.threadCpuUsage(before);
  longest = Math.max(longest, (user + system) / 1000);
  before = process.threadCpuUsage();
};
setInterval(look, EVERY_MS);

process.on('message', (asked) => {
  look();
  process.send?.({ ms: longest, delay: Math.max(0, delay.max / 1e6 - EVERY_MS) });
  if (asked !== 'reset') return;
  longest = 0;
  delay.reset();
});
server.listen(0, '127.0.0.1', () => process.send?.({ port: (server.address() as AddressInfo).port }));
