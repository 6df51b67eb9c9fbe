/** What every page of the national picture has: its year, its version, its parts, and what is hidden, said. */
import type { ComponentChildren } from 'preact';
import { Day } from '../../parts/date.tsx';
import { Notice } from '../../parts/notice.tsx';
import { Tabs } from '../../parts/tabs.tsx';
import { withQuery } from '../../shell/addresses.ts';
import { answerOf } from '../../shell/api.ts';
import { view, type Schemas, type View, type Visit } from '../../shell/page.ts';
import { spaced } from '../../words/noms.ts';

export type Line = Schemas['LigneEtatDesLieux'];
export const ROOT = '/etat-des-lieux';

const PARTS = [
  { path: ROOT, label: 'Synthèse', right: 'lire-etat-des-lieux' },
  { path: `${ROOT}/carte`, label: 'Carte', right: 'lire-etat-des-lieux' },
  { path: `${ROOT}/delais`, label: 'Délais et silence', right: 'lire-etat-des-lieux' },
  { path: `${ROOT}/argent`, label: 'Argent', right: 'lire-etat-des-lieux' },
  { path: `${ROOT}/indicateurs`, label: 'Indicateurs', right: 'lire-etat-des-lieux' },
] as const;

/** What the address asks of the API: the same for a page and for its exports. */
export function askedOf({ query }: Visit): { annee?: string; chiffres?: 'exacts' } {
  const annee = query.get('annee') ?? '';
  return {
    ...(/^20\d{2}$/.test(annee) ? { annee } : {}),
    ...(query.get('chiffres') === 'exacts' ? { chiffres: 'exacts' as const } : {}),
  };
}

export const pictureOf = (visit: Visit) =>
  answerOf(visit.api.GET('/api/v1/etat-des-lieux', { params: { query: askedOf(visit) } }));
export type Picture = Awaited<ReturnType<typeof pictureOf>>;

export const linesOf = ({ lignes }: Picture, niveau: Line['niveau']): readonly Line[] =>
  lignes.filter((line) => line.niveau === niveau);

/** « Nouvelle-Aquitaine », « Gironde (33) », « Dermatologie et vénéréologie », « France entière ». */
export function placeOf({ niveau, region, departement, specialite }: Line, { contract }: Visit): string {
  if (niveau === 'region') return contract.region(region ?? '');
  if (niveau === 'departement') return departement === null ? '' : contract.departement(departement);
  if (niveau === 'specialite')
    return (specialite ?? '')
      .split(' + ')
      .map((slug) => contract.label(slug) ?? spaced(slug))
      .join(' + ');
  return 'France entière';
}

function Asked({ visit, path, picture }: { readonly visit: Visit; readonly path: string; readonly picture: Picture }) {
  const exact = picture.chiffres === 'exacts';
  const files = (name: string) => withQuery(`${ROOT}/${name}.csv`, askedOf(visit));
  return (
    <>
      <form class="filters" action={path} aria-label="Choisir l’année">
        {visit.query.has('specialite') && (
          <input type="hidden" name="specialite" value={visit.query.get('specialite') ?? ''} />
        )}
        <div>
          <label for="annee">Année (vide : aujourd’hui)</label>
          <input id="annee" name="annee" type="text" inputMode="numeric" size={6} value={askedOf(visit).annee ?? ''} />
        </div>
        <div>
          <label for="chiffres">Chiffres</label>
          <select id="chiffres" name="chiffres">
            <option value="">diffusables</option>
            <option value="exacts" selected={exact}>
              exacts, à ne pas diffuser
            </option>
          </select>
        </div>
        <div>
          <button type="submit">Voir</button>
        </div>
      </form>
      <p>
        {'Du '}
        <Day civil={picture.du} /> au <Day civil={picture.au} />
        {picture.provisoire && ', provisoire : des actes peuvent encore être enregistrés'}. Exporter :{' '}
        <a href={files('lignes')}>les chiffres (CSV)</a> · <a href={files('couverture')}>la couverture (CSV)</a>
      </p>
      {exact ? (
        <Notice level="warn" title="Chiffres exacts : à ne pas diffuser." />
      ) : (
        <p class="small">
          {`« masqué » : le chiffre repose sur moins de ${picture.seuils.equipes} équipes ou de ${picture.seuils.personnes} personnes, ou permettrait d’en retrouver un autre.`}
        </p>
      )}
    </>
  );
}

/** A page of the picture, under its part. */
export function pictureView(visit: Visit, picture: Picture, path: string, body: ComponentChildren): View {
  const label = PARTS.find((part) => part.path === path)?.label ?? '';
  return view({
    title: path === ROOT ? 'État des lieux' : `${label} – état des lieux`,
    back:
      path === ROOT
        ? { href: '/', label: 'Accueil' }
        : { href: withQuery(ROOT, askedOf(visit)), label: 'État des lieux' },
    wide: true,
    body: (
      <>
        <Tabs
          label="Parties de l’état des lieux"
          tabs={PARTS.map((part) => ({
            href: withQuery(part.path, askedOf(visit)),
            label: part.label,
            current: part.path === path,
          }))}
        />
        <Asked visit={visit} path={path} picture={picture} />
        {body}
      </>
    ),
  });
}
