/** `ess cle`: a key that encrypts what the engine keeps. */
import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { newKey } from '../../engine/connection/keys.ts';
import { WrongCall, type Verb } from '../verb.ts';

export const CLE: Verb = {
  summary: "FICHIER : fabrique une clé de chiffrement de l'histoire des dossiers",
  usage: `Écrit dans FICHIER, qui ne doit pas exister, une clé neuve de 256 bits, lisible de vous seul. Nommez-la dans
ESS_CLES pour l'API, les exécutants et le serveur de décodage. Perdue, l'histoire qu'elle a chiffrée l'est aussi :
gardez-en une copie hors de la machine, et à part des sauvegardes qu'elle protège (docs/production.md).`,
  async run(argv) {
    const { positionals } = parseArgs({ args: [...argv], allowPositionals: true });
    const [fichier] = positionals;
    if (fichier === undefined || positionals.length > 1) throw new WrongCall('Un fichier est attendu.');
    await writeFile(fichier, newKey(new Date()), { mode: 0o600, flag: 'wx' }).catch((error: unknown) => {
      const existe = (error as NodeJS.ErrnoException).code === 'EEXIST';
      throw new WrongCall(
        existe ? `${fichier} existe déjà : une clé n'est jamais remplacée.` : `${fichier} ne peut être écrit.`,
      );
    });
    console.log(`Clé écrite dans ${fichier}.`);
    return 0;
  },
};
