/**
 * The trace of a command, carried from its Update to the activities it causes: they leave later, from lanes of their own.
 * Nothing is decided from it, no span is made here; absent when no collector is set.
 */
import type { WorkflowInterceptorsFactory } from '@temporalio/workflow';

/** The header of `@temporalio/interceptors-opentelemetry`, which reads it on both sides. */
const EN_TETE = '_tracer-data';

type EnTetes = Parameters<
  NonNullable<NonNullable<ReturnType<WorkflowInterceptorsFactory>['inbound']>[number]['handleUpdate']>
>[0]['headers'];
/** As it came: its content is the collector's business. */
export type Trace = EnTetes[string] | undefined;

let courante: Trace;

/** That of the command being decided, or of the effect being sent. */
export const traceCourante = (): Trace => courante;

/** What `faire` asks for at once, before its first wait, bears this trace. */
export function sousTrace<T>(trace: Trace, faire: () => T): T {
  const avant = courante;
  courante = trace;
  try {
    return faire();
  } finally {
    courante = avant;
  }
}

const tracee = <E extends { readonly headers: EnTetes }>(entree: E): E =>
  courante === undefined ? entree : { ...entree, headers: { ...entree.headers, [EN_TETE]: courante } };

export const interceptors: WorkflowInterceptorsFactory = () => ({
  inbound: [{ handleUpdate: (entree, suite) => sousTrace(entree.headers[EN_TETE], () => suite(entree)) }],
  outbound: [
    {
      scheduleActivity: (entree, suite) => suite(tracee(entree)),
    },
  ],
});
