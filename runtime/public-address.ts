/**
 * Where a partner's address may lead: https, to the public Internet, port 443. What a name resolves to is checked when it
 * is connected to (`runtime/guarded-lookup.ts`).
 */
import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';
import { isProduction } from './environment.ts';
import { isThisMachine } from './this-machine.ts';

interface Network {
  readonly address: ipaddr.IPv4 | ipaddr.IPv6;
  readonly bits: number;
  /** Open there beside `HTTPS`. */
  readonly port?: number;
}

export interface Reach {
  /** Development and tests only: `http:` and `https:` to the loopback of this machine, on any port. */
  readonly loopback?: boolean;
  /** Private networks where partners are. */
  readonly networks?: readonly Network[];
}

/** The address leads where nothing may be sent. */
export class ForbiddenAddress extends Error {
  override readonly name = 'ForbiddenAddress';
}

/**
 * The one port of the public Internet. On others are services that are no partner's, which our messages would knock at
 * from inside; and it is the one that outgoing firewalls open.
 */
const HTTPS = 443;

function readNetwork(given: string): Network {
  const [, cidr = '', port] = /^([^/]+\/\d+)(?::(\d+))?$/.exec(given) ?? [];
  if (!ipaddr.isValidCIDR(cidr) || (port !== undefined && !(Number(port) > 0 && Number(port) < 65_536)))
    throw new Error(
      `ESS_RESEAUX_PARTENAIRES: a network is expected (10.20.0.0/16, or 10.20.0.0/16:8443), not «${given}».`,
    );
  const [address, bits] = ipaddr.parseCIDR(cidr);
  return { address, bits, ...(port === undefined ? {} : { port: Number(port) }) };
}

/**
 * Settings: ESS_RESEAUX_PARTENAIRES, private networks where partners are, each with a port to open beside 443 if need be
 * (« 10.20.0.0/16,fd12::/16:8443 »). Loopback is for development. Throws a sentence that names the setting.
 */
export function readReach(env: NodeJS.ProcessEnv): Reach {
  const given = (env['ESS_RESEAUX_PARTENAIRES'] ?? '').split(/[ ,]+/).filter((part) => part !== '');
  return { loopback: !isProduction(env), networks: given.map(readNetwork) };
}

/** Of IPv6, what IANA gives out for the Internet. The rest is refused whatever becomes of it (`::a.b.c.d` is there). */
const INTERNET = ipaddr.IPv6.parseCIDR('2000::/3');

/** ISATAP (RFC 5214): the last 32 bits are an IPv4 address, most often a private one. */
const isIsatap = ({ parts }: ipaddr.IPv6): boolean => parts[5] === 0x5efe && [0, 0x200].includes(parts[4] ?? 0);

/** Plain public unicast: no range that ipaddr.js knows, and of IPv6 nothing that hides an IPv4 address. */
function isPublic(parsed: ipaddr.IPv4 | ipaddr.IPv6): boolean {
  if (parsed.range() !== 'unicast') return false;
  return !(parsed instanceof ipaddr.IPv6) || (parsed.match(INTERNET) && !isIsatap(parsed));
}

/** A URL says nothing of its protocol's own port. */
const portOf = ({ port, protocol }: URL): number => (port !== '' ? Number(port) : protocol === 'http:' ? 80 : HTTPS);

/** Whether a connection may be made, for this URL, to this address (a number). IPv4 written as IPv6 counts as what it is. */
export function mayConnect(address: string, url: URL, { loopback = false, networks = [] }: Reach): boolean {
  const parsed = ipaddr.process(address);
  if (loopback && parsed.range() === 'loopback') return true;
  const port = portOf(url);
  const within = networks.filter(
    (network) => network.address.kind() === parsed.kind() && parsed.match(network.address, network.bits),
  );
  return within.some((network) => port === HTTPS || port === network.port) || (port === HTTPS && isPublic(parsed));
}

/** What a host is without asking anybody: a number is itself, `localhost` is this machine (RFC 6761); otherwise nothing. */
export function knownAddresses(host: string): readonly string[] {
  if (isIP(host) !== 0) return [host];
  return isThisMachine(host) ? ['127.0.0.1', '::1'] : [];
}

/** White space, control and direction characters: `new URL` would drop some in silence. */
const HIDDEN = /[\s\p{C}\p{Z}]/u;

/** The address as a URL. Throws `ForbiddenAddress`, whose message is a sentence in French, when nothing may be sent there. */
export function readPartnerAddress(given: string, reach: Reach = {}): URL {
  if (!URL.canParse(given)) throw new ForbiddenAddress('Cette adresse est illisible.');
  if (HIDDEN.test(given))
    throw new ForbiddenAddress('Une adresse sans espace, retour à la ligne ni caractère invisible est attendue.');
  const url = new URL(given);
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const known = knownAddresses(host);
  const here = reach.loopback === true && known.some((number) => ipaddr.process(number).range() === 'loopback');
  if (!/^https:\/\//i.test(given) && !(here && /^http:\/\//i.test(given)))
    throw new ForbiddenAddress('Une adresse qui commence par « https:// » est attendue.');
  if (url.username !== '' || url.password !== '')
    throw new ForbiddenAddress('Une adresse sans nom d’utilisateur ni mot de passe est attendue.');
  const ports = [HTTPS, ...(reach.networks ?? []).map(({ port }) => port)];
  if (!here && !ports.includes(portOf(url)))
    throw new ForbiddenAddress('Le port 443 est attendu, celui que prend « https:// » quand l’adresse n’en dit rien.');
  // A number is connected to without any look-up.
  if (!known.every((number) => mayConnect(number, url, reach)))
    throw new ForbiddenAddress('Cette adresse n’est pas publique : rien ne peut y être envoyé.');
  return url;
}
