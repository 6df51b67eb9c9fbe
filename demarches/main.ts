/**
 * The connector's process: each démarche of ESS_DEMARCHES is read every few minutes, by one process at a time. Settings:
 * DATABASE_URL, ESS_DEMARCHES (folder of mappings), ESS_DEMARCHES_COMPTES, ESS_DEMARCHES_MINUTES, ESS_API_URL.
 */
import type pg from 'pg';
import { recordOutage } from '../records/demarches/readings.ts';
import { openRecords } from '../records/server/start.ts';
import { createLog, type Log } from '../runtime/log.ts';
import { runProgram } from '../runtime/program.ts';
import { loadSecretFiles } from '../runtime/secrets.ts';
import { openAccess } from './access.ts';
import { writingWhile } from './client/held.ts';
import { createPace } from './client/pace.ts';
import type { Access, Context } from './inbound/context.ts';
import type { Correspondance } from './mapping/file.ts';
import { demarcheOf, prepare } from './prepare.ts';
import { readConnectorSettings, type ConnectorSettings } from './settings.ts';
import { outageOf, turn } from './turn.ts';

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
  let lease: pg.PoolClient | undefined;
  // Asked on the connection that holds the lock: once that is lost, another connector may have the démarche in hand.
  const held = async (): Promise<void> => {
    await lease?.query('select 1');
  };
  while (!stopped.aborted) {
    try {
      lease = await pool.connect();
      // Lost in the middle of a turn, it would end the process: reading goes on, and nothing more is written there.
      lease.on('error', () => log.warn({ message: 'bail perdu', demarche }));
      const { rows } = await lease.query<{ held: boolean }>(
        'select pg_try_advisory_lock(hashtextextended($1, 0)) as held',
        [`demarche ${instance} ${demarche}`],
      );
      if (rows[0]?.held === true) {
        if (context === undefined || Date.now() - preparedAt > DAY_MS) {
          context = await prepare({ pool, correspondance, api, pace, log });
          if (context !== undefined) context = { ...context, dn: writingWhile(held, context.dn) };
          preparedAt = Date.now();
        }
        if (context !== undefined) log.info({ message: 'relève', demarche, ...(await turn(context)) });
      }
    } catch (error) {
      // Its message holds nobody's data: faults are made without, and the database's are of tables and columns.
      log.error({ message: 'relève', demarche, erreur: error instanceof Error ? error.message : String(error) });
      // A database that is away keeps nothing: the lag that it leaves says it, and the line above.
      const told = recordOutage(pool, demarcheOf(correspondance), outageOf(error) ?? 'interne', new Date());
      await told.catch(() => undefined);
    } finally {
      // The lock goes with its connection.
      lease?.release(true);
      lease = undefined;
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
