/** E-mails that came back: the notice they answer is found by its Message-ID, and an incident tells of it. */
import { openIncident } from './incidents.ts';
import { inTransaction, type Queryable } from '../server/pool.ts';

export interface Bounce {
  /** Message-ID of the notice that came back. */
  readonly messageId: string;
  /** Final recipient and reason, as the mail server gave them. */
  readonly adresse: string;
  readonly raison: string;
}

/**
 * Opens the incident of a notice that came back from one of its addresses, and says so on the notice: that others took it
 * does not make it delivered. Its key, or `undefined` when no notice has that Message-ID.
 */
export async function recordBounce(db: Queryable, { messageId, adresse, raison }: Bounce): Promise<string | undefined> {
  return inTransaction(db, async (client) => {
    const { rows } = await client.query<{ ess: string; cle: string }>(
      `select ess, cle || '/' || destinataire as cle from avis where message_id = $1`,
      [messageId],
    );
    const avis = rows[0];
    if (avis === undefined) return undefined;
    await openIncident(client, { ...avis, nature: 'courriel-revenu', message: `${adresse}: ${raison}`, adresse });
    await client.query('update avis set revenu_le = now(), derniere_erreur = $2 where message_id = $1', [
      messageId,
      `returned: ${adresse}: ${raison}`,
    ]);
    return avis.cle;
  });
}

/**
 * Sends a notice again, to the addresses known by then, and closes its incidents. Its Message-ID stays: for who had
 * received it, it is the same message. `false`: no such notice.
 */
export async function resendNotice(db: Queryable, cle: string, destinataire: string): Promise<boolean> {
  return inTransaction(db, async (client) => {
    const { rowCount } = await client.query(
      'update avis set envoye_le = null, revenu_le = null, ecarte_le = null, echec_depuis = null, prochain_essai = now() where cle = $1 and destinataire = $2',
      [cle, destinataire],
    );
    await client.query('update incidents set leve_le = now() where cle = $1 and leve_le is null', [
      `${cle}/${destinataire}`,
    ]);
    return rowCount === 1;
  });
}
