/**
 * What comes from outside and cannot be read. Anyone who reaches the engine can send a Signal or an Update with any bytes:
 * decoding fails before any code of ours, and the case would try its task again for ever. In a workflow, what does not
 * decode is therefore a value that says so, refused like any wrong form; what the case itself wrote must decode (`lu`).
 */
import { defaultPayloadConverter, type Payload, type PayloadConverter } from '@temporalio/common';
import { inWorkflowContext } from '@temporalio/workflow';

const ILLISIBLE = Symbol.for('ess.illisible');

/** Whether a value is the trace of a payload that could not be decoded. */
export const estIllisible = (valeur: unknown): boolean =>
  typeof valeur === 'object' && valeur !== null && Object.hasOwn(valeur, ILLISIBLE);

/** A value that the case or its activities wrote: without it nothing can go on, until the right key or program is back. */
export function lu<T>(valeur: T, quoi: string): T {
  if (estIllisible(valeur))
    throw new Error(`${quoi} cannot be decoded: a key of ESS_CLES is missing, or the data are damaged.`);
  return valeur;
}

export const payloadConverter: PayloadConverter = {
  toPayload: (valeur) => defaultPayloadConverter.toPayload(valeur),
  fromPayload<T>(payload: Payload): T {
    try {
      return defaultPayloadConverter.fromPayload<T>(payload);
    } catch (erreur) {
      if (!inWorkflowContext()) throw erreur;
      return { [ILLISIBLE]: true } as T;
    }
  },
};
