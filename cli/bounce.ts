/** Delivery status notifications (RFC 3464): which message came back, for whom, and why. */
import { simpleParser } from 'mailparser';
import type { Bounce } from '../records/outbox/bounces.ts';

const champ = (texte: string, nom: string): string | undefined =>
  new RegExp(`^${nom}:[ \\t]*(.+(?:\\r?\\n[ \\t]+.+)*)`, 'im')
    .exec(texte)?.[1]
    ?.replace(/\r?\n[ \t]+/g, ' ')
    .trim();

/** RFC 3464, §2.1: fields of the message, then of each recipient, in groups that an empty line parts. */
const groupes = (statut: string): readonly string[] => statut.split(/(?:\r?\n[ \t]*){2,}/).filter((un) => un !== '');

/** « rfc822; ars@region.invalid » without the kind of address. */
const adresseDe = (destinataire: string): string => destinataire.replace(/^[^;]*;\s*/, '');

/**
 * One for each recipient that failed, whatever became of the others. None: not a notification of failure about a message
 * that names itself. Temporary delays are no failures.
 */
export async function readBounces(brut: Buffer | string): Promise<readonly Bounce[]> {
  const message = await simpleParser(brut, { keepDeliveryStatus: true });
  const partie = (type: RegExp) =>
    message.attachments.find(({ contentType }) => type.test(contentType))?.content.toString('utf8');
  // RFC 6533: the same in UTF-8, of addresses that are.
  const statut = partie(/^message\/(global-)?delivery-status/);
  const origine = partie(/^(message\/(rfc822|global)$|text\/rfc822-headers|message\/global-headers)/);
  const messageId = origine === undefined ? undefined : champ(origine, 'Message-ID');
  if (statut === undefined || messageId === undefined) return [];
  return groupes(statut).flatMap((destinataire): Bounce[] => {
    const adresse = champ(destinataire, 'Final-Recipient') ?? champ(destinataire, 'Original-Recipient');
    if (adresse === undefined || champ(destinataire, 'Action')?.toLowerCase() !== 'failed') return [];
    const raison = champ(destinataire, 'Diagnostic-Code') ?? champ(destinataire, 'Status') ?? 'failed';
    return [{ messageId, adresse: adresseDe(adresse), raison }];
  });
}
