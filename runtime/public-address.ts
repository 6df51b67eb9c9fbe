/**
 * Where a partner's address may lead: https, to the public Internet. What a name resolves to is checked by the very
 * look-up of the connection, so that no second answer of the name server can lead elsewhere (SSRF by rebinding).
 */
import { lookup as resolveName } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import ipaddr from 'ipaddr.js';

type Network = readonly [address: ipaddr.IPv4 | ipaddr.IPv6, bits: number];

export interface Reach {
  /** Development and tests only: `http:` and `https:` to the loopback of this machine. */
  readonly loopback?: boolean;
  /** Private networks where partners are. */
  readonly networks?: readonly Network[];
}

/** The address leads where nothing may be sent. */
export class ForbiddenAddress extends Error {
  override readonly name = 'ForbiddenAddress';
}

/**
 * Settings: ESS_RESEAUX_PARTENAIRES, private networks where partners are (« 10.20.0.0/16,fd12::/16 »). Loopback is for
 * development. Throws a sentence that names the setting.
 */
export function readReach(env: NodeJS.ProcessEnv): Reach {
  const given = (env['ESS_RESEAUX_PARTENAIRES'] ?? '').split(/[ ,]+/).filter((part) => part !== '');
  const networks = given.map((part) => {
    if (!ipaddr.isValidCIDR(part))
      throw new Error(`ESS_RESEAUX_PARTENAIRES: a network is expected (10.20.0.0/16), not «${part}».`);
    return ipaddr.parseCIDR(part);
  });
  return { loopback: env['NODE_ENV'] !== 'production', networks };
}

/** IPv4 written as IPv6 counts as what it is; every range that is not plain public unicast is refused, but those allowed. */
function isAllowed(address: string, { loopback = false, networks = [] }: Reach): boolean {
  const parsed = ipaddr.process(address);
  const range = parsed.range();
  return (
    range === 'unicast' ||
    (loopback && range === 'loopback') ||
    networks.some(([network, bits]) => network.kind() === parsed.kind() && parsed.match(network, bits))
  );
}

const isLoopback = (host: string): boolean =>
  host === 'localhost' || (isIP(host) !== 0 && ipaddr.process(host).range() === 'loopback');

/** The address as a URL. Throws `ForbiddenAddress`, whose message is a sentence in French, when nothing may be sent there. */
export function readPartnerAddress(given: string, reach: Reach = {}): URL {
  if (!URL.canParse(given)) throw new ForbiddenAddress('Cette adresse est illisible.');
  const url = new URL(given);
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const plain = url.protocol === 'http:' && reach.loopback === true && isLoopback(host);
  if (url.protocol !== 'https:' && !plain)
    throw new ForbiddenAddress('Une adresse qui commence par « https:// » est attendue.');
  if (url.username !== '' || url.password !== '')
    throw new ForbiddenAddress('Une adresse sans nom d’utilisateur ni mot de passe est attendue.');
  // A host that is a number is connected to without any look-up.
  if (isIP(host) !== 0 && !isAllowed(host, reach))
    throw new ForbiddenAddress('Cette adresse n’est pas publique : rien ne peut y être envoyé.');
  return url;
}

/** For `http.request`: resolves a name, and gives only addresses that may be connected to; fails if one may not. */
export const guardedLookup =
  (reach: Reach = {}, resolve: typeof resolveName = resolveName): LookupFunction =>
  (hostname, options, callback) => {
    resolve(hostname, { ...options, all: true }, (error, found) => {
      if (error !== null) return callback(error, '', 0);
      const [first] = found;
      if (first === undefined || !found.every(({ address }) => isAllowed(address, reach)))
        return callback(new ForbiddenAddress('Ce nom ne mène pas à une adresse publique.'), '', 0);
      if (options.all === true) callback(null, found);
      else callback(null, first.address, first.family);
    });
  };
