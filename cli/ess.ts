/** The `ess` command. Events go to standard output as JSON lines, everything else to standard error. */
import { parseArgs } from 'node:util';
import { premierManquant, type Ligne, type Scenario } from '../domain/scenario.ts';
import { simuler } from '../domain/simulateur.ts';
import { enLigne } from './chronologie.ts';
import { lireScenario } from './fichier.ts';
import { PORTS_LIBRES, installer } from './installation.ts';
import { jouer } from './joueur.ts';

const AIDE = `Usage :
  ess simuler FICHIER   joue un scénario dans le domaine pur, sans moteur
  ess jouer FICHIER     joue le même scénario par l'API HTTP, sur un vrai moteur Temporal, en temps sauté
                        (une installation éphémère, effacée à la fin)

  --chronologie         des lignes à lire plutôt que du JSON

Chaque ligne imprimée est un événement : le, evenement, acteur, regle, puis ses données.
Code de retour : 0 ; 1 quand une ligne attendue du scénario (« attendu ») manque ; 2 pour un appel ou un fichier inexact.`;

class AppelInexact extends Error {}

async function main(argv: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...argv],
    allowPositionals: true,
    options: {
      chronologie: { type: 'boolean', default: false },
      aide: { type: 'boolean', short: 'h', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  const [verbe, fichier] = positionals;
  const aide = values.aide || values.help;
  if (aide || verbe === undefined) {
    console.log(AIDE);
    return aide ? 0 : 2;
  }
  if ((verbe !== 'simuler' && verbe !== 'jouer') || fichier === undefined || positionals.length > 2)
    throw new AppelInexact(`Appel inexact : ${positionals.join(' ')}\n\n${AIDE}`);
  const scenario = await lireScenario(fichier).catch((error: Error) => {
    throw new AppelInexact(error.message);
  });
  const imprimer = (ligne: Ligne) => console.log(values.chronologie ? enLigne(ligne) : JSON.stringify(ligne));
  return verifier(scenario, verbe === 'simuler' ? simulation(scenario, imprimer) : await jeu(scenario, imprimer));
}

function simulation(scenario: Scenario, imprimer: (ligne: Ligne) => void): readonly Ligne[] {
  const lignes = simuler(scenario);
  lignes.forEach(imprimer);
  return lignes;
}

async function jeu(scenario: Scenario, surLigne: (ligne: Ligne) => void): Promise<readonly Ligne[]> {
  const installation = await installer({
    ports: PORTS_LIBRES,
    timeSkipping: true,
    allowClockOrigin: true,
    log: console.error,
  });
  try {
    return await jouer(scenario, { ...installation.terrain, surLigne });
  } finally {
    await installation.arreter();
  }
}

function verifier({ attendu = [] }: Scenario, lignes: readonly Ligne[]): number {
  const rang = premierManquant(attendu, lignes);
  if (rang === -1) return 0;
  console.error(`Attendu et absent (ligne ${rang + 1} de « attendu ») : ${JSON.stringify(attendu[rang])}`);
  return 1;
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  const inconnue = (error as { code?: string }).code?.startsWith('ERR_PARSE_ARGS') === true;
  console.error(inconnue ? `Option inconnue.\n\n${AIDE}` : error instanceof Error ? error.message : error);
  process.exitCode = 2;
}
