/** Notices by e-mail: written first, in one transaction, then sent, each once, and marked. */
import { createHash } from 'node:crypto';
import type { Effet } from '../domain/demandes.types.ts';
import { sendPending, writeAvis, type AvisAEcrire } from '../records/avis.ts';
import { addressesOf, type RoleContact } from '../records/contacts.ts';
import { readDossier } from '../records/dossiers.ts';
import { redigerAvis } from './avis-textes.ts';
import type { Dependances } from './dependances.ts';

/**
 * Fails, to be retried, while a notice is not sent; a retry sends only what is left. Between the SMTP server's
 * acceptance and our mark a crash sends a second copy: its Message-ID is the same, so that mailboxes can tell.
 */
export const createNotifier =
  ({ pool, mailer, log }: Dependances) =>
  async (effet: Extract<Effet, { readonly type: 'notifier' }>): Promise<void> => {
    const dossier = await readDossier(pool, effet.ess);
    if (dossier === undefined) throw new Error(`${effet.ess} is not in the records yet: nobody to notify`);
    const { ess, rang, cle, evenement } = effet;
    const { region, siege, intitule, specialites, departements } = dossier.resume;
    const avis: AvisAEcrire[] = [];
    for (const destinataire of new Set(effet.destinataires.filter(recoitDesAvis))) {
      const texte = redigerAvis(evenement, { ess, intitule, specialites, departements, destinataire });
      const adresses = await addressesOf(pool, destinataire, { ess, region, siege });
      const messageId = messageIdOf(cle, destinataire);
      avis.push({ cle, destinataire, ess, rang, evenement: evenement.evenement, ...texte, adresses, messageId });
    }
    await writeAvis(pool, avis);
    const { errors, left } = await sendPending(pool, cle, (ecrit) => mailer.send(ecrit));
    if (left === 0) return;
    log(`[avis] ${cle}: ${left} notice(s) not sent yet`);
    throw new Error(`${left} notice(s) of ${cle} not sent yet`, { cause: errors[0] });
  };

const recoitDesAvis = (role: string): role is RoleContact => role !== 'systeme';

/** The same for ever for the same effect and addressee: never a clock or an attempt in it. */
const messageIdOf = (cle: string, destinataire: string): string =>
  `<${createHash('sha256').update(`${cle}\n${destinataire}`).digest('hex').slice(0, 40)}@ess.invalid>`;
