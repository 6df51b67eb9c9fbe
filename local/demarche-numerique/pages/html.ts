/** HTML in which everything is escaped but what is HTML already; the frame of the pages. */

export class Html {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

type Part = string | number | Html | null | undefined | false | readonly Part[];

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function written(part: Part): string {
  if (part instanceof Html) return part.text;
  if (part === null || part === undefined || part === false) return '';
  if (typeof part === 'object') return part.map(written).join('');
  return String(part).replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? sign);
}

/** A template whose values are escaped. */
export const html = (texts: TemplateStringsArray, ...parts: readonly Part[]): Html =>
  new Html(texts.map((text, rank) => text + written(parts[rank])).join(''));

/** A whole page. `errors`: what was refused, shown above. */
export const page = (title: string, body: Html, errors: readonly string[] = []): string =>
  html`<!doctype html>
    <html lang="fr">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title} – doublure de Démarche Numérique</title>
        <style>
          body {
            font:
              1rem/1.5 system-ui,
              sans-serif;
            max-width: 60rem;
            margin: 1rem auto 4rem;
            padding: 0 1rem;
          }
          table {
            border-collapse: collapse;
            width: 100%;
          }
          caption {
            text-align: left;
            font-weight: bold;
          }
          td,
          th {
            text-align: left;
            vertical-align: top;
            padding: 0.3rem 0.5rem 0.3rem 0;
            border-bottom: 1px solid #ccc;
          }
          label,
          legend {
            font-weight: 600;
          }
          input:not([type='checkbox'], [type='radio'], [type='file']),
          select,
          textarea {
            font: inherit;
            width: 100%;
            box-sizing: border-box;
          }
          textarea {
            min-height: 5rem;
          }
          form p {
            margin: 0.8rem 0;
          }
          [role='alert'] {
            border: 2px solid #b00020;
            padding: 0.5rem 1rem;
          }
          .doublure {
            border-bottom: 1px solid #ccc;
            padding-bottom: 0.5rem;
          }
        </style>
      </head>
      <body>
        <header class="doublure">
          <p><a href="/">Doublure de Démarche Numérique</a> : rien de ce qui est écrit ici ne quitte cette machine.</p>
        </header>
        <main>
          <h1>${title}</h1>
          ${
            errors.length > 0 &&
            html`<div role="alert">
              <ul>
                ${errors.map((error) => html`<li>${error}</li>`)}
              </ul>
            </div>`
          }
          ${body}
        </main>
      </body>
    </html>`.text;
