/** `ess modeles verifier`: the administration's own texts, before they are sent to anyone. */
import { mkdir, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import { checkTemplates } from '../../documents/check-templates.ts';
import { WrongCall, type Verb } from '../verb.ts';

export const MODELES: Verb = {
  summary: 'verifier [DOSSIER] [--comparer SORTIE] : les modèles de courriers et de contrats de l’administration',
  usage: `  DOSSIER            celui des modèles ; à défaut, celui du réglage ESS_MODELES
  --comparer SORTIE  y écrit, pour chaque modèle, le même exemple par le vôtre et par le nôtre, l'un à côté de l'autre

  Code de retour 1 quand un modèle ne peut pas servir. Leurs champs sont dans docs/modeles.md.`,
  async run(argv) {
    const { values, positionals } = parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: { comparer: { type: 'string' } },
    });
    const [quoi, dossier = process.env['ESS_MODELES']] = positionals;
    if (quoi !== 'verifier') throw new WrongCall('Ce verbe se dit « ess modeles verifier ».');
    if (dossier === undefined || dossier === '')
      throw new WrongCall('Quel dossier ? Nommez-le, ou dites-le par ESS_MODELES.');
    const verdicts = await checkTemplates(dossier).catch((error: unknown) => {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
      throw new WrongCall(`${dossier} : ce dossier n'existe pas.`);
    });
    if (verdicts.length === 0) console.log(`${dossier} : aucun modèle (« .typ ») ; les nôtres servent.`);
    for (const { fichier, defaut, leur, notre } of verdicts) {
      console.log(
        defaut === null ? `${fichier} : peut servir.` : defaut.startsWith(fichier) ? defaut : `${fichier} : ${defaut}`,
      );
      if (values.comparer === undefined || leur === null || notre === null) continue;
      await mkdir(values.comparer, { recursive: true });
      const nom = join(values.comparer, basename(fichier, '.typ'));
      await writeFile(`${nom}-le-votre.pdf`, leur);
      await writeFile(`${nom}-le-notre.pdf`, notre);
    }
    return verdicts.some(({ defaut }) => defaut !== null) ? 1 : 0;
  },
};
