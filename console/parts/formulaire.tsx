/** Forms: fields with their labels, help and errors; the list of errors on top, each leading to its field. */
import type { ComponentChildren } from 'preact';
import type { Problem } from '../shell/api.ts';
import { FORM_TOKEN, type Form } from '../shell/forms.ts';
import type { Visit } from '../shell/page.ts';
import { Notice } from './notice.tsx';

/** Sentence by name of field; '' holds what is of no field. */
export type Errors = Readonly<Record<string, string>>;

/** « promoteurs[1].nom », as the API names a field: `promoteurs.1.nom`, as a form does. */
export const fieldPath = (champ: string): string => champ.replaceAll(/\[(\d+)\]/g, '.$1');

/** The errors of a problem of the API, by field; `prefix`: what stands before them (`actes.0.`). */
export function errorsFrom(problem: Problem, prefix = ''): Errors {
  const listed = (problem.erreurs ?? []).map(({ champ, message }) => {
    const path = fieldPath(champ);
    return [path.startsWith(prefix) ? path.slice(prefix.length) : path, message] as const;
  });
  return listed.length === 0 ? { '': problem.detail } : Object.fromEntries(listed);
}

/** What a form calls the field of a path; nothing when it has no such field. */
export type LabelAt = (path: string) => string | undefined;

/** « Promoteurs du projet, ligne 2, nom : ce texte est vide. » */
export function sentenceFor(path: string, sentence: string, labelAt: LabelAt): string {
  const label = labelAt(path);
  if (label === undefined || path === '') return sentence;
  const [first = '', second = ''] = sentence;
  const goesOn = second !== '' && second === second.toLowerCase() && !/[\d«]/.test(first);
  return `${label} : ${goesOn ? first.toLowerCase() : first}${sentence.slice(1)}`;
}

export interface Field {
  readonly name: string;
  readonly label: string;
  readonly kind?: 'text' | 'date' | 'email' | 'number' | 'area' | 'select' | 'check';
  readonly help?: string;
  readonly required?: boolean;
  /** Value and words. */
  readonly choices?: readonly (readonly [string, string])[];
  /** When nothing was typed. */
  readonly value?: string;
  readonly maxLength?: number;
}

/** `evaluation.besoinReel` as an id: dots would be classes to a selector. */
export const idOf = (name: string): string => `champ-${name.replaceAll('.', '-')}`;

interface FrameProps {
  readonly name: string;
  readonly label: string;
  readonly required?: boolean;
  /** When it is asked for, although it may else be left out. */
  readonly when?: string | undefined;
  readonly help?: ComponentChildren;
  readonly error?: string | undefined;
  readonly children: ComponentChildren;
}

/** Beside a label: that it may be left out, or when it may not. */
export const Optional = ({ required, when }: { readonly required: boolean; readonly when?: string | undefined }) =>
  required ? null : <span class="optional">{when === undefined ? ' (facultatif)' : ` (obligatoire ${when})`}</span>;

/** What stands around a control: its label, its help, its error. */
export function FieldFrame({ name, label, required = false, when, help, error, children }: FrameProps) {
  const id = idOf(name);
  return (
    <div class={`field${error === undefined ? '' : ' wrong'}`}>
      <label for={id}>
        {label}
        <Optional required={required} when={when} />
      </label>
      {help !== undefined && (
        <span class="help" id={`${id}-aide`}>
          {help}
        </span>
      )}
      {error !== undefined && (
        <span class="error" id={`${id}-erreur`}>
          {error}
        </span>
      )}
      {children}
    </div>
  );
}

/** Attributes that tie a control to its help and its error. */
export function described(name: string, help: boolean, error: boolean) {
  const id = idOf(name);
  const by = [...(help ? [`${id}-aide`] : []), ...(error ? [`${id}-erreur`] : [])].join(' ');
  return {
    id,
    name,
    ...(by === '' ? {} : { 'aria-describedby': by }),
    ...(error ? { 'aria-invalid': 'true' as const } : {}),
  };
}

function Control({ field, value, error }: { readonly field: Field; readonly value: string; readonly error: boolean }) {
  const { name, kind = 'text', help, required = false, choices = [], maxLength } = field;
  const common = { ...described(name, help !== undefined, error), required };
  if (kind === 'area')
    return (
      <textarea {...common} maxLength={maxLength}>
        {value}
      </textarea>
    );
  if (kind === 'select')
    return (
      <select {...common}>
        {!choices.some(([one]) => one === '') && <option value="">Choisir…</option>}
        {choices.map(([one, words]) => (
          <option value={one} selected={one === value}>
            {words}
          </option>
        ))}
      </select>
    );
  if (kind === 'date') return <input {...common} type="date" value={value} />;
  if (kind === 'number') return <input {...common} type="number" value={value} />;
  if (kind === 'email') return <input {...common} type="email" value={value} maxLength={maxLength} />;
  return <input {...common} type="text" value={value} maxLength={maxLength} />;
}

function OneField({
  field,
  form,
  error,
}: {
  readonly field: Field;
  readonly form: Form;
  readonly error: string | undefined;
}) {
  const { name, label, help, required } = field;
  const typed = Object.hasOwn(form.fields, name) ? (form.all(name)[0] ?? '') : (field.value ?? '');
  if (field.kind === 'check')
    return (
      <div class="choice">
        <input {...described(name, false, error !== undefined)} type="checkbox" value="oui" checked={typed === 'oui'} />
        <label for={idOf(name)}>{label}</label>
      </div>
    );
  return (
    <FieldFrame name={name} label={label} {...(required === undefined ? {} : { required })} help={help} error={error}>
      <Control field={field} value={typed} error={error !== undefined} />
    </FieldFrame>
  );
}

export function Fields({
  fields,
  form,
  errors,
}: {
  readonly fields: readonly Field[];
  readonly form: Form;
  readonly errors: Errors;
}) {
  return (
    <>
      {fields.map((field) => (
        <OneField field={field} form={form} error={errors[field.name]} />
      ))}
    </>
  );
}

/** What is to be corrected, on top, each under the name of its field, with a link to it; the focus goes there. */
export function ErrorSummary({
  errors,
  labelAt = () => undefined,
}: {
  readonly errors: Errors;
  readonly labelAt?: LabelAt;
}) {
  const entries = Object.entries(errors);
  if (entries.length === 0) return null;
  return (
    <div class="notice notice-bad" role="alert" tabIndex={-1} data-focus>
      <p>
        <strong>{entries.length === 1 ? 'Un point est à corriger' : `${entries.length} points sont à corriger`}</strong>
      </p>
      <ul>
        {entries.map(([name, sentence]) => (
          <li>{name === '' ? sentence : <a href={`#${idOf(name)}`}>{sentenceFor(name, sentence, labelAt)}</a>}</li>
        ))}
      </ul>
    </div>
  );
}

interface FormPageProps {
  readonly visit: Visit;
  readonly action: string;
  readonly submit: string;
  readonly errors: Errors;
  readonly children: ComponentChildren;
  readonly after?: ComponentChildren;
  /** The form carries files. */
  readonly files?: boolean;
  /** Names of its fields, for what is to be corrected. */
  readonly labelAt?: LabelAt;
}

/** Of a form of fields that are listed. */
export const labelsOf =
  (fields: readonly { readonly name: string; readonly label: string }[]): LabelAt =>
  (path) =>
    fields.find(({ name }) => name === path)?.label;

/** A form of the session: its token, its errors, its button; what was given back after a sign-in is said. */
export function FormPage({ visit, action, submit, errors, children, after, files = false, labelAt }: FormPageProps) {
  return (
    <>
      {visit.restored && (
        <Notice level="info" title="Votre saisie vous est rendue." announced>
          Votre session avait pris fin ; rien n’a été envoyé. Relisez, puis envoyez.
        </Notice>
      )}
      <ErrorSummary errors={errors} {...(labelAt === undefined ? {} : { labelAt })} />
      <form
        method="post"
        action={action}
        data-keep
        novalidate
        {...(files ? { enctype: 'multipart/form-data' as const } : {})}
      >
        <input type="hidden" name={FORM_TOKEN} value={visit.session.formToken} />
        {children}
        <div class="buttons">
          <button type="submit">{submit}</button>
          {after}
        </div>
      </form>
    </>
  );
}
