/** The dispatcher of a case's outbox: notices written with their events leave as e-mail and PDF, and are marked. */
import { createHash } from 'node:crypto';
import { pdfDuCourrier, type Courrier } from '../documents/index.ts';
import { sendPending, waitingCases, type Avis, type Envoi } from '../records/avis.ts';
import { addressesOf } from '../records/contacts.ts';
import { readDossier } from '../records/dossiers.ts';
import type { Dependances } from './dependances.ts';

export interface Expedition {
  readonly ess: string;
  readonly jusquAuRang: number;
}

/**
 * Sends what the case has to send up to an ordinal. Fails, to be retried, while a notice is not sent; a retry sends only
 * what is left, to the addresses known by then. Between the SMTP server's acceptance and our mark a crash sends a second
 * copy: its Message-ID is the same, so that mailboxes can tell.
 */
export const createNotifier =
  ({ pool, mailer, log }: Dependances) =>
  async (expedition: Expedition): Promise<void> => {
    const { ess } = expedition;
    const dossier = await readDossier(pool, ess);
    if (dossier === undefined) throw new Error(`${ess} is not in the records yet: nobody to notify`);
    const { region, siege } = dossier.resume;
    const send = async (avis: Avis): Promise<Envoi> => {
      const adresses = await addressesOf(pool, avis.destinataire, { ess, region, siege });
      const contenu = await pdfDuCourrier(avis.courrier as Courrier);
      const sha256 = createHash('sha256').update(contenu).digest('hex');
      const piece = { nom: `${ess}-courrier-${avis.rang}.pdf`, contenu };
      return { adresses, refusees: await mailer.send({ ...avis, adresses, piece }), pdf: { sha256, contenu } };
    };
    const { errors, left } = await sendPending(pool, expedition, send);
    if (left === 0) return;
    log(`[avis] ${ess}: ${left} notice(s) not sent yet`);
    throw new Error(`${left} notice(s) of ${ess} not sent yet`, { cause: errors[0] });
  };

/**
 * Sends what no case is sending: notices to be sent again by hand, and those of a case that the engine lost. Resolves to
 * the number of cases whose notices all left; failures are incidents by then, and come back at the next sweep.
 */
export const createBalayage = (dependances: Dependances) => {
  const notifier = createNotifier(dependances);
  return async (): Promise<number> => {
    let partis = 0;
    for (const expedition of await waitingCases(dependances.pool)) {
      await notifier(expedition).then(
        () => (partis += 1),
        (error: Error) => dependances.log(`[avis] sweep: ${error.message}`),
      );
    }
    return partis;
  };
};
