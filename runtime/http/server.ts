/** The HTTP server around an application: how long it bears with a client, what it answers to what is not HTTP, how it stops. */
import { createServer, STATUS_CODES, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { Duplex } from 'node:stream';
import { Problem } from './problems.ts';

/** Milliseconds, but for `headerBytes`. */
export interface Patience {
  /** To send the headers. */
  readonly headers: number;
  /** To send the whole request: 25 MB over a slow line. A JSON body has less (`limits.ts`). */
  readonly request: number;
  /** Between two requests of one connection: longer than the usual proxies wait (60 s). */
  readonly keepAlive: number;
  /** How often the two first are looked at. */
  readonly check: number;
  /** For requests under way to be answered when the process stops: longer than a command may wait for the engine. */
  readonly stop: number;
  readonly headerBytes: number;
}

export const PATIENCE: Patience = {
  headers: 10_000,
  request: 300_000,
  keepAlive: 65_000,
  check: 2_000,
  stop: 40_000,
  headerBytes: 16 * 1024,
};

/** What Node's parser says of a request that never reached the application. */
const problemOf = (code: unknown): Problem => {
  if (code === 'HPE_HEADER_OVERFLOW')
    return new Problem('en-tetes-trop-volumineux', 'Les en-têtes de la requête dépassent 16 Ko.');
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT')
    return new Problem('delai-depasse', 'La requête n’est pas arrivée en entier à temps : renvoyez-la.');
  return new Problem('requete-illisible', 'Ce n’est pas une requête HTTP valide.');
};

function answerRaw(error: Error, socket: Duplex): void {
  // Nothing can be said to a connection that is gone, nor after an answer that has begun.
  const answered = (socket as { _httpMessage?: ServerResponse })._httpMessage?.headersSent === true;
  const { code } = error as { code?: unknown };
  if (!socket.writable || answered || code === 'ECONNRESET') {
    socket.destroy();
    return;
  }
  const problem = problemOf(code);
  const body = JSON.stringify(problem.toBody(''));
  socket.end(
    [
      `HTTP/1.1 ${problem.status} ${STATUS_CODES[problem.status]}`,
      'Content-Type: application/problem+json',
      `Content-Length: ${Buffer.byteLength(body)}`,
      'Connection: close',
      '',
      body,
    ].join('\r\n'),
  );
}

export interface Stoppable {
  readonly server: Server;
  /** No new connection; requests under way are answered, and their connections closed. Those that never end are cut. */
  readonly stop: () => Promise<void>;
}

/**
 * What answers requests. It calls `last` with what went wrong once its own handler of errors had spoken (a 408, say, while
 * the work went on): left to itself, Express writes a stack on the console.
 */
export type Application = (request: IncomingMessage, response: ServerResponse, last: () => void) => void;

/** Certificate and key, in PEM. */
export interface Tls {
  readonly cert: Buffer;
  readonly key: Buffer;
}

/** A server that does not listen yet. */
export function createHttpServer(app: Application, changes: Partial<Patience> = {}, tls?: Tls): Stoppable {
  const patience = { ...PATIENCE, ...changes };
  let stopping = false;
  const open = new Set<ServerResponse>();
  const bounds = {
    maxHeaderSize: patience.headerBytes,
    headersTimeout: patience.headers,
    requestTimeout: patience.request,
    keepAliveTimeout: patience.keepAlive,
    connectionsCheckingInterval: patience.check,
  };
  const server: Server =
    tls === undefined
      ? createServer(bounds)
      : createTlsServer({ ...bounds, ...tls, handshakeTimeout: patience.headers });
  const lastOfItsConnection = (response: ServerResponse) => {
    if (!response.headersSent) response.setHeader('Connection', 'close');
  };
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    open.add(response);
    // One that waits for its end in each layer, and those of the stream that fills it.
    response.setMaxListeners(20);
    if (stopping) lastOfItsConnection(response);
    response.once('close', () => {
      open.delete(response);
      // Its headers may have left before the stop: the connection is idle now.
      if (stopping) server.closeIdleConnections();
    });
    app(request, response, () => {
      // What is answered is answered; what is not can no longer be.
      if (!response.writableEnded) response.destroy();
    });
  });
  server.on('clientError', answerRaw);
  return {
    server,
    async stop() {
      stopping = true;
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      for (const response of open) lastOfItsConnection(response);
      server.closeIdleConnections();
      const cut = setTimeout(() => server.closeAllConnections(), patience.stop);
      await closed;
      clearTimeout(cut);
    },
  };
}
