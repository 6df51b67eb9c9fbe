/** Another version of the worker's program: the same workflow code, one module of it replaced by a file of these tests. */
import { join } from 'node:path';
import { NativeConnection, bundleWorkflowCode, type WorkflowBundle } from '@temporalio/worker';
import { createMailer } from '../../activities/mailer.ts';
import { WORKFLOWS_PATH, createEssWorker } from '../../worker/worker.ts';
import type { Installation } from '../setup/installation.ts';

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

/** `module`, as `workflows/ess.ts` imports it, becomes `remplacant` (a file beside this one) for that import alone. */
export function programmeAvec(module: string, remplacant: string): Promise<WorkflowBundle> {
  const greffe = {
    apply({ hooks }: Compilateur) {
      hooks.normalModuleFactory.tap('AutreProgramme', (fabrique) => {
        fabrique.hooks.beforeResolve.tap('AutreProgramme', (demande) => {
          if (demande.request === module && demande.contextInfo.issuer === WORKFLOWS_PATH)
            demande.request = join(import.meta.dirname, remplacant);
        });
      });
    },
  };
  return bundleWorkflowCode({
    workflowsPath: WORKFLOWS_PATH,
    logger: silencieux,
    webpackConfigHook: (config) => ({ ...config, plugins: [...(config.plugins ?? []), greffe] }),
  });
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
