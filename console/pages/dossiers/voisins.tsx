/** A case within the list it was opened from: the one before, the one after, and the way back to the same filters and page. */
import { answerOf } from '../../shell/api.ts';
import type { Visit } from '../../shell/page.ts';
import { PAGE, caseAt, listOf, nextPage } from './adresses.ts';
import { askedCriteria, criteriaFor } from './criteres.ts';
import { teamName } from './colonnes.tsx';

export interface Neighbours {
  readonly list: string;
  readonly rank?: number;
  readonly before?: { readonly href: string; readonly team: string };
  readonly after?: { readonly href: string; readonly team: string };
}

/** The neighbours of a case on the page of the list that led to it; none when it was not opened from a list. */
export async function neighboursOf(visit: Visit, ess: string): Promise<Neighbours | undefined> {
  const list = listOf(visit);
  if (list === undefined || !visit.me.droits.includes('lister-ess')) return undefined;
  const { searchParams: query } = new URL(list, 'http://ici.invalid');
  const asked = {
    ...askedCriteria(query, criteriaFor(visit.me, visit.contract)),
    tri: query.get('tri') ?? 'echeance',
    champs: 'ess,intitule,specialites,departements',
    limite: PAGE,
  };
  const apres = query.get('apres');
  const page = await answerOf(
    visit.api.GET('/api/v1/ess', { params: { query: { ...asked, ...(apres === null ? {} : { apres }) } } }),
  );
  const at = page.ess.findIndex((row) => row.ess === ess);
  // Acted upon, it may have left its filter: the way back stays.
  if (at < 0) return { list };
  const one = (row: (typeof page.ess)[number] | undefined, from: string) =>
    row?.ess === undefined ? undefined : { href: caseAt(row.ess, from), team: teamName(row, visit.contract) };
  const first = (Math.max(1, Number.parseInt(query.get('page') ?? '1', 10) || 1) - 1) * PAGE;
  const [before, after] = [one(page.ess[at - 1], list), one(page.ess[at + 1], list) ?? (await onNextPage())];
  return {
    list,
    rank: first + at + 1,
    ...(before === undefined ? {} : { before }),
    ...(after === undefined ? {} : { after }),
  };

  async function onNextPage() {
    if (at + 1 < page.ess.length || page.suivant === null) return undefined;
    const following = await answerOf(
      visit.api.GET('/api/v1/ess', { params: { query: { ...asked, apres: page.suivant, limite: 1 } } }),
    );
    return one(following.ess[0], nextPage(list ?? '', query, page.suivant));
  }
}

export function NeighbourLinks({ neighbours }: { readonly neighbours: Neighbours | undefined }) {
  if (neighbours === undefined) return null;
  const { before, after, rank } = neighbours;
  return (
    <nav class="pages no-print" aria-label="Dans votre liste">
      {before !== undefined && (
        <a rel="prev" href={before.href}>
          <span aria-hidden="true">‹ </span>Précédent<span class="visually-hidden">{` : ${before.team}`}</span>
        </a>
      )}
      <p class="small">
        {rank === undefined
          ? 'Ce dossier ne répond plus aux filtres de votre liste.'
          : `${rank}${rank === 1 ? 'er' : 'e'} de votre liste`}
      </p>
      {after !== undefined && (
        <a rel="next" href={after.href}>
          Suivant<span class="visually-hidden">{` : ${after.team}`}</span>
          <span aria-hidden="true"> ›</span>
        </a>
      )}
    </nav>
  );
}
