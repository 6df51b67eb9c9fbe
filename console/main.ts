/**
 * The console's process. Settings: PORT, HOST, DATABASE_URL (its sessions), ESS_CONSOLE_URL, ESS_API_URL,
 * ESS_CONSOLE_FOURNISSEURS, ESS_CONSOLE_CLES, ESS_LIMITE_ADRESSE, ESS_PROXYS, ESS_SUPERVISION.
 */
import type { AddressInfo } from 'node:net';
import { createHttpServer } from '../runtime/http/server.ts';
import { createLog, type Log } from '../runtime/log.ts';
import { runProgram } from '../runtime/program.ts';
import { loadSecretFiles } from '../runtime/secrets.ts';
import { readAddress, startSupervision } from '../runtime/supervision.ts';
import { openRecords } from '../records/server/start.ts';
import { openConsole } from './open.ts';
import { readConsoleSettings, type ConsoleSettings } from './settings.ts';

/** Starts it, and resolves to its address and to what stops it: requests under way are answered first. */
export async function startConsole(
  settings: ConsoleSettings,
  log: Log,
  env: NodeJS.ProcessEnv = process.env,
): Promise<{ readonly url: string; stop(): Promise<void> }> {
  const records = await openRecords({ log: (line) => log.info(line) });
  const opened = await openConsole({
    settings,
    pool: records.pool,
    log: ({ level, ...entry }) => (level === 'error' ? log.error(entry) : log.info(entry)),
  });
  const { server, stop } = createHttpServer(opened.app);
  await new Promise<void>((resolve, reject) =>
    server.once('error', reject).listen(settings.port, settings.host, resolve),
  );
  const address = readAddress(env, 'ESS_SUPERVISION');
  const supervision =
    address === undefined
      ? undefined
      : await startSupervision(address, {
          metrics: () => Promise.resolve(''),
          ready: () => records.pool.query('select 1').then(() => true),
        });
  return {
    url: `http://${settings.host}:${(server.address() as AddressInfo).port}`,
    async stop() {
      await stop();
      opened.close();
      await supervision?.close();
      await records.close();
    },
  };
}

if (import.meta.main)
  await runProgram(async () => {
    loadSecretFiles(process.env);
    const log = createLog('console');
    const settings = await readConsoleSettings(process.env);
    const running = await startConsole(settings, log);
    log.info(`console: ${running.url}, called ${settings.url}`);
    return running;
  });
