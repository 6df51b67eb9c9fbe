/** `/deposer`: a letter of intent, in three pages like any act: the form of the annexe 4, what it would open, then the deposit. */
import { errorsFrom, FormPage, type Errors } from '../../parts/formulaire.tsx';
import { fieldsOf, type NamedField } from '../../parts/champs/forme.ts';
import { readForm } from '../../parts/champs/lire.ts';
import { inLabels, labelIn } from '../../parts/champs/noms.ts';
import { withQuery } from '../../shell/addresses.ts';
import { ApiProblem, answerOf } from '../../shell/api.ts';
import { formOf, type Form } from '../../shell/forms.ts';
import { ofRole, redirect, view, type Answer, type Page, type Visit } from '../../shell/page.ts';
import { DraftFields, DraftNotice, DRAFT, KEEP, draftsOf, forget, keepForm, resumedForm } from '../acte/brouillon.tsx';
import { KEY, STEP } from '../acte/champs.ts';
import { KeptKey, keyFor } from '../acte/cle.tsx';
import { mayKeep } from '../personne/espace.ts';
import { openingView } from './verifier.tsx';
import { Parts, PartsList, sectionsOf } from './parties.tsx';
import { TRAME, WORKED_OUT, typedFields } from './trame.ts';

export const PATH = '/deposer';
export const COMMAND = 'deposer-lettre-intention';
const TITLE = 'Déposer une lettre d’intention';
const BACK = { href: '/', label: 'À faire' };
/** What is wrong, in the words of the form. */
const errorsInWords = (visit: Visit, { problem }: ApiProblem): Errors =>
  Object.fromEntries(
    Object.entries(errorsFrom(problem)).map(([path, said]) => [path, inLabels(said, fieldsFor(visit))]),
  );
const FORM_STATUSES: ReadonlySet<number> = new Set([400, 409, 422]);

function fieldsFor({ contract }: Visit): readonly NamedField[] {
  const act = contract.act(COMMAND);
  return act === undefined ? [] : fieldsOf(act.schema, (value) => contract.label(value));
}

function formView(
  visit: Visit,
  {
    form,
    errors,
    drafts,
  }: { readonly form: Form; readonly errors: Errors; readonly drafts?: preact.ComponentChildren },
): Answer {
  const sections = sectionsOf(TRAME, fieldsFor(visit), WORKED_OUT);
  return view({
    title: TITLE,
    back: BACK,
    ...(Object.keys(errors).length === 0 ? {} : { status: 400 }),
    strap: <p>Étape 1 sur 3 : saisir. Rien n’est envoyé avant la troisième.</p>,
    body: (
      <>
        {drafts}
        <p>
          Le formulaire suit la trame de l’annexe 4 du cahier des charges. Une rubrique laissée vide est signalée, et
          n’empêche pas le dépôt. Les fichiers se joignent une fois le dossier ouvert.
        </p>
        <PartsList sections={sections} form={form} />
        <FormPage
          visit={visit}
          action={PATH}
          submit="Vérifier ce que ce dépôt ouvrira"
          errors={errors}
          labelAt={(path) => labelIn(fieldsFor(visit), path)}
          after={
            mayKeep(visit) && (
              <button class="quiet" type="submit" name={KEEP} value="oui">
                Garder en brouillon
              </button>
            )
          }
        >
          <DraftFields form={form} />
          <input type="hidden" name={STEP} value="verifier" />
          {visit.restored && <KeptKey form={form} />}
          <Parts sections={sections} form={form} errors={errors} known={{ le: visit.today }} />
        </FormPage>
      </>
    ),
  });
}

async function show(visit: Visit): Promise<Answer> {
  const form = visit.restored ? undefined : await resumedForm(visit, { act: COMMAND, ess: null });
  if (form !== undefined) return formView(visit, { form, errors: {} });
  const begun = await draftsOf(visit, { ess: null, act: COMMAND });
  const others = begun.filter(({ id }) => id !== visit.form.one(DRAFT));
  return formView(visit, { form: visit.form, errors: {}, drafts: <DraftNotice visit={visit} drafts={others} /> });
}

async function check(visit: Visit): Promise<Answer> {
  const { form } = visit;
  const fields = typedFields(fieldsFor(visit));
  const { body, errors } = readForm(fields, form);
  if (Object.keys(errors).length > 0) return formView(visit, { form, errors });
  try {
    const opening = await answerOf(visit.api.POST('/api/v1/ess/verification', { body: body as never }));
    return openingView(visit, { path: PATH, fields, body, form, opening, key: keyFor(form, body) });
  } catch (error) {
    if (!(error instanceof ApiProblem) || !FORM_STATUSES.has(error.status)) throw error;
    return formView(visit, { form, errors: errorsInWords(visit, error) });
  }
}

async function deposit(visit: Visit): Promise<Answer> {
  const { form, api } = visit;
  const { body } = readForm(typedFields(fieldsFor(visit)), form);
  try {
    const { ess, rang } = await answerOf(
      api.POST('/api/v1/ess', { params: { header: { 'Idempotency-Key': form.header(KEY) } }, body: body as never }),
    );
    await forget(visit);
    return redirect(`/dossiers/${ess}/recus/1-${rang}`, 'C’est fait : votre lettre d’intention est déposée.');
  } catch (error) {
    if (!(error instanceof ApiProblem) || !FORM_STATUSES.has(error.status)) throw error;
    return formView(visit, { form, errors: errorsInWords(visit, error) });
  }
}

async function keepDraft(visit: Visit): Promise<Answer> {
  const { form } = visit;
  try {
    const id = await keepForm(visit, { act: COMMAND, ess: null, title: form.one('intitule') || TITLE });
    return redirect(
      withQuery(PATH, { [DRAFT]: id }),
      'Votre brouillon est gardé. Rien n’est envoyé ; vous seul le voyez.',
    );
  } catch (error) {
    if (!(error instanceof ApiProblem) || ![400, 404, 409, 412, 422].includes(error.status)) throw error;
    return formView(visit, { form, errors: { '': error.problem.detail } });
  }
}

/** One row more in a list of the form. */
function withOneMore(form: Form, path: string): Form {
  const name = `lignes.${path}`;
  return formOf({ ...form.fields, [name]: String((Number.parseInt(form.one(name), 10) || 1) + 1), ajouter: '' });
}

async function step(visit: Visit): Promise<Answer> {
  const { form } = visit;
  if (form.one(KEEP) !== '') return keepDraft(visit);
  const added = form.one('ajouter');
  if (added !== '') return formView(visit, { form: withOneMore(form, added), errors: {} });
  switch (form.one(STEP)) {
    case 'verifier':
      return check(visit);
    case 'envoyer':
      return deposit(visit);
    default:
      return formView(visit, { form, errors: {} });
  }
}

export const DEPOSER: Page = {
  path: PATH,
  open: ofRole('porteur'),
  menu: { label: 'Déposer', rank: 30 },
  get: show,
  post: step,
};
