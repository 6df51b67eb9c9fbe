/** Tokens already verified: a client sends the same one for minutes, and its signature is looked at once for each set of keys. */
import { createHash } from 'node:crypto';

/** What a token proved. `standing`: whether what it was verified against still holds. */
interface Proof<T> {
  readonly identity: T;
  /** `exp`, in seconds. */
  readonly until: number;
  readonly standing: () => boolean;
}

/** Those used last. Beyond, the next one is verified again: nothing is lost. */
const MOST = 5_000;

export interface VerifiedTokens<T> {
  /** The identity that the token proved, as long as it lives and nothing of what proved it has changed. */
  of(token: string): T | undefined;
  remember(token: string, proof: Proof<T>): void;
}

/** Kept by digest: memory shows no token that could be used. */
export function createVerifiedTokens<T>(most = MOST): VerifiedTokens<T> {
  const proofs = new Map<string, Proof<T>>();
  const digestOf = (token: string): string => createHash('sha256').update(token).digest('base64');
  return {
    of(token) {
      const digest = digestOf(token);
      const proof = proofs.get(digest);
      if (proof === undefined) return undefined;
      proofs.delete(digest);
      if (Date.now() >= proof.until * 1000 || !proof.standing()) return undefined;
      proofs.set(digest, proof); // the last one used
      return proof.identity;
    },
    remember(token, proof) {
      proofs.set(digestOf(token), proof);
      const [oldest] = proofs.keys();
      if (proofs.size > most && oldest !== undefined) proofs.delete(oldest);
    },
  };
}
