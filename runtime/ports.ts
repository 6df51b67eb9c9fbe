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

/** A port that nobody holds at this moment. */
export async function freePort(): Promise<number> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const port = randomInt(FIRST, LAST + 1);
    if (await isFree(port)) return port;
  }
  throw new Error(`No free port between ${FIRST} and ${LAST} on 127.0.0.1 after ${ATTEMPTS} attempts.`);
}

export const isFree = (port: number): Promise<boolean> =>
  listenOnce(port).then(
    () => true,
    () => false,
  );

/** Fails, naming the port and what it was for, when something holds it already. */
export async function assertFree(port: number, use: string): Promise<void> {
  try {
    await listenOnce(port);
  } catch (cause) {
    throw new Error(`Port ${port} (${use}) is already taken on 127.0.0.1: stop what uses it, or choose another port.`, {
      cause,
    });
  }
}

function listenOnce(port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    // Whoever waits for a server there may connect meanwhile: close() would wait for them.
    const server = createServer((socket) => socket.destroy());
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => server.close(() => resolve()));
  });
}
