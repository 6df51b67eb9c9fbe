/** An Idempotency-Key has no age: what was answered hundreds of acts ago is answered alike, and done once. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { ouvrirInstallation, type Installation } from '../setup/installation.ts';
import { comme } from '../setup/identites.ts';
import { ATTENTE, LE, ouvrirDossier } from './dossier-essai.ts';

let installation: Installation;
beforeAll(async () => {
  installation = await ouvrirInstallation();
});
afterAll(() => installation.fermer());

/** More than the case itself remembers. */
const DEPUIS = 130;

test(`${DEPUIS} actes et plusieurs runs plus tard, par l’API, un Update ou un Signal : la même réponse, et rien deux fois`, async () => {
  const { ess, poignee, journal } = await ouvrirDossier(installation);
  const { api } = installation.terrain;
  const avis = async (cle: string, sens = 'favorable') => {
    const reponse = await fetch(`${api}/api/v1/ess/${ess}/commandes/rendre-avis`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'idempotency-key': cle, ...(await comme('caisse')) },
      body: JSON.stringify({ le: LE, sur: 'lettre-intention', sens }),
    });
    return { statut: reponse.status, corps: (await reponse.json()) as { rang?: number; regle?: string } };
  };
  const echange = (id: string, sujet: string) => ({ id, empreinte: 'e', acteur: 'ars', donnees: { le: LE, sujet } });
  const direct = (id: string) =>
    poignee.executeUpdate<{ rang: number }, [unknown]>('consigner-echange', {
      args: [echange(id, 'direct')],
      updateId: randomUUID(),
    });
  const signal = (id: string, commande = 'consigner-echange') => poignee.signal(commande, echange(id, 'signal'));
  const nombre = async (nom: string) => (await journal()).filter((ligne) => ligne.startsWith(nom)).length;

  const premier = await avis('avis-ancien');
  const ancien = await direct('direct-ancien');
  await signal('signal-ancien');
  await signal('refuse-ancien', 'signer-contrat-amorcage');
  await vi.waitUntil(async () => (await nombre('CommandeRefusee')) === 1, ATTENTE);

  const dix = () => Promise.all(Array.from({ length: 10 }, () => direct(randomUUID())));
  const run = async () => (await poignee.describe()).runId;
  for (let envoyes = 0; envoyes < DEPUIS; envoyes += 10) await dix();
  // What a run hands over is what it remembers: the next renewal forgets the first ones.
  for (const dernier = await run(); (await run()) === dernier;) await dix();
  const avant = await journal();

  expect(await avis('avis-ancien')).toEqual(premier);
  expect(await avis('avis-ancien', 'defavorable')).toMatchObject({ statut: 409, corps: { regle: 'SAISIE' } });
  expect(await direct('direct-ancien')).toEqual(ancien);
  await signal('signal-ancien');
  await signal('refuse-ancien', 'signer-contrat-amorcage');
  // Signals keep their order: once this one is written, those before it have been looked at.
  await signal('dernier');
  await vi.waitUntil(async () => (await journal()).length > avant.length, ATTENTE);
  expect(await journal()).toEqual([...avant, 'EchangeConsigne']);
  expect(await nombre('AvisCaisseRendu')).toBe(1);
}, 300_000);
