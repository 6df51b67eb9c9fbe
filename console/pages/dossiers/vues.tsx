/** Saved views of the list: an address under a name of one's own. Seen by nobody else, erased with the rest of one's space. */
import { randomUUID } from 'node:crypto';
import { answerOf } from '../../shell/api.ts';
import { FORM_TOKEN } from '../../shell/forms.ts';
import { redirect, withRight, type Page, type Schemas, type Visit } from '../../shell/page.ts';
import { mayKeep } from '../personne/espace.ts';
import { FROM_THE_START } from './adresses.ts';

const PAGE = 'dossiers';

export async function viewsOf(visit: Visit): Promise<readonly Schemas['Vue'][]> {
  if (!mayKeep(visit)) return [];
  const { vues } = await answerOf(visit.api.GET('/api/v1/moi/vues', { params: { query: { page: PAGE } } }));
  return vues;
}

/** What of an address makes a view: not where its pages stand. */
const queryOf = (here: string): string => {
  const query = new URLSearchParams(here.split('?')[1] ?? '');
  for (const name of Object.keys(FROM_THE_START)) query.delete(name);
  return query.toString();
};

export function Views({ visit, views }: { readonly visit: Visit; readonly views: readonly Schemas['Vue'][] }) {
  if (!mayKeep(visit)) return null;
  const token = <input type="hidden" name={FORM_TOKEN} value={visit.session.formToken} />;
  return (
    <details class="more">
      <summary>{`Vues enregistrées (${views.length})`}</summary>
      {views.length > 0 && (
        <ul class="choices">
          {views.map(({ id, nom, requete }) => (
            <li>
              <form class="in-line" method="post" action="/dossiers/vues/retrait">
                <a href={`/dossiers?${requete}`}>{nom}</a>
                {token}
                <input type="hidden" name="vue" value={id} />
                <button class="quiet" type="submit">
                  Retirer<span class="visually-hidden">{` la vue ${nom}`}</span>
                </button>
              </form>
            </li>
          ))}
        </ul>
      )}
      <form class="filters" method="post" action="/dossiers/vues">
        {token}
        <input type="hidden" name="requete" value={queryOf(visit.here)} />
        <div>
          <label for="nom-de-la-vue">Nom de la vue : ces filtres, ce tri, ces colonnes</label>
          <input id="nom-de-la-vue" name="nom" type="text" required maxLength={80} />
        </div>
        <div>
          <button type="submit">Enregistrer la vue</button>
        </div>
      </form>
    </details>
  );
}

async function save({ api, form }: Visit) {
  const [nom, requete] = [form.one('nom'), form.one('requete')];
  const body = { page: PAGE, nom, requete };
  await answerOf(api.PUT('/api/v1/moi/vues/{id}', { params: { path: { id: randomUUID() } }, body }));
  return redirect(`/dossiers?${requete}`, `La vue « ${nom} » est enregistrée.`);
}

async function remove({ api, form }: Visit) {
  await answerOf(api.DELETE('/api/v1/moi/vues/{id}', { params: { path: { id: form.one('vue') } } }));
  return redirect('/dossiers', 'La vue est retirée.');
}

export const VUES: readonly Page[] = [
  { path: '/dossiers/vues', open: withRight('tenir-espace'), post: save },
  { path: '/dossiers/vues/retrait', open: withRight('tenir-espace'), post: remove },
];
