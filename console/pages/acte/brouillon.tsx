/** Drafts of an act: what was typed, kept in one's own space until it is sent or withdrawn. Nobody else reads them. */
import { randomUUID } from 'node:crypto';
import { Moment } from '../../parts/date.tsx';
import { Notice } from '../../parts/notice.tsx';
import { withQuery } from '../../shell/addresses.ts';
import { ApiProblem, answerOf, answerWithHeaders } from '../../shell/api.ts';
import { FORM_TOKEN, formOf, type Form } from '../../shell/forms.ts';
import { redirect, withRight, type Answer, type Page, type Schemas, type Visit } from '../../shell/page.ts';
import { inList } from '../dossiers/adresses.ts';
import { mayKeep } from '../personne/espace.ts';
import { KEY, READ_AT, STEP } from './champs.ts';
import { OF_SENDING } from './fichiers.tsx';
import type { OpenAct } from './lecture.ts';

/** Fields of the form that name its draft, and the version of it that was read. */
export const DRAFT = 'brouillon';
const VERSION = 'brouillon-version';
export const KEEP = 'garder';

type DraftLine = Omit<Schemas['Brouillon'], 'contenu'>;

const formAt = (ess: string, act: string): string => `/dossiers/${ess}/actes/${act}`;
/** A draft without a case is that of a deposit, which opens one. */
const resumeAt = ({ id, ess, formulaire }: DraftLine): string =>
  withQuery(ess === null ? '/deposer' : formAt(ess, formulaire), { [DRAFT]: id });

/** One's drafts: of this act in this case, or all that are of an act. */
export async function draftsOf(visit: Visit, of?: { ess: string | null; act: string }): Promise<readonly DraftLine[]> {
  if (!mayKeep(visit)) return [];
  const query = of === undefined ? {} : { formulaire: of.act, ...(of.ess === null ? {} : { ess: of.ess }) };
  const { brouillons } = await answerOf(visit.api.GET('/api/v1/moi/brouillons', { params: { query } }));
  return of === undefined ? brouillons : brouillons.filter(({ ess }) => ess === of.ess);
}

/** What was kept, as it was typed, with the version that was read; `undefined` when the address names none. */
export const resumed = (visit: Visit, { name, opened }: OpenAct): Promise<Form | undefined> =>
  resumedForm(visit, { act: name, ess: opened.ess });

/** The same, of a form that may have no case yet. */
export async function resumedForm(
  visit: Visit,
  of: { readonly act: string; readonly ess: string | null },
): Promise<Form | undefined> {
  const id = visit.query.get(DRAFT);
  if (id === null || !mayKeep(visit)) return undefined;
  const { data, headers } = await answerWithHeaders(
    visit.api.GET('/api/v1/moi/brouillons/{id}', { params: { path: { id } } }),
  );
  // Another act's, or another case's: its words would go to the wrong fields.
  if (data.formulaire !== of.act || data.ess !== of.ess) return undefined;
  const typed = Object.entries(data.contenu).flatMap(([name, value]): [string, string | readonly string[]][] =>
    typeof value === 'string' || (Array.isArray(value) && value.every((one) => typeof one === 'string'))
      ? [[name, value]]
      : [],
  );
  return formOf({ ...Object.fromEntries(typed), [DRAFT]: id, [VERSION]: headers.get('etag') ?? '' });
}

/** Fields of the three pages, beside those of the act: no act may have one of these names. */
export const OURS: ReadonlySet<string> = new Set([STEP, READ_AT, KEY, DRAFT, VERSION, KEEP, 'ajouter', ...OF_SENDING]);

/** Keeps what was typed; its id. Throws the API's 412 when another tab has kept something else meanwhile. */
export async function keepForm(
  { form, api }: Visit,
  { act, ess, title }: { readonly act: string; readonly ess: string | null; readonly title: string },
): Promise<string> {
  const given = form.one(DRAFT);
  const [id, version] = [given === '' ? randomUUID() : given, form.header(VERSION)];
  const contenu = Object.fromEntries(Object.entries(form.fields).filter(([field]) => !OURS.has(field)));
  await answerOf(
    api.PUT('/api/v1/moi/brouillons/{id}', {
      params: { path: { id }, header: given === '' || version === '' ? {} : { 'If-Match': version } },
      body: { formulaire: act, titre: title.slice(0, 200), contenu, ...(ess === null ? {} : { ess }) },
    }),
  );
  return id;
}

/** The same, of an act in its case. */
export async function keep(visit: Visit, { opened, name, title }: OpenAct): Promise<Answer> {
  const id = await keepForm(visit, { act: name, ess: opened.ess, title: `${title} – ${opened.team}` });
  return redirect(
    withQuery(inList(formAt(opened.ess, name), visit), { [DRAFT]: id }),
    'Votre brouillon est gardé. Rien n’est envoyé ; vous seul le voyez.',
  );
}

/** Once the act is sent, its draft has no more use. */
export async function forget({ form, api }: Visit): Promise<void> {
  const id = form.one(DRAFT);
  if (id === '') return;
  try {
    await answerOf(api.DELETE('/api/v1/moi/brouillons/{id}', { params: { path: { id } } }));
  } catch (error) {
    // Withdrawn meanwhile, in another tab: it is gone, as wished.
    if (!(error instanceof ApiProblem) || error.status !== 404) throw error;
  }
}

/** Hidden fields that follow a draft from one page of the act to the next. */
export function DraftFields({ form }: { readonly form: Form }) {
  if (form.one(DRAFT) === '') return null;
  return (
    <>
      <input type="hidden" name={DRAFT} value={form.one(DRAFT)} />
      <input type="hidden" name={VERSION} value={form.one(VERSION)} />
    </>
  );
}

function DraftLines({ visit, drafts }: { readonly visit: Visit; readonly drafts: readonly DraftLine[] }) {
  return (
    <ul class="choices">
      {drafts.map((draft) => (
        <li>
          <form class="in-line" method="post" action="/brouillons/retrait">
            <a href={resumeAt(draft)}>{draft.titre ?? 'Brouillon'}</a>
            <span class="small">
              {'gardé le '}
              <Moment instant={draft.modifieLe} />
            </span>
            <input type="hidden" name={FORM_TOKEN} value={visit.session.formToken} />
            <input type="hidden" name={DRAFT} value={draft.id} />
            <button class="quiet" type="submit">
              Retirer<span class="visually-hidden">{` le brouillon ${draft.titre ?? ''}`}</span>
            </button>
          </form>
        </li>
      ))}
    </ul>
  );
}

/** On the act's form: what had been begun. */
export function DraftNotice({ visit, drafts }: { readonly visit: Visit; readonly drafts: readonly DraftLine[] }) {
  if (drafts.length === 0) return null;
  return (
    <Notice level="info" title="Vous aviez commencé cet acte : reprenez votre brouillon, ou saisissez à neuf.">
      <DraftLines visit={visit} drafts={drafts} />
    </Notice>
  );
}

/** On « À faire »: all that was begun. */
export function DraftSection({ visit, drafts }: { readonly visit: Visit; readonly drafts: readonly DraftLine[] }) {
  if (drafts.length === 0) return null;
  return (
    <>
      <h2>Vos brouillons</h2>
      <DraftLines visit={visit} drafts={drafts} />
    </>
  );
}

async function withdraw(visit: Visit): Promise<Answer> {
  await forget(visit);
  return redirect('/', 'Le brouillon est retiré.');
}

export const BROUILLONS: readonly Page[] = [
  { path: '/brouillons/retrait', open: withRight('tenir-espace'), post: withdraw },
];
