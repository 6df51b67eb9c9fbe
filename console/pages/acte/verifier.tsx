/** Second page of an act: what was typed, what it will do beside what silence would do, and the button that sends it. */
import type { ComponentChildren } from 'preact';
import { Facts } from '../../parts/facts.tsx';
import { Notice } from '../../parts/notice.tsx';
import type { NamedField } from '../../parts/champs/forme.ts';
import { FORM_TOKEN, type Form } from '../../shell/forms.ts';
import { view, type View, type Visit } from '../../shell/page.ts';
import { longDate } from '../../words/dates.ts';
import { inEuros } from '../../words/money.ts';
import { inList } from '../dossiers/adresses.ts';
import { KEEP } from './brouillon.tsx';
import { OF_SENDING } from './fichiers.tsx';
import { KEY, READ_AT, STEP } from './champs.ts';
import type { OpenAct } from './lecture.ts';

/** A value read from the form, in words. */
function inWords(field: NamedField, value: unknown): ComponentChildren {
  const { shape } = field;
  const word = (one: unknown) =>
    'choices' in shape ? (shape.choices.find(([name]) => name === one)?.[1] ?? String(one)) : String(one);
  switch (shape.kind) {
    case 'amount':
      return inEuros(Number(value));
    case 'date':
      return longDate(String(value));
    case 'yes-no':
      return value === true ? 'Oui' : 'Non';
    case 'choices':
    case 'picks':
    case 'lines':
      return (value as readonly unknown[]).map(word).join(' ; ');
    case 'group':
      return <Answers fields={shape.fields} body={value as Record<string, unknown>} />;
    case 'rows':
      return (value as readonly Record<string, unknown>[]).map((row) => <Answers fields={shape.fields} body={row} />);
    case 'area':
      return <span class="typed">{String(value)}</span>;
    default:
      return word(value);
  }
}

export function Answers({
  fields,
  body,
}: {
  readonly fields: readonly NamedField[];
  readonly body: Readonly<Record<string, unknown>>;
}) {
  return (
    <Facts
      facts={fields.flatMap((field) =>
        body[field.name] === undefined ? [] : [[field.label, inWords(field, body[field.name])] as const],
      )}
    />
  );
}

/** Everything that was typed, carried along unseen. `but`: fields that the form says again by itself. */
export function Carried({ form, but = [] }: { readonly form: Form; readonly but?: readonly string[] }) {
  const own: ReadonlySet<string> = new Set([STEP, READ_AT, KEY, KEEP, 'ajouter', ...OF_SENDING, ...but]);
  return (
    <>
      {Object.entries(form.fields)
        .filter(([name]) => !own.has(name))
        .flatMap(([name, values]) => [values].flat().map((value) => <input type="hidden" name={name} value={value} />))}
    </>
  );
}

interface Checked {
  readonly form: Form;
  readonly body: Readonly<Record<string, unknown>>;
  readonly readAt: string;
  readonly key: string;
  /** What it will do: events, payments, letters. */
  readonly consequences: ComponentChildren;
  /** The law refuses it: there is nothing to send. */
  readonly refused: boolean;
  readonly changes?: ComponentChildren;
}

export function checkView(visit: Visit, act: OpenAct, checked: Checked): View {
  const { opened, name, title, own, common } = act;
  const { form, body, readAt, key, consequences, refused, changes } = checked;
  const path = inList(`/dossiers/${opened.ess}/actes/${name}`, visit);
  const hidden = (step: string) => (
    <>
      <input type="hidden" name={FORM_TOKEN} value={visit.session.formToken} />
      <input type="hidden" name={STEP} value={step} />
      <input type="hidden" name={READ_AT} value={readAt} />
      <Carried form={form} />
    </>
  );
  return view({
    title: `Vérifier : ${title.charAt(0).toLowerCase()}${title.slice(1)}`,
    back: { href: inList(`/dossiers/${opened.ess}`, visit), label: opened.team },
    strap: <p>{`${opened.team} – étape 2 sur 3 : vérifier. Rien n’est encore envoyé.`}</p>,
    body: (
      <>
        {changes}
        <h2>Votre acte</h2>
        <Answers fields={[...own, ...common]} body={body} />
        {consequences}
        {!refused && (
          <Notice level="info" title="Envoyé, l’acte est écrit au journal et ne s’efface pas.">
            Une erreur se corrige ensuite par un autre acte, qui laisse sa trace.
          </Notice>
        )}
        <div class="buttons">
          {!refused && (
            <form method="post" action={path}>
              {hidden('envoyer')}
              <input type="hidden" name={KEY} value={key} />
              <button type="submit">{title}</button>
            </form>
          )}
          <form method="post" action={path}>
            {hidden('modifier')}
            <button class="quiet" type="submit">
              Modifier
            </button>
          </form>
          <a href={inList(`/dossiers/${opened.ess}`, visit)}>Abandonner</a>
        </div>
      </>
    ),
  });
}
