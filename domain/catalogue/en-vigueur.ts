/** DEC-65 — the figures, switches and closed lists in force on a day, each with its rule and its source: for people. */
import type { Droit } from '../avenants.ts';
import { PREMIERS_TEXTES, droitDu, type EnVigueurLe } from '../droit.ts';
import { LISTES, PARAMETRES, type NomListe, type NomParametre, type Selon } from '../parametres.ts';
import type { DateCivile } from '../valeurs.ts';
import { regle as entree } from './index.ts';
import type { UniteRegle } from './regle.ts';

export interface Chiffre {
  readonly nom: string;
  readonly sorte: EnVigueurLe['sorte'];
  readonly regle: string;
  readonly valeur: EnVigueurLe['valeur'];
  readonly unite?: UniteRegle;
  /** Which date of a case selects it. */
  readonly selon: Selon;
  readonly depuis: DateCivile;
  readonly source: string;
  /** Absent: the first texts. */
  readonly versionDroit?: string;
  readonly titre: string;
}

const regleDe = ({ sorte, nom }: EnVigueurLe): string => {
  if (sorte === 'parametre') return PARAMETRES[nom as NomParametre].regle;
  return sorte === 'liste' ? LISTES[nom as NomListe].regle : 'DEC-03';
};
const selonDe = ({ sorte, nom }: EnVigueurLe): Selon => {
  if (sorte === 'parametre') return PARAMETRES[nom as NomParametre].selon;
  return sorte === 'liste' ? LISTES[nom as NomListe].selon : 'depart';
};

/** Those of a delay that starts, a contract signed, a letter deposited that day. `droit`: texts beside those of the country. */
export const chiffresDu = (le: DateCivile, droit: Droit = []): readonly Chiffre[] =>
  droitDu(le, { droit }).map((trouve) => {
    const { nom, sorte, valeur, avenant } = trouve;
    const regle = regleDe(trouve);
    const connue = entree(regle);
    return {
      nom,
      sorte,
      regle,
      titre: connue?.titre ?? regle,
      valeur,
      ...(sorte === 'parametre' ? { unite: PARAMETRES[nom as NomParametre].unite } : {}),
      selon: selonDe(trouve),
      depuis: avenant?.depuis ?? PREMIERS_TEXTES,
      source: avenant?.source ?? connue?.source ?? regle,
      ...(avenant === null ? {} : { versionDroit: avenant.version }),
    };
  });
