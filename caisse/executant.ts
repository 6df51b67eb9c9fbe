/** The worker of a caisse that has its own: it takes the orders of its queue, and of none other. PAY-01, GEN-06, DEC-66. */
import type { DataConverter } from '@temporalio/common';
import { Worker, type NativeConnection } from '@temporalio/worker';
import type { ActivitesCaisse } from '../activities/paiements.ts';

/** An order to pay. No name, no account: the caisse asks the API for the account (docs/caisse-autonome.md). */
export type Ordre = Parameters<ActivitesCaisse['ordonnerPaiement']>[0];
/** What became of an order: not to be made any more, to be made again, held back no longer. */
export type Suite = Parameters<ActivitesCaisse['suivrePaiement']>[0];

/** The caisse's payment system. Each is called once or more for a key: done again, it must change nothing. */
export interface SystemeDePaiement {
  /** Resolves once the order is safe there; what it throws is tried again, without end. */
  ordonner(ordre: Ordre): Promise<void>;
  suivre(suite: Suite): Promise<void>;
}

export interface Executant {
  readonly connection: NativeConnection;
  readonly namespace: string;
  /** Reads what the engine keeps encrypted. */
  readonly dataConverter?: DataConverter | undefined;
  /** Code of the caisse: `gironde`. */
  readonly caisse: string;
  readonly systeme: SystemeDePaiement;
}

/** Ready to `run()`. It answers nothing to the case but that the order has arrived: the API hears what the bank did. */
export function createCaisseWorker({
  connection,
  namespace,
  dataConverter,
  caisse,
  systeme,
}: Executant): Promise<Worker> {
  const activities: ActivitesCaisse = {
    ordonnerPaiement: (ordre) => systeme.ordonner(ordre),
    suivrePaiement: (suite) => systeme.suivre(suite),
  };
  return Worker.create({
    connection,
    namespace,
    ...(dataConverter === undefined ? {} : { dataConverter }),
    taskQueue: `paiements-${caisse}`,
    activities,
    maxConcurrentActivityTaskPolls: 1,
    maxConcurrentActivityTaskExecutions: 2,
    shutdownGraceTime: '10 seconds',
  });
}
