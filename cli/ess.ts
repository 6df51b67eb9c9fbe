/** The `ess` command: results on standard output, everything else on standard error. */
import { CLE } from './verbs/cle.ts';
import { MIGRER } from './verbs/migrer.ts';
import { PREPARER_MOTEUR } from './verbs/preparer-moteur.ts';
import { COURRIERS } from './verbs/courriers.ts';
import { DEMARCHE } from './verbs/demarche.ts';
import { DEBLOQUER } from './verbs/debloquer.ts';
import { JETON } from './verbs/jeton.ts';
import { MODELES } from './verbs/modeles.ts';
import { PAIEMENTS } from './verbs/paiements.ts';
import { CONSERVATION, EFFACER } from './verbs/personnes.ts';
import { REPRENDRE } from './verbs/reprendre.ts';
import { REGLES } from './verbs/regles.ts';
import { JOUER, SIMULER } from './verbs/scenario.ts';
import { VERIFIER } from './verbs/verifier.ts';
import { isProduction } from '../runtime/environment.ts';
import { loadSecretFiles } from '../runtime/secrets.ts';
import { WrongCall, type Verb } from './verb.ts';

const VERBES: Readonly<Record<string, Verb>> = {
  simuler: SIMULER,
  jouer: JOUER,
  jeton: JETON,
  courriers: COURRIERS,
  paiements: PAIEMENTS,
  reprendre: REPRENDRE,
  regles: REGLES,
  modeles: MODELES,
  demarche: DEMARCHE,
  verifier: VERIFIER,
  debloquer: DEBLOQUER,
  effacer: EFFACER,
  conservation: CONSERVATION,
  cle: CLE,
  migrer: MIGRER,
  'preparer-moteur': PREPARER_MOTEUR,
};

const AIDE = `Usage : ess VERBE [arguments]

${Object.entries(VERBES)
  .map(([nom, { summary }]) => `  ${nom.padEnd(16)} ${summary}`)
  .join('\n')}

« ess VERBE --aide » dit les arguments d'un verbe.
Code de retour : 0 ; 1 quand ce qui est vérifié ou demandé échoue ; 2 pour un appel ou un fichier inexact.`;

const DEMANDES_AIDE = ['--aide', '--help', '-h'];

async function main([nom, ...argv]: readonly string[]): Promise<number> {
  if (nom === undefined || DEMANDES_AIDE.includes(nom)) {
    console.log(AIDE);
    return nom === undefined ? 2 : 0;
  }
  const verbe = Object.hasOwn(VERBES, nom) ? VERBES[nom] : undefined;
  if (verbe === undefined) throw new WrongCall(`Verbe inconnu : ${nom}\n\n${AIDE}`);
  const aide = `ess ${nom} ${verbe.summary}\n\n${verbe.usage}`;
  if (argv.some((argument) => DEMANDES_AIDE.includes(argument))) {
    console.log(aide);
    return 0;
  }
  return (async () => verbe.run(argv))().catch((error: unknown) => {
    const inconnue = (error as { code?: string }).code?.startsWith('ERR_PARSE_ARGS') === true;
    if (inconnue) throw new WrongCall(`Option inconnue.\n\n${aide}`);
    throw error instanceof WrongCall ? new WrongCall(`${error.message}\n\n${aide}`) : error;
  });
}

try {
  isProduction(process.env); // refuses what is neither production nor development
  loadSecretFiles(process.env);
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 2;
}
