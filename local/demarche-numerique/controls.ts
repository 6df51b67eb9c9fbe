/** `POST /horloge`, JSON `{ "instant": "2026-05-04T09:00:00" }` or `{ "avancer": "P14D" }`: for programs of another process. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { Temporal } from 'temporal-polyfill';
import { advanceTo } from './world/by-itself.ts';
import { instantFrom, instantOf } from './world/clock.ts';
import type { World } from './world/world.ts';

const later = (now: number, duration: string): number =>
  Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO('Europe/Paris').add(duration).epochMilliseconds;

/** Answers the instant reached; 400 and the reason for what is none, or is past. Only JSON: no form of another site sends it. */
export async function setClock(world: World, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const answer = (status: number, body: object) =>
    response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' }).end(JSON.stringify(body));
  if (request.headers['content-type']?.startsWith('application/json') !== true)
    return void answer(415, { erreur: 'JSON attendu' });
  try {
    const { instant, avancer } = JSON.parse(await text(request)) as { instant?: string; avancer?: string };
    if ((instant === undefined) === (avancer === undefined))
      return void answer(400, { erreur: 'instant, ou avancer : l’un des deux' });
    advanceTo(world, instant === undefined ? later(world.clock.now(), avancer ?? '') : instantFrom(instant));
    answer(200, { instant: instantOf(world.clock.now()) });
  } catch (error) {
    if (!(error instanceof RangeError || error instanceof SyntaxError || error instanceof TypeError)) throw error;
    answer(400, { erreur: error.message });
  }
}
