/** The dispatcher of the outbox, when its worker is stopped. */
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { createExpediteur } from '../../activities/expediteur.ts';
import { composerCourrier, texteDuCourrier } from '../../documents/index.ts';
import { etatInitial } from '../../domain/etat.ts';
import type { Evenement } from '../../domain/evenements.ts';
import { writeAvis } from '../../records/avis.ts';
import { saveContact } from '../../records/contacts.ts';
import { saveDossier } from '../../records/dossiers.ts';
import { date, resume } from '../records/exemples.ts';
import { freshDatabase, type FreshDatabase } from '../records/postgres.ts';

let db: FreshDatabase;
beforeAll(async () => {
  db = await freshDatabase();
});
afterAll(() => db.drop());

const evenement = {
  evenement: 'LettreIntentionValidee',
  le: date('2026-05-17'),
  acteur: 'systeme',
  regle: 'LI-09',
  mode: 'tacite',
  dateLimite: date('2026-05-16'),
} as const satisfies Evenement;

/** A case with one notice to send. */
async function avisEnAttente(ess: string): Promise<void> {
  const cas = { intitule: null, specialites: [], departements: [], siege: '33' };
  const courrier = composerCourrier(evenement, { ess, rang: 1, ...cas, destinataire: 'ars' });
  const texte = texteDuCourrier(courrier);
  await saveDossier(db.pool, { ess, rang: 1, etat: etatInitial(ess), resume: resume() });
  await saveContact(db.pool, { role: 'ars', ess, adresse: 'ars@region.invalid' });
  await writeAvis(db.pool, [
    {
      cle: `${ess}/notifier/1`,
      destinataire: 'ars',
      ess,
      rang: 1,
      evenement: evenement.evenement,
      ...texte,
      courrier,
      messageId: `<${ess}@ess.invalid>`,
    },
  ]);
}

test('arrêté, il finit les envois commencés et n’en commence plus : le suivant fait le reste', async () => {
  const dossiers = Array.from({ length: 12 }, (_, rang) => `ess-${rang}`);
  for (const ess of dossiers) await avisEnAttente(ess);
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
