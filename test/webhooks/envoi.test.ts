/** One message to a partner, over real sockets: what is sent, how it is signed, and where nothing is. */
import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { promisify } from 'node:util';
import { Webhook } from 'standardwebhooks';
import { describe, expect, test } from 'vitest';
import { failureOf, messageOf, postMessage } from '../../activities/webhook.ts';
import { ligne } from '../records/exemples.ts';
import { certificat } from './certificat.ts';
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
  const { cert, key, fichier } = await certificat();
  const lui = await recepteur(undefined, { cert, key });
  const destination = { adresse: lui.adresse, secrets: [secret()] };
  expect(await postMessage(message(1), destination, ICI).catch(failureOf)).toBe('certificat-refuse');
  expect(lui.recus).toEqual([]);
  const module = new URL('../../activities/webhook.ts', import.meta.url).href;
  const programme = `import { postMessage } from '${module}';
    console.log(await postMessage(${JSON.stringify(message(1))}, ${JSON.stringify(destination)}, { loopback: true }));`;
  const args = ['--disable-warning=ExperimentalWarning', '--input-type=module', '-e', programme];
  const { stdout } = await run(process.execPath, args, { env: { ...process.env, NODE_EXTRA_CA_CERTS: fichier } });
  expect(stdout.trim()).toBe('204');
  expect(lui.recus).toHaveLength(1);
});

function refuserDeParler(): Parameters<typeof recepteur>[0] {
  return (request) => request.socket.destroy();
}
