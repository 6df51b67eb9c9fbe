/** Filters of the list: a form of the address; those that apply, each with what takes it away; the columns. */
import { withQuery } from '../../shell/addresses.ts';
import { FROM_THE_START } from './adresses.ts';
import { inWords, type Criterion } from './criteres.ts';
import type { CaseColumn } from './colonnes.tsx';

interface FiltersProps {
  readonly criteria: readonly Criterion[];
  readonly asked: Readonly<Record<string, string>>;
  readonly columns: readonly CaseColumn[];
  readonly chosen: readonly CaseColumn[];
  readonly tri: string;
  readonly here: string;
}

function Field({ criterion, value }: { readonly criterion: Criterion; readonly value: string }) {
  const { name, label, kind, choices = [] } = criterion;
  const id = `filtre-${name}`;
  const known = choices.some(([one]) => one === value);
  return (
    <div>
      <label for={id}>{label}</label>
      {kind === 'choice' ? (
        <select id={id} name={name}>
          <option value="">Toutes valeurs</option>
          {choices.map(([one, words]) => (
            <option value={one} selected={one === value}>
              {words}
            </option>
          ))}
          {value !== '' && !known && (
            <option value={value} selected>
              {inWords(criterion, value)}
            </option>
          )}
        </select>
      ) : (
        <Box id={id} name={name} date={kind === 'date'} value={value} />
      )}
    </div>
  );
}

function Box({
  date,
  ...box
}: {
  readonly id: string;
  readonly name: string;
  readonly value: string;
  readonly date: boolean;
}) {
  return date ? <input {...box} type="date" /> : <input {...box} type="text" maxLength={200} />;
}

export function Filters({ criteria, asked, columns, chosen, tri, here }: FiltersProps) {
  const [first, more] = [
    criteria.filter(({ first }) => first === true),
    criteria.filter(({ first }) => first !== true),
  ];
  const applied = criteria.flatMap((criterion) => {
    const value = asked[criterion.name];
    return value === undefined ? [] : [{ criterion, value }];
  });
  const field = (criterion: Criterion) => <Field criterion={criterion} value={asked[criterion.name] ?? ''} />;
  return (
    <>
      <form action="/dossiers" aria-label="Filtrer les dossiers">
        <input type="hidden" name="tri" value={tri} />
        <div class="filters">
          {first.map(field)}
          <div>
            <button type="submit">Filtrer</button>
          </div>
        </div>
        <details class="more" open={more.some(({ name }) => asked[name] !== undefined)}>
          <summary>Plus de filtres</summary>
          <div class="filters">{more.map(field)}</div>
        </details>
        <details class="more">
          <summary>Colonnes</summary>
          <fieldset class="filters">
            <legend class="visually-hidden">Colonnes à montrer</legend>
            {columns
              .filter(({ name }) => name !== 'equipe')
              .map(({ name, label }) => (
                <div class="choice">
                  <input
                    type="checkbox"
                    id={`colonne-${name}`}
                    name="colonnes"
                    value={name}
                    checked={chosen.some((column) => column.name === name)}
                  />
                  <label for={`colonne-${name}`}>{label}</label>
                </div>
              ))}
          </fieldset>
        </details>
      </form>
      {applied.length > 0 && (
        <>
          <h2 class="visually-hidden">Filtres appliqués</h2>
          <ul class="applied">
            {applied.map(({ criterion, value }) => (
              <li>
                <a class="button quiet" href={withQuery(here, { ...FROM_THE_START, [criterion.name]: undefined })}>
                  <span aria-hidden="true">✕ </span>
                  <span class="visually-hidden">Retirer le filtre </span>
                  {inWords(criterion, value)}
                </a>
              </li>
            ))}
            <li>
              <a href="/dossiers">Tout effacer</a>
            </li>
          </ul>
        </>
      )}
    </>
  );
}
