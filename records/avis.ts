/** The outbox of e-mails: a notice is written before it is sent, and marked once it is. */
import { inTransaction, type Queryable } from './pool.ts';
import type { RoleContact } from './contacts.ts';

export interface AvisAEcrire {
  readonly cle: string;
  readonly destinataire: RoleContact;
  readonly ess: string;
  readonly rang: number;
  readonly evenement: string;
  readonly objet: string;
  readonly corps: string;
  readonly adresses: readonly string[];
  /** Derived from the key: a notice delivered twice by a crash bears the same identifier twice. */
  readonly messageId: string;
}

export interface Avis extends AvisAEcrire {
  readonly creeLe: Date;
  readonly envoyeLe: Date | null;
  readonly tentatives: number;
  readonly derniereErreur: string | null;
}

const COLUMNS = `cle, destinataire, ess, rang, evenement, objet, corps, adresses, message_id as "messageId",
  cree_le as "creeLe", envoye_le as "envoyeLe", tentatives, derniere_erreur as "derniereErreur"`;

/** Writes notices, each once per (cle, destinataire). What is already written stays as it is, addresses included. */
export async function writeAvis(db: Queryable, avis: readonly AvisAEcrire[]): Promise<void> {
  await inTransaction(db, async (client) => {
    for (const a of avis) {
      await client.query(
        `insert into avis (cle, destinataire, ess, rang, evenement, objet, corps, adresses, message_id)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict (cle, destinataire) do nothing`,
        [a.cle, a.destinataire, a.ess, a.rang, a.evenement, a.objet, a.corps, a.adresses, a.messageId],
      );
    }
  });
}

/**
 * Sends the notices of an effect that are not sent yet, one transaction each: the row stays locked while `send` runs, so
 * two attempts at once never send the same one. Tries them all; returns the errors, and how many are left unsent
 * (failed, or in the hands of another attempt). `send` answers with the addresses that the server refused.
 */
export async function sendPending(
  db: Queryable,
  cle: string,
  send: (avis: Avis) => Promise<readonly string[]>,
): Promise<{ errors: Error[]; left: number }> {
  const errors: Error[] = [];
  const { rows } = await db.query<{ destinataire: string }>(
    'select destinataire from avis where cle = $1 and envoye_le is null order by destinataire',
    [cle],
  );
  for (const { destinataire } of rows) {
    const error = await inTransaction(db, async (client) => {
      const locked = await client.query<Avis>(
        `select ${COLUMNS} from avis where cle = $1 and destinataire = $2 and envoye_le is null
         for update skip locked`,
        [cle, destinataire],
      );
      const avis = locked.rows[0];
      if (avis === undefined) return undefined;
      const outcome = await send(avis).catch((cause: unknown) =>
        cause instanceof Error ? cause : new Error(String(cause)),
      );
      const failure = outcome instanceof Error ? outcome : undefined;
      const refused = outcome instanceof Error || outcome.length === 0 ? null : `refused: ${outcome.join(', ')}`;
      await client.query(
        `update avis set tentatives = tentatives + 1, derniere_erreur = $3,
           envoye_le = case when $4 then now() end where cle = $1 and destinataire = $2`,
        [cle, destinataire, failure?.message ?? refused, failure === undefined],
      );
      return failure;
    });
    if (error !== undefined) errors.push(error);
  }
  const left = await db.query<{ nombre: number }>(
    'select count(*) as nombre from avis where cle = $1 and envoye_le is null',
    [cle],
  );
  return { errors, left: left.rows[0]?.nombre ?? 0 };
}

/** Notices of one ESS, newest first. */
export async function listAvis(db: Queryable, ess: string, limite = 100): Promise<Avis[]> {
  const { rows } = await db.query<Avis>(
    `select ${COLUMNS} from avis where ess = $1 order by rang desc, destinataire limit $2`,
    [ess, limite],
  );
  return rows;
}
