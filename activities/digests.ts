/** The dispatcher of personal mails, one a worker: codes as soon as they are asked, digests on the day that each chose. */
import { dateDe, heureLocale } from '../domain/calendrier/calendrier.ts';
import { instant, type Instant } from '../domain/valeurs.ts';
import { digestMail } from '../documents/personal/digest.ts';
import type { Identity } from '../identity/verifier.ts';
import { dueDigests, settleDigest } from '../records/personal/digests.ts';
import { sendPersonalMails, type PendingMail } from '../records/personal/mails.ts';
import { forgetInvitations } from '../records/registers/invitations.ts';
import { reasonWithoutPeople } from '../records/outbox/reasons.ts';
import { toDoOf, type WhatAwaits } from './awaiting.ts';
import type { Dependances } from './dependencies.ts';

/** When people open their mail; deadlines fall at midnight, so that what the night did is in it. */
const HOUR = '07:00';
const ZONE = 'Europe/Paris';

export interface PersonalDispatcher {
  /** Writes the digests that are due at this instant, then sends what waits. */
  passer(maintenant: Instant): Promise<void>;
}

/** The page that ends a digest, for its reader. */
const endOf = (api: string | undefined, secret: string): string | undefined =>
  api === undefined ? undefined : `${api}/api/v1/recapitulatifs/${secret}`;

export function createPersonalDispatcher(
  { pool, mailer, log, liens = {} }: Dependances,
  awaiting: WhatAwaits = toDoOf,
): PersonalDispatcher {
  async function write(maintenant: Instant): Promise<void> {
    const le = dateDe(maintenant, ZONE);
    if (maintenant < heureLocale(le, HOUR, ZONE)) return;
    for (const reader of await dueDigests<Identity>(pool, le)) {
      const digest = await awaiting(pool, reader.identite, maintenant);
      const nothing = digest.lignes.length === 0 && !reader.avecRien;
      const fin = endOf(liens.api, reader.desinscription);
      const links = {
        ...(liens.console === undefined ? {} : { console: liens.console }),
        ...(fin === undefined ? {} : { fin }),
      };
      await settleDigest(pool, reader, le, nothing ? undefined : digestMail(digest, links));
    }
  }

  async function send({ nature, adresse, desinscription, ...mail }: PendingMail): Promise<void> {
    const fin = nature === 'recapitulatif' && desinscription !== null ? endOf(liens.api, desinscription) : undefined;
    const refused = await mailer.send({
      ...mail,
      adresses: [adresse],
      ...(fin === undefined ? {} : { desinscription: fin }),
    });
    if (refused.length > 0) throw new Error('refused by the server');
  }

  return {
    async passer(maintenant) {
      await write(maintenant);
      await forgetInvitations(pool);
      for (const { message } of await sendPersonalMails(pool, send))
        log(`[courriels] ${reasonWithoutPeople('envoi-impossible', message)}`);
    },
  };
}

/** Now, on the worker's own clock: a digest is no act of the law. */
export const currentInstant = (): Instant => instant(Date.now());
