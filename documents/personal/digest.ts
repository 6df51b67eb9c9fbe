/** The e-mail of the week: what awaits its reader, late first, then by day. */
import type { DateCivile } from '../../domain/valeurs.ts';
import { casePage } from '../../runtime/console-address.ts';
import { BLUE, cadreDuCourriel, escape, section, tete } from '../letters/courriel-html.ts';
import { dateLongue, majuscule } from '../libelles.ts';
import { typographie } from '../typography.ts';

/** One thing to do. `quoi`: in words. */
export interface DigestLine {
  readonly ess: string;
  readonly intitule: string | null;
  readonly quoi: string;
  /** Null: it waits, without a last day. */
  readonly dernierJour: DateCivile | null;
  readonly enRetard: boolean;
}
export interface Digest {
  readonly lignes: readonly DigestLine[];
  /** Of this week, beyond those shown. */
  readonly autres: number;
  /** Awaited too, after this week or beyond what is shown of what has no last day: told, not listed. */
  readonly plusTard: number;
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

const PAGE = 'dans la page « À faire »';

const restOf = ({ autres, plusTard }: Digest): readonly string[] =>
  [
    autres === 0 ? '' : `Et ${autres === 1 ? 'un autre acte' : `${autres} autres actes`} cette semaine, ${PAGE}.`,
    plusTard === 0
      ? ''
      : `Plus tard ou sans date limite : ${plusTard === 1 ? 'un acte' : `${plusTard} actes`}, ${PAGE}.`,
  ]
    .filter((phrase) => phrase !== '')
    .map(typographie);

const lineText = ({ ess, intitule, quoi, dernierJour }: DigestLine): string =>
  typographie(`${dernierJour === null ? '' : `${majuscule(dateLongue(dernierJour))} : `}${quoi} (${intitule ?? ess})`);

const linkOf = ({ ess }: DigestLine, { console: adresse }: DigestLinks): string | undefined =>
  adresse === undefined ? undefined : casePage(adresse, ess);

export function digestMail(
  digest: Digest,
  liens: DigestLinks,
): { readonly objet: string; readonly corps: string; readonly corpsHtml: string } {
  const objet = typographie(objetDe(digest));
  const groupes = [
    ['En retard', digest.lignes.filter(({ enRetard }) => enRetard)],
    ['D’ici sept jours', digest.lignes.filter(({ enRetard, dernierJour }) => !enRetard && dernierJour !== null)],
    ['Sans date limite', digest.lignes.filter(({ dernierJour }) => dernierJour === null)],
  ] as const;
  const reste = restOf(digest);
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
