/** `GET /ess/{id}/instruction` and `/etapes` on real records: within one's extent, rivals by name or only counted. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createRecords } from '../../api/adapters/records-on-postgres.ts';
import type { components } from '../../api/client/schema.d.ts';
import { instruction } from '../../domain/instruction/instruction.ts';
import { etapes } from '../../domain/suivi/etapes.ts';
import type { Etat } from '../../domain/etat.ts';
import { saveDossier } from '../../records/journal/dossiers.ts';
import { freshDatabase, type FreshDatabase } from '../records/postgres.ts';
import { resumeDe } from '../records/vies.ts';
import { moments, SCENARIOS } from '../regles/etats.ts';
import { vivre } from '../regles/table/etats.ts';
import { NOTIFIEE } from '../regles/table/resiliation-essai.ts';
import { api } from './support.ts';

type Instruction = components['schemas']['Instruction'];
type Etapes = components['schemas']['Etapes'];

const [ICI, VOISIN, AILLEURS] = ['ess-33-instruit', 'ess-33-voisinxx', 'ess-35-ailleurs'] as const;
let db: FreshDatabase;
let etat: Etat;
beforeAll(async () => {
  db = await freshDatabase();
  const trouve = SCENARIOS.flatMap((nom) => [...moments(nom)]).find(
    (un) => instruction(un)?.sur === 'lettre-intention' && un.etat.ars === 'nouvelle-aquitaine',
  );
  if (trouve === undefined) throw new Error('no letter under instruction in Nouvelle-Aquitaine');
  const rivaux = [
    { ess: VOISIN, statut: 'en-instruction' as const },
    { ess: AILLEURS, statut: 'validee' as const },
  ];
  etat = { ...trouve.etat, ess: ICI, rivaux, conflits: [AILLEURS] };
  for (const un of [
    etat,
    { ...trouve.etat, ess: VOISIN },
    { ...trouve.etat, ess: AILLEURS, ars: 'bretagne', departements: ['35'], siege: '35', caisse: 'ille-et-vilaine' },
  ])
    await saveDossier(db.pool, { ess: un.ess, rang: un.rang, etat: un, resume: resumeDe(un) });
});
afterAll(() => db.drop());

const lire = async (quoi: string, comme: string) =>
  (await api({ records: createRecords(db.pool) })).get(`/ess/${ICI}/${quoi}`, comme);

test('l’ARS lit chaque critère avec sa phrase et sa règle, et l’échéance que le silence attend', async () => {
  const { status, body } = await lire('instruction', 'ars-nouvelle-aquitaine');
  expect(status).toBe(200);
  const { instruction: lue } = body as unknown as Instruction;
  expect(lue?.criteres.map(({ pourquoi }) => pourquoi.regle)).toEqual(
    instruction({ etat, journal: [] })?.criteres.map(({ regle }) => regle),
  );
  for (const { phrase, pourquoi } of lue?.criteres ?? [])
    expect([phrase !== '', pourquoi.phrase !== null]).toEqual([true, true]);
  expect(lue?.silence?.effet).toBe('validation-tacite');
});

test('DEC-56 : un rival de son périmètre est nommé ; d’ailleurs, il n’est que compté', async () => {
  const { instruction: lue } = (await lire('instruction', 'ars-nouvelle-aquitaine')).body as unknown as Instruction;
  expect(lue?.rivaux.map(({ ess }) => ess)).toEqual([VOISIN]);
  expect(lue?.rivauxAilleurs).toBe(1);
  expect(JSON.stringify(lue)).not.toContain(AILLEURS);
});

test('hors de son périmètre, le dossier n’existe pas ; le porteur et le national n’ont pas ce droit', async () => {
  expect((await lire('instruction', 'ars-bretagne')).status).toBe(404);
  expect((await lire('instruction', 'national')).status).toBe(403);
});

test('les étapes sont celles de la loi, et chaque chose attendue dit de qui, jusqu’à quand, et ce que fait le silence', async () => {
  const { body } = await lire('etapes', 'ars-nouvelle-aquitaine');
  const lues = body as unknown as Etapes;
  expect(lues.etapes.map(({ etape, statut }) => [etape, statut])).toEqual(
    etapes(etat).map(({ etape, statut }) => [etape, statut]),
  );
  const decision = lues.attendus.find(({ cle }) => cle === 'decision-lettre-intention');
  expect(decision).toMatchObject({ de: ['ars'], silence: { effet: 'validation-tacite' } });
  expect(decision?.silence.le ?? '').not.toBe('');
});

test('RES-A-03 : les étapes disent ce que l’équipe peut contester, jusqu’à quand, et par quel calcul ; sinon, rien', async () => {
  expect(((await lire('etapes', 'ars-nouvelle-aquitaine')).body as unknown as Etapes).saisine).toBeNull();
  const notifiee = vivre(NOTIFIEE, '2026-03-17').etat;
  const ess = 'ess-33-conteste';
  await saveDossier(db.pool, { ess, rang: notifiee.rang, etat: { ...notifiee, ess }, resume: resumeDe(notifiee) });
  const { body } = await (
    await api({ records: createRecords(db.pool) })
  ).get(`/ess/${ess}/etapes`, 'ars-nouvelle-aquitaine');
  const { saisine } = body as unknown as Etapes;
  expect(saisine).toMatchObject({
    objet: 'resiliation',
    contrat: 'amorcage',
    notifieeLe: '2026-03-16',
    dernierJour: '2026-03-31',
    effetLe: '2026-03-31',
    saisie: null,
    pourquoi: { regle: 'RES-A-03' },
  });
  expect(saisine?.calcul.phrase).toContain('31 mars 2026');
});
