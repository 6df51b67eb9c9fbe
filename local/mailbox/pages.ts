/** The pages of the local mailbox, in French. */

export interface Resume {
  readonly file: string;
  readonly objet: string;
  readonly de: string;
  readonly a: string;
  readonly le: Date | undefined;
}

/** Of a message: its text, whether it has HTML too, what is attached to it. */
export interface Content {
  readonly text: string;
  readonly html: boolean;
  readonly attachments: readonly { readonly name: string; readonly type: string; readonly size: number }[];
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const escape = (text: string): string => text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);

const DATE = new Intl.DateTimeFormat('fr-FR', { dateStyle: 'long', timeStyle: 'medium', timeZone: 'Europe/Paris' });
const date = (le: Date | undefined): string => (le === undefined ? '' : DATE.format(le));

/** List of messages, newest first; `remarque` is shown above it. */
export function listPage(messages: readonly Resume[], remarque?: string): string {
  const rows = messages.map(
    ({ file, objet, a, le }) =>
      `<tr><td><a href="/${escape(file)}">${escape(objet)}</a></td><td>${escape(a)}</td><td>${escape(date(le))}</td></tr>`,
  );
  const table =
    rows.length === 0
      ? '<p>Aucun message.</p>'
      : `<table><caption>${rows.length} message${rows.length > 1 ? 's' : ''}, du plus récent au plus ancien</caption>
<thead><tr><th scope="col">Objet</th><th scope="col">Destinataire</th><th scope="col">Reçu le</th></tr></thead>
<tbody>${rows.join('\n')}</tbody></table>`;
  const above = remarque === undefined ? '' : `<p>${escape(remarque)}</p>`;
  return page(
    'Boîte aux lettres de développement',
    `<p>Ces messages n'ont été envoyés à personne : ils restent sur cette machine.</p>${above}${table}`,
  );
}

const KILO = 1024;
const taille = (octets: number): string => `${Math.max(1, Math.round(octets / KILO)).toLocaleString('fr-FR')} Kio`;

/** One message: its HTML in a frame where it has one, its text, its attachments. */
export function messagePage({ file, objet, de, a, le }: Resume, { text, html, attachments }: Content): string {
  const pieces = attachments.map(
    ({ name, type, size }, rang) =>
      `<li><a href="/${escape(file)}/piece-${rang + 1}" download>${escape(name)}</a> (${escape(type)}, ${taille(size)})</li>`,
  );
  return page(
    objet,
    `<p><a href="/">Tous les messages</a></p>
<dl><dt>De</dt><dd>${escape(de)}</dd><dt>À</dt><dd>${escape(a)}</dd><dt>Date</dt><dd>${escape(date(le))}</dd></dl>
<h2>Pièces jointes</h2>
${pieces.length === 0 ? '<p>Aucune.</p>' : `<ul>${pieces.join('')}</ul>`}
${html ? `<h2>En HTML</h2>\n<iframe title="Le message en HTML" src="/${escape(file)}/html" sandbox></iframe>` : ''}
<h2>En texte</h2>
<pre>${escape(text)}</pre>`,
  );
}

function page(titre: string, corps: string): string {
  return `<!doctype html>
<html lang="fr"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escape(titre)}</title>
<style>body{font:1rem/1.5 system-ui,sans-serif;max-width:70rem;margin:2rem auto;padding:0 1rem}
table{border-collapse:collapse;width:100%}caption{text-align:left}td,th{text-align:left;padding:.4rem;border-bottom:1px solid #ccc}
pre{white-space:pre-wrap;border:1px solid #ccc;padding:1rem}iframe{width:100%;height:42rem;border:1px solid #ccc}dt{font-weight:bold}</style></head>
<body><main><h1>${escape(titre)}</h1>${corps}</main></body></html>
`;
}
