/** Tokens, and the shapes in which a bad one is answered: one cause, several faces. */
import ipaddr from 'ipaddr.js';

export interface Token {
  readonly secret: string;
  /** Shown as the author of what is written with it. */
  readonly administrateur: string;
  demarches: readonly number[];
  write: boolean;
  revoked: boolean;
  /** Milliseconds since 1970; `null`: eternal, as those made before September 2026. */
  expireLe: number | null;
  /** CIDR; empty: from anywhere. */
  networks: readonly string[];
}

export interface Refused {
  readonly status: number;
  readonly message: string;
  readonly code: string;
}

/** `Bearer <secret>`, or `Bearer token=<secret>`. */
const secretIn = (header: string | undefined): string | undefined =>
  /^Bearer (?:token=)?"?([^"\s]+)"?$/.exec(header ?? '')?.[1];

const isWithin = (address: string, networks: readonly string[]): boolean => {
  const from = ipaddr.process(address);
  return networks.some((network) => {
    const [range, bits] = ipaddr.parseCIDR(network);
    return from.kind() === range.kind() && from.match([range, bits] as [ipaddr.IPv4, number]);
  });
};

/** `undefined`: no token at all, as far as DN is concerned (absent, unknown, revoked). */
export function readToken(
  tokens: readonly Token[],
  header: string | undefined,
  { address, now }: { readonly address: string; readonly now: number },
): Token | Refused | undefined {
  const secret = secretIn(header);
  const token = tokens.find((one) => one.secret === secret && !one.revoked);
  if (token === undefined) return undefined;
  if (token.expireLe !== null && token.expireLe <= now)
    return { status: 401, message: 'Token expired', code: 'unauthorized' };
  if (token.networks.length > 0 && !isWithin(address, token.networks))
    return {
      status: 403,
      message: `Request issued from a forbidden network. Add ${address} to the allowed networks of your token`,
      code: 'forbidden',
    };
  return token;
}

export const isRefused = (read: Token | Refused): read is Refused => 'status' in read;
