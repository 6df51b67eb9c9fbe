/** `/dossiers/:ess/actes/:commande`: an act in three pages. What was typed goes from one to the next; nothing is sent before the last. */
import { errorsFrom, type Errors } from '../../parts/formulaire.tsx';
import { readForm } from '../../parts/champs/lire.ts';
import { inLabels } from '../../parts/champs/noms.ts';
import { ApiProblem, answerOf, type ClientEss } from '../../shell/api.ts';
import { formOf, type Form } from '../../shell/forms.ts';
import { everyone, redirect, view, type Answer, type Page, type Schemas, type Visit } from '../../shell/page.ts';
import { withQuery } from '../../shell/addresses.ts';
import { NEXT, inList } from '../dossiers/adresses.ts';
import { DRAFT, DraftNotice, KEEP, draftsOf, forget, keep, resumed } from './brouillon.tsx';
import { consequencesOf } from './consequences.tsx';
import { BeingWritten, changesSince } from './depuis.tsx';
import { KEY, READ_AT } from './champs.ts';
import { keyFor } from './cle.tsx';
import { SEND, fileFieldOf, sendFile } from './fichiers.tsx';
import { formView } from './formulaire.tsx';
import { openAct, type OpenAct } from './lecture.ts';
import { checkView } from './verifier.tsx';

const notMine = (visit: Visit) =>
  view({
    title: 'Cet acte n’est pas de votre rôle',
    status: 404,
    back: { href: `/dossiers/${visit.path['ess'] ?? ''}`, label: 'Dossier' },
    body: <p>Aucun acte de ce nom n’appartient à votre rôle dans ce dossier.</p>,
  });

async function show(visit: Visit): Promise<Answer> {
  const act = await openAct(visit);
  if (act === undefined) return notMine(visit);
  // Given back after a sign-in, or after a failure: newer than any draft. What happened meanwhile is said, this act perhaps.
  if (visit.restored) {
    const { form } = visit;
    const readAt = form.one(READ_AT);
    const changes = readAt === '' ? undefined : await changesSince(visit, act.opened.ess, readAt, act.opened.etag);
    return formView(visit, act, { form, errors: {}, changes });
  }
  const form = await resumed(visit, act);
  if (form !== undefined) return formView(visit, act, { form, errors: {} });
  const begun = await draftsOf(visit, { ess: act.opened.ess, act: act.name });
  return formView(visit, act, {
    form: visit.form,
    errors: {},
    drafts: <DraftNotice visit={visit} drafts={begun.filter(({ id }) => id !== visit.form.one(DRAFT))} />,
  });
}

/** One row more in a list of the form. */
function withOneMore(form: Form, path: string): Form {
  const name = `lignes.${path}`;
  return formOf({ ...form.fields, [name]: String((Number.parseInt(form.one(name), 10) || 1) + 1), ajouter: '' });
}

/** Errors of a body, whichever way the API was asked, in the words of the form. */
const fieldErrors = ({ problem }: ApiProblem, { own, common }: OpenAct): Errors =>
  Object.fromEntries(
    Object.entries(errorsFrom(problem, 'actes.0.')).map(([path, said]) => [path, inLabels(said, [...own, ...common])]),
  );

const FORM_STATUSES: ReadonlySet<number> = new Set([400, 422]);

async function check(visit: Visit, act: OpenAct): Promise<Answer> {
  const { form } = visit;
  const { body, errors } = readForm([...act.own, ...act.common], form);
  const { ess, etag } = act.opened;
  const changes = await changesSince(visit, ess, form.one(READ_AT), etag);
  if (Object.keys(errors).length > 0) return formView(visit, act, { form, errors, changes });
  try {
    const { shown, refused } = await consequencesOf(visit, act, body);
    return checkView(visit, act, {
      form,
      body,
      readAt: etag,
      key: keyFor(form, body),
      consequences: shown,
      refused,
      changes,
    });
  } catch (error) {
    if (!(error instanceof ApiProblem) || !FORM_STATUSES.has(error.status)) throw error;
    return formView(visit, act, { form, errors: fieldErrors(error, act), changes });
  }
}

/** Any command of the contract: its name is in the address, its body was made from its schema. */
type AnyCommand = (
  path: '/api/v1/ess/{ess}/commandes/valider-lettre-intention',
  init: unknown,
) => Promise<{ data?: Schemas['Recu']; error?: unknown; response: Response }>;

const send = (api: ClientEss, name: string, init: unknown) =>
  (api.POST as unknown as AnyCommand)(
    `/api/v1/ess/{ess}/commandes/${name}` as '/api/v1/ess/{ess}/commandes/valider-lettre-intention',
    init,
  );

/** Another has acted since this case was read, in this very moment perhaps: it is read again. */
async function changedMeanwhile(visit: Visit, before: OpenAct): Promise<Answer> {
  const { form } = visit;
  const act = (await openAct(visit)) ?? before;
  const changes = await changesSince(visit, act.opened.ess, form.one(READ_AT), act.opened.etag);
  return changes === undefined
    ? formView(visit, act, { form, errors: {}, changes: <BeingWritten />, readAt: form.one(READ_AT) })
    : formView(visit, act, { form, errors: {}, changes });
}

async function sendAct(visit: Visit, act: OpenAct): Promise<Answer> {
  const { form, api } = visit;
  const { ess } = act.opened;
  const { body } = readForm([...act.own, ...act.common], form);
  try {
    const {
      rang,
      evenements,
      avertissements = [],
    } = await answerOf(
      send(api, act.name, {
        params: { path: { ess }, header: { 'If-Match': form.header(READ_AT), 'Idempotency-Key': form.header(KEY) } },
        body,
      }),
    );
    await forget(visit);
    const first = Math.max(1, rang - evenements.length + 1);
    const warned = avertissements.map(({ phrase }) => phrase).join(' ');
    // Who may not read the journal has no receipt of it: the case says what has become of it.
    const receipt = visit.me.droits.includes('lire-journal')
      ? withQuery(inList(`/dossiers/${ess}/recus/${first}-${rang}`, visit), {
          [NEXT]: act.opened.neighbours?.after?.href,
        })
      : inList(`/dossiers/${ess}`, visit);
    return redirect(receipt, `C’est fait : ${act.title.toLowerCase()}.${warned === '' ? '' : ` ${warned}`}`);
  } catch (error) {
    if (!(error instanceof ApiProblem)) throw error;
    // Decided on a case that has changed: what changed is shown, what was typed stays.
    if (error.status === 412) return changedMeanwhile(visit, act);
    if (FORM_STATUSES.has(error.status)) return formView(visit, act, { form, errors: fieldErrors(error, act) });
    throw error;
  }
}

/** Another tab has kept something else: it is said, and what was typed here stays on the screen. */
async function keepDraft(visit: Visit, act: OpenAct): Promise<Answer> {
  try {
    return await keep(visit, act);
  } catch (error) {
    if (!(error instanceof ApiProblem) || ![400, 404, 409, 412, 422].includes(error.status)) throw error;
    const { form } = visit;
    return formView(visit, act, { form, errors: { '': error.problem.detail }, readAt: form.one(READ_AT) });
  }
}

async function step(visit: Visit): Promise<Answer> {
  const act = await openAct(visit);
  if (act === undefined) return notMine(visit);
  const { form } = visit;
  if (form.one(KEEP) !== '') return keepDraft(visit, act);
  const naming = fileFieldOf(act.own.map(({ name }) => name));
  if (form.one(SEND) !== '' && naming !== undefined) {
    const sent = await sendFile(visit, act.opened.ess, naming);
    // Read again: the file that has just been sent is one of those that the act may name.
    return formView(visit, (await openAct(visit)) ?? act, { ...sent, readAt: form.one(READ_AT) });
  }
  const added = form.one('ajouter');
  if (added !== '')
    return formView(visit, act, { form: withOneMore(form, added), errors: {}, readAt: form.one(READ_AT) });
  switch (form.one('etape')) {
    case 'envoyer':
      return sendAct(visit, act);
    case 'verifier':
      return check(visit, act);
    default:
      return formView(visit, act, { form, errors: {}, readAt: form.one(READ_AT) });
  }
}

/** The API says which acts are of the role, in this case. */
export const ACTE: Page = { path: '/dossiers/:ess/actes/:commande', open: everyone, get: show, post: step };
