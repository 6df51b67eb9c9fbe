import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createExpediteur } from '../../activities/notice-dispatcher.ts';
import { readBounces } from '../../cli/bounce.ts';
import { listAvis } from '../../records/outbox/avis.ts';
import { saveContact } from '../../records/privacy/contacts.ts';
import { listLetters } from '../../records/outbox/courriers.ts';
import { openIncidents } from '../../records/outbox/incidents.ts';
import { recordBounce, resendNotice } from '../../records/outbox/bounces.ts';
import { freshDatabase, type FreshDatabase } from '../records/postgres.ts';
import { avisEnAttente } from './avis-essai.ts';

let db: FreshDatabase;
beforeAll(async () => {
  db = await freshDatabase();
});
afterAll(() => db.drop());

const rapport = (messageId: string, action = 'failed') => `From: postmaster@exemple.invalid
To: ne-pas-repondre@exemple.invalid
Subject: Undelivered Mail
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b
Content-Type: text/plain

The message could not be delivered.
--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.exemple.invalid

Final-Recipient: rfc822; ars@region.invalid
Action: ${action}
Status: 5.1.1
Diagnostic-Code: smtp; 550 5.1.1 no such
 user here
--b
Content-Type: text/rfc822-headers

Message-ID: ${messageId}
Subject: avis
--b--
`;

/** A notice of a case, sent once. */
async function avisEnvoye(ess: string, messageId: string): Promise<void> {
  await avisEnAttente(db.pool, ess, messageId);
  await db.pool.query(
    `update avis set envoye_le = now(), adresses = '{ars@region.invalid}', cree_le = now() - interval '1 hour' where ess = $1`,
    [ess],
  );
}

describe('un courriel revenu', () => {
  test('son rapport (RFC 3464) dit quel message, à qui, pourquoi', async () => {
    expect(await readBounces(rapport('<a@ess.invalid>'))).toEqual([
      {
        messageId: '<a@ess.invalid>',
        adresse: 'ars@region.invalid',
        raison: 'smtp; 550 5.1.1 no such user here',
      },
    ]);
  });

  test('un retard, ou un message ordinaire, n’est pas un retour', async () => {
    expect(await readBounces(rapport('<a@ess.invalid>', 'delayed'))).toEqual([]);
    expect(await readBounces('Subject: bonjour\n\nAction: failed\n')).toEqual([]);
  });

  test('il ouvre un incident, une fois ; un identifiant inconnu n’en ouvre pas', async () => {
    await avisEnvoye('revenu', '<revenu@ess.invalid>');
    const retour = { messageId: '<revenu@ess.invalid>', adresse: 'ars@region.invalid', raison: '550' };
    expect(await recordBounce(db.pool, retour)).toBe('revenu/notifier/1/ars');
    expect(await recordBounce(db.pool, retour)).toBe('revenu/notifier/1/ars');
    expect(await recordBounce(db.pool, { ...retour, messageId: '<autre@ess.invalid>' })).toBeUndefined();
    expect(await openIncidents(db.pool, 'revenu')).toMatchObject([
      { nature: 'courriel-revenu', message: 'ars@region.invalid: 550' },
    ]);
  });

  test('renvoyé, il part du balayage à l’adresse corrigée, et son incident est levé', async () => {
    await avisEnvoye('renvoi', '<renvoi@ess.invalid>');
    await recordBounce(db.pool, { messageId: '<renvoi@ess.invalid>', adresse: 'ars@region.invalid', raison: '550' });
    await saveContact(db.pool, { role: 'ars', ess: 'renvoi', adresse: 'nouvelle@ars.invalid' });
    expect(await resendNotice(db.pool, 'renvoi/notifier/1', 'ars')).toBe(true);
    const envoyes: (readonly string[])[] = [];
    const mailer = {
      send: ({ adresses }: { adresses: readonly string[] }) => {
        envoyes.push(adresses);
        return Promise.resolve([]);
      },
      close: () => undefined,
    };
    const personne = () => Promise.reject(new Error('no case is to be told'));
    const expediteur = createExpediteur({ pool: db.pool, mailer, log: () => undefined }, personne);
    expect(await expediteur.passer()).toBe(1);
    expect(await expediteur.passer()).toBe(0);
    expect(envoyes).toEqual([['nouvelle@ars.invalid']]);
    expect(await openIncidents(db.pool, 'renvoi')).toEqual([]);
    expect((await listAvis(db.pool, 'renvoi'))[0]?.pdfSha256).toMatch(/^[0-9a-f]{64}$/);
    expect(await resendNotice(db.pool, 'renvoi/notifier/2', 'ars')).toBe(false);
  });

  const SORTS: readonly (readonly [string, string])[] = [
    ['recue@region.invalid', 'delivered'],
    ['boite-pleine@region.invalid', 'failed'],
    ['lente@region.invalid', 'delayed'],
    ['partie@region.invalid', 'failed'],
  ];
  const aPlusieurs = (messageId: string) =>
    rapport(messageId).replace(
      /Final-Recipient[\s\S]*?user here\n/,
      SORTS.map(
        ([adresse, action]) =>
          `Original-Recipient: rfc822;${adresse}\nFinal-Recipient: rfc822; ${adresse}\nAction: ${action}\nStatus: 5.2.2\n`,
      ).join('\n'),
    );

  test('à plusieurs adresses, chacune a son sort : seules celles qui ont échoué ouvrent un incident, chacune le sien', async () => {
    await avisEnvoye('plusieurs', '<plusieurs@ess.invalid>');
    const retours = await readBounces(aPlusieurs('<plusieurs@ess.invalid>'));
    expect(retours.map(({ adresse }) => adresse)).toEqual(['boite-pleine@region.invalid', 'partie@region.invalid']);
    for (const retour of [...retours, ...retours]) await recordBounce(db.pool, retour);
    expect((await openIncidents(db.pool, 'plusieurs')).map(({ nature, message }) => [nature, message])).toEqual([
      ['courriel-revenu', 'boite-pleine@region.invalid: 5.2.2'],
      ['courriel-revenu', 'partie@region.invalid: 5.2.2'],
    ]);
    const [lettre] = await listLetters(db.pool, 'plusieurs', null);
    expect(lettre).toMatchObject({ derniereErreur: 'returned: partie@region.invalid: 5.2.2' });
    expect(lettre?.revenuLe).toBeInstanceOf(Date);
    // Sent again, it has come back from nobody yet, and no incident is left.
    expect(await resendNotice(db.pool, 'plusieurs/notifier/1', 'ars')).toBe(true);
    expect(await openIncidents(db.pool, 'plusieurs')).toEqual([]);
    expect((await listLetters(db.pool, 'plusieurs', null))[0]?.revenuLe).toBeNull();
  });
});
