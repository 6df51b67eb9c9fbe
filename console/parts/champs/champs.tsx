/** The fields of a command as a form: made from the contract, so that a new field shows by itself. */
import type { ComponentChildren } from 'preact';
import type { Form } from '../../shell/forms.ts';
import { FieldFrame, Optional, described, idOf, type Errors } from '../formulaire.tsx';
import { RuleLink, isRule } from '../regle.tsx';
import type { NamedField, Shape } from './forme.ts';
import { rowsOf } from './lire.ts';

/** What is known before anything is typed, by path: today, what the API knows. */
export type Known = Readonly<Record<string, string>>;

interface Context {
  readonly form: Form;
  readonly errors: Errors;
  readonly known: Known;
}

interface Place extends Context {
  readonly field: NamedField;
  readonly path: string;
}

/** Few choices are shown at once. */
const AT_ONCE = 5;
/** Letters of a choice that leaves room for the next one beside it. */
const SHORT = 20;

/** What was typed, else what is known. */
const typedAt = ({ form, known }: Context, path: string): string =>
  Object.hasOwn(form.fields, path) ? (form.all(path)[0] ?? '') : (known[path] ?? '');

function Legend({ field: { label, required, when, help } }: { readonly field: NamedField }) {
  return (
    <legend>
      {label}
      <Optional required={required} when={when} />
      {help !== undefined && <span class="help">{help}</span>}
    </legend>
  );
}

/** Several controls under one name, and what is wrong with it. */
function Group({ place, children }: { readonly place: Place; readonly children: ComponentChildren }) {
  const { field, path, errors } = place;
  const error = errors[path];
  const id = idOf(path);
  return (
    <fieldset
      class={`field${error === undefined ? '' : ' wrong'}`}
      id={id}
      tabIndex={-1}
      {...(error === undefined ? {} : { 'aria-describedby': `${id}-erreur` })}
    >
      <Legend field={field} />
      {error !== undefined && (
        <span class="error" id={`${id}-erreur`}>
          {error}
        </span>
      )}
      {children}
    </fieldset>
  );
}

function Radios({
  place,
  choices,
}: {
  readonly place: Place;
  readonly choices: readonly (readonly [string, string])[];
}) {
  const { field, path } = place;
  const typed = typedAt(place, path);
  const id = idOf(path);
  const all = field.required ? choices : [...choices, ['', 'Sans réponse'] as const];
  return (
    <Group place={place}>
      <div class={all.every(([, label]) => label.length <= SHORT) ? 'in-line' : undefined}>
        {all.map(([value, label]) => (
          <div class="choice">
            <input
              type="radio"
              id={`${id}-${value === '' ? 'sans' : value}`}
              name={path}
              value={value}
              checked={typed === value}
              required={field.required}
            />
            <label for={`${id}-${value === '' ? 'sans' : value}`}>{label}</label>
          </div>
        ))}
      </div>
    </Group>
  );
}

function Checks({
  place,
  choices,
}: {
  readonly place: Place;
  readonly choices: readonly (readonly [string, string])[];
}) {
  const { path, form, known } = place;
  const typed = form.all(path);
  const chosen = typed.length > 0 ? typed : (known[path] ?? '').split(',');
  const id = idOf(path);
  return (
    <Group place={place}>
      <div class="checks">
        {choices.map(([value, label], rank) => (
          <div class="choice">
            <input type="checkbox" id={`${id}-${rank}`} name={path} value={value} checked={chosen.includes(value)} />
            <label for={`${id}-${rank}`}>{label}</label>
          </div>
        ))}
      </div>
    </Group>
  );
}

function AddRow({ path, label }: { readonly path: string; readonly label: string }) {
  return (
    <button class="quiet" type="submit" name="ajouter" value={path} formnovalidate>
      Ajouter une ligne<span class="visually-hidden">{` : ${label}`}</span>
    </button>
  );
}

/** One list to choose from, with its first words. A value of elsewhere that the list lacks is kept. */
function Options({
  choices,
  value,
  none,
}: {
  readonly choices: readonly (readonly [string, string])[];
  readonly value: string;
  readonly none: string;
}) {
  return (
    <>
      <option value="">{none}</option>
      {choices.map(([one, label]) => (
        <option value={one} selected={one === value}>
          {label}
        </option>
      ))}
      {value !== '' && !choices.some(([one]) => one === value) && (
        <option value={value} selected>
          {value}
        </option>
      )}
    </>
  );
}

/** Several of a long list: a list to choose from for each. */
function Picks({
  place,
  choices,
}: {
  readonly place: Place;
  readonly choices: readonly (readonly [string, string])[];
}) {
  const { field, path, form, errors, known } = place;
  const typed = Array.from({ length: rowsOf(form, path) }, (_, rank) => form.one(`${path}.${rank}`));
  const given = (form.all(path)[0] ?? known[path] ?? '').split(',').filter((one) => one !== '');
  const values = typed.some((one) => one !== '') ? typed : given.length > typed.length ? given : typed;
  return (
    <Group place={place}>
      {values.map((value, rank) => {
        const name = `${path}.${rank}`;
        const wrong = errors[name];
        return (
          <div class={`field${wrong === undefined ? '' : ' wrong'}`}>
            <label
              for={idOf(name)}
              class={values.length === 1 ? 'visually-hidden' : undefined}
            >{`Choix ${rank + 1}`}</label>
            {wrong !== undefined && (
              <span class="error" id={`${idOf(name)}-erreur`}>
                {wrong}
              </span>
            )}
            <select {...described(name, false, wrong !== undefined)} required={field.required && rank === 0}>
              <Options choices={choices} value={value} none={rank === 0 ? 'Choisir…' : 'Aucun autre'} />
            </select>
          </div>
        );
      })}
      <input type="hidden" name={`lignes.${path}`} value={values.length} />
      <AddRow path={path} label={field.label} />
    </Group>
  );
}

function Rows({ place, fields }: { readonly place: Place; readonly fields: readonly NamedField[] }) {
  const { field, path, form, errors } = place;
  const count = rowsOf(form, path);
  return (
    <fieldset class="group" id={idOf(path)} tabIndex={-1}>
      <Legend field={field} />
      {errors[path] !== undefined && <span class="error-text">{errors[path]}</span>}
      {Array.from({ length: count }, (_, rank) => (
        <fieldset class="group">
          <legend>{`Ligne ${rank + 1}`}</legend>
          <SchemaFields {...place} fields={fields} prefix={`${path}.${rank}.`} />
        </fieldset>
      ))}
      <input type="hidden" name={`lignes.${path}`} value={count} />
      <AddRow path={path} label={field.label} />
    </fieldset>
  );
}

const HELP: Readonly<Partial<Record<Shape['kind'], string>>> = {
  lines: 'Une valeur par ligne.',
  amount: 'En euros (exemple : 40 000,00).',
  any: 'Une date (03/05/2026), un montant (40 000,00 €), un nombre, oui ou non, ou un mot.',
};

/** One control with one text: text, date, number, long text, list of choices. */
function Simple({ place }: { readonly place: Place }) {
  const { field, path, errors } = place;
  const { shape, required, schema } = field;
  const error = errors[path];
  const said = [field.help, HELP[shape.kind]].filter((one) => one !== undefined).join(' ');
  const help = (
    <>
      {said}
      {isRule(field.rule) && (
        <>
          {said === '' ? '' : ' '}
          Règle <RuleLink id={field.rule} />
        </>
      )}
    </>
  );
  const value = typedAt(place, path);
  const common = { ...described(path, true, error !== undefined), required };
  return (
    <FieldFrame name={path} label={field.label} required={required} when={field.when} help={help} error={error}>
      {shape.kind === 'area' || shape.kind === 'lines' ? (
        <textarea {...common} maxLength={shape.kind === 'area' ? schema.maxLength : undefined}>
          {value}
        </textarea>
      ) : shape.kind === 'choice' ? (
        <select {...common}>
          <Options choices={shape.choices} value={value} none={required ? 'Choisir…' : 'Sans réponse'} />
        </select>
      ) : shape.kind === 'date' ? (
        <input {...common} type="date" value={value} />
      ) : shape.kind === 'email' ? (
        <input {...common} type="email" value={value} autocomplete="off" />
      ) : (
        <input
          {...common}
          type="text"
          value={value}
          maxLength={schema.maxLength}
          inputMode={shape.kind === 'number' || shape.kind === 'amount' ? 'decimal' : undefined}
          autocomplete="off"
        />
      )}
    </FieldFrame>
  );
}

function OneField({ place }: { readonly place: Place }) {
  const { field, path } = place;
  const { shape } = field;
  switch (shape.kind) {
    case 'none':
      return null;
    case 'group':
      return (
        <fieldset class="group" id={idOf(path)} tabIndex={-1}>
          <Legend field={field} />
          <SchemaFields {...place} fields={shape.fields} prefix={`${path}.`} inside={!field.required} />
        </fieldset>
      );
    case 'rows':
      return <Rows place={place} fields={shape.fields} />;
    case 'yes-no':
      return (
        <Radios
          place={place}
          choices={[
            ['oui', 'Oui'],
            ['non', 'Non'],
          ]}
        />
      );
    case 'choices':
      return <Checks place={place} choices={shape.choices} />;
    case 'picks':
      return <Picks place={place} choices={shape.choices} />;
    case 'choice':
      return shape.choices.length <= AT_ONCE ? (
        <Radios place={place} choices={shape.choices} />
      ) : (
        <Simple place={place} />
      );
    default:
      return <Simple place={place} />;
  }
}

interface SchemaFieldsProps extends Context {
  readonly fields: readonly NamedField[];
  readonly prefix?: string;
  /** Of a group that may be left out: nothing of it is required of who leaves it out. */
  readonly inside?: boolean;
}

/** A form with more optional groups than this says first what it is about: they are folded until they hold something. */
const FOLDED_BEYOND = 2;
/** Of a form and of the groups that stand in it, not of what those hold. */
const FOLDED_DOWN_TO = 2;
const mayFold = ({ required, shape }: NamedField): boolean =>
  !required && (shape.kind === 'group' || shape.kind === 'rows');

const inside = (path: string) => (name: string) => name === path || name.startsWith(`${path}.`);

/** Something was typed in this field, or in this group. */
export const holds = (form: Form, path: string): boolean =>
  Object.keys(form.fields)
    .filter(inside(path))
    .some((name) => form.one(name) !== '');

/** Something was typed in this group, asked for in it, or is wrong in it. */
const isInUse = ({ form, errors, known }: Context, path: string): boolean =>
  form.one(`lignes.${path}`) > '1' ||
  holds(form, path) ||
  [...Object.keys(errors), ...Object.keys(known)].some(inside(path));

export function SchemaFields({ fields, prefix = '', inside: optional = false, ...context }: SchemaFieldsProps) {
  const { form, errors, known } = context;
  const folds = prefix.split('.').length <= FOLDED_DOWN_TO && fields.filter(mayFold).length > FOLDED_BEYOND;
  return (
    <>
      {fields.map((field) => {
        const path = `${prefix}${field.name}`;
        const shown = optional && field.required ? { ...field, required: false } : field;
        const one = <OneField place={{ form, errors, known, field: shown, path }} />;
        if (!folds || !mayFold(field)) return one;
        return (
          <details class="fold" open={isInUse(context, path)}>
            <summary>
              {field.label}
              <Optional required={false} when={field.when} />
            </summary>
            {one}
          </details>
        );
      })}
    </>
  );
}
