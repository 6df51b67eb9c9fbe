/** `GET /previsions`, `POST /simulations` and the dry run, by the law itself: what they answer, and what they do not touch. */
import { expect, test } from 'vitest';
import { dateDe } from '../../domain/calendrier/calendrier.ts';
import { decider } from '../../domain/decider.ts';
import { etatInitial } from '../../domain/etat.ts';
import { evoluerTous } from '../../domain/evoluer.ts';
import { Refus } from '../../domain/refus.ts';
import { instant } from '../../domain/valeurs.ts';
import { api, CASE, dossierOf, errorsOf } from './support.ts';

const MAINTENANT = instant(Date.now());
const LE = dateDe(MAINTENANT, 'Europe/Paris');

/** A letter deposited today. */
function deposee() {
  const neuf = etatInitial(CASE);
  const donnees = {
    le: LE,
    specialites: ['dermatologie'],
    departements: ['33'],
    siege: '33',
    medecinsPresents: 140,
    liberaux: 120,
    engages: 37,
  };
  const faits = decider(neuf, { commande: 'deposer-lettre-intention', acteur: 'porteur', donnees }, MAINTENANT);
  if (faits instanceof Refus) throw faits;
  const etat = evoluerTous(neuf, faits);
  return { ...dossierOf(CASE), rang: etat.rang, etat };
}
/** The engine's clock is ours. */
const alHeure = {
  view: () => Promise.resolve({ etat: deposee().etat, maintenant: MAINTENANT, decalage: 0, enCours: [] }),
};
const connu = { readDossier: () => Promise.resolve(deposee()) };

test('les prévisions disent, dossier par dossier, ce que fera le silence, et combien attendent quoi', async () => {
  const asked: unknown[] = [];
  const { get } = await api({
    records: {
      listDossiers: (demande) => {
        asked.push(demande);
        return Promise.resolve({ dossiers: [deposee()] });
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
  expect(Object.keys(errorsOf(answer))).toEqual([champ]);
});

test('l’essai d’un envoi groupé annonce chaque acte, dit le problème qu’aurait l’autre, et n’envoie rien', async () => {
  const { post, world } = await api({ cases: alHeure, records: connu });
  const le = LE;
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
  const { get } = await api({ cases: alHeure, records: connu });
  const { body } = await get(`/ess/${CASE}/echeancier`, 'ars');
  const lignes = body['echeances'] as {
    cle: string;
    expire: string;
    calcul: { resultat: string; phrase: string; etapes: { phrase: string; sources: string[]; texte: object }[] };
  }[];
  const decision = lignes.find(({ cle }) => cle === 'decision-lettre-intention');
  expect(decision?.calcul.resultat).toBe(decision?.expire);
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
