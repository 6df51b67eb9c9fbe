/** An Idempotency-Key outlives the worker that answered it. */
import { afterEach, expect, test, vi } from 'vitest';
import { BARE } from '../api/support.ts';
import { comme } from '../setup/identites.ts';
import { ouvrirInstallation } from '../setup/installation.ts';
import { lancerWorker, tuer } from './pannes-essai.ts';

const fermetures: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const fermer of fermetures.splice(0).reverse()) await fermer();
});

/** The first answer that is not a 503: meanwhile the same request is sent again, under the same key. */
const servie = <Reponse extends { readonly statut: number }>(envoyer: () => Promise<Reponse>): Promise<Reponse> =>
  vi.waitUntil(
    async () => {
      const reponse = await envoyer();
      return reponse.statut === 503 ? undefined : reponse;
    },
    { timeout: 100_000, interval: 100 },
  );

test('le worker tué et remplacé, une clé déjà servie reçoit la même réponse, et rien ne se fait deux fois', async () => {
  const installation = await ouvrirInstallation({ avecWorker: false });
  fermetures.push(() => installation.fermer());
  // No code made ahead: these workers make their own.
  const env = {
    TEMPORAL_ADDRESS: installation.address,
    TEMPORAL_NAMESPACE: installation.terrain.namespace,
    DATABASE_URL: installation.databaseUrl,
    SMTP_URL: installation.smtpUrl,
  };
  let worker = lancerWorker(env);
  fermetures.push(() => tuer(worker, 'SIGTERM'));
  const poster = async (chemin: string, role: string, corps: object, cle: string) => {
    const reponse = await fetch(`${installation.terrain.api}/api/v1${chemin}`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(await comme(role)),
        'idempotency-key': cle,
        'x-horloge-origine': '2025-04-10T08:00:00Z',
      },
      body: JSON.stringify(corps),
    });
    return { statut: reponse.status, corps: (await reponse.json()) as { ess?: string } };
  };
  const ouvrir = () => poster('/ess', 'porteur', BARE, 'ouverture-0001');
  // 503 until the worker has started.
  const ouverture = await servie(ouvrir);
  const echanger = () =>
    poster(`/ess/${ouverture.corps.ess}/commandes/consigner-echange`, 'ars', { le: BARE.le }, 'echange-0001');
  const premiere = await servie(echanger);
  expect([ouverture.statut, premiere.statut]).toEqual([201, 200]);

  await tuer(worker);
  worker = lancerWorker(env);

  expect(await servie(echanger)).toEqual(premiere);
  expect((await servie(ouvrir)).corps.ess).toBe(ouverture.corps.ess);
  const { rows } = await installation.pool.query('select evenement from journal order by rang');
  expect(rows).toEqual([{ evenement: 'LettreIntentionDeposee' }, { evenement: 'EchangeConsigne' }]);
}, 240_000);
