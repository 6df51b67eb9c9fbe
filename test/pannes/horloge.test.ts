/** The host's clock, moved: legal dates are those of the workflow's clock, whatever a worker believes. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { play } from '../../cli/play.ts';
import type { Scenario } from '../../domain/simulation/scenario.ts';
import { simuler } from '../../domain/simulation/simulateur.ts';
import { envDuWorker, lancerWorker, tuer } from '../moteur/pannes-essai.ts';
import { ouvrirInstallation } from '../setup/installation.ts';

/** Debian's package `faketime`: what a process reads of the clock goes through it. */
const FAKETIME = [
  `/usr/lib/${process.arch === 'arm64' ? 'aarch64' : 'x86_64'}-linux-gnu/faketime/libfaketimeMT.so.1`,
].find((fichier) => existsSync(fichier));
if (FAKETIME === undefined)
  console.log(
    '[pannes: no libfaketime (Debian package faketime): the test of a worker whose clock is moved is skipped]',
  );

const S01 = JSON.parse(
  readFileSync(join(import.meta.dirname, '../regles/scenarios/S01-silence-lettre-intention.json'), 'utf8'),
) as Scenario;

const fermetures: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const fermer of fermetures.splice(0).reverse()) await fermer();
});

test.skipIf(FAKETIME === undefined).for(['+400d', '-400d'])(
  'un worker dont l’horloge est décalée de %s ne déplace aucune date de droit',
  { timeout: 240_000 },
  async (decalage) => {
    const installation = await ouvrirInstallation({ avecWorker: false });
    fermetures.push(() => installation.fermer());
    const worker = lancerWorker({
      ...envDuWorker(installation),
      LD_PRELOAD: FAKETIME ?? '',
      FAKETIME: decalage,
      // Elapsed time stays true: only the date is wrong, as on a host that was badly set.
      FAKETIME_DONT_FAKE_MONOTONIC: '1',
    });
    fermetures.push(() => tuer(worker, 'SIGTERM'));
    expect(await play(S01, installation.terrain)).toEqual(simuler(S01));
  },
);
