/** Démarche Numérique takes 400 calls a minute of one token, from whatever programs: the connector stays under. */
export interface Pace {
  /** Resolves when a call may leave. */
  turn(): Promise<void>;
  /** No call leaves for so long. */
  hold(milliseconds: number): void;
}

/** What a pace knows of time; tests have their own. */
export interface Clock {
  now(): number;
  wait(milliseconds: number): Promise<void>;
}

export const CLOCK: Clock = {
  now: () => performance.now(),
  wait: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
};

const MINUTE_MS = 60_000;
/** Well under 400: another program of the same administrator may use the same token. */
export const CALLS_A_MINUTE = 300;

/** No more than `calls` within any minute. */
export function createPace(clock: Clock = CLOCK, calls = CALLS_A_MINUTE): Pace {
  let left: number[] = [];
  let heldUntil = -Infinity;
  let queue = Promise.resolve();

  async function next(): Promise<void> {
    for (;;) {
      const now = clock.now();
      left = left.filter((instant) => now - instant < MINUTE_MS);
      const oldest = left.length < calls ? undefined : left[0];
      const free = Math.max(heldUntil, oldest === undefined ? -Infinity : oldest + MINUTE_MS);
      if (free <= now) {
        left.push(now);
        return;
      }
      await clock.wait(free - now);
    }
  }

  return {
    turn: () => (queue = queue.then(next)),
    hold: (milliseconds) => {
      heldUntil = Math.max(heldUntil, clock.now() + milliseconds);
    },
  };
}
