/** Whether a host, as URLs and `Host` headers write it, is this machine whatever it is called: without asking anybody. */
import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';

/** IPv4 inside IPv6: mapped (`::ffff:a.b.c.d`), compatible (`::a.b.c.d`), translated, and through NAT64 (RFC 6052). */
const HOLDERS = ['::ffff:0:0/96', '::/96', '::ffff:0:0:0/96', '64:ff9b::/96'].map((range) =>
  ipaddr.IPv6.parseCIDR(range),
);

/** The last 32 bits of an IPv6 address, as IPv4. */
const heldBy = (address: ipaddr.IPv6): ipaddr.IPv4 => new ipaddr.IPv4(address.toByteArray().slice(12));

/** Loopback, and « any address », by which systems reach themselves. */
const isHere = (address: ipaddr.IPv4 | ipaddr.IPv6): boolean =>
  ['loopback', 'unspecified'].includes(address.range()) ||
  (address instanceof ipaddr.IPv6 && HOLDERS.some((range) => address.match(range)) && isHere(heldBy(address)));

/** `hostname` of a URL, or the host of a `Host` header: brackets, capitals and final dots do not count. */
export function isThisMachine(hostname: string): boolean {
  const host = hostname
    .toLowerCase()
    .replace(/\.+$/, '')
    .replace(/^\[|\]$/g, '');
  if (isIP(host) !== 0) return isHere(ipaddr.parse(host));
  // RFC 6761, §6.3: every name under `localhost` is loopback.
  return host === 'localhost' || host.endsWith('.localhost');
}

/**
 * Whether a `Host` header calls this machine by a name of its own. A page from elsewhere can make its name lead to our
 * loopback (DNS rebinding): it then speaks to us, but under that name.
 */
export const callsThisMachine = (header: string | undefined): boolean =>
  header !== undefined && URL.canParse(`http://${header}`) && isThisMachine(new URL(`http://${header}`).hostname);

/**
 * In production, what is trusted is reached over TLS, and elsewhere: nothing of this machine is a provider or a site.
 * `what`: the setting, in the sentence that is thrown.
 */
export function requireElsewhere(what: string, address: string): void {
  const { protocol, hostname } = new URL(address);
  if (protocol !== 'https:' || isThisMachine(hostname))
    throw new Error(`${what} ${address} is refused when NODE_ENV=production: it must be https and not this machine.`);
}
