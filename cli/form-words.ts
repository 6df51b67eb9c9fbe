/** What the words of a form of Démarche Numérique are in our closed lists. */
import { plainLabel } from '../demarches/mapping/targets.ts';
import { CAISSES } from '../domain/creation/caisses.ts';
import { REGIONS } from '../domain/creation/regions.ts';
import { specialiteDe } from '../domain/lettre-intention/specialites.ts';

/** Our code for an option of a form, in the closed lists that a form may show. */
export function codeOf(champ: string, option: string): string | undefined {
  switch (champ) {
    case 'specialites':
    case 'specialite':
      return specialiteDe(option);
    case 'siege':
    case 'departements':
      return /^\s*(\d{2,3}|2[AB])\b/.exec(option)?.[1];
    case 'caisse':
      return CAISSES.find(({ nom, code }) => [plainLabel(nom), plainLabel(code)].includes(plainLabel(option)))?.code;
    case 'echelon':
      return ['departemental', 'interdepartemental', 'regional', 'autre'].find((code) =>
        plainLabel(option).startsWith(code),
      );
    default:
      return /^(oui|non)$/.exec(plainLabel(option))?.[1];
  }
}

/** The region that the label of a group names. */
export const regionDe = (libelle: string): string | undefined =>
  REGIONS.toSorted((a, b) => b.nom.length - a.nom.length).find(({ nom }) =>
    plainLabel(libelle).includes(plainLabel(nom)),
  )?.code;
