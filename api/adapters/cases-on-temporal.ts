/** The engine side on Temporal: one workflow per ESS, one Update per command, the deposit as an Update-with-Start. */
import {
  ApplicationFailure,
  NamespaceNotFoundError,
  ServiceError,
  WithStartWorkflowOperation,
  WorkflowExecutionAlreadyStartedError,
  WorkflowNotFoundError,
  WorkflowUpdateFailedError,
  WorkflowUpdateRPCTimeoutOrCancelledError,
  isGrpcServiceError,
  type Client,
} from '@temporalio/client';
import type { NomCommande } from '../../domain/commandes.ts';
import {
  DUREE_TACHE,
  FILE_ESS,
  WORKFLOW_ESS,
  type ArgumentsEss,
  type DetailsRefus,
  type Message,
  type Recu,
  type VueEss,
} from '../../workflows/messages.ts';
import type { ActWatch } from '../../records/journal/written-acts.ts';
import { entryOf } from '../commands/facts.ts';
import { CaseRefusal, EngineUnavailable, FinishedCase, UnknownCase, type Cases, type Opening } from '../ports.ts';

/** The engine answers a known update id by itself: only the very same demand may have the same one. */
const updateIdOf = ({ id, empreinte }: Message): string => (empreinte === undefined ? id : `${id}.${empreinte}`);

type WorkflowEss = (args: ArgumentsEss) => Promise<unknown>;

export interface CasesOptions {
  /** How long a command may wait for a worker (ms). A worker killed and started again takes about ten seconds. */
  readonly commandTimeout?: number;
  readonly queryTimeout?: number;
  /** The instant that the engine has for a case (ms): its own where it skips time (demonstrations), else that of this machine. */
  readonly now?: (ess: string) => number | Promise<number>;
  /** Tells of an act as soon as the journal has it; without it, the answer of the case is waited for. */
  readonly acts?: Pick<ActWatch, 'wait'>;
}

/**
 * `client` may be on a lazy connection: nothing is asked of the engine before the first call. `close` gives up the calls that
 * nobody waits for any more; it comes before the connection's own, on which the SDK would still try them again.
 */
export function createCases(
  client: Client,
  { commandTimeout = 30_000, queryTimeout = 5_000, now = Date.now, acts }: CasesOptions = {},
): Cases & { close(): Promise<void> } {
  const underWay = new Map<Promise<unknown>, AbortController>();
  const within = <T>(ms: number, call: () => Promise<T>, giveUp = new AbortController()): Promise<T> => {
    const answer = client
      .withDeadline(Date.now() + ms, () => client.withAbortSignal(giveUp.signal, call))
      .catch((error: unknown) => {
        throw translate(error);
      })
      .finally(() => underWay.delete(answer));
    underWay.set(answer, giveUp);
    return answer;
  };
  /**
   * What the journal says is what the case will answer, a task of the engine later. A refusal, and the answer to a message
   * that came before, come from the case alone.
   */
  const asWritten = async (ess: string, { id }: Message, call: () => Promise<Recu>): Promise<Recu> => {
    if (acts === undefined) return within(commandTimeout, call);
    const waited = acts.wait(ess, id);
    const written = waited.written.then(({ rang, nombre }): Recu => ({ rang, nombre }));
    const giveUp = new AbortController();
    return Promise.race([within(commandTimeout, call, giveUp), written]).finally(() => {
      waited.stop();
      giveUp.abort();
    });
  };
  return {
    send: (ess, commande, message) =>
      asWritten(ess, message, () =>
        client.workflow
          .getHandle(ess)
          .executeUpdate<Recu, [Message]>(commande, { updateId: updateIdOf(message), args: [message] }),
      ),
    open: (ess, commande, message, opening = {}) =>
      asWritten(ess, message, () =>
        client.workflow.executeUpdateWithStart<WorkflowEss, Recu, [Message]>(commande, {
          updateId: updateIdOf(message),
          args: [message],
          startWorkflowOperation: startOf(ess, commande, message, opening),
        }),
      ),
    // A workflow that sleeps answers with the time of its last task: the case's clock has gone on since.
    view: async (ess) => {
      const vue = await within(queryTimeout, () => client.workflow.getHandle(ess).query<VueEss>('etat'));
      const ici = await within(queryTimeout, async () => now(ess));
      return { ...vue, maintenant: Math.max(vue.maintenant, ici + vue.decalage) };
    },
    ping: () =>
      within(queryTimeout, async () => {
        await client.workflowService.describeNamespace({ namespace: client.options.namespace });
      }),
    async close() {
      for (const giveUp of underWay.values()) giveUp.abort();
      await Promise.allSettled(underWay.keys());
    },
  };
}

const OPENED: Readonly<Partial<Record<NomCommande, string>>> = {
  'declarer-ess-existante': 'ESS existante déclarée',
  reprendre: 'Dossier en cours repris',
};

function startOf(
  ess: string,
  commande: NomCommande,
  message: Message,
  opening: Opening,
): WithStartWorkflowOperation<WorkflowEss> {
  const { origine } = opening;
  const {
    specialites = [],
    departements = [],
    siege = '',
  } = entryOf(commande, message.donnees) as Partial<Message<'deposer-lettre-intention'>['donnees']>;
  const details = [
    OPENED[commande] ?? 'Lettre d’intention déposée',
    ` le ${message.donnees.le}, par : ${message.acteur}.`,
    `\n\n- Spécialités : ${specialites.join(', ')}\n- Territoire : ${departements.join(', ')}\n- Siège : ${siege}`,
    origine === undefined ? '' : `\n\n**Essai** : l’horloge du dossier part du ${new Date(origine).toISOString()}.`,
  ].join('');
  return new WithStartWorkflowOperation<WorkflowEss>(WORKFLOW_ESS, {
    workflowId: ess,
    taskQueue: FILE_ESS,
    workflowTaskTimeout: DUREE_TACHE,
    args: [{ ess, ...opening }],
    // A retry of the deposit reaches the case it started; the id of a closed case is never used again.
    workflowIdConflictPolicy: 'USE_EXISTING',
    workflowIdReusePolicy: 'REJECT_DUPLICATE',
    staticSummary: shorten(`ESS ${specialites.join(', ')} · ${departements.join(', ')}`, 200),
    staticDetails: shorten(details, 20_000),
  });
}

/** At most `limit` bytes of UTF-8: the engine refuses longer summaries. */
function shorten(text: string, limit: number): string {
  if (Buffer.byteLength(text) <= limit) return text;
  return `${new TextDecoder().decode(Buffer.from(text).subarray(0, limit - 6)).replace(/\uFFFD+$/, '')}…`;
}

/**
 * gRPC codes under which the same call may succeed later; 3, 7, 12 and 16 are faults of ours. 5 (not found) comes here
 * for the namespace alone: the SDK has its own error for a workflow.
 */
const PASSING = new Set([1, 2, 4, 5, 8, 9, 10, 13, 14]);

/** What the SDK throws, as the errors of the port. Anything else is a bug and passes as it is. */
function translate(error: unknown): unknown {
  if (error instanceof WorkflowUpdateFailedError) return translateFailure(error);
  if (error instanceof WorkflowNotFoundError)
    return /already completed/i.test(error.message)
      ? new FinishedCase(error.workflowId, { cause: error })
      : new UnknownCase(error.workflowId, { cause: error });
  if (error instanceof WorkflowExecutionAlreadyStartedError)
    return new FinishedCase(error.workflowId, { cause: error });
  if (error instanceof WorkflowUpdateRPCTimeoutOrCancelledError || error instanceof NamespaceNotFoundError)
    return new EngineUnavailable(error.name, { cause: error });
  const service = error instanceof ServiceError ? error.cause : error;
  if (isGrpcServiceError(service) && PASSING.has(service.code))
    return new EngineUnavailable(`gRPC ${service.code}`, { cause: error });
  return error;
}

function translateFailure(error: WorkflowUpdateFailedError): unknown {
  const { cause } = error;
  if (!(cause instanceof ApplicationFailure)) return error;
  if (cause.type === 'Refus') {
    const details = cause.details?.[0] as DetailsRefus | undefined;
    if (details) return new CaseRefusal(details);
  }
  // The case ended or continued as new under the command: whether it was carried out shows on the retry.
  if (cause.type === 'AcceptedUpdateCompletedWorkflow') return new EngineUnavailable(cause.type, { cause: error });
  return error;
}
