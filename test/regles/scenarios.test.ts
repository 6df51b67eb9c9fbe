/** Every scenario file, played in the pure domain: what it expects is printed, in order, and what it forbids is not. */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { regle } from '../../domain/catalogue/index.ts';
import { champsInconnus, remarques } from '../../domain/simulation/controles.ts';
import { premierInterdit, premierManquant, type Ligne, type Scenario } from '../../domain/simulation/scenario.ts';
import { simuler } from '../../domain/simulation/simulateur.ts';

const dossier = join(import.meta.dirname, 'scenarios');
const fichiers = readdirSync(dossier).filter((nom) => nom.endsWith('.json'));
const lire = (fichier: string) => JSON.parse(readFileSync(join(dossier, fichier), 'utf8')) as Scenario;

/** What was printed, one line an event: what a reader needs to see why an expected line is missing. */
const recit = (lignes: readonly Ligne[]) => lignes.map((ligne) => JSON.stringify(ligne)).join('\n');

describe.each(fichiers)('%s', (fichier) => {
  const scenario = lire(fichier);
  const { attendu = [], nAttendPas = [] } = scenario;

  test(scenario.titre, () => {
    const lignes = simuler(scenario);
    const manquant = attendu[premierManquant(attendu, lignes)];
    expect(manquant, `attendu et absent :\n${JSON.stringify(manquant)}\nobtenu :\n${recit(lignes)}`).toBeUndefined();
    const interdit = nAttendPas[premierInterdit(nAttendPas, lignes)];
    expect(interdit, `interdit et obtenu :\n${JSON.stringify(interdit)}\n${recit(lignes)}`).toBeUndefined();
  });

  test('n’a ni champ inconnu ni étape dans le désordre', () => {
    expect([...champsInconnus(scenario), ...remarques(scenario)]).toEqual([]);
  });

  test('attend quelque chose, et ne cite que des règles du catalogue', () => {
    expect(attendu.length + nAttendPas.length).toBeGreaterThan(0);
    expect(scenario.regles?.filter((id) => regle(id) === undefined)).toEqual([]);
  });
});
