/**
 * The look-up of a connection to a partner: names are asked of the name servers, and what they resolve to is checked
 * there and then, so that no second answer can lead elsewhere (SSRF by rebinding).
 *
 * Not `dns.lookup`: a name whose server never answers would hold one of the two threads that the process has for it, and
 * the look-ups of all others (mail, database, other partners) would wait behind. It would also read the hosts file and
 * add this machine's search domains, which lead inside.
 */
import type { LookupAddress } from 'node:dns';
import { Resolver } from 'node:dns/promises';
import { isIP, type LookupFunction } from 'node:net';
import { ForbiddenAddress, knownAddresses, mayConnect, type Reach } from './public-address.ts';

/** The name servers know no address of it, or say nothing. */
export class UnknownName extends Error {
  override readonly name = 'UnknownName';
}

/** Milliseconds for the first question to a server; the second, and last, waits twice that. */
const ASKED_MS = 2_000;

/** Whom to ask for names. `cancel()` it once they are of no more use. */
export function createNames(servers?: readonly string[]): Resolver {
  const names = new Resolver({ timeout: ASKED_MS, tries: 2 });
  if (servers !== undefined) names.setServers(servers);
  return names;
}

async function addressesOf(name: string, names: Resolver): Promise<LookupAddress[]> {
  const known = knownAddresses(name);
  if (known.length > 0) return known.map((address) => ({ address, family: isIP(address) }));
  // One family may be missing, and a server may answer for one only.
  const [four, six] = await Promise.allSettled([names.resolve4(name), names.resolve6(name)]);
  const found = [
    ...(four.status === 'fulfilled' ? four.value.map((address) => ({ address, family: 4 })) : []),
    ...(six.status === 'fulfilled' ? six.value.map((address) => ({ address, family: 6 })) : []),
  ];
  if (found.length === 0) throw new UnknownName(`no address of ${name}`);
  return found;
}

/** For `http.request` to `url`: gives only addresses that may be connected to; fails if one of the name's may not. */
export const guardedLookup =
  (url: URL, reach: Reach, names: Resolver): LookupFunction =>
  (hostname, options, callback) => {
    addressesOf(hostname, names).then(
      (found) => {
        const [first] = found;
        if (first === undefined || !found.every(({ address }) => mayConnect(address, url, reach)))
          return callback(new ForbiddenAddress('Ce nom ne mène pas à une adresse publique.'), '', 0);
        if (options.all === true) callback(null, found);
        else callback(null, first.address, first.family);
      },
      (error: Error) => callback(error, '', 0),
    );
  };
