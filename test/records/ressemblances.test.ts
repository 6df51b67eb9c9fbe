/** Who else is on a territory, and what two cases have in common: what the ARS is told, and attests with (DEC-56, DEC-57). */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { regarder } from '../../domain/creation/rivaux.ts';
import type { Etat } from '../../domain/etat.ts';
import { saveDossier } from '../../records/journal/dossiers.ts';
import { saveFiche } from '../../records/privacy/fiches.ts';
import { resemblances } from '../../records/privacy/resemblances.ts';
import { claimTerritory, conflicts, neighbours, releaseTerritory } from '../../records/registers/territoires.ts';
import { ACTES, etatDe, vivre } from '../regles/table/etats.ts';
import { date } from './exemples.ts';
import { freshDatabase, type FreshDatabase } from './postgres.ts';

let db: FreshDatabase;
beforeAll(async () => {
  db = await freshDatabase();
});
afterAll(() => db.drop());

const remplir = (ess: string, nature: string, contenu: object) =>
  saveFiche(db.pool, { id: randomUUID(), ess, nature, contenu });
const medecins = (...numeros: readonly number[]) =>
  numeros.map((numero) => ({ nom: `Médecin ${numero}`, rpps: `1000000000${numero}` }));

test('le même SIRET, le même représentant, plus de la moitié des médecins engagés : dits sans nommer personne', async () => {
  await remplir('ess-a', 'deposer-lettre-intention', { medecinsEngages: medecins(1, 2, 3, 4) });
  await remplir('ess-a', 'declarer-association', {
    association: { nom: 'A', siret: '12345678900011', president: { nom: 'Prénom Composé', prenom: 'Zoé' } },
  });
  await remplir('ess-b', 'deposer-lettre-intention', { medecinsEngages: medecins(1, 2, 3, 9) });
  await remplir('ess-b', 'declarer-association', {
    association: { nom: 'B', siret: '12345678900011', representantLegal: { nom: 'PRENOM COMPOSE', prenom: 'Zoe' } },
  });
  await remplir('ess-c', 'deposer-lettre-intention', { medecinsEngages: medecins(1, 2) });
  expect(await resemblances(db.pool, 'ess-a', ['ess-b', 'ess-c', 'ess-d'])).toEqual([
    { ess: 'ess-b', memes: ['siret', 'representant-legal', 'medecins-engages'] },
    { ess: 'ess-c', memes: [] },
    { ess: 'ess-d', memes: [] },
  ]);
});

const tenir = (ess: string, etat: Etat) =>
  saveDossier(db.pool, {
    ess,
    rang: etat.rang,
    etat: { ...etat, ess },
    resume: {
      regime: etat.regime,
      phase: etat.phase,
      siege: '33',
      region: 'nouvelle-aquitaine',
      regions: ['nouvelle-aquitaine'],
      caisse: 'gironde',
      caisses: ['gironde'],
      departements: ['33'],
      specialites: ['dermatologie'],
      montantVerseCentimes: 0 as never,
    },
  });
const cas = (ess: string) => ({ ess, le: date('2026-01-06'), specialites: ['dermatologie'], departements: ['33'] });

test('un dossier en instruction est connu de ceux du territoire, et ne revendique rien', async () => {
  const depose = vivre(ACTES.ENTREE, '2026-01-06').etat;
  await tenir('ess-1', depose);
  await tenir('ess-2', depose);
  expect(await neighbours(db.pool, cas('ess-1'))).toEqual([]);
  const autour = await neighbours(db.pool, cas('ess-2'));
  expect(regarder({ ...depose, ess: 'ess-2' }, autour)).toEqual({
    rivaux: [{ ess: 'ess-1', statut: 'en-instruction' }],
    identiques: ['ess-1'],
  });
  expect(await conflicts(db.pool, cas('ess-2'))).toEqual([]);
  const revendication = { ...cas('ess-2'), derogation: false };
  expect(await claimTerritory(db.pool, revendication)).toEqual({ conteste: false, autres: [] });
  expect(await claimTerritory(db.pool, { ...revendication, ess: 'ess-1' })).toEqual({
    conteste: true,
    autres: ['ess-2'],
  });
});

test('celui qui a libéré son territoire reste connu : il y a été financé', async () => {
  await tenir('ess-8', etatDe('recouvrement'));
  await neighbours(db.pool, cas('ess-8'));
  await releaseTerritory(db.pool, 'ess-8', date('2026-03-21'));
  const depose = vivre(ACTES.ENTREE, '2026-01-06').etat;
  const autour = await neighbours(db.pool, cas('ess-9'));
  expect(regarder({ ...depose, ess: 'ess-9' }, autour).dejaFinances).toEqual(['ess-8']);
});
