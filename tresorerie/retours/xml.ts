/** The XML of a bank, read strictly: an element is the text, or the one element, that is asked for, or the file is refused. */
import { XMLParser, XMLValidator } from 'fast-xml-parser';

/** A file that cannot be read whole: nothing of it is used. Says the line or the transfer, and what was expected. */
export class RetourIllisible extends Error {
  override readonly name = 'RetourIllisible';
}

export type Element = Readonly<Record<string, unknown>>;

/** Deeper than any message of ISO 20022. */
const PROFONDEUR_MAX = 40;

/** The root of a file: its elements by name, without prefix; nothing is fetched. */
export function lireXml(contenu: string): Element {
  if (/<html[\s>]/i.test(contenu.slice(0, 2000)))
    throw new RetourIllisible(
      'Ce fichier est une page web, et non un fichier de la banque : reprenez-le depuis votre espace de banque en ligne.',
    );
  // Its entities would be somebody else's words.
  if (/<!DOCTYPE/i.test(contenu))
    throw new RetourIllisible('Ce fichier XML porte une définition de type (DOCTYPE), ce qu’aucune banque n’envoie.');
  const valide = XMLValidator.validate(contenu);
  if (valide !== true) throw new RetourIllisible(`Ligne ${valide.err.line} : ce fichier XML est mal formé.`);
  const interdit = /<(?:[^\s<>/:]+:)?(__proto__|constructor|prototype)[\s/>]/.exec(contenu)?.[1];
  if (interdit !== undefined) throw new RetourIllisible(`L’élément « ${interdit} » n’est d’aucun message bancaire.`);
  const parser = new XMLParser({
    removeNSPrefix: true,
    parseTagValue: false,
    // A currency is all that attributes say.
    ignoreAttributes: (nom) => nom !== 'Ccy',
    attributeNamePrefix: '@',
    // The five of XML, and characters by their number: there are no others without a DOCTYPE.
    processEntities: true,
    htmlEntities: true,
    maxNestedTags: PROFONDEUR_MAX,
  });
  try {
    return parser.parse(contenu) as Element;
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    throw new RetourIllisible(
      `Ce fichier XML ne peut pas être lu : ses éléments sont imbriqués sur plus de ${PROFONDEUR_MAX} niveaux, ou mal nommés.`,
      { cause: error },
    );
  }
}

const propre = (element: Element | undefined, nom: string): unknown =>
  element !== undefined && Object.hasOwn(element, nom) ? element[nom] : undefined;

/** An amount: its text, and the currency beside it. */
const montantEtDevise = (lu: unknown): { '#text': string; '@Ccy': string } | undefined => {
  if (typeof lu !== 'object' || lu === null || Object.keys(lu).sort().join() !== '#text,@Ccy') return undefined;
  return lu as { '#text': string; '@Ccy': string };
};

/** The currency that an amount bears; `undefined`: none, or no such element. */
export const deviseDe = (element: Element | undefined, nom: string): string | undefined =>
  montantEtDevise(propre(element, nom))?.['@Ccy'];

/** The text of an element that is there once, or not at all. */
export function texteDe(element: Element | undefined, nom: string): string | undefined {
  const trouve = propre(element, nom);
  const lu = montantEtDevise(trouve)?.['#text'] ?? trouve;
  if (lu === undefined || typeof lu === 'string') return lu;
  throw new RetourIllisible(
    Array.isArray(lu)
      ? `L’élément « ${nom} » est présent plusieurs fois, là où un seul est attendu.`
      : `L’élément « ${nom} » contient d’autres éléments, là où un texte est attendu.`,
  );
}

/** The texts of an element that may be repeated, in their order. */
export const textesDe = (element: Element | undefined, nom: string): readonly string[] =>
  [propre(element, nom) ?? []].flat().map((lu) => texteDe({ [nom]: lu }, nom) ?? '');

/** Elements of that name, in their order; an empty one has none of its own. */
export const elementsDe = (element: Element | undefined, nom: string): readonly Element[] =>
  [propre(element, nom) ?? []].flat().map((lu): Element => {
    if (typeof lu === 'object' && lu !== null) return lu as Element;
    if (lu === '') return {};
    throw new RetourIllisible(`L’élément « ${nom} » est un texte, là où d’autres éléments sont attendus.`);
  });

/** The element of that name, there once or not at all. */
export function elementDe(element: Element | undefined, nom: string): Element | undefined {
  const [premier, second] = elementsDe(element, nom);
  if (second === undefined) return premier;
  throw new RetourIllisible(`L’élément « ${nom} » est présent plusieurs fois, là où un seul est attendu.`);
}

/** The message, at the root or in the envelope of a business file (`BizData`, SOAP). */
export function documentDe(racine: Element, profondeur = 3): Element | undefined {
  const document = elementDe(racine, 'Document');
  if (document !== undefined || profondeur === 0) return document;
  for (const contenu of Object.values(racine)) {
    if (typeof contenu !== 'object' || contenu === null || Array.isArray(contenu)) continue;
    const dedans = documentDe(contenu as Element, profondeur - 1);
    if (dedans !== undefined) return dedans;
  }
  return undefined;
}
