/** `/radar`: what silence will decide, and when, the most urgent first; what nobody follows yet. */
import { Day, LastDay } from '../../parts/date.tsx';
import { Strip } from '../../parts/facts.tsx';
import { Shortcuts, shortcutsOf } from '../personne/raccourcis.tsx';
import { Why } from '../../parts/regle.tsx';
import { Table } from '../../parts/table.tsx';
import { Tabs } from '../../parts/tabs.tsx';
import { withQuery } from '../../shell/addresses.ts';
import { answerOf } from '../../shell/api.ts';
import { ofRole, view, type Page, type Visit } from '../../shell/page.ts';
import { longDate, mondayOf } from '../../words/dates.ts';
import type { Task } from '../a-faire/a-faire.tsx';
import { FollowLine } from '../a-faire/suivi.tsx';
import { FROM_THE_START } from '../dossiers/adresses.ts';
import { teamName } from '../dossiers/colonnes.tsx';
import { Pages } from '../dossiers/pages.tsx';

const PAGE = 50;

/** What may be decided by silence, by the start of its key. The caisse is awaited for its opinion until the same day. */
const SUBJECTS = [
  ['lettre-intention', 'Lettres d’intention', 'decision-lettre-intention,avis-lettre-intention'],
  ['projet-sante', 'Projets de santé', 'decision-projet-sante,avis-projet-sante'],
] as const;

const FOLLOWED = [
  ['', 'Par tous'],
  ['moi', 'Par moi'],
  ['collegue', 'Par un collègue'],
  ['personne', 'Par personne'],
] as const;

type Asked = NonNullable<NonNullable<Parameters<typeof ask>[1]>>;
const ask = (visit: Visit, query: Readonly<Record<string, string | number>>) =>
  answerOf(
    visit.api.GET('/api/v1/a-faire', { params: { query: { silence: 'validation-tacite', ...query } as never } }),
  );

/** Of the whole radar, whatever the page is filtered by. */
async function countsOf(visit: Visit) {
  const count = async (query: Asked) => (await ask(visit, { limite: 1, ...query })).nombre;
  const [letters, projects, alone] = await Promise.all([
    ...SUBJECTS.map(([, , cle]) => count({ cle })),
    count({ suiviPar: 'personne' }),
  ]);
  return { letters, projects, alone };
}

function Week({
  monday,
  tasks,
  visit,
  today,
}: {
  readonly monday: string | null;
  readonly tasks: readonly Task[];
  readonly visit: Visit;
  readonly today: string;
}) {
  return (
    <Table
      caption={`${monday === null ? 'Sans date limite' : `Semaine du ${longDate(monday)}`} : ${tasks.length} décision${tasks.length > 1 ? 's' : ''}`}
      rows={tasks}
      columns={[
        {
          header: 'Dernier jour pour agir',
          cell: ({ dernierJour }) =>
            dernierJour === null ? '–' : <LastDay civil={dernierJour} today={today} form="full" />,
        },
        {
          header: 'Équipe',
          head: true,
          cell: (task) => <a href={`/dossiers/${task.ess}/decision`}>{teamName(task, visit.contract)}</a>,
        },
        {
          header: 'Ce que fera le silence',
          cell: ({ cle, silence, pourquoi }) => (
            <>
              <strong>
                {cle.endsWith('lettre-intention') ? 'Lettre d’intention validée' : 'Projet de santé validé'}
              </strong>
              {silence.le !== null && (
                <>
                  {' le '}
                  <Day civil={silence.le} />
                </>
              )}
              <Why {...pourquoi}>
                <p>{silence.phrase}</p>
              </Why>
            </>
          ),
        },
        {
          header: 'Suivi',
          cell: ({ suiviPar }) =>
            suiviPar.length === 0 ? (
              <span class="tag tag-warn">par personne</span>
            ) : (
              <FollowLine followers={suiviPar} />
            ),
        },
      ]}
    />
  );
}

function Filters({ visit, groupe }: { readonly visit: Visit; readonly groupe: string }) {
  const { query, contract } = visit;
  const chosen = (name: string) => query.get(name) ?? '';
  return (
    <form class="filters" action="/radar" aria-label="Filtrer le radar">
      {groupe !== '' && <input type="hidden" name="groupe" value={groupe} />}
      <div>
        <label for="sur">Sur</label>
        <select id="sur" name="sur">
          <option value="">Lettres et projets</option>
          {SUBJECTS.map(([value, label]) => (
            <option value={value} selected={chosen('sur') === value}>
              {label}
            </option>
          ))}
        </select>
      </div>
      <div>
        <label for="suivi">Suivi</label>
        <select id="suivi" name="suiviPar">
          {FOLLOWED.map(([value, label]) => (
            <option value={value} selected={chosen('suiviPar') === value}>
              {label}
            </option>
          ))}
        </select>
      </div>
      <div>
        <label for="departement">Département</label>
        <select id="departement" name="departement">
          <option value="">Tous</option>
          {contract.departements.map(([value, label]) => (
            <option value={value} selected={chosen('departement') === value}>
              {label}
            </option>
          ))}
        </select>
      </div>
      <div>
        <label for="chercher">Nom, lieu ou spécialité</label>
        <input id="chercher" name="recherche" type="text" value={chosen('recherche')} maxLength={200} />
      </div>
      <div>
        <button type="submit">Filtrer</button>
      </div>
    </form>
  );
}

async function radar(visit: Visit) {
  const { query, here } = visit;
  const groupe = query.get('groupe') ?? '';
  const cle = SUBJECTS.find(([name]) => name === query.get('sur'))?.[2];
  const given = ['groupe', 'suiviPar', 'departement', 'recherche', 'apres'].flatMap((name) => {
    const value = (query.get(name) ?? '').trim();
    return value === '' ? [] : [[name, value] as const];
  });
  const [page, counts, keys] = await Promise.all([
    ask(visit, { limite: PAGE, ...Object.fromEntries(given), ...(cle === undefined ? {} : { cle }) }),
    countsOf(visit),
    shortcutsOf(visit),
  ]);
  const { groupes, lignes, suivant, le: today } = page;
  const total = groupes.reduce((sum, { nombre }) => sum + nombre, 0);
  const tab = (name: string, label: string, count: number) => ({
    href: withQuery(here, { ...FROM_THE_START, groupe: name }),
    label: `${label} (${count})`,
    current: groupe === name,
  });
  const weeks = Map.groupBy(lignes, ({ dernierJour }) => (dernierJour === null ? null : mondayOf(dernierJour)));
  return view({
    title: 'Radar du silence',
    back: { href: '/', label: 'À faire' },
    wide: true,
    strap: <p>Sans réponse de l’ARS dans le délai, la lettre d’intention ou le projet de santé est réputé validé.</p>,
    body: (
      <>
        <Strip
          facts={[
            ['Lettres d’intention', String(counts.letters)],
            ['Projets de santé', String(counts.projects)],
            ['Que personne ne suit', String(counts.alone)],
          ]}
        />
        <Tabs
          label="Par dernier jour"
          tabs={[
            tab('', 'Tout', total),
            ...groupes.map(({ groupe: name, libelle, nombre }) => tab(name, libelle, nombre)),
          ]}
        />
        <Filters visit={visit} groupe={groupe} />
        <Shortcuts on={keys} />
        {lignes.length === 0 && <p class="lead">Le silence ne décidera de rien ici.</p>}
        {[...weeks].map(([monday, tasks]) => (
          <Week monday={monday} tasks={tasks} visit={visit} today={today} />
        ))}
        <Pages visit={visit} suivant={suivant} />
      </>
    ),
  });
}

export const RADAR: Page = {
  path: '/radar',
  open: ofRole('ars', 'caisse'),
  menu: { label: 'Radar du silence', rank: 15 },
  get: radar,
};
