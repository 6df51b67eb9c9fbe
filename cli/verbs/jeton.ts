/** `ess jeton`: a token of the local provider, for whoever tries the API by hand. */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ACCOUNTS } from '../../local/identity-provider/directory.ts';
import { tokenFor } from '../tokens.ts';
import { WrongCall, type Verb } from '../verb.ts';

const DOSSIER = join(import.meta.dirname, '../../donnees');

export const JETON: Verb = {
  summary: "COMPTE : un jeton d'accès de l'installation locale",
  usage: `Comptes : ars-<région> (ars-nouvelle-aquitaine), caisse-<code> (caisse-gironde, caisse-lille-douai), porteur-01 à porteur-03,
national, exploitant. L'installation (\`npm start\`) doit être en marche ; ESS_DONNEES dit son dossier.

  curl -H "Authorization: Bearer $(npm run --silent ess -- jeton ars-nouvelle-aquitaine)" http://127.0.0.1:3000/api/v1/moi`,
  async run(argv) {
    const { positionals } = parseArgs({ args: [...argv], allowPositionals: true });
    const [compte] = positionals;
    if (compte === undefined || positionals.length > 1) throw new WrongCall('Un compte est attendu.');
    if (!ACCOUNTS.some(({ id }) => id === compte)) throw new WrongCall(`Compte inconnu : ${compte}.`);
    const jeton = await tokenFor(compte, process.env['ESS_DONNEES'] ?? DOSSIER).catch((error: Error) => {
      throw new WrongCall(error.message);
    });
    console.log(jeton);
    return 0;
  },
};
