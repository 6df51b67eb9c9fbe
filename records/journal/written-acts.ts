/**
 * Acts as they are written: the database tells whoever waits for one at its commit (LISTEN, NOTIFY), before the answer of the
 * case comes through the engine. What is told is in the journal; what is not told is known by that answer.
 */
import pg from 'pg';
import { CHANNEL } from './reponses.ts';

/** The message of an act, and which lines of the journal its events are: `rang` is the last of `nombre`. */
export interface WrittenAct {
  readonly id: string;
  readonly rang: number;
  readonly nombre: number;
}

export interface ActWatch {
  /** Settles when that act is written; never, when the database does not say it. `stop` once it is not waited for any more. */
  wait(ess: string, id: string): { readonly written: Promise<WrittenAct>; stop(): void };
  close(): Promise<void>;
}

const AGAIN_MS = 1_000;

/** Listens on a connection of its own to the database of `pool`; lost, it is opened again, and nothing is told meanwhile. */
export function watchActs(pool: pg.Pool, log: (line: string) => void): ActWatch {
  const waiting = new Map<string, Set<(acte: WrittenAct) => void>>();
  const keyOf = (ess: string, id: string) => `${ess} ${id}`;
  let closed = false;
  let deaf = false;
  let current: pg.Client | undefined;
  let again: NodeJS.Timeout | undefined;

  const lost = (client: pg.Client, error: Error) => {
    if (closed || current !== client) return;
    current = undefined;
    if (!deaf) log(`[postgres] acts are not heard for a moment, answers come by the engine: ${error.message}`);
    deaf = true;
    client.end().catch(() => undefined); // lost already: there is nothing left to close
    again = setTimeout(listen, AGAIN_MS);
  };
  const hear = ({ payload = '' }: pg.Notification) => {
    const { ess, ...acte } = JSON.parse(payload) as WrittenAct & { ess: string };
    for (const tell of waiting.get(keyOf(ess, acte.id)) ?? []) tell(acte);
  };
  function listen(): void {
    const client = new pg.Client({ ...pool.options, application_name: 'ess-ecoute', keepAlive: true });
    current = client;
    client.on('error', (error) => lost(client, error));
    client.on('end', () => lost(client, new Error('connection ended')));
    client.on('notification', hear);
    client
      .connect()
      .then(() => client.query(`listen ${CHANNEL}`))
      .then(() => {
        deaf = false;
      })
      .catch((error: unknown) => lost(client, error instanceof Error ? error : new Error(String(error))));
  }
  listen();

  return {
    wait(ess, id) {
      const key = keyOf(ess, id);
      const { promise, resolve } = Promise.withResolvers<WrittenAct>();
      const others = waiting.get(key) ?? new Set();
      waiting.set(key, others.add(resolve));
      return {
        written: promise,
        stop() {
          others.delete(resolve);
          if (others.size === 0 && waiting.get(key) === others) waiting.delete(key);
        },
      };
    },
    async close() {
      closed = true;
      clearTimeout(again);
      await current?.end();
    },
  };
}
