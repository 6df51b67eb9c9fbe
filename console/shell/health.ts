/** Whether the API, its engine and its database answer: asked at most every few seconds, whatever the visits. */

export interface Health {
  readonly api: boolean;
  readonly engine: boolean;
  readonly records: boolean;
}

const FRESH_MS = 5_000;
/** The API itself gives the engine three seconds: before that, its silence is not its absence. */
const PATIENCE_MS = 4_000;

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
  let asked: { readonly at: number; readonly health: Promise<Health> } | undefined;
  let known: Health | undefined;
  return (anew) => {
    if (anew !== undefined || asked === undefined || Date.now() - asked.at > FRESH_MS) {
      const health = ask(api).then((answer) => (known = answer));
      asked = { at: Date.now(), health };
    }
    // A page does not wait for an engine that is slow to say that it is away: it shows what is known.
    return anew === undefined && known !== undefined ? Promise.resolve(known) : asked.health;
  };
}
