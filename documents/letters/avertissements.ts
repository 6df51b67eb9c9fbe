/** What the law notes beside an act is written for whoever acts through the API: a letter says it without codes. */
import type { Avertissement } from '../../domain/valeurs.ts';
import { elementDeLettre } from '../closed-lists.ts';
import { estUnActe } from './names.ts';

/** « (« prolonger-depot-projet-sante ») »: how to do it by the API, which is no business of a letter. */
const PAR_L_API = / \(« ([a-z-]+) »\)/g;
/** LI-03 — « … et absent : gouvernance. » */
const ELEMENT = / : ([a-z-]+)\.$/;

/** « À noter : … », with its rule. */
export const aNoter = ({ regle, phrase }: Avertissement): string =>
  `À noter : ${phrase
    .replace(PAR_L_API, (tout, commande: string) => (estUnActe(commande) ? '' : tout))
    .replace(ELEMENT, (_tout, code: string) => ` : ${elementDeLettre(code)}.`)} (${regle})`;
