/**
 * A sentence of ours names the rule that it applies, « (LI-09) », beside what it says; people read the texts behind it, in
 * plain words, at the foot of the letter.
 */
import { regle } from '../../domain/catalogue/index.ts';
import { referencesEnClair } from '../../domain/catalogue/references.ts';

/** « (LI-09) », « (DEC-40, RES-A-04) »; only ids of the catalogue are taken away: what a person wrote stays. */
const RENVOI =
  / ?\(((?:[A-Z][A-Z0-9]*(?:-[A-Z])?-\d+(?:bis)?|TRA-[A-D])(?:, (?:[A-Z][A-Z0-9]*(?:-[A-Z])?-\d+(?:bis)?|TRA-[A-D]))*)\)/g;

const connus = (liste: string): readonly string[] => liste.split(', ').filter((id) => regle(id) !== undefined);

/** The rules that a sentence names. */
export const citees = (phrase: string): readonly string[] =>
  [...phrase.matchAll(RENVOI)].flatMap(([, liste = '']) => connus(liste));

/** The sentence as people read it. */
export const sansRenvois = (phrase: string): string =>
  phrase.replace(RENVOI, (tout, liste: string) => (connus(liste).length === 0 ? tout : ''));

const titreDe = (id: string): string | undefined => regle(id)?.titre;

/** The texts that these rules apply, each once, in plain words. A rule of the service alone is said by its title. */
export const references = (regles: readonly string[]): readonly string[] => [
  ...new Set(regles.flatMap((id) => referencesEnClair(regle(id)?.source ?? id, titreDe))),
];
