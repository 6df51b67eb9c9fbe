/** A life begun by today's program, taken over, live, by one to come; and what today's does of a life of the one to come. */
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { play } from '../../cli/play.ts';
import { REVISION, VERSION_ETAT } from '../../domain/revision.ts';
import type { Scenario } from '../../domain/simulation/scenario.ts';
import { simuler } from '../../domain/simulation/simulateur.ts';
import type { VueEss } from '../../workflows/messages.ts';
import { rejouer, type Histoire } from '../histoires/histoires.ts';
import { lancerProgramme, programmeAvec } from '../pannes/autre-programme.ts';
import { CLE } from '../pannes/echeances-suivantes.ts';
import { CHAMP } from '../pannes/mise-a-niveau-suivante.ts';
import { ouvrirInstallation, type Installation } from '../setup/installation.ts';
import { ATTENTE, LE, ouvrirDossier } from './dossier-essai.ts';

const REVISION_SUIVANTE = { 'domain/revision.ts': 'revision-suivante.ts' };
/** Behind it, one more timer. */
const MINUTEUR_DE_PLUS = { ...REVISION_SUIVANTE, 'domain/echeances.ts': 'echeances-suivantes.ts' };
/** One revision further, and one more field in the state. */
const FORME_SUIVANTE = {
  'domain/revision.ts': 'version-suivante.ts',
  'domain/mise-a-niveau.ts': 'mise-a-niveau-suivante.ts',
};

let installation: Installation;
beforeAll(async () => {
  installation = await ouvrirInstallation({ avecWorker: false });
});
afterAll(() => installation.fermer());

const lancerCelui = () => lancerProgramme(installation, { codePath: installation.bundlePath });

const texte = (data: Uint8Array | null | undefined) => new TextDecoder().decode(data ?? new Uint8Array());
const histoire = (ess: string, run?: string | null): Promise<Histoire> =>
  installation.terrain.client.workflow.getHandle(ess, run ?? undefined).fetchHistory();
/** Of the revisions that a run took, and of its renewal. */
const marques = ({ events }: Histoire) =>
  (events ?? [])
    .flatMap(({ markerRecordedEventAttributes: marque }) => marque?.details?.['patch-data']?.payloads ?? [])
    .map(({ data }) => texte(data))
    .join();
const minuteurs = ({ events }: Histoire) =>
  (events ?? [])
    .filter(({ timerStartedEventAttributes }) => timerStartedEventAttributes)
    .map(({ userMetadata }) => texte(userMetadata?.summary?.data))
    .join('\n');

test('une vie commencée par le programme d’aujourd’hui est finie par celui qui a une révision de plus', async () => {
  const chemin = join(import.meta.dirname, '../regles/scenarios/S23-renonciation.json');
  const scenario = JSON.parse(readFileSync(chemin, 'utf8')) as Scenario;
  const suivant = await programmeAvec(MINUTEUR_DE_PLUS);
  const arreterCelui = await lancerCelui();
  let releve: Promise<() => Promise<void>> | undefined;
  const lignes = await play(scenario, {
    ...installation.terrain,
    // Today's program has the case in hand, with a deadline running, when the next one takes its place.
    onLine: ({ evenement }) => {
      if (evenement === 'LettreIntentionValidee')
        releve ??= arreterCelui().then(() => lancerProgramme(installation, suivant));
    },
  });
  const arreter = await releve;
  expect(arreter).toBeDefined();
  await arreter?.();
  expect(lignes.map((ligne) => JSON.stringify(ligne))).toEqual(simuler(scenario).map((ligne) => JSON.stringify(ligne)));

  const { rows } = await installation.pool.query<{ ess: string }>(
    'select ess from dossiers order by maj_le desc limit 1',
  );
  const ess = rows[0]?.ess ?? '';
  const dernier = await histoire(ess);
  const avant = dernier.events?.[0]?.workflowExecutionStartedEventAttributes?.continuedExecutionRunId;
  expect(avant, 'the next program renewed the run of today’s').toBeTruthy();
  const premier = await histoire(ess, avant);
  expect(marques(premier)).toContain('renouveler');
  expect(marques(dernier)).toContain(`revision-${REVISION + 1}`);
  // A run keeps the behaviour of its start: the revision begins with the next one.
  expect(minuteurs(premier)).not.toContain(CLE);
  expect(minuteurs(dernier)).toContain(CLE);
  expect(await rejouer(suivant, [premier, dernier])).toEqual([undefined, undefined]);
}, 300_000);

test.each([
  ['une révision', [REVISION_SUIVANTE], /Nondeterminism/],
  ['une forme de l’état', [REVISION_SUIVANTE, FORME_SUIVANTE], /run the later program/],
])(
  'un dossier qu’a renouvelé un programme qui a %s de plus : celui d’aujourd’hui n’y touche pas, et recommence jusqu’au retour du bon',
  async (_quoi, suivants, cause) => {
    const arreterCelui = await lancerCelui();
    const dossier = await ouvrirDossier(installation);
    const run = async () => (await dossier.poignee.describe()).runId;
    const signaler = () =>
      dossier.poignee.signal('consigner-echange', { id: randomUUID(), acteur: 'ars', donnees: { le: LE } });
    const echanges = async () => (await dossier.journal()).filter((ligne) => ligne === 'EchangeConsigne').length;
    await arreterCelui();

    // Each takes over the case as the one before left it.
    const programmes = await Promise.all(suivants.map(programmeAvec));
    for (const [rang, programme] of programmes.entries()) {
      const avant = await run();
      const arreter = await lancerProgramme(installation, programme);
      await signaler();
      await vi.waitUntil(async () => (await run()) !== avant, ATTENTE);
      const { etat } = await dossier.poignee.query<VueEss>('etat');
      expect(etat.revision).toBe(REVISION + rang + 1);
      expect(CHAMP in etat).toBe(etat.version > VERSION_ETAT);
      await arreter();
    }
    expect(await echanges()).toBe(programmes.length);

    const arreterEncore = await lancerCelui();
    await signaler();
    const echec = await vi.waitUntil(
      async () =>
        (await histoire(dossier.ess)).events?.find((evenement) => evenement.workflowTaskFailedEventAttributes),
      ATTENTE,
    );
    expect(echec.workflowTaskFailedEventAttributes?.failure?.message).toMatch(cause);
    await vi.waitUntil(async () => (await dossier.essais()) > 1, ATTENTE);
    expect(await echanges()).toBe(programmes.length);
    await arreterEncore();

    const dernier = programmes.at(-1);
    if (dernier === undefined) throw new Error('no program to come');
    const arreter = await lancerProgramme(installation, dernier);
    await vi.waitUntil(async () => (await echanges()) === programmes.length + 1, ATTENTE);
    await arreter();
  },
  300_000,
);
