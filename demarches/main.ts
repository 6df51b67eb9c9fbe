/**
 * The connector's process: each démarche of ESS_DEMARCHES is read every few minutes, by one process at a time. Settings:
 * DATABASE_URL, ESS_DEMARCHES (folder of mappings), ESS_DEMARCHES_COMPTES, ESS_DEMARCHES_MINUTES, ESS_API_URL.
 */
import type pg from 'pg';
import { openRecords } from '../records/server/start.ts';
import { createLog, type Log } from '../runtime/log.ts';
import { runProgram } from '../runtime/program.ts';
import { loadSecretFiles } from '../runtime/secrets.ts';
import { openAccess } from './access.ts';
import { createDnClient } from './client/client.ts';
import { READ_DEMARCHE } from './client/demarche.ts';
import { createPace, type Pace } from './client/pace.ts';
import { tokenOf } from './client/token.ts';
import { civilDay, type Access, type Context } from './inbound/context.ts';
import { checkDemarche, checkExpiry, checkSchema, checkWriting } from './mapping/check-live.ts';
import type { Correspondance } from './mapping/file.ts';
import { readConnectorSettings, type ConnectorSettings } from './settings.ts';
import { turn } from './turn.ts';

/** What a démarche needs to be as it must, asked before the first turn and each day; findings that stop it, or the context. */
async function prepare(
  pool: pg.Pool,
  correspondance: Correspondance,
  api: Access,
  pace: Pace,
  log: Log,
): Promise<Context | undefined> {
  const settings = { url: correspondance.adresse, token: tokenOf(correspondance.jeton.fichier), pace };
  const schema = await createDnClient(settings).introspect();
  const dn = createDnClient({ ...settings, schema });
  const { data } = await dn.ask(READ_DEMARCHE, { number: correspondance.demarche }, correspondance.demarche);
  const findings = [
    ...checkExpiry(correspondance, civilDay(new Date())),
    ...checkSchema(schema),
    ...checkDemarche(correspondance, data.demarche),
    ...(await checkWriting(dn, correspondance)),
  ];
  const { demarche } = correspondance;
  for (const { niveau, phrase } of findings)
    log[niveau === 'arret' ? 'error' : 'warn']({ message: 'vérification', demarche, phrase });
  if (findings.some(({ niveau }) => niveau === 'arret')) return undefined;
  return { pool, dn, correspondance, api, maintenant: () => new Date() };
}

const DAY_MS = 86_400_000;

/** Turns on one démarche until `stopped`; nothing is done while another process has it in hand. */
async function follow(
  pool: pg.Pool,
  correspondance: Correspondance,
  { api, everyMs }: { readonly api: Access; readonly everyMs: number },
  log: Log,
  stopped: AbortSignal,
): Promise<void> {
  const { instance, demarche } = correspondance;
  const pace = createPace();
  let context: Context | undefined;
  let preparedAt = -Infinity;
  while (!stopped.aborted) {
    const lease = await pool.connect().catch(() => undefined);
    try {
      const { rows } = (await lease?.query<{ held: boolean }>(
        'select pg_try_advisory_lock(hashtextextended($1, 0)) as held',
        [`demarche ${instance} ${demarche}`],
      )) ?? { rows: [] };
      if (rows[0]?.held === true) {
        if (context === undefined || Date.now() - preparedAt > DAY_MS) {
          context = await prepare(pool, correspondance, api, pace, log);
          preparedAt = Date.now();
        }
        if (context !== undefined) log.info({ message: 'relève', demarche, ...(await turn(context)) });
      }
    } catch (error) {
      // Its message holds nobody's data: faults are made without, and the database's are of tables and columns.
      log.error({ message: 'relève', demarche, erreur: error instanceof Error ? error.message : String(error) });
    } finally {
      // The lock goes with its connection.
      lease?.release(true);
    }
    await until(everyMs, stopped);
  }
}

const until = (milliseconds: number, stopped: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (stopped.aborted) return resolve();
    const timer = setTimeout(resolve, milliseconds);
    stopped.addEventListener('abort', () => (clearTimeout(timer), resolve()), { once: true });
  });

/** Starts it; `stop` resolves once the turns under way are over. */
export async function startConnector(
  pool: pg.Pool,
  { api, accounts, correspondances, everyMs }: ConnectorSettings,
  log: Log,
): Promise<{ stop(): Promise<void> }> {
  const access = openAccess(api, accounts);
  const stopping = new AbortController();
  const turns = correspondances.map((one) => follow(pool, one, { api: access, everyMs }, log, stopping.signal));
  return Promise.resolve({
    async stop() {
      stopping.abort();
      await Promise.all(turns);
    },
  });
}

if (import.meta.main)
  await runProgram(async () => {
    loadSecretFiles(process.env);
    const log = createLog('demarches');
    const settings = await readConnectorSettings(process.env);
    const records = await openRecords({ log: (line) => log.info(line) });
    const running = await startConnector(records.pool, settings, log);
    log.info({ message: 'connecteur', demarches: settings.correspondances.map(({ demarche }) => demarche) });
    return {
      async stop() {
        await running.stop();
        await records.close();
      },
    };
  });
