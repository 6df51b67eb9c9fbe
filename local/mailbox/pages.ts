/** The pages of the local mailbox, in French. */

export interface Resume {
  readonly file: string;
  readonly objet: string;
  readonly de: string;
  readonly a: string;
  readonly le: Date | undefined;
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

/** One message, as text. */
export function messagePage({ objet, de, a, le }: Resume, texte: string): string {
  return page(
    objet,
    `<p><a href="/">Tous les messages</a></p>
<dl><dt>De</dt><dd>${escape(de)}</dd><dt>À</dt><dd>${escape(a)}</dd><dt>Date</dt><dd>${escape(date(le))}</dd></dl>
<pre>${escape(texte)}</pre>`,
  );
}

function page(titre: string, corps: string): string {
  return `<!doctype html>
<html lang="fr"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escape(titre)}</title>
<style>body{font:1rem/1.5 system-ui,sans-serif;max-width:70rem;margin:2rem auto;padding:0 1rem}
table{border-collapse:collapse;width:100%}caption{text-align:left}td,th{text-align:left;padding:.4rem;border-bottom:1px solid #ccc}
pre{white-space:pre-wrap;border:1px solid #ccc;padding:1rem}dt{font-weight:bold}</style></head>
<body><main><h1>${escape(titre)}</h1>${corps}</main></body></html>
`;
}
