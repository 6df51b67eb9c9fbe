/** Answers too long to hold: sent as they are read, at the pace of who receives them. */
import type { Duplex, Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Response } from 'express';

/** Reads the first item before anything is sent: a database that is away is then a problem, not a truncated file. */
export async function firstRead<T>(items: AsyncGenerator<T, void, undefined>): Promise<AsyncGenerator<T>> {
  const first = await items.next();
  return (async function* () {
    if (first.done === true) return;
    yield first.value;
    yield* items;
  })();
}

/** A failure on the way cuts the connection, so that an incomplete file is seen to be one. */
export async function sendStream(response: Response, source: Readable, ...through: Duplex[]): Promise<void> {
  await pipeline([source, ...through, response]).catch((error: unknown) => {
    // The client left: there is nobody to answer.
    if ((error as { code?: string }).code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error;
  });
}
