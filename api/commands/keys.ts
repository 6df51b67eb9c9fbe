/** Under which key something is asked, and the identifiers drawn from it. */
import { createHash, randomUUID } from 'node:crypto';
import type { Request } from 'express';
import type { Role } from '../../domain/valeurs.ts';
import { FORM_RULES } from '../../runtime/http/form-rules.ts';
import { identityOf } from '../../identity/authenticate.ts';
import { invalidFields } from '../../runtime/http/problems.ts';

/** What identifiers are drawn from: the same key of two people is two keys. */
export const ownKey = (request: Request, key: string): string => `${identityOf(request).sujet}\n${key}`;

/** What an idempotency key may be. */
export const KEY = /^[\x21-\x7e]{1,200}$/;

/** The caller's `Idempotency-Key`, or a random one: both are echoed, so that any answer can be retried safely. */
export function idempotencyKey(request: Request): string {
  const key = request.get('idempotency-key');
  if (key === undefined) return randomUUID();
  if (KEY.test(key)) return key;
  throw invalidFields([
    {
      champ: 'Idempotency-Key',
      regle: FORM_RULES.header,
      message: 'Cette clé compte de 1 à 200 caractères visibles, sans espace ni accent (exemple : un UUID).',
    },
  ]);
}

const digest = (...parts: readonly string[]): Buffer => createHash('sha256').update(parts.join('\n')).digest();

const CROCKFORD = '0123456789abcdefghjkmnpqrstvwxyz';

/** `ess-33-7k2m9qxa`: seat, and 40 bits drawn from the key, so that a retry finds the same case. */
export function essIdentifier(siege: string, key: string): string {
  const bits = digest('ess', siege, key).readUIntBE(0, 5);
  const characters = Array.from({ length: 8 }, (_, index) => CROCKFORD[Math.floor(bits / 32 ** (7 - index)) % 32]);
  return `ess-${siege}-${characters.join('')}`;
}

/**
 * Update id: hashed, because it stays readable in the engine's store, and bound to the command. 132 bits, in few letters: the
 * engine writes it six times in the history of the case.
 */
export const messageIdentifier = (commande: string, key: string): string =>
  digest('message', commande, key).toString('base64url').slice(0, 22);

/** Digest of what a command asks of its case; of nothing personal, since it stays in the engine's history. */
export const fingerprint = (acteur: Role, donnees: object): string =>
  digest('empreinte', acteur, JSON.stringify(donnees)).toString('base64url').slice(0, 11);

/** UUID (version 8) of the fiche of one command of one case: the same on every retry. */
export function ficheIdentifier(ess: string, messageId: string): string {
  const bytes = digest('fiche', ess, messageId).subarray(0, 16);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x80;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = bytes.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
