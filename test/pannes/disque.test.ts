/** A disk that fills up under the embedded database: a clear answer, nothing lost, and all goes on once there is room. */
import { execFileSync } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { chmod, open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { openRecords } from '../../records/server/start.ts';
import { verifyRecords } from '../../records/verification/verify.ts';
import { BARE } from '../api/support.ts';
import { comme } from '../setup/identites.ts';
import { ouvrirInstallation } from '../setup/installation.ts';
import { temporaryFolder } from '../setup/temporary-folder.ts';

const TAILLE = '320m';
const ATTENTE = { timeout: 180_000, interval: 500 };

const fermetures: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const fermer of fermetures.splice(0).reverse()) await fermer();
});

/** A small disk of its own, or undefined where this user may not make one. */
async function petitDisque(): Promise<string | undefined> {
  const dossier = await temporaryFolder();
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${TAILLE}`, 'tmpfs', dossier], { stdio: 'pipe' });
  } catch (error) {
    console.log(`[pannes: no small disk can be mounted here, the test of a full disk is skipped: ${String(error)}]`);
    return undefined;
  }
  fermetures.push(() => Promise.resolve(execFileSync('umount', ['-l', dossier])));
  await chmod(dossier, 0o755); // run by root, PostgreSQL is a user of its own
  return dossier;
}

/** Takes all the room that is left; resolves to what gives it back. */
async function remplir(disque: string): Promise<() => Promise<void>> {
  const fichier = join(disque, 'remplissage');
  const flux = await open(fichier, 'w');
  const pleins = (error: unknown) => {
    if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
    return undefined;
  };
  for (const taille of [1 << 20, 1 << 12]) {
    const morceau = Buffer.alloc(taille);
    while ((await flux.write(morceau).catch(pleins)) !== undefined);
  }
  await flux.close();
  return () => rm(fichier);
}

test('disque plein : une réponse claire, rien de perdu ; la place rendue, chaque acte se fait une fois', async (contexte) => {
  const disque = await petitDisque();
  if (disque === undefined) return contexte.skip();
  const records = await openRecords({
    databaseUrl: '',
    dataFolder: join(disque, 'postgres'),
    log: () => undefined,
  });
  const installation = await ouvrirInstallation({
    base: { pool: records.pool, url: records.url, drop: () => records.close() },
  });
  fermetures.push(() => installation.fermer());
  const poster = async (chemin: string, role: string, corps: object, cle: string) => {
    const reponse = await fetch(`${installation.terrain.api}/api/v1${chemin}`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(await comme(role)),
        'idempotency-key': cle,
        'x-horloge-origine': `${BARE.le}T11:00:00Z`,
      },
      body: JSON.stringify(corps),
    });
    return { statut: reponse.status, corps: (await reponse.json()) as { ess?: string; detail?: string } };
  };
  let ess: string | undefined;
  await vi.waitUntil(async () => {
    ({ ess } = (await poster('/ess', 'porteur', BARE, 'ouverture-0001')).corps);
    return ess !== undefined;
  }, ATTENTE);
  const echanger = (cle: string, sujet: string) =>
    poster(`/ess/${ess}/commandes/consigner-echange`, 'ars', { le: BARE.le, sujet }, cle);

  const rendre = await remplir(disque);
  let acceptes = 0;
  let refuse: { readonly cle: string; readonly sujet: string } | undefined;
  // Pages that are already there still take some acts.
  while (refuse === undefined && acceptes < 400) {
    // Random, so that no compression makes it small.
    const [cle, sujet] = [randomUUID(), `Compte rendu ${randomBytes(60).toString('hex')}`];
    const { statut, corps } = await echanger(cle, sujet);
    if (statut === 200) acceptes += 1;
    else {
      console.log(`[pannes: ${acceptes} acts before the disk was full; then ${statut}: ${corps.detail}]`);
      expect(statut).toBe(503);
      expect(corps.detail).toMatch(/base de données|moteur/);
      expect(corps.detail).toMatch(/même clé Idempotency-Key/);
      refuse = { cle, sujet };
    }
  }
  if (refuse === undefined) throw new Error('the disk never was full');

  await rendre();
  const debut = performance.now();
  const { cle, sujet } = refuse;
  await vi.waitUntil(async () => (await echanger(cle, sujet)).statut === 200, ATTENTE);
  console.log(`[pannes: the act sent again is done ${Math.round(performance.now() - debut)} ms after there was room]`);
  const { rows } = await installation.pool.query<{ nombre: number; distincts: number }>(
    `select count(*)::int as nombre, count(distinct contenu ->> 'fiche')::int as distincts
     from journal where evenement = 'EchangeConsigne'`,
  );
  expect(rows).toEqual([{ nombre: acceptes + 1, distincts: acceptes + 1 }]);
  const ecarts: unknown[] = [];
  await verifyRecords(installation.pool, (ecart) => ecarts.push(ecart), { replay: true });
  expect(ecarts).toEqual([]);
}, 480_000);
