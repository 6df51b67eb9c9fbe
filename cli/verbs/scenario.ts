/** `ess simuler` and `ess jouer`: a scenario in the pure domain, or on a real engine; both print the same events. */
import { parseArgs } from 'node:util';
import { lireDroit } from '../../domain/lire-droit.ts';
import { remarques } from '../../domain/simulation/controles.ts';
import { premierInterdit, premierManquant, type Ligne, type Scenario } from '../../domain/simulation/scenario.ts';
import { simuler } from '../../domain/simulation/simulateur.ts';
import { isProduction } from '../../runtime/environment.ts';
import { asLine } from '../timeline.ts';
import { readLaw, readScenario } from '../scenario-file.ts';
import { WrongCall, type Verb } from '../verb.ts';

const USAGE = `  FICHIER               un scénario (JSON) ; chaque ligne imprimée est un événement : le, evenement, acteur, regle, données
  --chronologie         des lignes à lire plutôt que du JSON
  --droit FICHIER       des textes fictifs (JSON) que cette vie connaît, en plus de ceux du fichier (docs/droit.md)
  Code de retour 1 quand une ligne attendue (« attendu ») manque, ou qu'une ligne exclue (« nAttendPas ») paraît ;
  2 pour un champ inconnu. Les étapes dans le désordre sont signalées sur la sortie d'erreur.`;

export const SIMULER: Verb = {
  summary: 'FICHIER : joue un scénario dans le domaine pur, sans moteur',
  usage: USAGE,
  run: (argv) => derouler(argv, (scenario, imprimer) => Promise.resolve(simulation(scenario, imprimer))),
};

export const JOUER: Verb = {
  summary:
    "FICHIER : joue le même scénario par l'API HTTP, sur un vrai moteur Temporal, en temps sauté (installation éphémère, effacée à la fin)",
  usage: USAGE,
  run: (argv) => derouler(argv, jeu),
};

type Deroulement = (scenario: Scenario, imprimer: (ligne: Ligne) => void) => Promise<readonly Ligne[]>;

async function derouler(argv: readonly string[], jouerScenario: Deroulement): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...argv],
    allowPositionals: true,
    options: { chronologie: { type: 'boolean', default: false }, droit: { type: 'string' } },
  });
  const [fichier] = positionals;
  if (fichier === undefined || positionals.length > 1) throw new WrongCall('Un fichier de scénario est attendu.');
  const scenario = await lire(fichier, values.droit).catch((error: Error) => {
    throw new WrongCall(error.message);
  });
  for (const remarque of remarques(scenario)) console.error(`Attention : ${remarque}`);
  const lignes = await jouerScenario(scenario, (ligne) =>
    console.log(values.chronologie ? asLine(ligne) : JSON.stringify(ligne)),
  );
  return verifier(scenario, lignes);
}

async function lire(fichier: string, droit: string | undefined): Promise<Scenario> {
  const scenario = await readScenario(fichier);
  if (droit === undefined) return scenario;
  const propres = scenario.droit === undefined ? [] : lireDroit(scenario.droit);
  return { ...scenario, droit: lireDroit([...propres, ...(await readLaw(droit))]) };
}

function simulation(scenario: Scenario, imprimer: (ligne: Ligne) => void): readonly Ligne[] {
  const lignes = simuler(scenario);
  lignes.forEach(imprimer);
  return lignes;
}

/** An installation needs packages that a production image lacks: it is loaded by who asks for one. */
async function jeu(scenario: Scenario, surLigne: (ligne: Ligne) => void): Promise<readonly Ligne[]> {
  if (isProduction(process.env))
    throw new WrongCall(
      "« ess jouer » monte une installation d'essai, que la production n'a pas : « ess simuler » joue le même scénario dans le domaine pur.",
    );
  const { FREE_PORTS, install } = await import('../installation.ts');
  const { play } = await import('../play.ts');
  const installation = await install({
    ports: FREE_PORTS,
    timeSkipping: true,
    allowClockOrigin: true,
    log: console.error,
  });
  try {
    return await play(scenario, { ...installation.ground, onLine: surLigne });
  } finally {
    await installation.stop();
  }
}

function verifier({ attendu = [], nAttendPas = [] }: Scenario, lignes: readonly Ligne[]): number {
  const manquant = premierManquant(attendu, lignes);
  if (manquant !== -1)
    console.error(`Attendu et absent (ligne ${manquant + 1} de « attendu ») : ${JSON.stringify(attendu[manquant])}`);
  const interdit = premierInterdit(nAttendPas, lignes);
  if (interdit !== -1)
    console.error(
      `Exclu et obtenu (ligne ${interdit + 1} de « nAttendPas ») : ${JSON.stringify(nAttendPas[interdit])}`,
    );
  return manquant === -1 && interdit === -1 ? 0 : 1;
}
