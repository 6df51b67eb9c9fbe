/** The number of a request: given by who asks, or drawn; in the answer, in its problem, in the log, in the trace. */
import { randomUUID } from 'node:crypto';
import type { RequestHandler, Response } from 'express';

const GIVEN = /^[\w.-]{8,64}$/;
/** W3C Trace Context: the second field is the trace, and is not all zeros. */
const TRACEPARENT = /^00-(?!0{32})([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}$/;

/** What cannot be believed is replaced, never echoed. */
export function requestIdOf(given: string | undefined, traceparent: string | undefined): string {
  if (given !== undefined && GIVEN.test(given)) return given;
  return TRACEPARENT.exec(traceparent ?? '')?.[1] ?? randomUUID();
}

export const requestId: RequestHandler = (request, response, next) => {
  const id = requestIdOf(request.get('x-request-id'), request.get('traceparent'));
  response.locals['requete'] = id;
  response.set('X-Request-Id', id);
  next();
};

export const requestIdIn = (response: Response): string => String(response.locals['requete'] ?? '');
