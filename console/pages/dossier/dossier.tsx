/** What every page of a case has: the case as read, its clock, its title, its tabs. */
import type { ComponentChildren } from 'preact';
import { LastDay } from '../../parts/date.tsx';
import { Strip } from '../../parts/facts.tsx';
import { Shortcuts, shortcutsOf } from '../personne/raccourcis.tsx';
import { Tabs } from '../../parts/tabs.tsx';
import { answerOf, answerWithHeaders } from '../../shell/api.ts';
import { view, type Schemas, type View, type Visit } from '../../shell/page.ts';
import { civilToday } from '../../words/dates.ts';
import { inEuros } from '../../words/money.ts';
import { CLOSURES, PHASES, deadlineName, spaced } from '../../words/noms.ts';
import { inList, listOf } from '../dossiers/adresses.ts';
import { NeighbourLinks, neighboursOf, type Neighbours } from '../dossiers/voisins.tsx';

export type Case = Schemas['Dossier'];

export interface OpenCase {
  readonly ess: string;
  readonly dossier: Case;
  /** What was read: sent back with an act (`If-Match`), so that one decides on it and nothing else. */
  readonly etag: string;
  readonly team: string;
  /** Civil date where the case is: a demonstration's clock may be years away. */
  readonly today: string;
  /** In the list that it was opened from. */
  readonly neighbours: Neighbours | undefined;
  /** Keys go through that list. */
  readonly keys: boolean;
}

/** « ESS dermatologie de Gironde », or what it is and where. */
export function teamOf({ intitule, specialites, departements, ess }: Case, visit: Visit): string {
  if (typeof intitule === 'string' && intitule !== '') return intitule;
  const words = specialites.map((slug) => visit.contract.label(slug) ?? spaced(slug)).join(', ');
  return words === '' ? ess : `${words} (${departements.join(', ')})`;
}

/** Its own clock, where that may differ from ours: demonstrations. */
async function clockOf(visit: Visit, ess: string): Promise<string> {
  if (!visit.demonstration) return visit.today;
  const live = await answerOf(visit.api.GET('/api/v1/ess/{ess}', { params: { path: { ess }, query: { frais: '1' } } }));
  // A case that slept says when it last woke: not before today.
  const its = live.maintenant === undefined ? visit.today : civilToday(new Date(live.maintenant));
  return its > visit.today ? its : visit.today;
}

/** The case of this page. Throws the API's 404 outside one's scope. */
export async function openCase(visit: Visit): Promise<OpenCase> {
  const ess = visit.path['ess'] ?? '';
  const [{ data, headers }, today, neighbours, keys] = await Promise.all([
    answerWithHeaders(visit.api.GET('/api/v1/ess/{ess}', { params: { path: { ess } } })),
    clockOf(visit, ess),
    neighboursOf(visit, ess),
    listOf(visit) === undefined ? false : shortcutsOf(visit),
  ]);
  return { ess, dossier: data, etag: headers.get('etag') ?? '', team: teamOf(data, visit), today, neighbours, keys };
}

/** Tabs, each with the right that opens it. */
const TABS: readonly { readonly path: string; readonly label: string; readonly right: string }[] = [
  { path: '', label: 'Résumé', right: 'lire-dossier' },
  { path: '/etapes', label: 'Étapes', right: 'lire-etapes' },
  { path: '/decision', label: 'Décision', right: 'lire-instruction' },
  { path: '/echeancier', label: 'Échéancier', right: 'lire-echeancier' },
  { path: '/pieces', label: 'Pièces', right: 'lire-fichiers' },
  { path: '/adherents', label: 'Adhérents', right: 'lire-adhesions' },
  { path: '/argent', label: 'Argent', right: 'lire-paiements' },
  { path: '/courriers', label: 'Courriers', right: 'lister-courriers' },
  { path: '/journal', label: 'Journal', right: 'lire-journal' },
];

const tabsOf = (ess: string, visit: Visit, current: string) =>
  TABS.filter(({ right }) => visit.me.droits.includes(right)).map(({ path, label }) => ({
    href: inList(`/dossiers/${ess}${path}`, visit),
    label,
    current: path === current,
  }));

function Summary({ dossier, today }: { readonly dossier: Case; readonly today: string }) {
  const { phase, motifCloture, prochaineEcheance: next = null, montantVerseCentimes: paid } = dossier;
  return (
    <Strip
      facts={[
        ['Phase', `${PHASES[phase]}${motifCloture === null ? '' : ` : ${CLOSURES[motifCloture]}`}`],
        [
          'Prochaine échéance',
          next === null ? (
            'aucune'
          ) : (
            <>
              {deadlineName(next.cle)}
              <br />
              <LastDay civil={next.expire} today={today} />
            </>
          ),
        ],
        ['Versé', paid === undefined ? null : inEuros(paid)],
        ['Incidents ouverts', Object.keys(dossier.incidents).length || null],
      ]}
    />
  );
}

/** A page of a case, under its tab. `tab`: the path of one of them; `name`: of a page beside the tab's own. */
export function caseView(
  visit: Visit,
  { ess, dossier, team, today, neighbours, keys }: OpenCase,
  tab: string,
  body: ComponentChildren,
  wide = false,
  name = TABS.find(({ path }) => path === tab)?.label ?? '',
): View {
  return view({
    title: tab === '' ? team : `${name} – ${team}`,
    back:
      tab === ''
        ? { href: neighbours?.list ?? '/dossiers', label: neighbours === undefined ? 'Dossiers' : 'Votre liste' }
        : { href: inList(`/dossiers/${ess}`, visit), label: team },
    wide,
    strap: (
      <p>
        <code>{ess}</code>
        <button class="quiet" type="button" data-copy={ess} hidden>
          Copier<span role="status"></span>
        </button>
      </p>
    ),
    body: (
      <>
        <NeighbourLinks neighbours={neighbours} />
        <Shortcuts on={keys} />
        <Summary dossier={dossier} today={today} />
        <Tabs label="Parties du dossier" tabs={tabsOf(ess, visit, tab)} />
        {body}
      </>
    ),
  });
}
