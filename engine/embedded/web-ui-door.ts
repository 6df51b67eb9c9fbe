/**
 * What stands in front of the Web UI on a development machine: it answers to the names of this machine alone. The UI's
 * own server answers to any, so that a page from elsewhere whose name is made to lead to our loopback (DNS rebinding)
 * would read the cases through the browser.
 */
import { randomInt } from 'node:crypto';
import { Agent, createServer, request, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pipeline } from 'node:stream';
import { callsThisMachine } from '../../runtime/this-machine.ts';

const HOST = '127.0.0.1';

/**
 * Where the UI itself listens: an address that nobody is told, and that nobody finds by trying. Linux has the whole of
 * 127.0.0.0/8; elsewhere only the port is unknown.
 */
export const hiddenHost = (): string =>
  process.platform === 'linux' ? `127.${randomInt(1, 255)}.${randomInt(256)}.${randomInt(1, 255)}` : HOST;

export interface Door {
  readonly url: string;
  close(): void;
}

/** `port`: 0 for a free one. Fails when it is taken. */
export async function openDoor(port: number, ui: { readonly host: string; readonly port: number }): Promise<Door> {
  const agent = new Agent({ keepAlive: true });
  const server = createServer((asked, answer) => {
    if (!callsThisMachine(asked.headers.host)) answer.writeHead(421).end();
    else forward(asked, answer, { ...ui, agent });
  });
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(port, HOST, resolve));
  return {
    url: `http://${HOST}:${(server.address() as AddressInfo).port}`,
    close() {
      server.close();
      server.closeAllConnections();
      agent.destroy();
    },
  };
}

function forward(
  asked: IncomingMessage,
  answer: ServerResponse,
  ui: { readonly host: string; readonly port: number; readonly agent: Agent },
): void {
  // Under the name by which it was called: the UI compares it with the origin of what is written.
  const { method, url: path, headers } = asked;
  const forwarded = request({ ...ui, method, path, headers }, (said) => {
    answer.writeHead(said.statusCode ?? 502, said.headers);
    pipeline(said, answer, () => undefined);
  });
  forwarded.once('error', () => {
    if (answer.headersSent) answer.destroy();
    else answer.writeHead(502).end();
  });
  answer.once('close', () => forwarded.destroy());
  asked.pipe(forwarded);
}
