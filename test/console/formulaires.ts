/** The forms of a page as a browser finds them, read from its HTML: ours is written by one renderer, in one way. */

export interface Champ {
  readonly nom: string;
  readonly genre: string;
  /** Says that it must be filled in. */
  readonly requis: boolean;
  /** What it holds when nothing is typed; of a list, of boxes: each value that may be chosen. */
  readonly valeurs: readonly string[];
}

export interface Formulaire {
  /** Where it is sent; '' : to its own page. */
  readonly action: string;
  readonly fichiers: boolean;
  readonly champs: readonly Champ[];
}

const ENTITES: Readonly<Record<string, string>> = {
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
  '&amp;': '&',
};
export const decode = (html: string): string =>
  html.replaceAll(/&(lt|gt|quot|#39|amp);/g, (une) => ENTITES[une] ?? une);
const attribut = (balise: string, nom: string): string | undefined => {
  const trouve = new RegExp(`\\s${nom}(?:="([^"]*)")?(?=[\\s/>])`).exec(balise);
  return trouve === null ? undefined : decode(trouve[1] ?? '');
};

function champsDe(corps: string): readonly Champ[] {
  const champs = new Map<string, Champ>();
  const ajouter = (balise: string, genre: string, valeurs: readonly string[]) => {
    const nom = attribut(balise, 'name') ?? '';
    if (nom === '') return;
    const requis = attribut(balise, 'required') !== undefined || attribut(balise, 'aria-required') === 'true';
    champs.set(nom, { nom, genre, requis, valeurs: [...(champs.get(nom)?.valeurs ?? []), ...valeurs] });
  };
  for (const [, balise = '', interieur = ''] of corps.matchAll(
    /(<(?:select|textarea)\b[^>]*>)([\s\S]*?)<\/(?:select|textarea)>/g,
  ))
    ajouter(
      balise,
      balise.startsWith('<select') ? 'select' : 'textarea',
      balise.startsWith('<select')
        ? [...interieur.matchAll(/<option\b[^>]*>/g)].map(([option]) => attribut(option, 'value') ?? '')
        : [decode(interieur)],
    );
  for (const [balise] of corps.matchAll(/<(?:input|button)\b[^>]*>/g))
    ajouter(balise, balise.startsWith('<button') ? 'button' : (attribut(balise, 'type') ?? 'text'), [
      attribut(balise, 'value') ?? '',
    ]);
  return [...champs.values()];
}

/** Those that are posted. */
export const formulairesDe = (html: string): readonly Formulaire[] =>
  [...html.matchAll(/(<form\b[^>]*>)([\s\S]*?)<\/form>/g)].flatMap(([, balise = '', corps = '']) =>
    attribut(balise, 'method')?.toLowerCase() === 'post'
      ? [
          {
            action: attribut(balise, 'action') ?? '',
            fichiers: attribut(balise, 'enctype') === 'multipart/form-data',
            champs: champsDe(corps),
          },
        ]
      : [],
  );
