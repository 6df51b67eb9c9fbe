/** One that receives badly, or wants us ill, holds up nobody: neither the others, nor the stop of the worker. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { deleteSubscription, type Subscriber } from '../../records/registers/abonnements.ts';
import { freshDatabase, type FreshDatabase } from '../records/postgres.ts';
import { monde, NATIONAL } from './monde.ts';
import { accepter, idsDe, recepteur, refuser, seTaire, type Recepteur } from './recepteur.ts';

let db: FreshDatabase;
let m: ReturnType<typeof monde>;
beforeAll(async () => {
  db = await freshDatabase();
  m = monde(db.pool);
});
afterEach(() => db.pool.query('delete from abonnements'));
afterAll(() => db.drop());

let numero = 0;
const nouvelleEss = () => `ess-33-parts${(numero += 1)}`;
const organisation = (nom: string): Subscriber => ({ ...NATIONAL, organisation: nom });
const SANS_FIN_MS = 600_000;

/** Never ended by its own time; what is under way is abandoned when the test ends. */
function livreur() {
  const celui = m.livreur(SANS_FIN_MS);
  onTestFinished(() => celui.arreter());
  return celui;
}

const huit = async (lui: Recepteur, nom: string) => {
  for (let i = 0; i < 8; i += 1) await m.abonner(lui.adresse, organisation(nom));
};
const ecrire = async (nombre: number) => {
  for (const ess of Array.from({ length: nombre }, nouvelleEss)) await m.ecrire(ess, [1]);
};

describe('les mains se partagent', () => {
  test('huit abonnements d’une organisation, tous muets : le message d’une autre part', async () => {
    const muet = await recepteur(seTaire);
    const autre = await recepteur();
    await huit(muet, 'muette');
    await ecrire(8);
    const celui = livreur();
    await celui.regarder();
    await muet.attendre(8);
    await m.abonner(autre.adresse, organisation('autre'));
    await ecrire(20);
    await celui.regarder();
    await autre.attendre(20);
    expect(muet.recus).toHaveLength(8);
  });

  test('dix organisations vers un seul hôte muet : le message d’un autre part', async () => {
    const muet = await recepteur(seTaire);
    const autre = await recepteur();
    for (let i = 0; i < 10; i += 1)
      await m.abonner(muet.adresse.replace('http:', 'HTTP:'), organisation(`muette-${i}`));
    await ecrire(4);
    const celui = livreur();
    await celui.regarder();
    await muet.attendre(8);
    await m.abonner(autre.adresse, organisation('autre'));
    await ecrire(20);
    await celui.regarder();
    await autre.attendre(20);
    expect(muet.recus).toHaveLength(8);
  });

  test('toutes les mains prises par d’autres : la première qui se libère va à qui n’en a aucune', async () => {
    const enSuspens: (() => void)[] = [];
    const muets: Recepteur[] = [];
    for (let i = 0; i < 4; i += 1) {
      muets.push(await recepteur((request, response) => enSuspens.push(() => accepter(request, response))));
      await huit(muets[i] as Recepteur, `muette-${i}`);
    }
    await ecrire(8);
    const celui = livreur();
    await celui.regarder();
    await Promise.all(muets.map((muet) => muet.attendre(8)));
    const autre = await recepteur();
    await m.abonner(autre.adresse, organisation('autre'));
    await ecrire(1);
    await celui.regarder();
    expect(autre.recus, 'no hand is free').toEqual([]);
    enSuspens.shift()?.();
    await autre.attendre(1);
    expect(muets.map(({ recus }) => recus.length)).toEqual([8, 8, 8, 8]);
  });

  test('s’abonner, se retirer, se réabonner n’en donne pas davantage', async () => {
    const muet = await recepteur(seTaire);
    const celui = livreur();
    for (let fois = 0; fois < 5; fois += 1) {
      const siens = [
        await m.abonner(muet.adresse, organisation('muette')),
        await m.abonner(muet.adresse, organisation('muette')),
      ];
      await ecrire(8);
      await celui.regarder();
      await muet.attendre(8);
      for (const { id } of siens) await deleteSubscription(db.pool, id);
    }
    const temoin = await recepteur();
    await m.abonner(temoin.adresse, organisation('autre'));
    await ecrire(1);
    await celui.regarder();
    await temoin.attendre(1);
    expect(muet.recus).toHaveLength(8);
  });

  test('un bail qui finit pendant l’envoi ne prend pas une deuxième main', async () => {
    const muet = await recepteur(seTaire);
    const { id } = await m.abonner(muet.adresse, organisation('muette'));
    await ecrire(1);
    const celui = livreur();
    await celui.regarder();
    await muet.attendre(1);
    await m.attendre();
    await ecrire(1);
    await celui.regarder();
    await muet.attendre(2);
    expect((await m.etats(id)).map(({ tentatives }) => tentatives)).toEqual([1, 1]);
  });

  test('un refus de l’un ne retarde pas l’autre de la même organisation', async () => {
    const muet = await recepteur(seTaire);
    const refuse = await recepteur(refuser(500));
    await m.abonner(muet.adresse, organisation('mixte'));
    await m.abonner(refuse.adresse, organisation('mixte'));
    await ecrire(12);
    const celui = livreur();
    await celui.regarder();
    await refuse.attendre(12);
    expect(muet.recus.length).toBeLessThanOrEqual(4);
  });
});

describe('l’arrêt', () => {
  test('n’attend pas ceux qui se taisent : ce qu’ils avaient repart aussitôt, sous le même identifiant', async () => {
    const muet = await recepteur(seTaire);
    const { id } = await m.abonner(muet.adresse);
    await ecrire(3);
    const celui = m.livreur(SANS_FIN_MS);
    await celui.regarder();
    await muet.attendre(3);
    const debut = performance.now();
    await celui.arreter();
    expect(performance.now() - debut).toBeLessThan(6_000);
    expect(await m.etats(id)).toMatchObject(
      Array.from({ length: 3 }, () => ({ etat: 'attente', tentatives: 1, erreur: null })),
    );
    muet.repondre = accepter;
    await m.livrer();
    expect(idsDe(muet).slice(3).toSorted()).toEqual(idsDe(muet).slice(0, 3).toSorted());
    expect((await m.etats(id)).map(({ etat }) => etat)).toEqual(['livree', 'livree', 'livree']);
  });

  test('laisse finir ce qui finit en peu de temps', async () => {
    const enSuspens: (() => void)[] = [];
    const lent = await recepteur((request, response) => enSuspens.push(() => accepter(request, response)));
    const { id } = await m.abonner(lent.adresse);
    await ecrire(1);
    const celui = m.livreur(SANS_FIN_MS);
    await celui.regarder();
    await lent.attendre(1);
    const arret = celui.arreter();
    for (const repondre of enSuspens) repondre();
    await arret;
    expect(await m.etats(id)).toMatchObject([{ etat: 'livree', tentatives: 1 }]);
  });

  test('SIGTERM : le programme finit de lui-même en quelques secondes', async () => {
    const muet = await recepteur(seTaire);
    await huit(muet, 'muette');
    await ecrire(8);
    const programme = join(import.meta.dirname, 'programme.ts');
    const processus = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', programme, db.url], {
      stdio: ['ignore', 'inherit', 'inherit'],
    });
    const mort = once(processus, 'exit');
    await muet.attendre(8);
    const debut = performance.now();
    processus.kill('SIGTERM');
    expect(await mort).toEqual([0, null]);
    expect(performance.now() - debut).toBeLessThan(8_000);
  });
});
