/** A scenario prints the same events from the pure domain and from a real engine, and what it expects is there. */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, test } from 'vitest';
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

/** Lives played side by side: each has an installation to itself, and so the country. */
const VOIES = 3;

/** A life to play, and what it is called in the report. */
export interface Cas {
  readonly nom: string;
  readonly scenario: Scenario;
}

/** One test a file. */
export const eprouver = (fichiers: readonly string[]): void =>
  eprouverCas(
    fichiers.map((nom) => ({ nom, scenario: JSON.parse(readFileSync(join(DOSSIER, nom), 'utf8')) as Scenario })),
  );

/** One test a life, several at once. The simulator knows of no other ESS: an installation is cleared for the next one. */
export function eprouverCas(cas: readonly Cas[]): void {
  let installations: Installation[] = [];
  const libres: Installation[] = [];
  const demandes: ((installation: Installation) => void)[] = [];
  const prendre = async (): Promise<Installation> => libres.pop() ?? new Promise((resolve) => demandes.push(resolve));
  const rendre = async (installation: Installation): Promise<void> => {
    await installation.pool.query('delete from territoires');
    // A world without FINESS numbers closes the range of its department.
    await installation.pool.query('delete from plages_finess where dernier = -1');
    const demande = demandes.shift();
    if (demande === undefined) libres.push(installation);
    else demande(installation);
  };
  beforeAll(async () => {
    installations = await Promise.all(Array.from({ length: VOIES }, () => ouvrirInstallation()));
    libres.push(...installations);
  });
  afterAll(() => Promise.all(installations.map((installation) => installation.fermer())));

  test.concurrent.for(cas.map(({ nom, scenario }) => [nom, scenario] as const))(
    '%s : mêmes événements sur le moteur que dans le simulateur',
    { timeout: DELAI_MS },
    async ([, scenario], { expect, onTestFinished }) => {
      const installation = await prendre();
      onTestFinished(() => rendre(installation));
      const lignes = await play(scenario, installation.terrain);
      expect(texte(lignes)).toBe(texte(simuler(scenario)));
      const manquant = premierManquant(scenario.attendu ?? [], lignes);
      expect(scenario.attendu?.[manquant]).toBeUndefined();
      expect(scenario.nAttendPas?.[premierInterdit(scenario.nAttendPas, lignes)]).toBeUndefined();
    },
  );
}
