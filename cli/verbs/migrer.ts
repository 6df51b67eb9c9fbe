/** `ess migrer`: brings the database to the schema of this release, as its owner. A job of each deployment. */
import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { migrate } from '../../records/server/migrate.ts';
import { WrongCall, type Verb } from '../verb.ts';

const DROITS = new URL('../../records/server/compte-restreint.sql', import.meta.url);
/** The account that the file of rights names. */
const COMPTE_DU_FICHIER = /\bess_app\b/g;

export const MIGRER: Verb = {
  summary: 'met la base (DATABASE_URL) au schéma de cette version',
  usage: `DATABASE_URL, ou DATABASE_URL_FILE, est celle du propriétaire du schéma. Peut être relancé : ce qui est fait n'est
pas refait. À lancer avant de démarrer une version nouvelle.

  --compte NOM   donne ensuite ses droits restreints au compte NOM, sous lequel l'API et les exécutants travaillent`,
  async run(argv) {
    const { values } = parseArgs({ args: [...argv], options: { compte: { type: 'string' } } });
    const url = process.env['DATABASE_URL'];
    if (url === undefined || url === '') throw new WrongCall('DATABASE_URL doit nommer la base.');
    const { compte } = values;
    if (compte !== undefined && !/^[a-z_][a-z0-9_]{0,62}$/.test(compte))
      throw new WrongCall(`«${compte}» n'est pas un nom de compte.`);
    const appliquees = await migrate(url, console.error);
    console.log(appliquees.length === 0 ? 'Schéma à jour.' : `Schéma mis à jour : ${appliquees.join(', ')}.`);
    if (compte !== undefined) {
      await donnerDroits(url, compte);
      console.log(`Droits de ${compte} à jour.`);
    }
    return 0;
  },
};

async function donnerDroits(url: string, compte: string): Promise<void> {
  const client = new pg.Client({ connectionString: url, application_name: 'ess' });
  await client.connect();
  try {
    await client.query((await readFile(DROITS, 'utf8')).replaceAll(COMPTE_DU_FICHIER, compte));
  } finally {
    await client.end();
  }
}
