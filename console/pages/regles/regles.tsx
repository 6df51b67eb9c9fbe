/** `/regles`: each rule in a sentence, where it is written, and whether it is the text or a reading of it. */
import { Day } from '../../parts/date.tsx';
import { Facts } from '../../parts/facts.tsx';
import { answerOf } from '../../shell/api.ts';
import { everyone, view, type Page, type Schemas, type Visit } from '../../shell/page.ts';
import { inEuros } from '../../words/money.ts';

type Rule = Schemas['Regle'];

const NATURES: Readonly<Record<Rule['nature'], string>> = {
  texte: 'écrite dans le texte',
  interpretation: 'interprétation du texte',
};
const UNITS: Readonly<Record<string, string>> = {
  mois: 'mois',
  jours: 'jours',
  medecins: 'médecins',
  'pour-cent': '%',
};

const figure = ({ valeur, unite }: Rule): string | null =>
  valeur === undefined ? null : unite === 'centimes' ? inEuros(valeur) : `${valeur} ${UNITS[unite ?? ''] ?? ''}`;

/** Letters of accents apart, so that « delai » finds « délai ». */
const plain = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

async function rules(visit: Visit) {
  const { le, regles } = await answerOf(visit.api.GET('/api/v1/regles'));
  const wanted = plain((visit.query.get('chercher') ?? '').trim());
  const nature = visit.query.get('nature') ?? '';
  const shown = regles.filter(
    (rule) =>
      (nature === '' || rule.nature === nature) &&
      (wanted === '' || plain(`${rule.id} ${rule.titre} ${rule.phrase} ${rule.source}`).includes(wanted)),
  );
  return view({
    title: 'Règles appliquées',
    back: { href: '/', label: 'Accueil' },
    strap: (
      <p>
        Telles qu’elles s’appliquent le <Day civil={le} />.
      </p>
    ),
    body: (
      <>
        <form class="filters" action="/regles" aria-label="Chercher une règle">
          <div>
            <label for="chercher">Mot, ou identifiant</label>
            <input
              id="chercher"
              name="chercher"
              type="text"
              value={visit.query.get('chercher') ?? ''}
              maxLength={100}
            />
          </div>
          <div>
            <label for="nature">Nature</label>
            <select id="nature" name="nature">
              <option value="">Toutes</option>
              {Object.entries(NATURES).map(([value, label]) => (
                <option value={value} selected={value === nature}>
                  {label}
                </option>
              ))}
            </select>
          </div>
          <div>
            <button type="submit">Chercher</button>
          </div>
        </form>
        <p>{`${shown.length} règle${shown.length > 1 ? 's' : ''}.`}</p>
        <dl class="rules">
          {shown.map(({ id, titre, phrase, nature: kind }) => (
            <div id={id}>
              <dt>
                <a href={`/regles/${id}`}>{`${id} – ${titre}`}</a>
              </dt>
              <dd>
                {phrase} <span class="small">{`(${NATURES[kind]})`}</span>
              </dd>
            </div>
          ))}
        </dl>
      </>
    ),
  });
}

async function rule(visit: Visit) {
  const { regles } = await answerOf(visit.api.GET('/api/v1/regles'));
  const found = regles.find(({ id }) => id === visit.path['regle']);
  const back = { href: '/regles', label: 'Règles appliquées' };
  if (found === undefined)
    return view({ title: 'Règle introuvable', status: 404, back, body: <p>Aucune règle ne porte cet identifiant.</p> });
  return view({
    title: `${found.id} – ${found.titre}`,
    back,
    body: (
      <>
        <p class="lead">{found.phrase}</p>
        <Facts
          facts={[
            ['Chiffre', figure(found)],
            ['Nature', NATURES[found.nature]],
            [
              'Où c’est écrit',
              found.sources.length === 0 ? null : (
                <ul>
                  {found.sources.map((source) => (
                    <li>{source}</li>
                  ))}
                </ul>
              ),
            ],
            ['Lignes des textes', found.source],
          ]}
        />
      </>
    ),
  });
}

export const REGLES: readonly Page[] = [
  { path: '/regles', open: everyone, menu: { label: 'Règles', rank: 80 }, get: rules },
  { path: '/regles/:regle', open: everyone, get: rule },
];
