/** One message to a partner, over real sockets: what is sent, how it is signed, and where nothing is. */
import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Webhook } from 'standardwebhooks';
import { describe, expect, test } from 'vitest';
import { failureOf, messageOf, postMessage } from '../../activities/webhook.ts';
import { ForbiddenAddress, guardedLookup, readPartnerAddress, readReach } from '../../runtime/public-address.ts';
import { ligne } from '../records/exemples.ts';
import { temporaryFolder } from '../setup/temporary-folder.ts';
import { estSignePar, idsDe, recepteur, refuser, seTaire } from './recepteur.ts';

const run = promisify(execFile);
const ESS = 'ess-33-webhook1';
const secret = () => `whsec_${randomBytes(32).toString('base64')}`;
const ICI = { loopback: true };
const message = (rang: number, sujet?: string) =>
  messageOf({ id: 1, evenement: { ess: ESS, ligne: ligne(rang, sujet) } }, 'https://ess.exemple.invalid');

describe('un événement envoyé à un partenaire', () => {
  test('est signé, garde le même identifiant, et ne dit rien de ce que quelqu’un a saisi', async () => {
    const lui = await recepteur();
    const cle = secret();
    for (let fois = 0; fois < 2; fois += 1)
      expect(await postMessage(message(3, 'appel de Médecin 01'), { adresse: lui.adresse, secrets: [cle] }, ICI)).toBe(
        204,
      );
    expect(idsDe(lui)).toEqual([`evt_${ESS}_3`, `evt_${ESS}_3`]);
    for (const recu of lui.recus) {
      expect(estSignePar(cle, recu)).toBe(true);
      expect(estSignePar(secret(), recu)).toBe(false);
      expect(estSignePar(cle, { ...recu, corps: recu.corps.replace('"rang":3', '"rang":4') })).toBe(false);
      expect(Math.abs(Number(recu.entetes['webhook-timestamp']) - Date.now() / 1000)).toBeLessThan(60);
      expect(JSON.parse(recu.corps)).toEqual({
        type: 'EchangeConsigne',
        timestamp: '2026-03-16T11:00:03.000Z',
        data: {
          ess: ESS,
          rang: 3,
          le: '2026-03-16',
          acteur: 'ars',
          regle: 'LI-10',
          lien: `https://ess.exemple.invalid/api/v1/ess/${ESS}/journal?apres=2&limite=1`,
        },
      });
    }
  });

  test('la bibliothèque de Standard Webhooks le vérifie aussi, avec le secret d’avant comme avec le nouveau', async () => {
    const lui = await recepteur();
    const [nouveau, ancien] = [secret(), secret()];
    await postMessage(message(1), { adresse: lui.adresse, secrets: [nouveau, ancien] }, ICI);
    const [recu] = lui.recus;
    if (recu === undefined) throw new Error('nothing arrived');
    for (const cle of [nouveau, ancien])
      expect(new Webhook(cle).verify(recu.corps, recu.entetes as Record<string, string>)).toMatchObject({
        data: { ess: ESS },
      });
    expect(() => new Webhook(secret()).verify(recu.corps, recu.entetes as Record<string, string>)).toThrow();
  });

  test('une redirection n’est pas suivie', async () => {
    const but = await recepteur();
    const lui = await recepteur((_, response) => response.writeHead(307, { location: but.adresse }).end());
    expect(await postMessage(message(1), { adresse: lui.adresse, secrets: [secret()] }, ICI)).toBe(307);
    expect(but.recus).toEqual([]);
  });

  test('une réponse sans fin n’est pas lue', async () => {
    const lui = await recepteur((_, response) => {
      response.writeHead(200);
      const verser = () => {
        while (response.write('x'.repeat(65_536)));
      };
      response.on('drain', verser);
      verser();
    });
    expect(await postMessage(message(1), { adresse: lui.adresse, secrets: [secret()] }, ICI)).toBe(200);
  });

  test.each([
    ['qui ne répond jamais', seTaire, 'delai-depasse'],
    ['qui raccroche', refuserDeParler(), 'connexion-rompue'],
  ])('un destinataire %s est abandonné', async (_, repondre, pourquoi) => {
    const lui = await recepteur(repondre);
    const envoi = postMessage(message(1), { adresse: lui.adresse, secrets: [secret()] }, { ...ICI, patienceMs: 500 });
    expect(await envoi.catch(failureOf)).toBe(pourquoi);
    expect(lui.recus).toHaveLength(1);
  });

  test('un destinataire absent a un mot, qui ne dit rien du réseau', async () => {
    const ailleurs = { adresse: 'http://127.0.0.1:1/', secrets: [secret()] };
    expect(await postMessage(message(1), ailleurs, ICI).catch(failureOf)).toBe('connexion-refusee');
  });

  test('le statut d’un refus est rendu, son corps ignoré', async () => {
    const lui = await recepteur(refuser(503));
    expect(await postMessage(message(1), { adresse: lui.adresse, secrets: [secret()] }, ICI)).toBe(503);
  });
});

test('en https, un certificat inconnu est refusé, celui d’une autorité connue accepté', async () => {
  const dossier = await temporaryFolder();
  const [cert, key] = [join(dossier, 'cert.pem'), join(dossier, 'cle.pem')];
  const cle = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-keyout', key];
  const sujet = ['-subj', '/CN=partenaire', '-addext', 'subjectAltName=IP:127.0.0.1', '-days', '2'];
  await run('openssl', ['req', '-x509', ...cle, '-out', cert, ...sujet]);
  const lui = await recepteur(undefined, { cert: await readFile(cert, 'utf8'), key: await readFile(key, 'utf8') });
  const destination = { adresse: lui.adresse, secrets: [secret()] };
  expect(await postMessage(message(1), destination, ICI).catch(failureOf)).toBe('certificat-refuse');
  expect(lui.recus).toEqual([]);
  const module = new URL('../../activities/webhook.ts', import.meta.url).href;
  const programme = `import { postMessage } from '${module}';
    console.log(await postMessage(${JSON.stringify(message(1))}, ${JSON.stringify(destination)}, { loopback: true }));`;
  const args = ['--disable-warning=ExperimentalWarning', '--input-type=module', '-e', programme];
  const { stdout } = await run(process.execPath, args, { env: { ...process.env, NODE_EXTRA_CA_CERTS: cert } });
  expect(stdout.trim()).toBe('204');
  expect(lui.recus).toHaveLength(1);
});

function refuserDeParler(): Parameters<typeof recepteur>[0] {
  return (request) => request.socket.destroy();
}

describe('rien ne part vers', () => {
  test.each([
    'http://partenaire.exemple.invalid/',
    'ftp://partenaire.exemple.invalid/',
    'https://nom:mot@partenaire.exemple.invalid/',
    'http://127.0.0.1/',
    'https://127.0.0.1/',
    'https://127.1/',
    'https://2130706433/',
    'https://0x7f000001/',
    'https://[::1]/',
    'https://[::ffff:10.0.0.1]/',
    'https://[64:ff9b::a00:1]/',
    'https://10.1.2.3/',
    'https://172.16.0.1/',
    'https://192.168.0.1/',
    'https://169.254.169.254/latest/meta-data',
    'https://[fe80::1]/',
    'https://[fd00::1]/',
    'https://100.64.0.1/',
    'https://0.0.0.0/',
    'n’importe quoi',
  ])('%s', (adresse) => {
    expect(() => readPartnerAddress(adresse)).toThrow(ForbiddenAddress);
  });

  test('un nom qui mène ici, en production : la connexion elle-même le refuse', async () => {
    const lui = await recepteur();
    const adresse = lui.adresse.replace('http://127.0.0.1', 'https://localhost');
    const envoi = postMessage(message(1), { adresse, secrets: [secret()] }, readReach({ NODE_ENV: 'production' }));
    await expect(envoi).rejects.toBeInstanceOf(ForbiddenAddress);
    expect(lui.recus).toEqual([]);
  });

  test('un nom dont une seule des adresses est privée', async () => {
    const deux = [
      { address: '93.184.216.34', family: 4 },
      { address: '10.0.0.1', family: 4 },
    ];
    const resolve = ((_name: string, _options: object, done: (error: null, found: object) => void) =>
      done(null, deux)) as unknown as Parameters<typeof guardedLookup>[1];
    const resolu = new Promise((fini) => guardedLookup({}, resolve)('x.invalid', { all: true }, fini));
    expect(await resolu).toBeInstanceOf(ForbiddenAddress);
  });
});

describe('les réseaux privés des partenaires', () => {
  const reach = readReach({ NODE_ENV: 'production', ESS_RESEAUX_PARTENAIRES: '10.20.0.0/16, fd12::/16' });
  test('nommés, ils sont permis ; les autres restent fermés', () => {
    expect(readPartnerAddress('https://10.20.3.4/', reach).hostname).toBe('10.20.3.4');
    expect(readPartnerAddress('https://[fd12::1]/', reach).hostname).toBe('[fd12::1]');
    expect(() => readPartnerAddress('https://10.21.0.1/', reach)).toThrow(ForbiddenAddress);
    expect(() => readPartnerAddress('http://10.20.3.4/', reach)).toThrow(/https/);
  });
  test('un réglage inexact empêche de démarrer', () => {
    expect(() => readReach({ ESS_RESEAUX_PARTENAIRES: '10.20.0.0' })).toThrow(/ESS_RESEAUX_PARTENAIRES/);
  });
});
