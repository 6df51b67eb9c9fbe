/** A life begun by the oldest program whose histories are still replayed, and finished, live, by today's. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { play } from '../../cli/play.ts';
import type { Scenario } from '../../domain/simulation/scenario.ts';
import { simuler } from '../../domain/simulation/simulateur.ts';
import { ouvrirInstallation, type Installation } from '../setup/installation.ts';
import { lancerProgramme } from '../pannes/autre-programme.ts';
import { PROGRAMMES, programme } from './anciens-programmes.ts';

const scenario = JSON.parse(
  readFileSync(join(import.meta.dirname, '../regles/scenarios/S23-renonciation.json'), 'utf8'),
) as Scenario;

let installation: Installation;
beforeAll(async () => {
  installation = await ouvrirInstallation({ avecWorker: false });
});
afterAll(() => installation.fermer());

const histoire = async (ess: string, runId?: string) =>
  (await installation.terrain.client.workflow.getHandle(ess, runId).fetchHistory()).events ?? [];

test.each(PROGRAMMES)(
  'une vie commencée par %s est finie par le programme d’aujourd’hui',
  async (fichier) => {
    await installation.pool.query('delete from territoires');
    const arreterAncien = await lancerProgramme(installation, { codePath: await programme(fichier) });
    let releve: Promise<() => Promise<void>> | undefined;
    const lignes = await play(scenario, {
      ...installation.terrain,
      // The old program has the case in hand, with a deadline running, when the new one takes its place.
      onLine: ({ evenement }) => {
        if (evenement === 'LettreIntentionValidee')
          releve ??= arreterAncien().then(() => lancerProgramme(installation, { codePath: installation.bundlePath }));
      },
    });
    const arreter = await releve;
    expect(arreter).toBeDefined();
    await arreter?.();
    expect(lignes.map((ligne) => JSON.stringify(ligne))).toEqual(
      simuler(scenario).map((ligne) => JSON.stringify(ligne)),
    );

    const { rows } = await installation.pool.query<{ ess: string }>(
      'select ess from dossiers order by maj_le desc limit 1',
    );
    const dernier = await histoire(rows[0]?.ess ?? '');
    const avant = dernier[0]?.workflowExecutionStartedEventAttributes?.continuedExecutionRunId;
    expect(avant, 'the new program renewed the run of the old one').toBeTruthy();
    const premier = await histoire(rows[0]?.ess ?? '', avant ?? '');
    const marques = (evenements: typeof dernier) =>
      evenements.flatMap(
        ({ markerRecordedEventAttributes: marque }) =>
          marque?.details?.['patch-data']?.payloads?.map(({ data }) =>
            new TextDecoder().decode(data ?? new Uint8Array()),
          ) ?? [],
      );
    expect(marques(premier).join()).toContain('renouveler');
    expect(marques(dernier).join()).toContain('revision-3');
  },
  300_000,
);
