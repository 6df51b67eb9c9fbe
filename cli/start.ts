/**
 * `npm start`: everything set up and running on this machine, with a demonstration when the records are empty.
 * Options: --vide (no demonstration). Settings: PORT, TEMPORAL_PORT, TEMPORAL_UI_PORT, MAIL_PORT, SMTP_PORT, PG_PORT, IDENTITES_PORT, CONSOLE_PORT,
 * DEMARCHE_NUMERIQUE_PORT, ESS_DONNEES (folder), DATABASE_URL, TEMPORAL_ADDRESS.
 */
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { isProduction } from '../runtime/environment.ts';
import { readLimits } from '../runtime/http/limits.ts';
import { dateDe } from '../domain/calendrier/calendrier.ts';
import { instant } from '../domain/valeurs.ts';
import { listDossiers } from '../records/journal/listes.ts';
import { inEuros, asLine, totalPaid } from './timeline.ts';
import { demonstrationScenario, donnerLeCompte, scenarioDuJour } from './demonstration.ts';
import { reprendreLePays } from './demonstration-reprise.ts';
import { startLocalConnector, type LocalConnector } from './demarche-numerique.ts';
import { install, type Installation, type InstallationOptions } from './installation.ts';
import { play } from './play.ts';
import { keepPrivate } from './private-folder.ts';

class ReglageInexact extends Error {}

function port(variable: string, defaut: number): number {
  const lu = Number(process.env[variable] ?? defaut);
  if (!Number.isInteger(lu) || lu < 0 || lu > 65_535)
    throw new ReglageInexact(
      `${variable} doit être un numéro de port (0 à 65535), et non « ${process.env[variable]} ».`,
    );
  return lu;
}

function reglages(): InstallationOptions & { readonly folder: string } {
  if (isProduction(process.env))
    throw new ReglageInexact(
      "`npm start` est une installation de démonstration : en production, lancez l'API et les workers séparément (voir README).",
    );
  return {
    folder: process.env['ESS_DONNEES'] ?? join(import.meta.dirname, '../donnees'),
    ports: {
      api: port('PORT', 3000),
      moteur: port('TEMPORAL_PORT', 7233),
      moteurWeb: port('TEMPORAL_UI_PORT', 8233),
      courrier: port('MAIL_PORT', 8025),
      smtp: port('SMTP_PORT', 2525),
      postgres: port('PG_PORT', 0),
      identites: port('IDENTITES_PORT', 8026),
      console: port('CONSOLE_PORT', 3100),
      demarcheNumerique: port('DEMARCHE_NUMERIQUE_PORT', 8027),
    },
    timeSkipping: true,
    allowClockOrigin: true,
    // Ten times the usual: the demonstration plays five years in a few seconds.
    limits: readLimits({ ESS_LIMITE_ADRESSE: '12000', ESS_LIMITE_IDENTITE: '6000', ...process.env }),
    log: (ligne) => console.log(`  ${ligne}`),
  };
}

async function demontrer(installation: Installation, connector: LocalConnector | undefined): Promise<void> {
  const scenario = await demonstrationScenario();
  console.log(`\nDémonstration : « ${scenario.titre} », en temps sauté sur le vrai moteur.`);
  console.log('date        événement                      acteur   règle           montant  détails');
  const lignes = await play(scenario, { ...installation.ground, onLine: (ligne) => console.log(asLine(ligne)) });
  console.log(`\nTotal versé par la caisse : ${inEuros(totalPaid(lignes))}`);
  const aujourdhui = dateDe(instant(Date.now()), 'Europe/Paris');
  await donnerLeCompte(installation.ground);
  const duJour = scenarioDuJour(aujourdhui);
  console.log(`\nPuis : « ${duJour.titre} ».`);
  await play(duJour, { ...installation.ground, onLine: (ligne) => console.log(asLine(ligne)) });
  console.log('\nPuis le reste du pays : des équipes en cours, reprises par leur ARS et leur caisse (DEC-67)…');
  console.log(`${await reprendreLePays(installation.ground, aujourdhui)} équipes reprises, de cinq régions.`);
  if (installation.demarcheNumerique === undefined || connector === undefined) return;
  const { deposerLettre } = await import('./demonstration-demarche.ts');
  const numero = deposerLettre(installation.demarcheNumerique);
  console.log(
    `\nEnfin : une lettre d’intention déposée dans Démarche Numérique (dossier nº ${numero}), et reprise ici.`,
  );
  await connector.turn();
}

/** Between the double of Démarche Numérique, where there is one, and this installation. */
async function relier(installation: Installation, folder: string): Promise<LocalConnector | undefined> {
  const { demarcheNumerique } = installation;
  if (demarcheNumerique === undefined) return undefined;
  const log = (ligne: string) => console.log(`  ${ligne}`);
  return startLocalConnector({ installation, double: demarcheNumerique, folder, log });
}

/** Two engines on the same file would spoil it: the folder of the data says who uses it. Returns what frees it. */
async function occuper(dossier: string): Promise<() => Promise<void>> {
  const verrou = join(dossier, 'en-marche.pid');
  await keepPrivate(dossier);
  const occupant = Number(await readFile(verrou, 'utf8').catch(() => ''));
  if (occupant > 0 && enVie(occupant))
    throw new ReglageInexact(
      `Une installation est déjà en marche sur le dossier ${dossier} (processus ${occupant}) : arrêtez-la, ou choisissez un autre dossier (ESS_DONNEES=…).`,
    );
  await writeFile(verrou, String(process.pid));
  return () => rm(verrou, { force: true });
}

function enVie(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Signals that come this close together are one: a terminal and npm each send theirs. */
const MEME_SIGNAL_MS = 1000;

/** Resolves at the first Ctrl-C or `kill`; a second one, later, ends the process at once. */
const interruption = (): Promise<void> =>
  new Promise((resolve) => {
    let premier: number | undefined;
    for (const signal of ['SIGINT', 'SIGTERM'] as const)
      process.on(signal, () => {
        premier ??= Date.now();
        resolve();
        if (Date.now() - premier > MEME_SIGNAL_MS) process.exit(1);
      });
  });

/** Whether the demonstration came to its end before the stop. What fails in it afterwards fails because of the stop. */
async function jusquAuBout(demonstration: Promise<void>, fin: Promise<void>): Promise<boolean> {
  const menee = demonstration.then(() => true);
  const arretee = fin.then(() => false);
  const bout = await Promise.race([menee, arretee]);
  if (!bout) menee.catch(() => undefined);
  return bout;
}

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { vide: { type: 'boolean', default: false } } });
  const fin = interruption();
  console.log('Équipes de soins spécialisés : mise en route');
  const lus = reglages();
  const liberer = await occuper(lus.folder);
  const installation = await install(lus).catch(async (error: unknown) => {
    await liberer();
    throw error;
  });
  let connector: LocalConnector | undefined;
  try {
    connector = await relier(installation, lus.folder);
    const { dossiers } = await listDossiers(installation.pool, { limite: 1 });
    const vide = dossiers.length === 0 && !values.vide;
    if (vide && !(await jusquAuBout(demontrer(installation, connector), fin))) {
      console.log(
        `\nDémonstration interrompue : ce qu’elle a ouvert reste dans ${lus.folder}. Supprimez ce dossier pour la revoir entière.\nArrêt…`,
      );
      return;
    }
    console.log(`
Tout est en marche ; Ctrl-C arrête l'ensemble, les données restent dans ${lus.folder}.
  Console            ${installation.consoleUrl} (à ouvrir dans un navigateur : un compte par rôle y est présenté)
  Se connecter       code de cette installation : ${installation.signInCode}
  API                ${installation.ground.api}/api/v1/ess
  Documentation      ${installation.ground.api}/api/v1/documentation (contrat : /api/v1/openapi.json)
  État de santé      ${installation.ground.api}/sante
  Temporal Web UI    ${installation.engineUi ?? `(celle du moteur ${installation.engine})`}${installation.engineUi === undefined ? '' : '/namespaces/ess/workflows'}
  Courrier           ${installation.mailPage}
  Démarche Numérique ${installation.demarcheNumerique?.pageUrl} (une doublure : y déposer un dossier, et l'instruire)
  Identités          ${installation.issuer} (un jeton : npm run ess -- jeton ars-nouvelle-aquitaine)`);
    await fin;
    console.log('\nArrêt…');
  } finally {
    await connector?.stop();
    await installation.stop();
    await liberer();
    console.log('Arrêté.');
  }
}

try {
  await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
