/** A long form in the parts of its trame: a list of them on top, with what each holds, then each under its title. */
import type { ComponentChildren } from 'preact';
import { SchemaFields, holds, type Known } from '../../parts/champs/champs.tsx';
import type { NamedField } from '../../parts/champs/forme.ts';
import type { Errors } from '../../parts/formulaire.tsx';
import type { Form } from '../../shell/forms.ts';

export interface Section {
  readonly id: string;
  readonly title: string;
  readonly help?: string;
  /** Paths of its fields (`projetSante.diagnostic.offre`), each in the words of the contract or in those of the trame. */
  readonly fields: readonly (string | readonly [path: string, label: string])[];
}

/** A section with its fields, each under its whole path. */
export type FilledSection = Section & { readonly shown: readonly NamedField[] };

const pathOf = (one: Section['fields'][number]): string => (typeof one === 'string' ? one : one[0]);

function fieldAt(fields: readonly NamedField[], path: string): NamedField | undefined {
  const [name = '', ...inside] = path.split('.');
  const field = fields.find((one) => one.name === name);
  if (field === undefined || inside.length === 0) return field;
  const found = field.shape.kind === 'group' ? fieldAt(field.shape.fields, inside.join('.')) : undefined;
  // Of a group that may be left out, nothing is required.
  return found === undefined ? undefined : { ...found, required: found.required && field.required };
}

/** Fields, by their whole path, of which no section has the place. */
function unplaced(fields: readonly NamedField[], placed: ReadonlySet<string>, prefix = ''): readonly NamedField[] {
  return fields.flatMap((field) => {
    const path = `${prefix}${field.name}`;
    if (placed.has(path)) return [];
    const partly = [...placed].some((one) => one.startsWith(`${path}.`));
    if (partly && field.shape.kind === 'group') return unplaced(field.shape.fields, placed, `${path}.`);
    return [{ ...field, name: path }];
  });
}

/** Each section with its fields; what the contract gains stands in a last one until the trame has its place. */
export function sectionsOf(
  trame: readonly Section[],
  fields: readonly NamedField[],
  workedOut: ReadonlySet<string>,
): readonly FilledSection[] {
  const placed = new Set(trame.flatMap(({ fields: paths }) => paths.map(pathOf)));
  const others = unplaced(fields, placed).filter(({ name }) => !workedOut.has(name));
  const sections = trame.map((section) => ({
    ...section,
    shown: section.fields.flatMap((one) => {
      const field = fieldAt(fields, pathOf(one));
      const label = typeof one === 'string' ? field?.label : one[1];
      return field === undefined || label === undefined ? [] : [{ ...field, name: pathOf(one), label }];
    }),
  }));
  return others.length === 0
    ? sections
    : [...sections, { id: 'autres', title: 'Autres précisions', fields: [], shown: others }];
}

/** Of a part that was begun: how far it is. */
function Filled({ form, shown }: { readonly form: Form; readonly shown: readonly NamedField[] }) {
  const filled = shown.filter(({ name }) => holds(form, name)).length;
  if (filled === 0 || shown.length === 0) return null;
  return <span class="small">{` – ${filled} sur ${shown.length} rempli${filled > 1 ? 's' : ''}`}</span>;
}

export function PartsList({ sections, form }: { readonly sections: readonly FilledSection[]; readonly form: Form }) {
  return (
    <nav aria-label="Parties du formulaire" class="no-print">
      <ul>
        {sections.map(({ id, title, shown }) => (
          <li>
            <a href={`#partie-${id}`}>{title}</a>
            <Filled form={form} shown={shown} />
          </li>
        ))}
      </ul>
    </nav>
  );
}

export function Parts({
  sections,
  after,
  ...context
}: {
  readonly sections: readonly FilledSection[];
  readonly form: Form;
  readonly errors: Errors;
  readonly known: Known;
  /** Under the fields of one part, by its id. */
  readonly after?: Readonly<Record<string, ComponentChildren>>;
}) {
  return (
    <>
      {sections.map(({ id, title, help, shown }) => (
        <section aria-labelledby={`partie-${id}`}>
          <h2 id={`partie-${id}`}>{title}</h2>
          {help !== undefined && <p>{help}</p>}
          <SchemaFields fields={shown} {...context} />
          {after?.[id]}
        </section>
      ))}
    </>
  );
}
