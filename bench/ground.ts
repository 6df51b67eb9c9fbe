/** What every figure is measured on: engine and PostgreSQL on disk, API, and two workers as processes, product and floor. */
import { spawn, type ChildProcess } from 'node:child_process';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { bundleWorkflowCode } from '@temporalio/worker';
import type pg from 'pg';
import { assemble } from '../cli/installation.ts';
import type { Ground } from '../cli/ground.ts';
import { startEngine } from '../engine/embedded/find.ts';
import type { Account } from '../local/identity-provider/directory.ts';
import { startLocalProvider } from '../local/identity-provider/provider.ts';
import { startLocalMailbox } from '../local/mailbox/mailbox.ts';
import { openRecords } from '../records/server/start.ts';
import { bundle } from '../worker/worker.ts';
import { ATTRIBUTS, RETENTION_JOURS } from '../workflows/messages.ts';
import { createTable } from './floor/activities.ts';
import { FLOOR_WORKFLOWS } from './floor/worker.ts';

const RACINE = join(import.meta.dirname, '..');
const PROGRAMMES = { produit: 'worker/main.ts', plancher: 'bench/floor/worker.ts' } as const;
export type Side = keyof typeof PROGRAMMES;

export interface BenchGround extends Ground {
  readonly pool: pg.Pool;
  readonly address: string;
  /** A worker process of that side, ready; the caller stops it with `stopWorker`. */
  startWorker(cote: Side, env?: Readonly<Record<string, string>>): Promise<ChildProcess>;
  /** The two workers on which most is measured. */
  startWorkers(): Promise<void>;
  stopWorkers(): Promise<void>;
  close(): Promise<void>;
}

/** Ends a worker and waits for its end. */
export async function stopWorker(worker: ChildProcess, signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
  if (worker.exitCode !== null || worker.signalCode !== null) return;
  const fini = new Promise((resolve) => worker.once('exit', resolve));
  worker.kill(signal);
  await fini;
}

async function demarrer(programme: string, env: Readonly<Record<string, string>>): Promise<ChildProcess> {
  const options = ['--disable-warning=ExperimentalWarning', ...(process.env['BENCH_NODE_OPTIONS'] ?? '').split(' ')];
  const worker = spawn(process.execPath, [...options.filter((option) => option !== ''), join(RACINE, programme)], {
    cwd: RACINE,
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, ...env },
  });
  await new Promise<void>((resolve, reject) => {
    worker.once('exit', (code) => reject(new Error(`${programme} ended with ${code} before it was ready`)));
    createInterface({ input: worker.stdout }).on('line', (line) => {
      if (line.includes('worker: ready')) resolve();
    });
  });
  return worker;
}

/** Brings everything up but the workers; `log` hears of it. `others`: accounts beside those of the directory. */
export async function openGround(
  log: (line: string) => void,
  { others = [] }: { readonly others?: readonly Account[] } = {},
): Promise<BenchGround> {
  const arrets: (() => Promise<unknown>)[] = [];
  const fermer = async () => {
    for (const arret of arrets.splice(0).reverse()) await arret();
  };
  // Interrupted, it leaves nothing behind.
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => void fermer().finally(() => process.exit(130)));
  try {
    const dossier = await mkdtemp(join(tmpdir(), 'ess-bench-'));
    await chmod(dossier, 0o755); // run by root, PostgreSQL is a user of its own
    arrets.push(() => rm(dossier, { recursive: true, force: true }));
    const records = await openRecords({ databaseUrl: '', dataFolder: join(dossier, 'postgres'), log });
    arrets.push(() => records.close());
    await createTable(records.pool);
    const engine = await startEngine({
      dataFile: join(dossier, 'temporal.sqlite'),
      headless: true,
      namespace: 'ess',
      searchAttributes: ATTRIBUTS,
      retentionDays: RETENTION_JOURS,
      timeSkipping: true,
      log,
    });
    arrets.push(() => engine.stop());
    const boite = await startLocalMailbox({ folder: join(dossier, 'courrier'), log: () => undefined });
    arrets.push(() => boite.close());
    const fournisseur = await startLocalProvider({ others });
    arrets.push(() => fournisseur.close());
    const { address, namespace } = engine;
    const monte = await assemble({
      address,
      namespace,
      pool: records.pool,
      smtpUrl: boite.smtpUrl,
      filesFolder: join(dossier, 'fichiers'),
      provider: fournisseur,
      log,
      worker: false,
      allowClockOrigin: true,
    });
    arrets.push(() => monte.stop());
    // Bundled ahead, as in production; the floor's too.
    const programmes = { ESS_BUNDLE: join(dossier, 'produit.js'), PLANCHER_BUNDLE: join(dossier, 'plancher.js') };
    await writeFile(programmes.ESS_BUNDLE, (await bundle()).code);
    await writeFile(programmes.PLANCHER_BUNDLE, (await bundleWorkflowCode({ workflowsPath: FLOOR_WORKFLOWS })).code);
    const reglages = {
      ...programmes,
      TEMPORAL_ADDRESS: address,
      TEMPORAL_NAMESPACE: namespace,
      DATABASE_URL: records.url,
      ESS_FINESS_RESERVES: 'oui',
      SMTP_URL: boite.smtpUrl,
    };
    const lancerWorker = async (cote: Side, env = {}) => {
      const worker = await demarrer(PROGRAMMES[cote], { ...reglages, ...env });
      arrets.push(() => stopWorker(worker));
      return worker;
    };
    let workers: ChildProcess[] = [];
    return {
      ...monte.ground,
      pool: records.pool,
      address,
      startWorker: lancerWorker,
      async startWorkers() {
        workers = await Promise.all([lancerWorker('produit'), lancerWorker('plancher')]);
      },
      async stopWorkers() {
        for (const worker of workers) await stopWorker(worker);
      },
      close: fermer,
    };
  } catch (error) {
    await fermer();
    throw error;
  }
}
