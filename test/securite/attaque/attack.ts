/** What an attack is, and how it ends: the door held, or it fell, with what was seen. */
import type { Answer, Target } from './target.ts';

export interface Verdict {
  readonly held: boolean;
  readonly seen: string;
}

export interface Attack {
  /** In French, as the table prints it; begins with the finding when there is one (« F3 »). */
  readonly title: string;
  /** Seconds rather than milliseconds, or processor time of everybody: left out of the quick part. */
  readonly slow?: true;
  run(target: Target): Promise<Verdict>;
}

export interface AttackClass {
  readonly name: string;
  readonly attacks: readonly Attack[];
}

export interface Outcome extends Verdict {
  readonly title: string;
  readonly ms: number;
}

export const verdict = (held: boolean, seen: string): Verdict => ({ held, seen });

/** Held when every answer is as expected; names the others. */
export function allAnswer(
  answers: readonly (readonly [what: string, answer: Answer])[],
  expected: readonly number[],
): Verdict {
  const wrong = answers.filter(([, { status }]) => !expected.includes(status));
  const seen = wrong.slice(0, 4).map(([what, { status }]) => `${what} : ${status}`);
  return verdict(wrong.length === 0, wrong.length === 0 ? `${answers.length} réponses` : seen.join(' ; '));
}

const PATIENCE_MS = 120_000;

/** Ends within two minutes, whatever happens: an attack without an end is a door that fell. */
export async function play(attack: Attack, target: Target): Promise<Outcome> {
  const started = performance.now();
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<Verdict>((resolve) => {
    timer = setTimeout(() => resolve(verdict(false, `sans fin en ${PATIENCE_MS / 1000} s`)), PATIENCE_MS);
  });
  const ended = attack
    .run(target)
    .catch((error: unknown) =>
      verdict(false, error instanceof Error ? `${error.name}: ${error.message}` : String(error)),
    );
  const { held, seen } = await Promise.race([ended, late]);
  clearTimeout(timer);
  return { title: attack.title, held, seen, ms: performance.now() - started };
}
