/** The e-mail of the week: what awaits its reader, late first, then by day. */
import type { DateCivile } from '../../domain/valeurs.ts';
import { BLUE, cadreDuCourriel, escape, section, tete } from '../letters/courriel-html.ts';
import { dateLongue, majuscule } from '../libelles.ts';
import { typographie } from '../typography.ts';

/** One thing to do. `quoi`: in words. */
export interface DigestLine {
  readonly ess: string;
  readonly intitule: string | null;
  readonly quoi: string;
  readonly dernierJour: DateCivile;
  readonly enRetard: boolean;
}
export interface Digest {
  readonly lignes: readonly DigestLine[];
  /** Beyond those shown. */
  readonly autres: number;
}
export interface DigestLinks {
  /** Address of the console, without its last slash. */
  readonly console?: string;
  /** Page that ends the digest. */
  readonly fin?: string;
}

const PIED =
  'Vous recevez ce récapitulatif parce que vous l’avez choisi dans vos préférences. Les courriers de vos dossiers arrivent à part.';
const objetDe = ({ lignes, autres }: Digest): string => {
  const nombre = lignes.length + autres;
  if (nombre === 0) return 'Cette semaine : rien ne vous attend';
  return nombre === 1 ? 'Cette semaine : un acte vous attend' : `Cette semaine : ${nombre} actes vous attendent`;
};

const lineText = ({ ess, intitule, quoi, dernierJour }: DigestLine): string =>
  typographie(`${majuscule(dateLongue(dernierJour))} : ${quoi} (${intitule ?? ess})`);

const linkOf = ({ ess }: DigestLine, { console: adresse }: DigestLinks): string | undefined =>
  adresse === undefined ? undefined : `${adresse}/ess/${encodeURIComponent(ess)}`;

export function digestMail(
  digest: Digest,
  liens: DigestLinks,
): { readonly objet: string; readonly corps: string; readonly corpsHtml: string } {
  const objet = typographie(objetDe(digest));
  const groupes = [
    ['En retard', digest.lignes.filter(({ enRetard }) => enRetard)],
    ['D’ici sept jours', digest.lignes.filter(({ enRetard }) => !enRetard)],
  ] as const;
  const reste =
    digest.autres === 0 ? [] : [typographie(`Et ${digest.autres} autre(s), dans la page « À faire » de la console.`)];
  const pied = [
    typographie(PIED),
    liens.fin === undefined ? 'Il se retire dans vos préférences.' : `Ne plus le recevoir : ${liens.fin}`,
  ];
  const item = (ligne: DigestLine): string => {
    const lien = linkOf(ligne, liens);
    const texte = escape(lineText(ligne));
    return `<li style="margin:0 0 6px">${lien === undefined ? texte : `<a href="${escape(lien)}" style="color:${BLUE}">${texte}</a>`}</li>`;
  };
  const corps = groupes
    .filter(([, lignes]) => lignes.length > 0)
    .map(([titre, lignes]) =>
      [
        titre,
        ...lignes.map((ligne) => `- ${[lineText(ligne), linkOf(ligne, liens)].filter(Boolean).join('\n  ')}`),
      ].join('\n'),
    );
  const html = groupes.map(([titre, lignes]) =>
    section(
      titre,
      lignes.length === 0 ? '' : `<ul style="margin:0 0 12px;padding-left:20px">${lignes.map(item).join('')}</ul>`,
    ),
  );
  return {
    objet,
    corps: [objet, ...corps, ...reste, pied.join('\n')].join('\n\n'),
    corpsHtml: cadreDuCourriel(
      objet,
      `${tete(objet)}${html.join('')}${reste.map((phrase) => `<p style="margin:0 0 12px">${escape(phrase)}</p>\n`).join('')}`,
      pied,
    ),
  };
}
