/**
 * One message posted to a partner, signed as Standard Webhooks 1.0 asks. No redirect is followed, the answer's body is
 * thrown away, and nothing is sent but where `runtime/public-address.ts` allows.
 */
import { Webhook } from 'standardwebhooks';
import type { TakenDelivery } from '../records/outbox/livraisons.ts';
import { UnknownName, createNames, guardedLookup } from '../runtime/guarded-lookup.ts';
import { ForbiddenAddress, readPartnerAddress, type Reach } from '../runtime/public-address.ts';
import { PatienceOver, postOnce } from './webhook-exchange.ts';

/** `id`: the same for ever for the same message; what a receiver knows it by when it comes twice. */
export interface Message {
  readonly id: string;
  readonly corps: string;
}

/**
 * What a partner is told: that it happened, by which role, under which rule. Nothing that anyone typed; the rest is read
 * through the API, with one's own rights. `api`: where that is, when it is known.
 */
export function messageOf({ id, evenement }: Pick<TakenDelivery, 'id' | 'evenement'>, api = ''): Message {
  if (evenement === null)
    return { id: `essai_${id}`, corps: JSON.stringify({ type: 'essai', data: { livraison: id } }) };
  const { ess, ligne } = evenement;
  const { rang, enregistreLe } = ligne;
  const { evenement: type, le, acteur, regle } = ligne.evenement;
  const lien = `${api}/api/v1/ess/${ess}/journal?apres=${rang - 1}&limite=1`;
  const timestamp = new Date(enregistreLe).toISOString();
  const corps = JSON.stringify({ type, timestamp, data: { ess, rang, le, acteur, regle, lien } });
  return { id: `evt_${ess}_${rang}`, corps };
}

export interface Destination {
  readonly adresse: string;
  /** `whsec_…`, the newest first: each signs. */
  readonly secrets: readonly string[];
}

export interface Posting extends Reach {
  /** Milliseconds for the whole exchange. */
  readonly patienceMs?: number;
  /** Ends it before, with `Abandoned`. */
  readonly abandon?: AbortSignal;
  /** Asked for names, « address » or « address:port »; those of this machine when absent. */
  readonly nameServers?: readonly string[];
}

/** Standard Webhooks: 15 to 30 s. */
export const PATIENCE_MS = 15_000;

/** Resolves to the status of the answer, whatever it is; fails when there is none in time, or where none may be asked. */
export async function postMessage(
  { id, corps }: Message,
  { adresse, secrets }: Destination,
  { patienceMs = PATIENCE_MS, abandon, nameServers, ...reach }: Posting = {},
): Promise<number> {
  const url = readPartnerAddress(adresse, reach);
  const now = new Date();
  const headers = {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(corps),
    'user-agent': 'ess-webhooks',
    'webhook-id': id,
    'webhook-timestamp': Math.floor(now.getTime() / 1000),
    'webhook-signature': secrets.map((secret) => new Webhook(secret).sign(id, now, corps)).join(' '),
  };
  const names = createNames(nameServers);
  try {
    return await postOnce(url, { headers, body: corps, lookup: guardedLookup(url, reach, names), patienceMs, abandon });
  } finally {
    names.cancel();
  }
}

/** Why there is no answer, in a word that the register shows: nothing of the network behind it. */
export function failureOf(error: unknown): string {
  if (error instanceof ForbiddenAddress) return 'adresse-interdite';
  if (error instanceof UnknownName) return 'nom-introuvable';
  const { code = '' } = error as { readonly code?: string };
  if (error instanceof PatienceOver || code === 'ETIMEDOUT') return 'delai-depasse';
  if (code === 'ECONNREFUSED') return 'connexion-refusee';
  if (/CERT|TLS|SSL|SIGNATURE/.test(code)) return 'certificat-refuse';
  return 'connexion-rompue';
}
