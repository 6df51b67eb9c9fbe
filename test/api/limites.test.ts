/** What one client may ask, how slowly, and what is answered beyond. */
import type { AddressInfo } from 'node:net';
import express, { type NextFunction, type Request, type Response } from 'express';
import { describe, expect, onTestFinished, test } from 'vitest';
import { createVerifier } from '../../identity/verifier.ts';
import { problemHandler } from '../../runtime/http/faults.ts';
import { bodyWithin, readLimits } from '../../runtime/http/limits.ts';
import { createHttpServer } from '../../runtime/http/server.ts';
import { comme, fournisseur } from '../setup/identites.ts';
import { ouvrirPrise } from '../setup/prise.ts';
import { api, CASE } from './support.ts';

const limits = { perAddress: 0, perIdentity: 0, proxies: [] };
const TROP = { status: 429, type: 'application/problem+json; charset=utf-8' };

describe('trop de demandes en une minute', () => {
  test('d’une adresse : 429, un problème, et le délai après lequel recommencer, même sans jeton', async () => {
    const { request } = await api({ limits: { ...limits, perAddress: 2 } });
    const statuts = [];
    for (let i = 0; i < 3; i += 1) statuts.push((await request('/api/v1/ess', { headers: { comme: '' } })).status);
    expect(statuts).toEqual([401, 401, 429]);
    const answer = await request('/api/v1/regles');
    expect(answer).toMatchObject({ ...TROP, body: { type: '/problemes/trop-de-demandes', status: 429 } });
    const attente = Number(answer.headers.get('retry-after'));
    expect(attente).toBeGreaterThan(0);
    expect(attente).toBeLessThanOrEqual(60);
    expect((await request('/sante/vie')).status).toBe(200);
  });

  test('d’une personne : les autres ne sont pas touchées', async () => {
    const { get, post, world } = await api({ limits: { ...limits, perIdentity: 2 } });
    expect([(await get('/ess', 'ars')).status, (await get('/ess', 'ars')).status]).toEqual([200, 200]);
    const acte = await post(`/ess/${CASE}/commandes/consigner-echange`, { le: '2026-02-01' }, { comme: 'ars' });
    expect(acte).toMatchObject(TROP);
    expect(world.sent).toEqual([]);
    expect((await get('/ess', 'caisse')).status).toBe(200);
  });

  test('une demande groupée compte pour ce qu’elle fait : au-delà, aucune de ses commandes ne part', async () => {
    const { post, world } = await api({ limits: { ...limits, perIdentity: 10 } });
    const groupe = (combien: number) =>
      post(
        '/commandes',
        { commandes: Array(combien).fill({ ess: CASE, commande: 'renoncer', donnees: { le: '2026-03-02' } }) },
        { comme: 'porteur' },
      );
    expect((await groupe(6)).status).toBe(200);
    expect(world.sent).toHaveLength(6);
    const trop = await groupe(5);
    expect(trop).toMatchObject(TROP);
    expect(Number(trop.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(world.sent).toHaveLength(6);
  });

  test('l’en-tête X-Forwarded-For n’est cru que d’un mandataire connu', async () => {
    const perAddress = async (proxies: string[]) => {
      const { request } = await api({ limits: { ...limits, perAddress: 1, proxies: proxies } });
      const depuis = async (adresse: string) =>
        (await request('/api/v1/regles', { headers: { 'x-forwarded-for': adresse } })).status;
      return [await depuis('192.0.2.1'), await depuis('192.0.2.2'), await depuis('192.0.2.1')];
    };
    expect(await perAddress([])).toEqual([200, 429, 429]);
    expect(await perAddress(['loopback'])).toEqual([200, 200, 429]);
  });

  test('un réglage faux est nommé', () => {
    expect(readLimits({ ESS_LIMITE_ADRESSE: '0' })).toMatchObject({ perAddress: 0 });
    expect(() => readLimits({ ESS_LIMITE_IDENTITE: 'beaucoup' })).toThrow(/ESS_LIMITE_IDENTITE must be/);
  });
});

/** What is said on the console from here on. Express is silent of itself where NODE_ENV is `test`. */
function console_(): unknown[] {
  const said: unknown[] = [];
  const [error, kind] = [console.error, process.env['NODE_ENV']];
  console.error = (...words: unknown[]) => void said.push(words);
  process.env['NODE_ENV'] = 'development';
  onTestFinished(() => {
    console.error = error;
    process.env['NODE_ENV'] = kind;
  });
  return said;
}

describe('un client lent', () => {
  test('qui n’achève pas ses en-têtes reçoit 408, et sa connexion est fermée', async () => {
    const { port } = await api({ patience: { headers: 300, request: 300, check: 50 } });
    const prise = await ouvrirPrise(port);
    prise.write('GET /api/v1/regles HTTP/1.1\r\nHost: essai\r\nX-Lent: ');
    expect(await prise.ended).toMatch(/^HTTP\/1\.1 408 [\s\S]*problem\+json[\s\S]*\/problemes\/delai-depasse/);
  });

  test('dont le corps n’arrive pas reçoit 408, et rien n’est envoyé au dossier', async () => {
    const { port, world } = await api({ bodyMs: 300 });
    const { authorization } = await comme('ars');
    const prise = await ouvrirPrise(port);
    prise.write(
      `POST /api/v1/ess/${CASE}/commandes/consigner-echange HTTP/1.1\r\nHost: essai\r\nAuthorization: ${authorization}\r\nContent-Type: application/json\r\nContent-Length: 20\r\n\r\n{"le":`,
    );
    expect(await prise.ended).toMatch(/^HTTP\/1\.1 408 [\s\S]*\/problemes\/delai-depasse/);
    expect(world.sent).toEqual([]);
    expect(world.logged.at(-1)).toMatchObject({ statut: 408, probleme: 'delai-depasse' });
  });

  test.each([
    ['parti avant qu’on sache qui il est', ''],
    ['parti au milieu du corps', '{"le":'],
  ])('%s : rien n’est écrit après lui, et la requête a sa ligne', async (_quoi, debut) => {
    const said = console_();
    const real = createVerifier((await fournisseur()).settings);
    let asked = (): void => undefined;
    const asking = new Promise<void>((resolve) => (asked = resolve));
    let go = (): void => undefined;
    const gone = new Promise<void>((resolve) => (go = resolve));
    const bodyMs = 30;
    const { port, world } = await api({
      bodyMs,
      verify: async (token) => {
        const identity = await real(token);
        asked();
        await gone;
        return identity;
      },
    });
    const { authorization } = await comme('ars');
    const prise = await ouvrirPrise(port);
    prise.write(
      `POST /api/v1/ess/${CASE}/commandes/consigner-echange HTTP/1.1\r\nHost: essai\r\nAuthorization: ${authorization}\r\nContent-Type: application/json\r\nContent-Length: 20\r\n\r\n${debut}`,
    );
    await asking;
    prise.destroy();
    while (world.logged.length === 0) await new Promise((resolve) => setImmediate(resolve));
    go();
    // The timer of the body, were it armed, would be due before this one, armed later for as long.
    await new Promise((resolve) => setTimeout(resolve, bodyMs * 2));
    expect(said).toEqual([]);
    expect(world.logged).toHaveLength(1);
    expect(world.logged[0]).toMatchObject({ abandonnee: true });
    expect(world.sent).toEqual([]);
  });

  test('à qui il a été répondu 408 ne reçoit rien de plus quand son corps arrive', async () => {
    const said = console_();
    let ended = (): void => undefined;
    const late = new Promise<void>((resolve) => (ended = resolve));
    const { server, stop } = createHttpServer(
      express()
        .use(bodyWithin(30), async (request: Request, response: Response, next: NextFunction) => {
          await new Promise((resolve) => response.once('close', resolve));
          next(new Error(request.url));
          ended();
        })
        .use(problemHandler()),
    );
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    onTestFinished(stop);
    const prise = await ouvrirPrise((server.address() as AddressInfo).port);
    prise.write('POST /ici HTTP/1.1\r\nHost: essai\r\nContent-Length: 3\r\n\r\n');
    expect((await prise.ended).match(/HTTP\/1\.1 \d+/g)).toEqual(['HTTP/1.1 408']);
    await late;
    expect(said).toEqual([]);
  });

  test('dont les en-têtes dépassent 16 Ko reçoit 431', async () => {
    const { port } = await api();
    const prise = await ouvrirPrise(port);
    prise.write(`GET / HTTP/1.1\r\nHost: essai\r\nX-Gros: ${'a'.repeat(17_000)}\r\n\r\n`);
    expect(await prise.ended).toMatch(/^HTTP\/1\.1 431 [\s\S]*\/problemes\/en-tetes-trop-volumineux/);
  });

  test('qui ne parle pas HTTP reçoit 400', async () => {
    const { port } = await api();
    const prise = await ouvrirPrise(port);
    prise.write('bonjour\r\n\r\n');
    expect(await prise.ended).toMatch(/^HTTP\/1\.1 400 [\s\S]*\/problemes\/requete-illisible/);
  });
});

describe('l’arrêt', () => {
  test('achève la commande en cours, ferme sa connexion, et refuse les nouvelles', async () => {
    let finir = (): void => undefined;
    let arrivee = (): void => undefined;
    const enCours = new Promise<void>((resolve) => (arrivee = resolve));
    const { port, stop, world } = await api({
      cases: {
        send: () =>
          new Promise((resolve) => {
            finir = () => resolve({ rang: 1, nombre: 0 });
            arrivee();
          }),
      },
    });
    const { authorization } = await comme('ars');
    const oisive = await ouvrirPrise(port);
    oisive.write('GET /sante/vie HTTP/1.1\r\nHost: essai\r\n\r\n');
    expect(await oisive.said(/ok/)).toContain('Connection: keep-alive');
    const prise = await ouvrirPrise(port);
    const corps = '{"le":"2026-02-01"}';
    prise.write(
      `POST /api/v1/ess/${CASE}/commandes/consigner-echange HTTP/1.1\r\nHost: essai\r\nAuthorization: ${authorization}\r\nContent-Type: application/json\r\nContent-Length: ${corps.length}\r\n\r\n${corps}`,
    );
    await enCours;
    const arret = stop();
    await oisive.ended;
    await expect(ouvrirPrise(port)).rejects.toThrow(/ECONNREFUSED/);
    finir();
    const answer = await prise.ended;
    expect(answer).toMatch(/^HTTP\/1\.1 200 /);
    expect(answer).toMatch(/Connection: close/);
    await arret;
    expect(world.logged.at(-1)).toMatchObject({ statut: 200 });
  });

  test('n’attend pas sans fin une requête qui n’aboutit pas', async () => {
    const { port, stop } = await api({ patience: { stop: 100 } });
    const prise = await ouvrirPrise(port);
    prise.write('POST /api/v1/ess HTTP/1.1\r\nHost: essai\r\nContent-Length: 10\r\n\r\n{');
    await prise.said(/401/);
    await stop();
    await prise.ended;
  });
});
