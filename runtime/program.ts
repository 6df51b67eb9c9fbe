/** A program that serves until it is told to end, and ends once what is under way is over. */

const failed = (said: unknown): void => {
  console.error(said);
  process.exitCode = 1;
};

/** Runs `start`, then stops what it gave at SIGINT or SIGTERM, once. What keeps it from starting is said in one sentence; the exit code is then 1. */
export async function runProgram(start: () => Promise<{ stop(): Promise<void> }>): Promise<void> {
  try {
    const running = await start();
    let stopping = false;
    const stop = () => {
      if (stopping) return;
      stopping = true;
      running.stop().catch(failed);
    };
    process.once('SIGINT', stop);
    process.once('SIGTERM', stop);
  } catch (error) {
    failed(error instanceof Error ? error.message : error);
  }
}
