/** Every state through which the worked cases pass, with the journal and the clock of that moment. */
import { readdirSync, readFileSync } from 'node:fs';
import type { LigneJournal } from '../../domain/demandes.types.ts';
import { etatInitial, type Etat } from '../../domain/etat.ts';
import { evoluer } from '../../domain/evoluer.ts';
import { lireDroit } from '../../domain/lire-droit.ts';
import type { Scenario } from '../../domain/simulation/scenario.ts';
import { derouler } from '../../domain/simulation/simulateur.ts';
import type { Instant } from '../../domain/valeurs.ts';

const DOSSIER = new URL('./scenarios/', import.meta.url);

export const SCENARIOS: readonly string[] = readdirSync(DOSSIER)
  .filter((fichier) => fichier.endsWith('.json'))
  .map((fichier) => fichier.slice(0, -'.json'.length))
  .sort();

export interface Moment {
  readonly ess: string;
  readonly etat: Etat;
  /** All its lines so far. */
  readonly journal: readonly LigneJournal[];
  readonly maintenant: Instant;
}

/** The states of a worked case, after each event, in order. */
export function* moments(nom: string): Generator<Moment> {
  const scenario = JSON.parse(readFileSync(new URL(`${nom}.json`, DOSSIER), 'utf8')) as Scenario;
  const droit = scenario.droit === undefined ? undefined : lireDroit(scenario.droit);
  for (const [ess, { journal }] of derouler(scenario).dossiers) {
    let etat = etatInitial(ess, scenario.grace, undefined, droit);
    for (const [index, ligne] of journal.entries()) {
      etat = evoluer(etat, ligne.evenement);
      yield { ess, etat, journal: journal.slice(0, index + 1), maintenant: ligne.enregistreLe };
    }
  }
}
