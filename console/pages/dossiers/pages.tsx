/** From one page of a list to those beside it. */
import { withQuery } from '../../shell/addresses.ts';
import type { Visit } from '../../shell/page.ts';
import { FROM_THE_START, nextPage, previousPage } from './adresses.ts';

/** `suivant`: the cursor of the next page, as the API gives it; null on the last. */
export function Pages({ visit: { here, query }, suivant }: { readonly visit: Visit; readonly suivant: string | null }) {
  const previous = previousPage(here, query);
  return (
    <nav class="pages" aria-label="Pages de la liste">
      {query.has('apres') && <a href={withQuery(here, FROM_THE_START)}>Première page</a>}
      {previous !== undefined && (
        <a rel="prev" href={previous}>
          Page précédente
        </a>
      )}
      {suivant !== null && (
        <a rel="next" href={nextPage(here, query, suivant)}>
          Page suivante
        </a>
      )}
    </nav>
  );
}
