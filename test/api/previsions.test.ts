/** `GET /previsions`, `POST /simulations` and the dry run, by the law itself: what they answer, and what they do not touch. */
import { expect, test } from 'vitest';
import { depuis } from '../../domain/calculs/date.ts';
import type { DateCivile } from '../../domain/valeurs.ts';
import { api, CASE, dossierOf, errorsOf } from './support.ts';

test('les prévisions disent, dossier par dossier, ce que fera le silence, et combien attendent quoi', async () => {
  const asked: unknown[] = [];
  const { get } = await api({
    records: {
      listDossiers: (demande) => {
        asked.push(demande);
        return Promise.resolve({ dossiers: [dossierOf(CASE)] });
      },
      countByDeadline: () => Promise.resolve([{ cle: 'decision-lettre-intention', nombre: 3 }]),
    },
  });
  const { status, body } = await get('/previsions?jours=90&limite=10', 'ars');
  expect(status).toBe(200);
  expect(body).toMatchObject({
    synthese: [{ cle: 'decision-lettre-intention', libelle: "Décision sur la lettre d'intention", nombre: 3 }],
    suivant: null,
  });
  const [dossier] = body['dossiers'] as [{ ess: string; suites: { evenement: string; calculs?: object }[] }];
  expect(dossier.ess).toBe(CASE);
  const noms = dossier.suites.map(({ evenement }) => evenement);
  expect(noms).toContain('LettreIntentionValidee');
  expect(noms).not.toContain('RappelEmis');
  expect(dossier.suites.find(({ evenement }) => evenement === 'LettreIntentionValidee')?.calculs).toMatchObject({
    dateLimite: {
      depart: { libelle: "la validation de la lettre d'intention" },
      etapes: [{ operation: 'duree', regle: 'AMO-03' }],
    },
  });
  expect(asked).toMatchObject([{ regions: expect.any(Array) as unknown, tri: [{ cle: 'echeance' }], limite: 10 }]);
});

test.each([
  ['jours=91', 'jours'],
  ['jours=0', 'jours'],
  ['apres=nimporte', 'apres'],
  ['limite=101', 'limite'],
])('« %s » est refusé en nommant « %s »', async (query, champ) => {
  const { get } = await api();
  const answer = await get(`/previsions?${query}`, 'ars');
  expect(answer.status).toBe(400);
  expect(errorsOf(answer).map((une) => une.champ)).toEqual([champ]);
});

test('l’essai d’un envoi groupé annonce chaque acte, dit le problème qu’aurait l’autre, et n’envoie rien', async () => {
  const { post, world } = await api();
  const le = new Date().toISOString().slice(0, 10);
  const answer = await post(
    '/commandes',
    {
      simulation: true,
      commandes: [
        { ess: CASE, commande: 'consigner-echange', donnees: { le } },
        {
          ess: CASE,
          commande: 'refuser-lettre-intention',
          donnees: { le, motif: 'Un motif.', preuve: { nature: 'autre' } },
        },
        { ess: CASE, commande: 'renoncer', donnees: { le } },
        { ess: CASE, commande: 'consigner-echange', donnees: { le }, siRang: 7 },
      ],
    },
    { comme: 'ars' },
  );
  expect(answer.status).toBe(200);
  const resultats = answer.body['resultats'] as { statut: number; annonce?: object; probleme?: { regle?: string } }[];
  expect(resultats[0]).toMatchObject({
    statut: 200,
    annonce: { possible: true, evenements: [{ evenement: 'EchangeConsigne' }] },
  });
  expect(resultats.map(({ statut }) => statut).slice(1, 3)).toEqual([422, 403]);
  expect([world.sent, [...world.fiches.keys()]]).toEqual([[], []]);
});

test('un calcul sans journal nomme ses faits par leur jour ; chaque pas a sa phrase, sa source et son texte', async () => {
  const { get, world } = await api();
  world.dossiers.push(dossierOf('ess-33-calculs'));
  const { body } = await get('/ess/ess-33-calculs/echeancier', 'ars');
  const lignes = body['echeances'] as {
    cle: string;
    expire: string;
    calcul: ReturnType<typeof depuis> & {
      phrase: string;
      etapes: { phrase: string; sources: string[]; texte: object }[];
    };
  }[];
  const decision = lignes.find(({ cle }) => cle === 'decision-lettre-intention');
  expect(decision?.calcul.resultat).toBe(decision?.expire as DateCivile);
  expect(decision?.calcul.phrase).toMatch(
    /^À compter du dépôt de la lettre d'intention, le .* 2 mois plus tard : le .*\.$/,
  );
  for (const { calcul } of lignes)
    for (const { phrase, sources, texte } of calcul.etapes) {
      expect(phrase).toMatch(/\.$/);
      expect(sources.length).toBeGreaterThan(0);
      expect(texte).toMatchObject({ version: 'premiers-textes', depuis: '2025-01-01', jusquAu: null });
    }
});
