/** Ports on loopback. */
import { createServer } from 'node:net';

/** A port that nobody listens on at this moment. */
export const freePort = (): Promise<number> => listenOnce(0);

export const isFree = (port: number): Promise<boolean> =>
  listenOnce(port).then(
    () => true,
    () => false,
  );

/** Fails, naming the port, when something listens on it already. */
export async function assertFree(port: number): Promise<void> {
  try {
    await listenOnce(port);
  } catch (cause) {
    throw new Error(`Port ${port} is already taken on 127.0.0.1: stop what listens there, or choose another port.`, {
      cause,
    });
  }
}

function listenOnce(port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      const address = server.address();
      const bound = typeof address === 'object' && address !== null ? address.port : port;
      server.close(() => resolve(bound));
    });
  });
}
