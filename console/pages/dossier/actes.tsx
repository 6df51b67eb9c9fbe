/** What the visitor may do in a case, beside its summary. */
import type { Visit } from '../../shell/page.ts';
import type { OpenCase } from './dossier.tsx';

export function ActsAside({ visit, opened }: { readonly visit: Visit; readonly opened: OpenCase }) {
  const acts = visit.me.commandes.flatMap((name) => {
    const act = visit.contract.act(name);
    return act === undefined ? [] : [act];
  });
  if (acts.length === 0) return null;
  return (
    <aside class="aside no-print" aria-labelledby="actes">
      <h2 id="actes">Agir</h2>
      <ul class="acts">
        {acts.map(({ name, title }) => (
          <li>
            <a href={`/dossiers/${opened.ess}/actes/${name}`}>{title}</a>
          </li>
        ))}
      </ul>
    </aside>
  );
}
