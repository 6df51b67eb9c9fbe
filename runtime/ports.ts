/** Ports on loopback. */
import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';

/**
 * Where free ports are taken: below those that systems lend to outgoing connections (from 32768 on Linux, 49152
 * elsewhere). A server that is killed and started again finds its port as it left it.
 */
const FIRST = 20_000;
const LAST = 32_767;
const ATTEMPTS = 100;
const HOST = '127.0.0.1';

/** A port that nobody holds at this moment. `host`: another address of this machine than the usual one. */
export async function freePort(host = HOST): Promise<number> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const port = randomInt(FIRST, LAST + 1);
    if (await isFree(port, host)) return port;
  }
  throw new Error(`No free port between ${FIRST} and ${LAST} on ${host} after ${ATTEMPTS} attempts.`);
}

export const isFree = (port: number, host = HOST): Promise<boolean> =>
  listenOnce(port, host).then(
    () => true,
    () => false,
  );

/** Fails, naming the port and what it was for, when something holds it already. */
export async function assertFree(port: number, use: string): Promise<void> {
  try {
    await listenOnce(port, HOST);
  } catch (cause) {
    throw new Error(`Port ${port} (${use}) is already taken on ${HOST}: stop what uses it, or choose another port.`, {
      cause,
    });
  }
}

function listenOnce(port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    // Whoever waits for a server there may connect meanwhile: close() would wait for them.
    const server = createServer((socket) => socket.destroy());
    server.once('error', reject);
    server.listen(port, host, () => server.close(() => resolve()));
  });
}
