/** Preloaded by the processes of these tests: the one name that no name server knows, and that leads to loopback. */
import dns from 'node:dns';

export const HOTE_IDENTITES = 'identites.exemple.invalid';

const { lookup } = dns;
dns.lookup = ((name: string, ...rest: [never, never]) =>
  lookup(name === HOTE_IDENTITES ? '127.0.0.1' : name, ...rest)) as typeof lookup;
