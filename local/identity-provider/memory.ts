/** What the local provider remembers of sessions, codes and tokens: a table of the process, lost with it. */
import type { Adapter, AdapterFactory, AdapterPayload } from 'oidc-provider';

interface Kept {
  readonly model: string;
  readonly payload: AdapterPayload;
  readonly until: number;
}

/** One memory for a provider. Its tables are small, and searched whole. */
export function inMemory(): AdapterFactory {
  const kept = new Map<string, Kept>();
  const forget = (over: (one: Kept) => boolean) => {
    for (const [key, one] of kept) if (over(one)) kept.delete(key);
  };
  return (model): Adapter => {
    const keyOf = (id: string) => `${model}:${id}`;
    const search = (wanted: (payload: AdapterPayload) => boolean) =>
      Promise.resolve([...kept.values()].find((one) => one.model === model && wanted(one.payload))?.payload);
    return {
      upsert(id, payload, expiresIn = Infinity) {
        const now = Date.now();
        forget(({ until }) => until <= now);
        kept.set(keyOf(id), { model, payload, until: now + expiresIn * 1000 });
        return Promise.resolve();
      },
      find: (id) => Promise.resolve(kept.get(keyOf(id))?.payload),
      findByUid: (uid) => search((payload) => payload.uid === uid),
      findByUserCode: (userCode) => search((payload) => payload.userCode === userCode),
      consume(id) {
        const one = kept.get(keyOf(id));
        if (one !== undefined) one.payload.consumed = Math.floor(Date.now() / 1000);
        return Promise.resolve();
      },
      destroy(id) {
        kept.delete(keyOf(id));
        return Promise.resolve();
      },
      revokeByGrantId(grantId) {
        forget(({ payload }) => payload.grantId === grantId);
        return Promise.resolve();
      },
    };
  };
}
