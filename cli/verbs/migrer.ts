/** `ess migrer`: brings the database to the schema of this release, as its owner. A job of each deployment. */
import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { migrate } from '../../records/server/migrate.ts';
import { WrongCall, type Verb } from '../verb.ts';

/** Rights of an account: the file that grants them, and the account that it names. */
const RESTREINT = { fichier: 'compte-restreint.sql', nom: /\bess_app\b/g };
const CONSOLE = { fichier: 'compte-console.sql', nom: /\bess_console\b/g };

export const MIGRER: Verb = {
  summary: 'met la base (DATABASE_URL) au schéma de cette version',
  usage: `DATABASE_URL, ou DATABASE_URL_FILE, est celle du propriétaire du schéma. Peut être relancé : ce qui est fait n'est
pas refait. À lancer avant de démarrer une version nouvelle.

  --compte NOM   donne ensuite ses droits restreints au compte NOM, sous lequel l'API et les exécutants travaillent
  --console NOM  donne au compte NOM, celui de la console, les droits de ses sessions, et aucun autre`,
  async run(argv) {
    const { values } = parseArgs({
      args: [...argv],
      options: { compte: { type: 'string' }, console: { type: 'string' } },
    });
    const url = process.env['DATABASE_URL'];
    if (url === undefined || url === '') throw new WrongCall('DATABASE_URL doit nommer la base.');
    const comptes = [
      [values.compte, RESTREINT],
      [values.console, CONSOLE],
    ] as const;
    for (const [compte] of comptes)
      if (compte !== undefined && !/^[a-z_][a-z0-9_]{0,62}$/.test(compte))
        throw new WrongCall(`«${compte}» n'est pas un nom de compte.`);
    const appliquees = await migrate(url, console.error);
    console.log(appliquees.length === 0 ? 'Schéma à jour.' : `Schéma mis à jour : ${appliquees.join(', ')}.`);
    for (const [compte, droits] of comptes) {
      if (compte === undefined) continue;
      await donnerDroits(url, compte, droits);
      console.log(`Droits de ${compte} à jour.`);
    }
    return 0;
  },
};

async function donnerDroits(url: string, compte: string, { fichier, nom }: typeof RESTREINT): Promise<void> {
  const droits = await readFile(new URL(`../../records/server/${fichier}`, import.meta.url), 'utf8');
  const client = new pg.Client({ connectionString: url, application_name: 'ess' });
  await client.connect();
  try {
    await client.query(droits.replaceAll(nom, compte));
  } finally {
    await client.end();
  }
}
