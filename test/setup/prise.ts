/** A raw connection to a server: what no HTTP client would send, as slowly as one likes. */
import { connect } from 'node:net';

export interface Prise {
  write(text: string): void;
  /** All that the server said, once it has closed the connection. */
  readonly ended: Promise<string>;
  /** Resolves once the server has said something that matches. */
  said(what: RegExp): Promise<string>;
  /** All that the server has said so far. */
  heard(): string;
  destroy(): void;
}

export async function ouvrirPrise(port: number): Promise<Prise> {
  const socket = connect(port, '127.0.0.1');
  await new Promise((resolve, reject) => socket.once('connect', resolve).once('error', reject));
  let received = '';
  const waiting: (() => void)[] = [];
  socket.on('error', () => undefined);
  socket.on('data', (chunk) => {
    received += chunk.toString('latin1');
    for (const look of waiting) look();
  });
  return {
    write: (text) => void socket.write(text),
    ended: new Promise((resolve) => socket.once('close', () => resolve(Buffer.from(received, 'latin1').toString()))),
    said: (what) =>
      new Promise((resolve) => {
        const look = () => {
          if (what.test(received)) resolve(received);
        };
        waiting.push(look);
        look();
      }),
    heard: () => received,
    destroy: () => void socket.destroy(),
  };
}
