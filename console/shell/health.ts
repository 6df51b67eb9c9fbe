/** Whether the API, its engine and its database answer: asked at most every few seconds, whatever the visits. */

export interface Health {
  readonly api: boolean;
  readonly engine: boolean;
  readonly records: boolean;
}

const FRESH_MS = 5_000;
const PATIENCE_MS = 2_000;

async function ask(api: string): Promise<Health> {
  try {
    // 503 with the same body when something lacks.
    const answer = await fetch(`${api}/sante`, { signal: AbortSignal.timeout(PATIENCE_MS) });
    const { moteur, donnees } = (await answer.json()) as { moteur?: unknown; donnees?: unknown };
    return { api: true, engine: moteur === 'ok', records: donnees === 'ok' };
  } catch {
    return { api: false, engine: false, records: false }; // away: that is what was asked
  }
}

/** `anew`: what was known has just been contradicted. */
export type AskHealth = (anew?: 'anew') => Promise<Health>;

export function healthOf(api: string): AskHealth {
  let known: { readonly at: number; readonly health: Promise<Health> } | undefined;
  return (anew) => {
    if (anew !== undefined || known === undefined || Date.now() - known.at > FRESH_MS)
      known = { at: Date.now(), health: ask(api) };
    return known.health;
  };
}
