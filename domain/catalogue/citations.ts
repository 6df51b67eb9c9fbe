/** What the source texts say, word for word, where a rule quotes them. For people. */
import textes from './citations.json' with { type: 'json' };
import { lignesCitees, referencesEnClair } from './references.ts';

const TEXTES: Readonly<Record<string, Readonly<Record<string, string>>>> = textes;

export interface Citation {
  /** « instruction du 24 mars 2025, I, jalon 1 » */
  readonly reference: string;
  /** `002:73` */
  readonly repere: string;
  readonly texte: string;
}

/** The lines that a source of the catalogue names, each with its place; none where a text says nothing, or is not one of these. */
export const citationsDe = (source: string): readonly Citation[] =>
  source
    .split(' ; ')
    .filter((reference) => !reference.includes('(silence)'))
    .flatMap(lignesCitees)
    .flatMap(({ texte, lignes }) =>
      lignes.flatMap((ligne) => {
        const dit = TEXTES[texte]?.[String(ligne)];
        const repere = `${texte}:${ligne}`;
        return dit === undefined ? [] : [{ reference: referencesEnClair(repere)[0] ?? repere, repere, texte: dit }];
      }),
    );
