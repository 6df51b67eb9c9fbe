/** Short French pages for the `type` URIs of problems: what it is, which operations give it. Only words of ours go in: nothing to escape. */
import { htmlPage } from './html-page.ts';
import type { Operation, Place } from './operation.ts';
import { OPERATIONS } from './operations/index.ts';
import { problemsOf } from './problems-of.ts';
import { PROBLEMS, type ProblemType } from '../../runtime/http/problems.ts';

const DOCUMENTATION = '/api/v1/documentation';

/** Operations that may answer this, each with its place in the contract. */
function givenBy(type: ProblemType): string {
  const operations = (Object.entries(OPERATIONS) as [Place, Operation][]).filter(([place, operation]) =>
    problemsOf(place, operation).includes(type),
  );
  if (operations.length === 0) return '<p>Toute adresse peut donner ce problème.</p>';
  const items = operations.map(([place, { id, sujet, titre }]) => {
    const link = `${DOCUMENTATION}#/${encodeURIComponent(sujet)}/${id}`;
    return `<li><a href="${link}">${titre}</a> <code>${place}</code></li>`;
  });
  return `<details${operations.length > 20 ? '' : ' open'}><summary>Opérations qui le donnent (${operations.length})</summary><ul>${items.join('')}</ul></details>`;
}

export function problemPage(type: ProblemType): string {
  const { status, title, explication } = PROBLEMS[type];
  return htmlPage(
    title,
    `<h1>${title}</h1><p>${explication}</p><p>Statut HTTP : ${status}. Type : <code>/problemes/${type}</code></p>` +
      givenBy(type) +
      `<p><a href="/problemes">Tous les types de problèmes</a> · <a href="${DOCUMENTATION}">Documentation de l’API</a></p>`,
  );
}

export function problemIndex(): string {
  const entries = Object.entries(PROBLEMS).map(
    ([type, { status, title }]) => `<li><a href="/problemes/${type}">${title}</a> (${status})</li>`,
  );
  return htmlPage('Types de problèmes', `<h1>Types de problèmes</h1><ul>${entries.join('')}</ul>`);
}
