/** What every page of a caisse has: which one it is, its parts, its back link. A national pilot reads any of them. */
import type { ComponentChildren } from 'preact';
import { Tabs } from '../../parts/tabs.tsx';
import { withQuery } from '../../shell/addresses.ts';
import { redirect, view, type Page, type Schemas, type View, type Visit } from '../../shell/page.ts';

export type Caisse = Schemas['Caisse'];

/** The name of the parameter that says which caisse. */
export const CAISSE = 'caisse';

const PARTS: readonly { readonly path: string; readonly label: string; readonly right: string }[] = [
  { path: '/caisse/paiements', label: 'Paiements', right: 'lire-paiements-caisse' },
  { path: '/caisse/lots', label: 'Lots', right: 'lire-lots' },
  { path: '/caisse/retours', label: 'Retours de banque', right: 'lire-lots' },
  { path: '/caisse/rapprochement', label: 'Rapprochement', right: 'lire-rapprochement' },
  { path: '/caisse/grand-livre', label: 'Grand livre', right: 'lire-rapprochement' },
  { path: '/caisse/recouvrements', label: 'Recouvrements', right: 'lire-rapprochement' },
  { path: '/caisse/compte', label: 'Compte qui paie', right: 'tenir-compte-caisse' },
];

/** Those that one may read: one's own; all of them, for the nation. */
const readable = ({ me, contract }: Visit): readonly string[] =>
  me.role === 'national' ? contract.caisses : me.caisses;

/** The one of this page; `undefined`: there are several, and none was chosen. */
export function caisseOf(visit: Visit): Caisse | undefined {
  const all = readable(visit);
  const asked = visit.query.get(CAISSE) ?? visit.form.one(CAISSE);
  // Both lists are the contract's own words.
  return (all.includes(asked) ? asked : all.length === 1 ? all[0] : undefined) as Caisse | undefined;
}

/** An address of this part, for the same caisse. */
export const inCaisse = (
  path: string,
  caisse: Caisse,
  more: Readonly<Record<string, string | undefined>> = {},
): string => withQuery(path, { [CAISSE]: caisse, ...more });

function ChooseCaisse({ visit, chosen }: { readonly visit: Visit; readonly chosen: string | undefined }) {
  const all = readable(visit);
  if (all.length < 2) return null;
  const { pathname } = new URL(visit.here, 'http://ici.invalid');
  return (
    <form class="filters" action={pathname} aria-label="Choisir la caisse">
      <div>
        <label for="caisse-choisie">Caisse</label>
        <select id="caisse-choisie" name={CAISSE}>
          {all.map((code) => (
            <option value={code} selected={code === chosen}>
              {visit.contract.caisse(code)}
            </option>
          ))}
        </select>
      </div>
      <div>
        <button type="submit">Choisir</button>
      </div>
    </form>
  );
}

interface CaissePage {
  readonly visit: Visit;
  readonly caisse: Caisse;
  /** Path of its part. */
  readonly part: string;
  /** When the page is one of a part, and not the part itself. */
  readonly title?: string;
  readonly status?: number;
  readonly body: ComponentChildren;
}

/** A page of a caisse, under its part. */
export function caisseView({ visit, caisse, part, title, status, body }: CaissePage): View {
  const label = PARTS.find(({ path }) => path === part)?.label ?? '';
  return view({
    title: title ?? label,
    back: title === undefined ? { href: '/', label: 'Accueil' } : { href: inCaisse(part, caisse), label },
    wide: true,
    ...(status === undefined ? {} : { status }),
    strap: <p>{visit.contract.caisse(caisse)}</p>,
    body: (
      <>
        <Tabs
          label="Argent de la caisse"
          tabs={PARTS.filter(({ right }) => visit.me.droits.includes(right)).map(({ path, label: text }) => ({
            href: inCaisse(path, caisse),
            label: text,
            current: path === part,
          }))}
        />
        {title === undefined && <ChooseCaisse visit={visit} chosen={caisse} />}
        {body}
      </>
    ),
  });
}

const noneChosen = (visit: Visit): View =>
  view({
    title: 'Choisir une caisse',
    back: { href: '/', label: 'Accueil' },
    body: <ChooseCaisse visit={visit} chosen={undefined} />,
  });

type Handler = (visit: Visit, caisse: Caisse) => ReturnType<NonNullable<Page['get']>>;
/** A handler that knows its caisse; asked which, when that is not said. */
export const ofCaisse =
  (handler: Handler): NonNullable<Page['get']> =>
  async (visit) => {
    const caisse = caisseOf(visit);
    return caisse === undefined ? noneChosen(visit) : handler(visit, caisse);
  };

/** The roles that have these pages; each still asks its right of the API. */
export const reads =
  (right: string) =>
  ({ role, droits }: Visit['me']): boolean =>
    (role === 'caisse' || role === 'national') && droits.includes(right);

export const ENTREE: Page = {
  path: '/caisse',
  open: reads('lire-lots'),
  menu: { label: 'Argent', rank: 26 },
  get: (visit) =>
    Promise.resolve(redirect(withQuery('/caisse/paiements', { [CAISSE]: visit.query.get(CAISSE) ?? '' }))),
};
