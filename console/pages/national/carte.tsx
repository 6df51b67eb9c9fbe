/** `/etat-des-lieux/carte`: which departments are covered, overseas included, for one specialty or for all; the table beside. */
import { DepartmentMap, type Shown } from '../../parts/carte/carte.tsx';
import { Table } from '../../parts/table.tsx';
import { withRight, type Answer, type Page, type Visit } from '../../shell/page.ts';
import { spaced } from '../../words/noms.ts';
import { ROOT, askedOf, pictureOf, pictureView } from './lecture.tsx';

const LEVELS = [0, 1, 2, 3] as const;

/** Of all specialties: how many are covered. Shades by ranges that the legend says. */
function levelOf(count: number): Shown['level'] {
  if (count === 0) return 0;
  if (count <= 2) return 1;
  return count <= 5 ? 2 : 3;
}
const RANGES: Readonly<Record<(typeof LEVELS)[number], string>> = {
  0: 'aucune spécialité',
  1: '1 ou 2 spécialités',
  2: '3 à 5 spécialités',
  3: '6 spécialités ou plus',
};

async function map(visit: Visit): Promise<Answer> {
  const picture = await pictureOf(visit);
  const { contract, query } = visit;
  const label = (slug: string) => contract.label(slug) ?? spaced(slug);
  const chosen = picture.couverture.find(({ specialite }) => specialite === query.get('specialite'));
  const departments = [
    ...new Set(picture.couverture.flatMap(({ couverts, nonCouverts }) => [...couverts, ...nonCouverts])),
  ].toSorted();
  const coveredBy = (departement: string): readonly string[] =>
    picture.couverture.filter(({ couverts }) => couverts.includes(departement)).map(({ specialite }) => specialite);
  const shown = new Map<string, Shown>(
    departments.map((departement) => {
      const count = coveredBy(departement).length;
      if (chosen === undefined) return [departement, { level: levelOf(count), text: String(count) }];
      const covered = chosen.couverts.includes(departement);
      return [departement, { level: covered ? 3 : 0, text: covered ? 'oui' : '–' }];
    }),
  );
  const title =
    chosen === undefined
      ? 'Nombre de spécialités couvertes, par département'
      : `Départements couverts en ${label(chosen.specialite).toLowerCase()}`;
  return pictureView(
    visit,
    picture,
    `${ROOT}/carte`,
    departments.length === 0 ? (
      <p>Aucune équipe ne tient de territoire dans votre périmètre : il n’y a rien à montrer sur une carte.</p>
    ) : (
      <>
        <form class="filters of-sentences" action={`${ROOT}/carte`} aria-label="Choisir la spécialité">
          {Object.entries(askedOf(visit)).map(([name, value]) => (
            <input type="hidden" name={name} value={value} />
          ))}
          <div>
            <label for="specialite">Spécialité</label>
            <select id="specialite" name="specialite">
              <option value="">toutes</option>
              {picture.couverture.map(({ specialite }) => (
                <option value={specialite} selected={specialite === chosen?.specialite}>
                  {label(specialite)}
                </option>
              ))}
            </select>
          </div>
          <div>
            <button type="submit">Montrer</button>
          </div>
        </form>
        <h2>{title}</h2>
        <div class="map-and-table">
          <DepartmentMap
            title={title}
            shown={shown}
            legend={
              chosen === undefined
                ? LEVELS.map((level) => [level, RANGES[level]] as const)
                : [
                    [3, 'oui : une équipe y tient son territoire'],
                    [0, '– : aucune'],
                  ]
            }
          />
          <Table
            caption="Les mêmes valeurs, par département"
            rows={departments}
            columns={[
              { header: 'Département', head: true, cell: (departement) => contract.departement(departement) },
              {
                header: chosen === undefined ? 'Spécialités couvertes' : 'Couvert',
                cell: (departement) =>
                  chosen === undefined
                    ? coveredBy(departement).map(label).join(', ') || 'aucune'
                    : chosen.couverts.includes(departement)
                      ? 'oui'
                      : 'non',
              },
            ]}
          />
        </div>
        <p class="small">
          Carte schématique : un carré par département, à peu près à sa place, l’outre-mer en bas. Elle ne dit rien que
          le tableau ne dise.
        </p>
      </>
    ),
  );
}

export const CARTE: Page = { path: `${ROOT}/carte`, open: withRight('lire-etat-des-lieux'), get: map };
