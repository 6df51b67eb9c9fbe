/** Watches the embedded server and starts it again when it has died: what uses it waits a moment, nobody intervenes. */

const REGARD_MS = 500;

export interface Watcher {
  /** Ends the watch, once a restart under way is over. */
  stop(): Promise<void>;
}

/**
 * `alive` is asked twice a second; when it says no, `restart` is called, again and again until it succeeds. Does not
 * keep the process running.
 */
export function watch(
  alive: () => Promise<boolean>,
  restart: () => Promise<void>,
  log: (line: string) => void,
): Watcher {
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  let current = Promise.resolve();
  let last = '';
  const look = async () => {
    try {
      if (!(await alive()) && !stopped) await restart();
      last = '';
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      if (message !== last) log(`[postgres] the server could not be started again, still trying: ${message}`);
      last = message;
    }
    next();
  };
  const next = () => {
    if (stopped) return;
    timer = setTimeout(() => {
      current = look();
    }, REGARD_MS);
    timer.unref();
  };
  next();
  return {
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await current;
    },
  };
}
