/** What people must join to an act, and what only authorities are shown: DEC-53, DEC-54, DEC-57. */
import type { Records } from '../../api/ports.ts';
import { describe, expect, test } from 'vitest';
import { api as service, dossierOf } from './support.ts';

const DEPOT = '/ess/ess-33-00000000/commandes/deposer-projet-sante';
const REPONSE = '/ess/ess-33-00000000/commandes/repondre-precisions';
const le = '2026-06-12';
const FICHIER = '0b7e3f0a-6d0e-4f57-9d0e-3a4c5b6d7e8f';
/** The file was sent before. */
const ENVOYE = { id: FICHIER } as Awaited<ReturnType<Records['listFiles']>>[number];
const api = ({ records = {} }: Parameters<typeof service>[0] = {}) =>
  service({ records: { listFiles: () => Promise.resolve([ENVOYE]), ...records } });
const erreurs = ({ body }: { body: Record<string, unknown> }) =>
  ((body['erreurs'] ?? []) as { champ: string; regle: string }[]).map(({ champ, regle }) => [champ, regle]);

describe('un envoi vide n’ouvre aucun délai (DEC-54)', () => {
  test.each<[string, string, object]>([
    ['un projet de santé sans rien', DEPOT, {}],
    ['un formulaire vide', DEPOT, { projetSante: {} }],
    ['une réponse sans texte ni fichier', REPONSE, {}],
    ['une réponse blanche', REPONSE, { commentaire: '  ' }],
  ])('%s est refusé avant d’atteindre le dossier', async (_, chemin, corps) => {
    const { post, world } = await api();
    const reponse = await post(chemin, { le, ...corps });
    expect(reponse.status).toBe(400);
    expect(world.sent).toEqual([]);
  });

  test('la règle est dite', async () => {
    const { post } = await api();
    expect(erreurs(await post(DEPOT, { le }))).toEqual([['projetSante', 'DEC-54']]);
    expect(erreurs(await post(REPONSE, { le }))).toEqual([['commentaire', 'DEC-54']]);
  });

  test.each<[string, object]>([
    [DEPOT, { projetSante: { gouvernance: 'Bureau.' } }],
    [DEPOT, { contenu: [FICHIER] }],
    [REPONSE, { commentaire: 'Le plan est joint.' }],
    [REPONSE, { contenu: [FICHIER] }],
  ])('%s avec %j est envoyé', async (chemin, corps) => {
    const { post, world } = await api();
    expect((await post(chemin, { le, ...corps })).status).toBe(200);
    expect(world.sent).toHaveLength(1);
  });

  test('un contenu dit vide va au dossier, qui le refuse par la même règle', async () => {
    const { post, world } = await api();
    expect((await post(DEPOT, { le, contenu: [] })).status).toBe(200);
    expect(world.sent[0]?.message.donnees).toMatchObject({ contenu: [] });
  });
});

test('une date d’envoi se prouve (DEC-53)', async () => {
  const { post } = await api();
  const depot = { le, deposeLe: '2026-06-10', contenu: [FICHIER] };
  expect(erreurs(await post(DEPOT, depot))).toEqual([['preuve', 'DEC-53']]);
  expect((await post(DEPOT, { ...depot, preuve: { nature: 'avis-reception' } })).status).toBe(200);
});

test('ce qu’un dossier a de commun avec ceux déjà financés se lit par l’ARS et la caisse, et elles seules (DEC-57)', async () => {
  const ICI = 'ess-33-memes001';
  const { get, world } = await api({
    records: {
      resemblances: (_, autres) => Promise.resolve(autres.map((ess) => ({ ess, memes: ['siret'] as const }))),
    },
  });
  (world.dossiers as unknown[]).push(
    dossierOf(ICI, { dejaFinances: ['ess-33-memes002'] }),
    dossierOf('ess-33-memes002'),
  );
  for (const role of ['ars', 'caisse'])
    expect((await get(`/ess/${ICI}`, role)).body['ressemblances']).toEqual([
      { ess: 'ess-33-memes002', memes: ['siret'] },
    ]);
  expect((await get(`/ess/${ICI}`, 'national')).body).not.toHaveProperty('ressemblances');
});
