/** What is promised to partners: each event of their scope, once written, reaches them; at least once, in the order of its case. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { REPRISES } from '../../activities/webhook-dispatcher.ts';
import { deleteSubscription, rotateSecret, suspendSubscription } from '../../records/registers/abonnements.ts';
import {
  forgetDeliveries,
  postponeDelivery,
  settleDelivered,
  takeDeliveries,
  writeDeliveries,
} from '../../records/outbox/livraisons.ts';
import { inTransaction } from '../../records/server/pool.ts';
import { ensemble } from '../records/exemples.ts';
import { freshDatabase, type FreshDatabase } from '../records/postgres.ts';
import { BRETAGNE, monde, NATIONAL } from './monde.ts';
import { accepter, estSignePar, idsDe, recepteur, refuser, seTaire } from './recepteur.ts';

let db: FreshDatabase;
let m: ReturnType<typeof monde>;
beforeAll(async () => {
  db = await freshDatabase();
  m = monde(db.pool);
});
afterEach(() => db.pool.query('delete from abonnements'));
afterAll(() => db.drop());

let numero = 0;
const nouvelleEss = () => `ess-33-livre${(numero += 1)}`;

describe('ce qui est dû', () => {
  test('s’écrit avec l’événement : ni perdu, ni double', async () => {
    const { adresse } = await recepteur();
    const { id } = await m.abonner(adresse);
    const ess = nouvelleEss();
    await m.ecrire(ess, [1, 2]);
    await m.ecrire(ess, [1, 2]);
    await m.ecrire(ess, [3]);
    expect((await m.etats(id)).map(({ rang }) => rang)).toEqual([1, 2, 3]);
  });

  test('disparaît avec la transaction qui n’aboutit pas', async () => {
    const { adresse } = await recepteur();
    const ess = nouvelleEss();
    await m.ecrire(ess, [1]);
    const { id } = await m.abonner(adresse);
    const echoue = inTransaction(db.pool, async (client) => {
      await writeDeliveries(client, ess, [1]);
      throw new Error('undone');
    });
    await expect(echoue).rejects.toThrow('undone');
    expect(await m.etats(id)).toEqual([]);
  });

  test('ne contient que les événements demandés', async () => {
    const { adresse } = await recepteur();
    const { id: celui } = await m.abonner(adresse, NATIONAL, ['EchangeConsigne']);
    const { id: autre } = await m.abonner(adresse, NATIONAL, ['LettreIntentionValidee']);
    await m.ecrire(nouvelleEss(), [1]);
    expect([await m.etats(celui), await m.etats(autre)].map((lignes) => lignes.length)).toEqual([1, 0]);
  });
});

describe('le périmètre', () => {
  test('d’une région, d’une caisse, d’un porteur : rien des autres ne part', async () => {
    const [ars, caisse, porteur] = [await recepteur(), await recepteur(), await recepteur()];
    const { id } = await m.abonner(ars.adresse, { role: 'ars', organisation: 'a', portee: { regions: ['bretagne'] } });
    await m.abonner(caisse.adresse, { role: 'caisse', organisation: 'c', portee: { caisses: ['gironde', 'landes'] } });
    await m.abonner(porteur.adresse, { role: 'porteur', organisation: 'p', portee: { titulaires: ['sujet:moi'] } });
    const [ici, la, confiee] = [nouvelleEss(), nouvelleEss(), nouvelleEss()];
    await db.pool.query(`insert into mandats (ess, titulaire, donne_par) values ($1, 'sujet:moi', 'essai')`, [confiee]);
    await m.ecrire(ici, [1]);
    await m.ecrire(la, [1], BRETAGNE);
    await m.ecrire(confiee, [1], { siege: '87', departements: ['87'] });
    await m.livrer();
    expect(idsDe(ars)).toEqual([`evt_${la}_1`]);
    expect(await m.etats(id), 'its register').toHaveLength(1);
    expect(idsDe(caisse)).toEqual([`evt_${ici}_1`]);
    expect(idsDe(porteur)).toEqual([`evt_${confiee}_1`]);
  });

  test('perdu avant l’envoi, rien ne part', async () => {
    const lui = await recepteur();
    const abonne = { role: 'porteur', organisation: 'p', portee: { titulaires: ['sujet:lui'] } } as const;
    const { id } = await m.abonner(lui.adresse, abonne);
    const ess = nouvelleEss();
    await db.pool.query(`insert into mandats (ess, titulaire, donne_par) values ($1, 'sujet:lui', 'essai')`, [ess]);
    await m.ecrire(ess, [1]);
    await db.pool.query('update mandats set retire_le = now() where ess = $1', [ess]);
    await m.livrer();
    expect(await m.etats(id)).toMatchObject([{ etat: 'abandonnee', erreur: 'hors-perimetre' }]);
    expect(lui.recus).toEqual([]);
  });
});

describe('un destinataire qui échoue', () => {
  test('une erreur 500 puis un silence : le même message revient, et arrive', async () => {
    const lui = await recepteur(refuser(500));
    const { id, secret } = await m.abonner(lui.adresse);
    const ess = nouvelleEss();
    await m.ecrire(ess, [1]);
    await m.livrer();
    expect(await m.etats(id)).toMatchObject([{ etat: 'attente', tentatives: 1, statut: 500, erreur: 'statut' }]);
    await m.livrer();
    expect(lui.recus, 'not before its time').toHaveLength(1);
    lui.repondre = seTaire;
    await m.attendre();
    await m.livrer(300);
    expect(await m.etats(id)).toMatchObject([
      { etat: 'attente', tentatives: 2, statut: null, erreur: 'delai-depasse' },
    ]);
    lui.repondre = accepter;
    await m.attendre();
    await m.livrer();
    expect(await m.etats(id)).toMatchObject([{ etat: 'livree', tentatives: 3, statut: 204, erreur: null }]);
    expect(new Set(idsDe(lui))).toEqual(new Set([`evt_${ess}_1`]));
    expect(lui.recus.map((recu) => estSignePar(secret, recu))).toEqual([true, true, true]);
  });

  test('dix essais de plus en plus espacés, un dixième près, puis l’abandon et la suspension', async () => {
    const lui = await recepteur(refuser(500));
    const { id } = await m.abonner(lui.adresse);
    await m.ecrire(nouvelleEss(), [1]);
    for (const delai of REPRISES) {
      await m.livrer();
      const { rows } = await db.pool.query<{ attente: number }>(
        'select extract(epoch from prochain_essai - now())::float8 as attente from livraisons where abonnement = $1',
        [id],
      );
      expect(rows[0]?.attente).toBeLessThanOrEqual(delai * 1.1);
      // Some of it has passed since: never a minute.
      expect(rows[0]?.attente).toBeGreaterThan(delai * 0.9 - 60);
      await m.attendre();
    }
    await m.livrer();
    expect(lui.recus).toHaveLength(10);
    expect(await m.etats(id)).toMatchObject([{ etat: 'abandonnee', tentatives: 10, statut: 500 }]);
    const { rows } = await db.pool.query('select suspension from abonnements where id = $1', [id]);
    expect(rows).toEqual([{ suspension: 'echecs' }]);
  });

  test('qui répond 410 est suspendu ; ce qui arrive ensuite l’attend', async () => {
    const lui = await recepteur(refuser(410));
    const { id } = await m.abonner(lui.adresse);
    const ess = nouvelleEss();
    await m.ecrire(ess, [1]);
    await m.livrer();
    await m.ecrire(ess, [2]);
    await m.attendre();
    await m.livrer();
    expect(lui.recus).toHaveLength(1);
    expect((await m.etats(id)).map(({ etat }) => etat)).toEqual(['attente', 'attente']);
  });

  test('ne retarde pas les autres, même quand il se tait', async () => {
    const enSuspens: (() => void)[] = [];
    const muet = await recepteur((request, response) => enSuspens.push(() => accepter(request, response)));
    const autre = await recepteur();
    await m.abonner(muet.adresse);
    await m.abonner(autre.adresse);
    for (const ess of Array.from({ length: 40 }, nouvelleEss)) await m.ecrire(ess, [1]);
    const fini = m.livrer(60_000);
    await autre.attendre(40);
    expect(muet.recus.length, 'its places').toBeLessThanOrEqual(4);
    muet.repondre = accepter;
    for (const repondre of enSuspens) repondre();
    await fini;
    expect(muet.recus).toHaveLength(40);
  });
});

describe('au moins une fois, dans l’ordre de chaque dossier', () => {
  test('un programme tué pendant l’envoi : un autre renvoie, sous le même identifiant', async () => {
    const lui = await recepteur(seTaire);
    const { id } = await m.abonner(lui.adresse);
    const ess = nouvelleEss();
    await m.ecrire(ess, [1]);
    const programme = join(import.meta.dirname, 'programme.ts');
    const processus = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', programme, db.url], {
      stdio: ['ignore', 'inherit', 'inherit'],
    });
    const mort = once(processus, 'exit');
    await lui.attendre(1);
    processus.kill('SIGKILL');
    expect((await mort)[1]).toBe('SIGKILL');
    await m.livrer();
    expect(lui.recus, 'its lease still runs').toHaveLength(1);
    lui.repondre = accepter;
    await m.attendre();
    await m.livrer();
    expect(idsDe(lui)).toEqual([`evt_${ess}_1`, `evt_${ess}_1`]);
    expect(await m.etats(id)).toMatchObject([{ etat: 'livree', tentatives: 2 }]);
  });

  test('huit programmes à la fois : chaque événement une fois, dans l’ordre de son dossier', async () => {
    const lui = await recepteur();
    await m.abonner(lui.adresse);
    const dossiers = [nouvelleEss(), nouvelleEss(), nouvelleEss()];
    for (const ess of dossiers) await m.ecrire(ess, [1, 2, 3, 4]);
    await ensemble(8, () => m.livrer());
    await m.livrer();
    for (const ess of dossiers)
      expect(idsDe(lui).filter((recu) => recu.includes(ess))).toEqual([1, 2, 3, 4].map((rang) => `evt_${ess}_${rang}`));
  });

  test('le suivant attend que le premier arrive ; les autres dossiers n’attendent pas', async () => {
    const lui = await recepteur();
    const { id } = await m.abonner(lui.adresse);
    const [bloque, libre] = [nouvelleEss(), nouvelleEss()];
    lui.repondre = (request, response) =>
      (request.headers['webhook-id'] === `evt_${bloque}_1` ? refuser(500) : accepter)(request, response);
    await m.ecrire(bloque, [1, 2]);
    await m.ecrire(libre, [1, 2]);
    await m.livrer();
    expect(idsDe(lui).toSorted()).toEqual([`evt_${bloque}_1`, `evt_${libre}_1`, `evt_${libre}_2`].toSorted());
    lui.repondre = accepter;
    await m.attendre();
    await m.livrer();
    expect((await m.etats(id)).map(({ etat }) => etat)).toEqual(Array.from({ length: 4 }, () => 'livree'));
  });

  test('ce qu’un autre a repris n’est pas réglé par celui qui l’avait perdu', async () => {
    const { adresse } = await recepteur();
    const { id } = await m.abonner(adresse);
    await m.ecrire(nouvelleEss(), [1]);
    const prendre = () => takeDeliveries(db.pool, { limite: 1, parAbonnement: 1, parGroupe: 1, bailSecondes: 60 });
    const [premiere] = await prendre();
    expect(await prendre()).toEqual([]);
    await m.attendre();
    const [seconde] = await prendre();
    expect([premiere?.tentatives, seconde?.tentatives]).toEqual([1, 2]);
    expect(seconde?.id).toBe(premiere?.id);
    if (premiere === undefined || seconde === undefined) throw new Error('nothing was taken');
    await postponeDelivery(db.pool, premiere, { statut: 500, erreur: 'statut' }, 60);
    expect(await m.etats(id)).toMatchObject([{ etat: 'attente', statut: null }]);
    await settleDelivered(db.pool, seconde, 204);
    expect(await m.etats(id)).toMatchObject([{ etat: 'livree', statut: 204 }]);
  });
});

describe('la vie d’un abonnement', () => {
  test('deux secrets signent pendant le chevauchement, un seul ensuite', async () => {
    const lui = await recepteur();
    const { id, secret: ancien } = await m.abonner(lui.adresse);
    const nouveau = (await rotateSecret(db.pool, id, 24)) ?? '';
    const ess = nouvelleEss();
    await m.ecrire(ess, [1]);
    await m.livrer();
    await db.pool.query('update secrets_abonnement set expire_le = now() where expire_le is not null');
    await m.ecrire(ess, [2]);
    await m.livrer();
    const signes = lui.recus.map((recu) => [estSignePar(ancien, recu), estSignePar(nouveau, recu)]);
    expect(signes).toEqual([
      [true, true],
      [false, true],
    ]);
  });

  test('un secret qui a fui cesse de signer aussitôt', async () => {
    const lui = await recepteur();
    const { id, secret: fui } = await m.abonner(lui.adresse);
    const nouveau = (await rotateSecret(db.pool, id, 0)) ?? '';
    await m.ecrire(nouvelleEss(), [1]);
    await m.livrer();
    expect(lui.recus.map((recu) => [estSignePar(fui, recu), estSignePar(nouveau, recu)])).toEqual([[false, true]]);
  });

  test('retiré, plus rien ne part, pas même ce qui attendait', async () => {
    const lui = await recepteur();
    const { id } = await m.abonner(lui.adresse);
    await m.ecrire(nouvelleEss(), [1]);
    await deleteSubscription(db.pool, id);
    await m.livrer();
    expect(lui.recus).toEqual([]);
    expect((await db.pool.query('select 1 from livraisons')).rowCount).toBe(0);
  });

  test('ce qui est fini est oublié après trente jours ; ce qui attend reste, sauf suspendu aussi longtemps', async () => {
    const lui = await recepteur();
    const { id } = await m.abonner(lui.adresse);
    const { id: suspendu } = await m.abonner(lui.adresse);
    await suspendSubscription(db.pool, suspendu, 'demande');
    const [ess, autre] = [nouvelleEss(), nouvelleEss()];
    await m.ecrire(ess, [1]);
    await m.livrer();
    lui.repondre = refuser(500);
    await m.ecrire(autre, [1]);
    await m.livrer();
    await db.pool.query(
      `update livraisons set cree_le = cree_le - interval '31 days', finie_le = finie_le - interval '31 days'`,
    );
    await forgetDeliveries(db.pool);
    expect(await m.etats(id)).toMatchObject([{ etat: 'attente' }]);
    expect(await m.etats(suspendu)).toMatchObject([{ erreur: 'suspension' }, { erreur: 'suspension' }]);
  });
});
