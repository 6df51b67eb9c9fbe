/**
 * One POST that is over within its time, whatever the peer does: all that can come of it races one timer, and whichever
 * wins, the socket is destroyed. Nothing of the answer is read but its status.
 */
import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { LookupFunction } from 'node:net';

export interface Exchange {
  readonly headers: Readonly<Record<string, string | number>>;
  readonly body: string;
  readonly lookup: LookupFunction;
  /** For the whole of it: name, connection, TLS, request, status. */
  readonly patienceMs: number;
  /** Ends it before. */
  readonly abandon?: AbortSignal | undefined;
}

/** There was no answer in time. */
export class PatienceOver extends Error {
  override readonly name = 'PatienceOver';
}

/** We gave it up ourselves: it says nothing of the peer. */
export class Abandoned extends Error {
  override readonly name = 'Abandoned';
}

/** Interim answers (100, 102, 103) that a peer may send first: one that sends them without end would keep us reading. */
const INTERIM = 10;

/** Resolves to the status, whatever it is: 101 too, which nobody asked for. Fails when there is none. */
export function postOnce(url: URL, { headers, body, lookup, patienceMs, abandon }: Exchange): Promise<number> {
  return new Promise((resolve, reject) => {
    const send = url.protocol === 'http:' ? httpRequest : httpsRequest;
    // Without an agent: no connection outlives its exchange.
    const request = send(url, { method: 'POST', headers, lookup, agent: false });
    const end = (settle: () => void) => {
      clearTimeout(timer);
      abandon?.removeEventListener('abort', leave);
      request.destroy();
      settle();
    };
    const fail = (error: Error) => end(() => reject(error));
    const leave = () => fail(new Abandoned('abandoned'));
    const timer = setTimeout(() => fail(new PatienceOver('no answer in time')), patienceMs);
    let interim = 0;
    request
      .on('response', ({ statusCode = 0 }) => end(() => resolve(statusCode)))
      .on('upgrade', ({ statusCode = 0 }, socket) => {
        // It is ours since then, and no longer the request's: its errors would end the process.
        socket.on('error', () => undefined).destroy();
        end(() => resolve(statusCode));
      })
      .on('information', () => {
        interim += 1;
        if (interim > INTERIM) fail(new Error('interim answers without end'));
      })
      .on('error', fail)
      .on('close', () => fail(new Error('closed without an answer')))
      .end(body);
    abandon?.addEventListener('abort', leave);
    if (abandon?.aborted === true) leave();
  });
}
