/** `domain/mise-a-niveau.ts` of the program after the next: its step, one more field in the state. */
import { mettreANiveau as celle, type EtatStocke } from '../../domain/mise-a-niveau.ts';
import { VERSION_ETAT } from './version-suivante.ts';

export type { EtatStocke };

export const CHAMP = 'champDeLaVersionSuivante';

export const mettreANiveau: typeof celle = (stocke) =>
  celle(stocke, { version: VERSION_ETAT, etapes: { [VERSION_ETAT]: (etat) => ({ ...etat, [CHAMP]: [] }) } });
