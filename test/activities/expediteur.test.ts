/** The dispatcher of the outbox, when its worker is stopped. */
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { createExpediteur } from '../../activities/notice-dispatcher.ts';
import { saveContact } from '../../records/privacy/contacts.ts';
import { freshDatabase, type FreshDatabase } from '../records/postgres.ts';
import { avisEnAttente } from './avis-essai.ts';

let db: FreshDatabase;
beforeAll(async () => {
  db = await freshDatabase();
});
afterAll(() => db.drop());

test('arrêté, il finit les envois commencés et n’en commence plus : le suivant fait le reste', async () => {
  const dossiers = Array.from({ length: 12 }, (_, rang) => `ess-${rang}`);
  for (const ess of dossiers) {
    await saveContact(db.pool, { role: 'ars', ess, adresse: 'ars@region.invalid' });
    await avisEnAttente(db.pool, ess, `<${ess}@ess.invalid>`);
  }
  const ouvert = Promise.withResolvers<void>();
  const envoyes: string[] = [];
  const mailer = {
    send: async ({ messageId }: { messageId: string }) => {
      envoyes.push(messageId);
      await ouvert.promise;
      return [];
    },
    close: () => undefined,
  };
  const creer = () =>
    createExpediteur({ pool: db.pool, mailer, log: () => undefined }, () =>
      Promise.reject(new Error('no case is to be told')),
    );
  const premier = creer();
  for (const ess of dossiers) premier.prevenir(ess);
  await vi.waitUntil(() => envoyes.length === 4, { timeout: 60_000, interval: 20 });
  const fin = premier.arreter();
  ouvert.resolve();
  await fin;
  expect(envoyes).toHaveLength(4);

  expect(await creer().passer()).toBe(8);
  expect(envoyes.toSorted()).toEqual(dossiers.map((ess) => `<${ess}@ess.invalid>`).toSorted());
});
