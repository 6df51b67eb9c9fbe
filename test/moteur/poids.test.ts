/** What a party sends, however much and however often, never makes a case too heavy to go on (F1). */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { OCTETS_ETAT } from '../../workflows/bounds.ts';
import type { VueEss } from '../../workflows/messages.ts';
import { ouvrirInstallation, type Installation } from '../setup/installation.ts';
import { LE, ouvrirDossier } from './dossier-essai.ts';

let installation: Installation;
beforeAll(async () => {
  installation = await ouvrirInstallation();
});
afterAll(() => installation.fermer());

/** Past the API, which refuses sooner: what the case itself lets through. */
async function envoyer(
  dossier: Awaited<ReturnType<typeof ouvrirDossier>>,
  commande: string,
  acteur: string,
  donnees: object,
): Promise<string> {
  const arg = { id: randomUUID(), acteur, donnees: { le: LE, ...donnees } };
  return dossier.poignee
    .executeUpdate<unknown, [unknown]>(commande, { args: [arg], updateId: randomUUID() })
    .then(() => 'accepte')
    .catch((erreur: unknown) => String((erreur as { cause?: { message?: string } }).cause?.message ?? erreur));
}

async function creer() {
  const dossier = await ouvrirDossier(installation);
  expect(await envoyer(dossier, 'valider-lettre-intention', 'ars', { motif: 'Sans avis.' })).toBe('accepte');
  expect(await envoyer(dossier, 'deposer-pieces', 'porteur', { pieces: [{ code: 'statuts' }] })).toBe('accepte');
  return dossier;
}
const runDe = async (dossier: Awaited<ReturnType<typeof ouvrirDossier>>) => (await dossier.poignee.describe()).runId;
const poids = async (dossier: Awaited<ReturnType<typeof ouvrirDossier>>) =>
  Buffer.byteLength(JSON.stringify((await dossier.poignee.query<VueEss>('etat')).etat));

test('des constats aussi longs que permis, jusqu’au renouvellement et après : le dossier continue', async () => {
  const dossier = await creer();
  const premier = await runDe(dossier);
  // As the caisse did: fifty findings on one piece, each with a long reason. Within the contract, 300 KB: refused, with a word.
  const trop = Array.from({ length: 50 }, () => ({ code: 'statuts', conforme: false, motif: '€'.repeat(2000) }));
  expect(await envoyer(dossier, 'verifier-pieces', 'caisse', { pieces: trop })).toMatch(/trop longue \(128 Ko/);
  // And just under the bound, as often as it takes for the run to be renewed: 4 MiB of history.
  const juste = Array.from({ length: 20 }, () => ({ code: 'statuts', conforme: false, motif: '€'.repeat(2000) }));
  let envois = 0;
  while ((await runDe(dossier)) === premier && envois < 60) {
    expect(await envoyer(dossier, 'verifier-pieces', 'caisse', { pieces: juste })).toBe('accepte');
    envois += 1;
  }
  expect(await runDe(dossier)).not.toBe(premier);
  expect(await poids(dossier)).toBeLessThan(OCTETS_ETAT / 10);
  expect((await dossier.commander('consigner-echange', 'ars', {})).statut).toBe(200);
});

test('des pièces d’exercices qui n’existent pas sont refusées : l’état ne grossit pas de neuf cents exercices', async () => {
  const dossier = await creer();
  const avant = await poids(dossier);
  const reponse = await envoyer(dossier, 'deposer-pieces', 'porteur', {
    pieces: [{ code: 'rapport-activite', exercice: 999 }],
  });
  expect(reponse).toMatch(/« exercice » : ce dossier n'a pas encore d'exercice 999/);
  expect(await poids(dossier)).toBe(avant);
});

test('plusieurs demandes à la limite, en même temps, s’écrivent en plusieurs fois et toutes', async () => {
  const dossier = await creer();
  const longue = () => envoyer(dossier, 'consigner-echange', 'ars', { sujet: '€'.repeat(42_000) });
  expect(await Promise.all(Array.from({ length: 9 }, longue))).toEqual(Array(9).fill('accepte'));
  const lignes = (await dossier.journal()).filter((ligne) => ligne === 'EchangeConsigne');
  expect(lignes).toHaveLength(9);
  expect((await dossier.commander('consigner-echange', 'ars', {})).statut).toBe(200);
});
