/** The HTML of an e-mail. Every style stands on its element, and nothing is loaded: mail readers drop the rest. */

/** What both forms show, in French typography. */
export interface Contenu {
  readonly objet: string;
  /** One sentence: what happened. */
  readonly fait: string;
  /** The next deadline that awaits whom this is written to; what happens otherwise, where more than an alert does. */
  readonly attente: { readonly quoi: string; readonly sinon: string | null } | null;
  readonly lien: string | null;
  /** The other sentences of the letter; a list follows its head, one line an item, after « - ». */
  readonly phrases: readonly string[];
  readonly recours: readonly string[];
  readonly sources: readonly string[];
  /** Case, who to ask, why this message. */
  readonly pied: readonly string[];
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
export const escape = (text: string): string => text.replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? sign);

const INK = '#1e1e1e';
const QUIET = '#555555';
export const BLUE = '#000091'; // of the State's design system: 14.6:1 on white
const BODY = `margin:0;padding:24px 16px;background:#ffffff;color:${INK};font:16px/1.5 Arial,Helvetica,sans-serif`;

/** The frame of every e-mail: `titre`, `pied`: plain text; `dedans`: HTML. */
export const cadreDuCourriel = (titre: string, dedans: string, pied: readonly string[]): string => `<!doctype html>
<html lang="fr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="color-scheme" content="light">
<title>${escape(titre)}</title>
</head>
<body style="${BODY}">
<div style="max-width:600px;margin:0 auto">
${dedans}<div style="margin-top:28px;padding-top:12px;border-top:1px solid #cccccc;color:${QUIET};font-size:14px">
${pied.map((line) => `<p style="margin:0 0 6px">${escape(line)}</p>`).join('\n')}
</div>
</div>
</body>
</html>
`;

/** What the e-mail says first. */
export const tete = (phrase: string): string =>
  `<p style="margin:0 0 20px;font-size:20px;line-height:1.4;font-weight:bold">${escape(phrase)}</p>\n`;

export const htmlDuCourriel = ({ objet, fait, attente, lien, phrases, recours, sources, pied }: Contenu): string =>
  cadreDuCourriel(
    objet,
    `${tete(fait)}${attente === null ? '' : waiting(attente)}${lien === null ? '' : button(lien)}${phrases.map(paragraph).join('\n')}
${section('Voies et délais de recours', recours.map(paragraph).join('\n'))}${section('Textes appliqués', list(sources))}`,
    pied,
  );

const waiting = ({ quoi, sinon }: NonNullable<Contenu['attente']>): string =>
  `<div style="margin:0 0 20px;padding:12px 16px;border-left:4px solid ${BLUE};background:#f5f5fe">
<p style="margin:0;font-weight:bold">${escape(quoi)}</p>${sinon === null ? '' : `\n<p style="margin:4px 0 0">${escape(sinon)}</p>`}
</div>
`;

const button = (lien: string): string =>
  `<p style="margin:0 0 24px"><a href="${escape(lien)}" style="display:inline-block;padding:10px 18px;background:${BLUE};color:#ffffff;text-decoration:none">Voir le dossier</a></p>
`;

export const section = (title: string, inside: string): string =>
  inside === ''
    ? ''
    : `<h2 style="margin:24px 0 8px;font-size:16px;line-height:1.4">${escape(title)}</h2>
${inside}
`;

const list = (items: readonly string[]): string =>
  items.length === 0
    ? ''
    : `<ul style="margin:0 0 12px;padding-left:20px">${items.map((item) => `<li>${escape(item)}</li>`).join('')}</ul>`;

/** A sentence followed by « - » lines is a list. */
function paragraph(phrase: string): string {
  const [head = '', ...items] = phrase.split('\n');
  return `<p style="margin:0 0 12px">${escape(head)}</p>${list(items.map((item) => item.replace(/^- /, '')))}`;
}
