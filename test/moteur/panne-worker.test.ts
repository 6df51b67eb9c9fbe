/** A worker killed in the middle of a five-year life changes nothing: same events, no payment twice, no notice twice. */
import type { ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { play } from '../../cli/play.ts';
import type { Scenario } from '../../domain/simulation/scenario.ts';
import { simuler } from '../../domain/simulation/simulateur.ts';
import { readMessages } from '../../local/mailbox/mailbox.ts';
import { ouvrirInstallation, type Installation } from '../setup/installation.ts';
import { envDuWorker, lancerWorker, tuer } from './pannes-essai.ts';

const racine = join(import.meta.dirname, '../..');
let installation: Installation;
let worker: ChildProcess;

beforeAll(async () => {
  installation = await ouvrirInstallation({ avecWorker: false });
  worker = lancerWorker(envDuWorker(installation));
});
afterAll(async () => {
  await tuer(worker, 'SIGTERM');
  await installation.fermer();
});

/** PANNES_LONGUES=1 (a long run, outside CI): killed after every event of the life. */
const LONGUES = process.env['PANNES_LONGUES'] === '1';

test(
  'S05 avec un worker tué par SIGKILL, cinq fois ou à chaque événement : mêmes événements, aucun paiement ni avis en double',
  async () => {
    const scenario = JSON.parse(
      readFileSync(join(racine, 'test/regles/scenarios/S05-nominal-cinq-ans.json'), 'utf8'),
    ) as Scenario;
    const tuerA = [
      'ContratAmorcageConclu',
      'ProjetSanteValide',
      'ContratDotationConclu',
      'RapportActiviteDepose',
      'PaiementExecute',
    ];
    let tues = 0;
    const lignes = await play(scenario, {
      ...installation.terrain,
      onLine: ({ evenement }) => {
        if (!LONGUES && evenement !== tuerA[tues]) return;
        tues += 1;
        worker.kill('SIGKILL');
        worker = lancerWorker(envDuWorker(installation));
      },
    });

    expect(tues).toBe(LONGUES ? simuler(scenario).length : tuerA.length);
    expect(lignes.map((ligne) => JSON.stringify(ligne))).toEqual(
      simuler(scenario).map((ligne) => JSON.stringify(ligne)),
    );
    const { rows: paiements } = await installation.pool.query<{ paiement: string; statut: string; montant: string }>(
      'select paiement, statut, montant_centimes as montant from paiements order by paiement',
    );
    expect(paiements.map(({ paiement, statut, montant }) => `${paiement} ${statut} ${montant}`)).toEqual([
      'amorcage-1 execute 4000000',
      'amorcage-2 execute 4000000',
      'dotation-1 execute 6500000',
      'dotation-2 execute 6777778',
      'dotation-3 execute 7500000',
      'dotation-4 execute 7944444',
      'dotation-5 execute 9333333',
    ]);
    await vi.waitUntil(
      async () => (await installation.pool.query('select 1 from avis where envoye_le is null')).rowCount === 0,
      { timeout: 60_000, interval: 100 },
    );
    const { rows: avis } = await installation.pool.query<{ message_id: string; envoye: boolean }>(
      'select message_id, envoye_le is not null as envoye from avis',
    );
    expect(avis.every(({ envoye }) => envoye)).toBe(true);
    expect(new Set(avis.map(({ message_id }) => message_id)).size).toBe(avis.length);
    const recus = (await readMessages(installation.mailFolder)).map(({ messageId }) => messageId);
    expect(new Set(recus).size).toBe(avis.length);
  },
  LONGUES ? 3_600_000 : 240_000,
);
