/** `ess regles`: the figures, switches and closed lists in force on a day, with their sources (DEC-65). */
import { parseArgs } from 'node:util';
import { dateDe, lireDate } from '../../domain/calendrier/calendrier.ts';
import { chiffresDu, type Chiffre } from '../../domain/catalogue/en-vigueur.ts';
import { instant } from '../../domain/valeurs.ts';
import { readLaw } from '../scenario-file.ts';
import { WrongCall, type Verb } from '../verb.ts';

/** « 40 000 € », « 2 mois », « rib, statuts ». */
function enClair({ valeur, unite }: Chiffre): string {
  if (typeof valeur === 'boolean') return valeur ? 'reporté au jour ouvré' : 'sans report';
  if (typeof valeur !== 'number') return valeur.join(', ');
  if (unite === 'centimes') return `${(valeur / 100).toLocaleString('fr-FR')} €`;
  return `${valeur} ${unite === 'pour-cent' ? '%' : unite === 'medecins' ? 'médecins' : (unite ?? '')}`;
}

export const REGLES: Verb = {
  summary: '[--le DATE] [--droit FICHIER] : les chiffres en vigueur ce jour-là, et leurs sources',
  usage: `  --le DATE         aaaa-mm-jj ; à défaut, aujourd'hui
  --droit FICHIER   des textes fictifs (JSON), en plus de ceux du pays (docs/droit.md)
  --json            des lignes JSON plutôt qu'un tableau`,
  async run(argv) {
    const { values } = parseArgs({
      args: [...argv],
      options: { le: { type: 'string' }, droit: { type: 'string' }, json: { type: 'boolean', default: false } },
    });
    const le = values.le === undefined ? dateDe(instant(Date.now()), 'Europe/Paris') : lireDate(values.le);
    if (le === undefined) throw new WrongCall(`« ${values.le} » n'est pas une date (aaaa-mm-jj).`);
    const droit =
      values.droit === undefined
        ? []
        : await readLaw(values.droit).catch((error: Error) => {
            throw new WrongCall(error.message);
          });
    for (const chiffre of chiffresDu(le, droit))
      console.log(
        values.json
          ? JSON.stringify(chiffre)
          : `${chiffre.nom.padEnd(30)} ${enClair(chiffre)} — ${chiffre.regle}, depuis le ${chiffre.depuis} (${chiffre.source})${chiffre.versionDroit === undefined ? '' : ` — ${chiffre.versionDroit}`}`,
      );
    return 0;
  },
};
