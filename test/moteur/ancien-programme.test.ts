/** A life begun by the oldest program whose histories are still replayed, and finished, live, by today's. */
import { readFileSync, readdirSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import { NativeConnection } from '@temporalio/worker';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createMailer } from '../../activities/mailer.ts';
import { play } from '../../cli/play.ts';
import type { Scenario } from '../../domain/simulation/scenario.ts';
import { simuler } from '../../domain/simulation/simulateur.ts';
import { createEssWorker } from '../../worker/worker.ts';
import { ouvrirInstallation, type Installation } from '../setup/installation.ts';
import { temporaryFolder } from '../setup/temporary-folder.ts';

const PROGRAMMES = join(import.meta.dirname, '../histoires/programmes');
/** The worker wants a source map; what it would map is only run here. */
const SANS_SOURCES = Buffer.from(JSON.stringify({ version: 3, sources: [], names: [], mappings: '' })).toString(
  'base64',
);
const scenario = JSON.parse(
  readFileSync(join(import.meta.dirname, '../regles/scenarios/S23-renonciation.json'), 'utf8'),
) as Scenario;

let installation: Installation;
beforeAll(async () => {
  installation = await ouvrirInstallation({ avecWorker: false });
});
afterAll(() => installation.fermer());

/** A worker that runs this workflow code, with today's activities. */
async function lancer(codePath: string) {
  const { address, pool, smtpUrl, terrain } = installation;
  const connection = await NativeConnection.connect({ address });
  const mailer = createMailer({ smtpUrl });
  const { namespace } = terrain;
  const log = () => undefined;
  const worker = await createEssWorker({ connection, namespace, pool, mailer, log, workflowBundle: { codePath } });
  const fin = worker.run();
  return async () => {
    worker.shutdown();
    await fin;
    await connection.close();
    mailer.close();
  };
}

/** The workflow code of a commit, bundled then as it was (docs/evolution.md says how), without its source map. */
async function programme(fichier: string): Promise<string> {
  const chemin = join(await temporaryFolder(), fichier.slice(0, -'.br'.length));
  const code = brotliDecompressSync(readFileSync(join(PROGRAMMES, fichier))).toString();
  await writeFile(chemin, `${code}\n//# sourceMappingURL=data:application/json;charset=utf-8;base64,${SANS_SOURCES}`);
  return chemin;
}

const histoire = async (ess: string, runId?: string) =>
  (await installation.terrain.client.workflow.getHandle(ess, runId).fetchHistory()).events ?? [];

test.each(readdirSync(PROGRAMMES))(
  'une vie commencée par %s est finie par le programme d’aujourd’hui',
  async (fichier) => {
    await installation.pool.query('delete from territoires');
    const arreterAncien = await lancer(await programme(fichier));
    let releve: Promise<() => Promise<void>> | undefined;
    const lignes = await play(scenario, {
      ...installation.terrain,
      // The old program has the case in hand, with a deadline running, when the new one takes its place.
      onLine: ({ evenement }) => {
        if (evenement === 'LettreIntentionValidee')
          releve ??= arreterAncien().then(() => lancer(installation.bundlePath));
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
    expect(marques(dernier).join()).toContain('revision-2');
  },
  300_000,
);
