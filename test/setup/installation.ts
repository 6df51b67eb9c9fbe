/** A whole installation for a test file: a namespace, a database, a mailbox, a worker and the API, all of them real. */
import { randomBytes } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type pg from 'pg';
import { inject } from 'vitest';
import { assemble } from '../../cli/installation.ts';
import type { Ground } from '../../cli/ground.ts';
import type { LocalProvider } from '../../local/identity-provider/provider.ts';
import { prepare } from '../../engine/prepare.ts';
import { startLocalMailbox } from '../../local/mailbox/mailbox.ts';
import { encryptedWith } from '../../engine/connection/data-converter.ts';
import type { Keyring } from '../../engine/connection/keys.ts';
import { bundle } from '../../worker/worker.ts';
import { ATTRIBUTS } from '../../workflows/messages.ts';
import { freshDatabase } from '../records/postgres.ts';
import { fournisseur } from './identites.ts';
import type { EnginePrepared } from './engine.global.ts';
import { temporaryFolder } from './temporary-folder.ts';

export interface Installation {
  readonly terrain: Ground;
  readonly pool: pg.Pool;
  readonly databaseUrl: string;
  readonly address: string;
  readonly mailFolder: string;
  readonly bundlePath: string;
  readonly smtpUrl: string;
  /** Stops its worker and its API alone. */
  arreter(): Promise<void>;
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
 * those that the test means to break, and `moteur` (its address). `provider`: another reading of the accounts. `cles`: those that encrypt what the
 * engine keeps.
 */
export async function ouvrirInstallation({
  avecWorker = true,
  maxCachedWorkflows,
  base,
  smtpUrl,
  moteur,
  provider,
  cles,
  consoleUrl,
}: {
  avecWorker?: boolean;
  maxCachedWorkflows?: number;
  base?: { readonly pool: pg.Pool; readonly url: string; drop(): Promise<void> };
  smtpUrl?: string;
  moteur?: string;
  provider?: LocalProvider;
  /** Encrypts what the engine keeps. */
  cles?: Keyring;
  /** Where its mails lead. */
  consoleUrl?: string;
} = {}): Promise<Installation> {
  const { bundlePath, ...duRun } = await engineOfTheRun();
  const address = moteur ?? duRun.address;
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
  let workflowBundle: { codePath: string } = { codePath: bundlePath };
  if (cles !== undefined) {
    const codePath = join(await temporaryFolder(), 'workflows-chiffres.js');
    await writeFile(codePath, (await bundle({ encrypted: true })).code);
    workflowBundle = { codePath };
  }
  const monte = await assemble({
    address,
    namespace,
    pool: database.pool,
    smtpUrl: smtpUrl ?? mailbox.smtpUrl,
    filesFolder: await temporaryFolder(),
    provider: provider ?? (await fournisseur()),
    log: () => undefined,
    workflowBundle,
    ...(cles === undefined ? {} : { dataConverter: encryptedWith(cles) }),
    worker: avecWorker,
    allowClockOrigin: true,
    ...(consoleUrl === undefined ? {} : { consoleUrl }),
    ...(maxCachedWorkflows === undefined ? {} : { maxCachedWorkflows }),
  });
  let arrete: Promise<void> | undefined;
  const arreter = () => (arrete ??= monte.stop());
  return {
    terrain: monte.ground,
    pool: database.pool,
    databaseUrl: database.url,
    address,
    mailFolder,
    bundlePath: workflowBundle.codePath,
    smtpUrl: smtpUrl ?? mailbox.smtpUrl,
    arreter,
    async fermer() {
      await arreter();
      await mailbox.close();
      await database.drop();
    },
  };
}
