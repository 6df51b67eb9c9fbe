/** `/`: what is awaited of me, by last day: what, until when, what silence will do, and why. */
import { DayAgo, LastDay } from '../../parts/date.tsx';
import { Shortcuts, shortcutsOf } from '../personne/raccourcis.tsx';
import { Why } from '../../parts/regle.tsx';
import { Tabs } from '../../parts/tabs.tsx';
import { withQuery } from '../../shell/addresses.ts';
import { answerOf } from '../../shell/api.ts';
import { redirect, view, type Page, type Schemas, type Visit } from '../../shell/page.ts';
import { teamName } from '../dossiers/colonnes.tsx';
import { DraftSection, draftsOf } from '../acte/brouillon.tsx';
import { FROM_THE_START } from '../dossiers/adresses.ts';
import { Pages } from '../dossiers/pages.tsx';
import { FollowLine } from './suivi.tsx';

export type Task = Schemas['LigneAFaire'];
const PAGE = 50;

/** The act to do, prepared with what is known already: dates and names that the API gives in `connus`. */
export const actAt = ({ ess, connus }: Task, commande: string): string =>
  withQuery(`/dossiers/${ess}/actes/${commande}`, {
    ...Object.fromEntries(
      Object.entries(connus).flatMap(([name, value]) =>
        typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
          ? [[name, String(value)]]
          : [],
      ),
    ),
  });

function TaskCard({ task, visit, today }: { readonly task: Task; readonly visit: Visit; readonly today: string }) {
  const { ess, libelle, actes, dernierJour, silence, pourquoi, depuis, suiviPar } = task;
  return (
    <li class="task">
      <div class="task-when">
        {dernierJour === null ? (
          <span class="small">sans date limite</span>
        ) : (
          <LastDay civil={dernierJour} today={today} form="full" />
        )}
      </div>
      <div class="task-what">
        <h3>
          {`${libelle.charAt(0).toUpperCase()}${libelle.slice(1)}`}
          <span class="visually-hidden"> – </span>
          <br />
          <a href={`/dossiers/${ess}`}>{teamName(task, visit.contract)}</a>
        </h3>
        <p>
          <strong>Sans acte : </strong>
          {silence.phrase}
        </p>
        <p class="small">
          {depuis > today ? 'Attendu à partir du ' : 'Attendu depuis le '}
          <DayAgo civil={depuis} today={today} />
        </p>
        <FollowLine followers={suiviPar} />
        <Why {...pourquoi} />
      </div>
      <ul class="task-acts no-print">
        {actes.map(({ commande, libelle: words }) => (
          <li>
            <a class="button quiet" href={actAt(task, commande)}>
              {words.charAt(0).toUpperCase() + words.slice(1)}
              <span class="visually-hidden">{` : ${teamName(task, visit.contract)}`}</span>
            </a>
          </li>
        ))}
      </ul>
    </li>
  );
}

async function toDo(visit: Visit) {
  const { api, query, here, me } = visit;
  // Who watches over the machine has incidents, not acts awaited by the law.
  if (!me.droits.includes('lire-a-faire')) return redirect('/dossiers');
  const groupe = query.get('groupe') ?? '';
  const recherche = (query.get('recherche') ?? '').trim();
  const suiviPar = query.get('suiviPar') ?? '';
  const apres = query.get('apres') ?? '';
  const page = await answerOf(
    api.GET('/api/v1/a-faire', {
      params: {
        query: {
          limite: PAGE,
          ...(groupe === '' ? {} : { groupe }),
          ...(recherche === '' ? {} : { recherche }),
          ...(suiviPar === '' ? {} : { suiviPar: suiviPar as 'moi' }),
          ...(apres === '' ? {} : { apres }),
        },
      },
    }),
  );
  const { groupes, lignes, suivant, rien, le: today } = page;
  const total = groupes.reduce((sum, { nombre }) => sum + nombre, 0);
  const [drafts, keys] = await Promise.all([draftsOf(visit), shortcutsOf(visit)]);
  const tab = (name: string, label: string, count: number) => ({
    href: withQuery(here, { ...FROM_THE_START, groupe: name }),
    label: `${label} (${count})`,
    current: groupe === name,
  });
  return view({
    title: 'À faire',
    body: (
      <>
        <Tabs
          label="Par dernier jour"
          tabs={[
            tab('', 'Tout', total),
            ...groupes.map(({ groupe: name, libelle, nombre }) => tab(name, libelle, nombre)),
          ]}
        />
        <form class="filters" action="/" aria-label="Filtrer ce qui est à faire">
          {groupe !== '' && <input type="hidden" name="groupe" value={groupe} />}
          <div>
            <label for="chercher">Nom, lieu ou spécialité</label>
            <input id="chercher" name="recherche" type="text" value={recherche} maxLength={200} />
          </div>
          {me.droits.includes('suivre-dossier') && (
            <div>
              <label for="suivi">Suivi</label>
              <select id="suivi" name="suiviPar">
                {(
                  [
                    ['', 'Par tous'],
                    ['moi', 'Par moi'],
                    ['collegue', 'Par un collègue'],
                    ['personne', 'Par personne'],
                  ] as const
                ).map(([value, label]) => (
                  <option value={value} selected={value === suiviPar}>
                    {label}
                  </option>
                ))}
              </select>
            </div>
          )}
          <div>
            <button type="submit">Filtrer</button>
          </div>
        </form>
        <Shortcuts on={keys} />
        {rien !== null && <p class="lead">{rien.phrase}</p>}
        {lignes.length > 0 && (
          <>
            <h2 class="visually-hidden">Ce qui est attendu de vous</h2>
            <ul class="tasks">
              {lignes.map((task) => (
                <TaskCard task={task} visit={visit} today={today} />
              ))}
            </ul>
          </>
        )}
        <DraftSection visit={visit} drafts={drafts} />
        <Pages visit={visit} suivant={suivant} />
      </>
    ),
  });
}

export const A_FAIRE: Page = { path: '/', open: () => true, menu: { label: 'À faire', rank: 10 }, get: toDo };
