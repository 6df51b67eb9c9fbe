/** A scenario prints the same events from the pure domain and from a real engine, and what it expects is there. */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { play } from '../../cli/play.ts';
import { premierInterdit, premierManquant, type Ligne, type Scenario } from '../../domain/simulation/scenario.ts';
import { simuler } from '../../domain/simulation/simulateur.ts';
import { ouvrirInstallation, type Installation } from '../setup/installation.ts';

const DOSSIER = join(import.meta.dirname, '../regles/scenarios');
const DE_REFERENCE = /^(S\d\d|LI-conflit).*\.json$/;

/** The worked cases, or all the others. */
export const scenarios = (deReference: boolean): string[] =>
  readdirSync(DOSSIER).filter((nom) => nom.endsWith('.json') && DE_REFERENCE.test(nom) === deReference);

/** Many cases in one file, or many years: seconds on a quiet machine, minutes on a busy one. */
const DELAI_MS = 300_000;

/** As printed: what differs is then a line. */
const texte = (lignes: readonly Ligne[]) => lignes.map((ligne) => JSON.stringify(ligne)).join('\n');

/** One test a file, on an installation of their own. */
export function eprouver(fichiers: readonly string[]): void {
  let installation: Installation;
  beforeAll(async () => {
    installation = await ouvrirInstallation();
  });
  afterAll(() => installation.fermer());
  // Each scenario has the country to itself: the simulator knows of no other ESS.
  beforeEach(() => installation.pool.query('delete from territoires'));

  test.each(fichiers)(
    '%s : mêmes événements sur le moteur que dans le simulateur',
    async (fichier) => {
      const scenario = JSON.parse(readFileSync(join(DOSSIER, fichier), 'utf8')) as Scenario;
      const lignes = await play(scenario, installation.terrain);
      expect(texte(lignes)).toBe(texte(simuler(scenario)));
      const manquant = premierManquant(scenario.attendu ?? [], lignes);
      expect(scenario.attendu?.[manquant]).toBeUndefined();
      expect(scenario.nAttendPas?.[premierInterdit(scenario.nAttendPas, lignes)]).toBeUndefined();
    },
    DELAI_MS,
  );
}
