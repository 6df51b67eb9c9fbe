/** Who wrote what is no command: accounts, batches, adhesions, mandates, subscriptions, calendars, delegations. */
import type pg from 'pg';
import type { Role } from '../../domain/valeurs.ts';
import { inTransaction, type Queryable } from '../server/pool.ts';

/** Who acts: a subject of an organisation, in a role; under a delegation, the subject is who gave it. */
export interface Author {
  readonly role: Role;
  readonly sujet: string;
  readonly organisation: string;
  readonly delegation?: string;
}

export interface Writing {
  readonly objet:
    | 'compte-caisse'
    | 'lot'
    | 'adhesions'
    | 'mandat'
    | 'delegation'
    | 'abonnement'
    | 'calendrier'
    | 'retour-bancaire'
    | 'verification-beneficiaire'
    | 'reprise'
    | 'invitation'
    | 'demarche';
  /** Which one, among those. */
  readonly cle: string;
  readonly ess?: string;
  /** Past participle: what was done to it. */
  readonly acte: string;
}

/**
 * Runs `write` and says whose it is, in one transaction. `of`: what was written, from its result; `undefined`: nothing
 * was, and nobody's name is kept.
 */
export const signed = <T>(
  db: pg.Pool,
  auteur: Author,
  of: (result: T) => Writing | undefined,
  write: (client: pg.PoolClient) => Promise<T>,
): Promise<T> =>
  inTransaction(db, async (client) => {
    const result = await write(client);
    const writing = of(result);
    if (writing !== undefined) await recordWriting(client, auteur, writing);
    return result;
  });

async function recordWriting(
  client: Queryable,
  { role, sujet, organisation, delegation }: Author,
  { objet, cle, ess, acte }: Writing,
): Promise<void> {
  await client.query(
    `insert into ecritures (objet, cle, ess, acte, role, sujet, organisation, delegation)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [objet, cle, ess ?? null, acte, role, sujet, organisation, delegation ?? null],
  );
}
