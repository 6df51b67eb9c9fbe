/** A whole installation for a test file: a namespace, a database, a mailbox, a worker and the API, all of them real. */
import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import type pg from 'pg';
import { inject } from 'vitest';
import { monter } from '../../cli/installation.ts';
import type { Terrain } from '../../cli/joueur.ts';
import type { LocalProvider } from '../../identity/local-provider.ts';
import { prepare } from '../../engine/prepare.ts';
import { startLocalMailbox } from '../../mail/local-mailbox.ts';
import { ATTRIBUTS } from '../../workflows/messages.ts';
import { freshDatabase } from '../records/postgres.ts';
import { fournisseur } from './identites.ts';
import type { EnginePrepared } from './engine.global.ts';
import { temporaryFolder } from './temporary-folder.ts';

export interface Installation {
  readonly terrain: Terrain;
  readonly pool: pg.Pool;
  readonly databaseUrl: string;
  readonly address: string;
  readonly mailFolder: string;
  readonly bundlePath: string;
  readonly smtpUrl: string;
  fermer(): Promise<void>;
}

/** Waits for the engine of this test run (minutes, on a machine that builds it for the first time). */
export async function engineOfTheRun(): Promise<Exclude<EnginePrepared, { error: string }>> {
  const file = inject('engineFile');
  for (;;) {
    const text = await readFile(file, 'utf8').catch(() => undefined);
    if (text !== undefined) {
      const prepared = JSON.parse(text) as EnginePrepared;
      if ('error' in prepared) throw new Error(prepared.error);
      return prepared;
    }
    await pause(200);
  }
}

/**
 * `avecWorker: false`: the test brings its own. `maxCachedWorkflows: 0`: every task replays its history. `base`, `smtpUrl`:
 * those that the test means to break. `provider`: another reading of the accounts.
 */
export async function ouvrirInstallation({
  avecWorker = true,
  maxCachedWorkflows,
  base,
  smtpUrl,
  provider,
}: {
  avecWorker?: boolean;
  maxCachedWorkflows?: number;
  base?: { readonly pool: pg.Pool; readonly url: string; drop(): Promise<void> };
  smtpUrl?: string;
  provider?: LocalProvider;
} = {}): Promise<Installation> {
  const { address, bundlePath } = await engineOfTheRun();
  const namespace = `essais-${randomBytes(4).toString('hex')}`;
  await prepare(address, {
    namespace,
    searchAttributes: ATTRIBUTS,
    retentionDays: 3650,
    timeSkipping: true,
    log: () => undefined,
  });
  const database = base ?? (await freshDatabase());
  const mailFolder = await temporaryFolder();
  const mailbox = await startLocalMailbox({ folder: mailFolder, log: () => undefined });
  const monte = await monter({
    address,
    namespace,
    pool: database.pool,
    smtpUrl: smtpUrl ?? mailbox.smtpUrl,
    fichiers: await temporaryFolder(),
    fournisseur: provider ?? (await fournisseur()),
    log: () => undefined,
    workflowBundle: { codePath: bundlePath },
    worker: avecWorker,
    allowClockOrigin: true,
    ...(maxCachedWorkflows === undefined ? {} : { maxCachedWorkflows }),
  });
  return {
    terrain: monte.terrain,
    pool: database.pool,
    databaseUrl: database.url,
    address,
    mailFolder,
    bundlePath,
    smtpUrl: smtpUrl ?? mailbox.smtpUrl,
    async fermer() {
      await monte.arreter();
      await mailbox.close();
      await database.drop();
    },
  };
}
