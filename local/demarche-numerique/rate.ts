/** At most so many POST a minute for one Authorization header, by the double's clock. */

export interface Rate {
  /** Counts a call; the seconds to wait when there are too many. */
  take(header: string, now: number): number | undefined;
}

const MINUTE = 60_000;

/** A minute begins at its first call. */
export function openRate(perMinute: number): Rate {
  const windows = new Map<string, { readonly since: number; calls: number }>();
  return {
    take(header, now) {
      const known = windows.get(header);
      const current = known !== undefined && now < known.since + MINUTE ? known : { since: now, calls: 0 };
      windows.set(header, current);
      current.calls += 1;
      return current.calls > perMinute ? Math.ceil((current.since + MINUTE - now) / 1000) : undefined;
    },
  };
}
