/** Short French pages for the `type` URIs of problems. Only words of ours go in: nothing to escape. */
import { PROBLEMS, type ProblemType } from './problems.ts';

const page = (title: string, body: string): string => `<!doctype html>
<html lang="fr">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title}</title>
<style>body{font:1.1rem/1.6 system-ui,sans-serif;max-width:42rem;margin:3rem auto;padding:0 1rem}</style></head>
<body><main>${body}</main></body>
</html>
`;

export function problemPage(type: ProblemType): string {
  const { status, title, explication } = PROBLEMS[type];
  return page(
    title,
    `<h1>${title}</h1><p>${explication}</p><p>Statut HTTP : ${status}. Type : <code>/problemes/${type}</code></p>` +
      '<p><a href="/problemes">Tous les types de problèmes</a></p>',
  );
}

export function problemIndex(): string {
  const entries = Object.entries(PROBLEMS).map(
    ([type, { status, title }]) => `<li><a href="/problemes/${type}">${title}</a> (${status})</li>`,
  );
  return page('Types de problèmes', `<h1>Types de problèmes</h1><ul>${entries.join('')}</ul>`);
}
