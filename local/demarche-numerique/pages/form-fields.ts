/** The champs of a démarche as fields of a form, that a browser without script fills. */
import { nomDepartement } from '../../../documents/places.ts';
import { saisieOf } from '../world/content.ts';
import type { Contenu, Descripteur } from '../world/model.ts';
import { DEPARTEMENTS } from '../ready-made/lettre-intention.ts';
import type { World } from '../world/world.ts';
import { html, type Html } from './html.ts';

/** As many as the annexe prints. */
const BLANK_ROWS = 25;

export const fieldName = (stableId: number, row?: number): string =>
  row === undefined ? `c${stableId}` : `c${stableId}.${row}`;

const INPUTS: Partial<Record<Descripteur['type'], string>> = {
  date: 'date',
  email: 'email',
  phone: 'tel',
  integer_number: 'number',
};

/** Every field, conditional ones included, under the question that shows them. `contenu`: what is already typed. */
export const formFields = (world: World, champs: readonly Descripteur[], contenu: Contenu): readonly Html[] =>
  champs.map((champ) => field(world, champ, contenu));

function field(world: World, champ: Descripteur, contenu: Contenu): Html {
  const { stableId, type, label, required, visibleIf } = champ;
  const name = fieldName(stableId);
  const valeur = saisieOf(contenu, champ)?.valeur ?? null;
  const one = typeof valeur === 'string' ? valeur : '';
  const several: readonly string[] = Array.isArray(valeur) ? (valeur as readonly string[]) : [];
  const words = html`${label}${required === true && ' (obligatoire)'}${visibleIf !== undefined && ', si oui à la question au-dessus'}`;
  // A conditional one is only asked when it is shown: the double says so, not the browser.
  const must = required === true && visibleIf === undefined && html` required`;
  const labelled = (input: Html) => html`<p><label for="${name}">${words}</label> ${input}</p>`;
  switch (type) {
    case 'header_section':
      return html`<h2>${label}</h2>`;
    case 'textarea':
      return labelled(html`<textarea id="${name}" name="${name}" ${must}>${one}</textarea>`);
    case 'yes_no':
      return html`<fieldset>
        <legend>${words}</legend>
        ${radio(name, 'true', 'Oui', one)} ${radio(name, 'false', 'Non', one)}
      </fieldset>`;
    case 'checkbox':
      return html`<p>
        <label
          ><input type="checkbox" name="${name}" value="true" ${one === 'true' && html` checked`}${must} />
          ${words}</label
        >
      </p>`;
    case 'drop_down_list':
      return labelled(select(name, champ.options ?? [], [one], must));
    case 'departements':
      return labelled(
        html`<select id="${name}" name="${name}" ${must}>
          <option value=""></option>
          ${DEPARTEMENTS.map(
            (code) =>
              html`<option value="${code}" ${code === one && html` selected`}>
                ${code} - ${nomDepartement(code) ?? ''}
              </option>`,
          )}
        </select>`,
      );
    case 'multiple_drop_down_list':
      return labelled(
        html`<select id="${name}" name="${name}" multiple size="8" ${must}>
          ${(champ.options ?? []).map(
            (option) => html`<option${several.includes(option) && html` selected`}>${option}</option>`,
          )}
        </select>`,
      );
    case 'piece_justificative':
    case 'titre_identite':
      return html`<p>
          <label for="${name}">${words}</label><br />
          <input type="file" id="${name}" name="${name}" multiple />
        </p>
        ${kept(world, name, several)}`;
    case 'repetition':
      return rows(champ, contenu);
    default: {
      const min = type === 'integer_number' && html` min="0" step="1"`;
      return labelled(
        html`<input type="${INPUTS[type] ?? 'text'}" id="${name}" name="${name}" value="${one}" ${min}${must} />`,
      );
    }
  }
}

const radio = (name: string, value: string, words: string, chosen: string): Html =>
  html`<label
    ><input type="radio" name="${name}" value="${value}" ${chosen === value && html` checked`} /> ${words}</label
  >`;

const select = (name: string, options: readonly string[], chosen: readonly string[], must: Html | false): Html =>
  html`<select id="${name}" name="${name}" ${must}>
    <option value=""></option>
    ${options.map((option) => html`<option${chosen.includes(option) && html` selected`}>${option}</option>`)}
  </select>`;

/** Files that are there already, each to be kept or not. */
const kept = (world: World, name: string, ids: readonly string[]): readonly Html[] =>
  ids.map(
    (id) =>
      html`<p>
        <label
          ><input type="checkbox" name="${name}" value="${id}" checked /> Garder « ${world.fichiers.get(id)?.nom ?? id}
          »</label
        >
      </p>`,
  );

function rows({ stableId, label, required, champs = [] }: Descripteur, contenu: Contenu): Html {
  const ids = contenu.lignes.get(stableId) ?? [];
  const lines = Array.from({ length: ids.length + BLANK_ROWS }, (_, rank) => ids[rank]);
  return html`<table>
    <caption>
      ${label}${required === true && ', une au moins'} (les lignes vides ne comptent pas)
    </caption>
    <thead>
      <tr>
        ${champs.map((column) => html`<th scope="col">${column.label}</th>`)}
      </tr>
    </thead>
    <tbody>
      ${lines.map(
        (id, rank) =>
          html`<tr>
            ${champs.map((column) => {
              const valeur = id === undefined ? '' : (saisieOf(contenu, column, id)?.valeur ?? '');
              return html`<td>
                <input
                  type="text"
                  name="${fieldName(column.stableId, rank)}"
                  value="${String(valeur)}"
                  aria-label="${column.label}, ligne ${rank + 1}"
                />
              </td>`;
            })}
          </tr>`,
      )}
    </tbody>
  </table>`;
}
