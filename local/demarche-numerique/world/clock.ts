/** The clock of the double. Real time until someone holds it; then it stands still, and moves as it is told. */
import { Temporal } from 'temporal-polyfill';

export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Stands at this instant; never before an earlier one. */
  set(instant: number): void;
  /** What is done meanwhile is done at that instant: what happened by itself, and is only looked at now. */
  during(instant: number, act: () => void): void;
}

/** `at`: the instant at which it stands; absent: it runs with this machine. */
export function openClock(at?: number): Clock {
  let held = at;
  let past: number | undefined;
  return {
    now: () => past ?? held ?? Date.now(),
    during(instant, act) {
      past = instant;
      try {
        act();
      } finally {
        past = undefined;
      }
    },
    set(instant) {
      const now = held ?? Date.now();
      if (!Number.isFinite(instant) || instant < now)
        throw new RangeError(`L'horloge ne recule pas : ${instantOf(now)} est déjà passé.`);
      held = instant;
    },
  };
}

/** As Démarche Numérique writes an instant: seconds, and the offset of Paris that day. */
export const instantOf = (ms: number): string =>
  Temporal.Instant.fromEpochMilliseconds(ms)
    .toZonedDateTimeISO('Europe/Paris')
    .toString({ timeZoneName: 'never', fractionalSecondDigits: 0 });

/** The civil date in Paris. */
export const dateOf = (ms: number): string =>
  Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO('Europe/Paris').toPlainDate().toString();

/** This many months later, in the calendar of Paris. */
export const monthsLater = (ms: number, months: number): number =>
  Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO('Europe/Paris').add({ months }).epochMilliseconds;

/** `2026-10-25T02:30:00+01:00`, or a local time of Paris without offset (the first of the two, on the night that has two). */
export function instantFrom(text: string): number {
  if (/(Z|[+-]\d{2}:\d{2})$/.test(text)) return Temporal.Instant.from(text).epochMilliseconds;
  return Temporal.PlainDateTime.from(text).toZonedDateTime('Europe/Paris', { disambiguation: 'earlier' })
    .epochMilliseconds;
}
