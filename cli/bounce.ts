/** Delivery status notifications (RFC 3464): which message came back, for whom, and why. */
import { simpleParser } from 'mailparser';
import type { Bounce } from '../records/outbox/bounces.ts';

const champ = (texte: string, nom: string): string | undefined =>
  new RegExp(`^${nom}:[ \\t]*(.+(?:\\r?\\n[ \\t]+.+)*)`, 'im')
    .exec(texte)?.[1]
    ?.replace(/\r?\n[ \t]+/g, ' ')
    .trim();

/** `undefined`: not a notification of failure about a message that names itself. Temporary delays are no failures. */
export async function readBounce(brut: Buffer | string): Promise<Bounce | undefined> {
  const message = await simpleParser(brut, { keepDeliveryStatus: true });
  const partie = (type: RegExp) =>
    message.attachments.find(({ contentType }) => type.test(contentType))?.content.toString('utf8');
  const statut = partie(/^message\/delivery-status/);
  const origine = partie(/^(message\/rfc822|text\/rfc822-headers)/);
  if (statut === undefined || origine === undefined || champ(statut, 'Action')?.toLowerCase() !== 'failed')
    return undefined;
  const messageId = champ(origine, 'Message-ID');
  const adresse = champ(statut, 'Final-Recipient')?.replace(/^[^;]*;\s*/, '');
  if (messageId === undefined || adresse === undefined) return undefined;
  return { messageId, adresse, raison: champ(statut, 'Diagnostic-Code') ?? champ(statut, 'Status') ?? 'failed' };
}
