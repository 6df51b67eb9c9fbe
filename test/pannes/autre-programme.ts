/** Another version of the worker's program: the same workflow code, modules of it replaced by files of these tests. */
import { dirname, join } from 'node:path';
import { NativeConnection, bundleWorkflowCode, type WorkflowBundle } from '@temporalio/worker';
import { createMailer } from '../../activities/mailer.ts';
import { WORKFLOWS_PATH, createEssWorker } from '../../worker/worker.ts';
import type { Installation } from '../setup/installation.ts';

const RACINE = join(import.meta.dirname, '../..');

/** What is used of webpack, whose types are not ours to import. */
interface Demande {
  request: string;
  readonly contextInfo: { readonly issuer: string };
}
interface Crochet<T> {
  tap(nom: string, faire: (valeur: T) => void): void;
}
interface Compilateur {
  readonly hooks: {
    readonly normalModuleFactory: Crochet<{ readonly hooks: { readonly beforeResolve: Crochet<Demande> } }>;
  };
}

const silencieux = { log() {}, trace() {}, debug() {}, info() {}, warn: console.warn, error: console.error };

/** Modules of the program (`domain/evoluer.ts`) and what stands in their place: files beside this one. */
export type Remplacements = Readonly<Record<string, string>>;

/** Each replaced module is replaced for all who import it, but for its replacement, which may build upon it. */
export async function programmeAvec(remplacements: Remplacements): Promise<WorkflowBundle> {
  const remplacants = new Map(
    Object.entries(remplacements).map(([module, fichier]) => [
      join(RACINE, module),
      join(import.meta.dirname, fichier),
    ]),
  );
  const remplaces = new Set<string>();
  const greffe = {
    apply({ hooks }: Compilateur) {
      hooks.normalModuleFactory.tap('AutreProgramme', (fabrique) => {
        fabrique.hooks.beforeResolve.tap('AutreProgramme', (demande) => {
          const { issuer } = demande.contextInfo;
          const module = join(dirname(issuer), demande.request);
          const remplacant = remplacants.get(module);
          if (remplacant === undefined || remplacant === issuer) return;
          remplaces.add(module);
          demande.request = remplacant;
        });
      });
    },
  };
  const programme = await bundleWorkflowCode({
    workflowsPath: WORKFLOWS_PATH,
    logger: silencieux,
    webpackConfigHook: (config) => ({ ...config, plugins: [...(config.plugins ?? []), greffe] }),
  });
  if (remplaces.size < remplacants.size) throw new Error('a module to replace is not in the program');
  return programme;
}

/** A worker of that program on an installation that was opened without one; resolves to what stops it. */
export async function lancerProgramme(
  { address, terrain, pool, smtpUrl }: Installation,
  workflowBundle: WorkflowBundle | { readonly codePath: string },
  maxCachedWorkflows?: number,
): Promise<() => Promise<void>> {
  const connection = await NativeConnection.connect({ address });
  const mailer = createMailer({ smtpUrl });
  const worker = await createEssWorker({
    connection,
    namespace: terrain.namespace,
    pool,
    mailer,
    log: () => undefined,
    workflowBundle,
    finessReserves: true,
    ...(maxCachedWorkflows === undefined ? {} : { maxCachedWorkflows }),
  });
  const fin = worker.run();
  return async () => {
    worker.shutdown();
    await fin;
    await connection.close();
    mailer.close();
  };
}
