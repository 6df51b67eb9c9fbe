/**
 * `/ensemble`: one act on several cases of a list, in three pages like any act: the act and its form, what it would do in
 * each case, what became of each. One that is refused undoes no other.
 */
import { randomUUID } from 'node:crypto';
import { SchemaFields } from '../../parts/champs/champs.tsx';
import { fieldsOf, type NamedField } from '../../parts/champs/forme.ts';
import { readForm } from '../../parts/champs/lire.ts';
import { labelIn } from '../../parts/champs/noms.ts';
import { FormPage, type Errors } from '../../parts/formulaire.tsx';
import { ownPath, withQuery } from '../../shell/addresses.ts';
import { answerOf } from '../../shell/api.ts';
import { FORM_TOKEN, type Form } from '../../shell/forms.ts';
import { view, type Answer, type Me, type Page, type Visit } from '../../shell/page.ts';
import { KEY, STEP } from '../acte/champs.ts';
import { Answers, Carried } from '../acte/verifier.tsx';
import { PAGE } from '../dossiers/adresses.ts';
import { teamName } from '../dossiers/colonnes.tsx';
import { askedCriteria, criteriaFor } from '../dossiers/criteres.ts';
import { ResultTable, counted, type Result } from './resultats.tsx';

export const PATH = '/ensemble';
/** Of the form: the cases, the act, the list that they come from; and, of a case, its rank when it was looked at. */
const CASE = 'dossier';
const ACT = 'acte';
const FROM = 'depuis';
const RANK = 'rang.';

/** Acts that name what is of one case alone, or open one: done case by case. */
const ONE_BY_ONE: ReadonlySet<string> = new Set([
  'deposer-lettre-intention',
  'declarer-ess-existante',
  'reprendre',
  'corriger',
  'annuler',
  'confirmer-date',
  'approuver-rectification',
  'declarer-coordonnees-bancaires',
]);

const mayAct = ({ commandes }: Me): boolean => commandes.some((name) => !ONE_BY_ONE.has(name));

const casesOf = (given: readonly string[]): readonly string[] =>
  [...new Set(given.filter((one) => /^[a-z0-9][a-zA-Z0-9-]{1,62}$/.test(one)))].slice(0, PAGE);

interface Chosen {
  readonly name: string;
  readonly title: string;
  readonly fields: readonly NamedField[];
}

function chosenAct({ contract, me }: Visit, name: string): Chosen | undefined {
  const act = me.commandes.includes(name) && !ONE_BY_ONE.has(name) ? contract.act(name) : undefined;
  if (act === undefined) return undefined;
  const { acteur: _acteur, fichiers: _fichiers, ...properties } = act.schema.properties ?? {};
  return {
    name,
    title: act.title,
    fields: fieldsOf({ ...act.schema, properties }, (value) => contract.label(value)),
  };
}

const backTo = (visit: Visit) => ({
  href: ownPath((visit.form.one(FROM) || visit.query.get(FROM)) ?? undefined, '/dossiers'),
  label: 'Votre liste',
});

const plural = (count: number): string => `${count} dossier${count > 1 ? 's' : ''}`;

/** Names of the cases on the page of the list that they were ticked on. */
async function namesOf(visit: Visit): Promise<ReadonlyMap<string, string>> {
  const { searchParams: query } = new URL(backTo(visit).href, 'http://ici.invalid');
  const apres = query.get('apres');
  const asked = {
    ...askedCriteria(query, criteriaFor(visit.me, visit.contract)),
    tri: query.get('tri') ?? 'echeance',
    champs: 'ess,intitule,specialites,departements',
    limite: PAGE,
    ...(apres === null ? {} : { apres }),
  };
  const { ess } = await answerOf(visit.api.GET('/api/v1/ess', { params: { query: asked } }));
  return new Map(ess.map((row) => [row.ess ?? '', teamName(row, visit.contract)]));
}

/** First page: which act, then its form. */
function formView(
  visit: Visit,
  { cases, act, form, errors }: { cases: readonly string[]; act: Chosen | undefined; form: Form; errors: Errors },
): Answer {
  const back = backTo(visit);
  const acts = visit.me.commandes
    .filter((name) => !ONE_BY_ONE.has(name))
    .flatMap((name) => visit.contract.act(name) ?? [])
    .toSorted((a, b) => a.title.localeCompare(b.title, 'fr'));
  return view({
    title: `Agir sur ${plural(cases.length)}`,
    back,
    ...(Object.keys(errors).length === 0 ? {} : { status: 400 }),
    strap: <p>Étape 1 sur 3 : saisir. Rien n’est envoyé avant la troisième.</p>,
    body:
      cases.length === 0 ? (
        <p>Aucun dossier n’est choisi : cochez-en dans votre liste.</p>
      ) : (
        <>
          <form class="filters" action={PATH} aria-label="Choisir l’acte">
            {cases.map((ess) => (
              <input type="hidden" name={CASE} value={ess} />
            ))}
            <input type="hidden" name={FROM} value={back.href} />
            <div>
              <label for="acte-commun">Acte, le même pour tous</label>
              <select id="acte-commun" name={ACT}>
                <option value="">Choisir…</option>
                {acts.map(({ name, title }) => (
                  <option value={name} selected={name === act?.name}>
                    {title}
                  </option>
                ))}
              </select>
            </div>
            <div>
              <button class={act === undefined ? undefined : 'quiet'} type="submit">
                Choisir cet acte
              </button>
            </div>
          </form>
          {act !== undefined && (
            <FormPage
              visit={visit}
              action={PATH}
              submit="Vérifier dans chaque dossier"
              errors={errors}
              labelAt={(path) => labelIn(act.fields, path)}
            >
              {cases.map((ess) => (
                <input type="hidden" name={CASE} value={ess} />
              ))}
              <input type="hidden" name={FROM} value={back.href} />
              <input type="hidden" name={ACT} value={act.name} />
              <input type="hidden" name={STEP} value="verifier" />
              <SchemaFields fields={act.fields} form={form} errors={errors} known={{ le: visit.today }} />
            </FormPage>
          )}
        </>
      ),
  });
}

/** The same act in each case, sent or only looked at. */
async function commandsOf(
  visit: Visit,
  act: Chosen,
  body: Readonly<Record<string, unknown>>,
  cases: readonly string[],
  { simulation, key }: { readonly simulation: boolean; readonly key: string },
): Promise<readonly Result[]> {
  const { form } = visit;
  const commandes = cases.map((ess) => {
    const rank = form.one(`${RANK}${ess}`);
    return {
      ess,
      commande: act.name,
      donnees: body,
      cle: `${key}/${ess}`,
      ...(simulation || rank === '' ? {} : { siRang: Number(rank) }),
    };
  });
  const { resultats } = await answerOf(
    visit.api.POST('/api/v1/commandes', {
      params: { header: { 'Idempotency-Key': key } },
      body: { simulation, commandes } as never,
    }),
  );
  return resultats;
}

async function check(visit: Visit, act: Chosen, cases: readonly string[]): Promise<Answer> {
  const { form, session } = visit;
  const { body, errors } = readForm(act.fields, form);
  if (Object.keys(errors).length > 0) return formView(visit, { cases, act, form, errors });
  const key = randomUUID();
  const names = await namesOf(visit);
  const results = await commandsOf(visit, act, body, cases, { simulation: true, key });
  const taken = results.filter(({ statut }) => statut === 200);
  return view({
    title: `Vérifier : ${act.title.charAt(0).toLowerCase()}${act.title.slice(1)}`,
    back: backTo(visit),
    wide: true,
    strap: <p>Étape 2 sur 3 : vérifier. Rien n’est encore envoyé.</p>,
    body: (
      <>
        <h2>Votre acte</h2>
        <Answers fields={act.fields} body={body} />
        <h2>{counted(results, 'possible', 'possibles')}</h2>
        <ResultTable results={results} names={names} caption="Ce que l’acte ferait, dossier par dossier" />
        <div class="buttons">
          {taken.length > 0 && (
            <form method="post" action={PATH}>
              <input type="hidden" name={FORM_TOKEN} value={session.formToken} />
              <input type="hidden" name={STEP} value="envoyer" />
              <input type="hidden" name={KEY} value={key} />
              {/* Those that would be refused are not sent; each is decided on as it was looked at. */}
              <Carried form={form} but={[CASE]} />
              {taken.map(({ ess, annonce }) => (
                <>
                  <input type="hidden" name={CASE} value={ess ?? ''} />
                  <input type="hidden" name={`${RANK}${ess ?? ''}`} value={annonce?.rang ?? ''} />
                </>
              ))}
              <button type="submit">{`${act.title} dans ${plural(taken.length)}`}</button>
            </form>
          )}
          <form method="post" action={PATH}>
            <input type="hidden" name={FORM_TOKEN} value={session.formToken} />
            <input type="hidden" name={STEP} value="modifier" />
            <Carried form={form} />
            <button class="quiet" type="submit">
              Modifier
            </button>
          </form>
        </div>
      </>
    ),
  });
}

async function send(visit: Visit, act: Chosen, cases: readonly string[]): Promise<Answer> {
  const { form } = visit;
  const { body } = readForm(act.fields, form);
  // Before the act takes some of them out of the filter.
  const names = await namesOf(visit);
  const results = await commandsOf(visit, act, body, cases, { simulation: false, key: form.header(KEY) });
  const back = backTo(visit);
  return view({
    title: `Reçu : ${act.title.charAt(0).toLowerCase()}${act.title.slice(1)}`,
    back,
    wide: true,
    strap: <p>Étape 3 sur 3. Un dossier refusé n’en défait aucun autre.</p>,
    body: (
      <>
        <p class="lead" role="status" tabIndex={-1} data-focus>
          {counted(results, 'fait', 'faits')}
        </p>
        <ResultTable results={results} names={names} caption="Ce qu’est devenu l’acte, dossier par dossier" />
        <p>
          <a class="button" href={back.href}>
            Revenir à votre liste
          </a>
        </p>
      </>
    ),
  });
}

const show = (visit: Visit): Promise<Answer> => {
  const { query, form } = visit;
  const cases = casesOf(visit.restored ? form.all(CASE) : query.getAll(CASE));
  const act = chosenAct(visit, (visit.restored ? form.one(ACT) : query.get(ACT)) ?? '');
  return Promise.resolve(formView(visit, { cases, act, form, errors: {} }));
};

async function step(visit: Visit): Promise<Answer> {
  const { form } = visit;
  const cases = casesOf(form.all(CASE));
  const act = chosenAct(visit, form.one(ACT));
  if (act === undefined || cases.length === 0) return formView(visit, { cases, act: undefined, form, errors: {} });
  switch (form.one(STEP)) {
    case 'verifier':
      return check(visit, act, cases);
    case 'envoyer':
      return send(visit, act, cases);
    default:
      return formView(visit, { cases, act, form, errors: {} });
  }
}

/** On the list: its cases, to be ticked. */
export const SELECT_FORM = 'choisis';
export const selectable = mayAct;

export function SelectBar({ visit }: { readonly visit: Visit }) {
  if (!mayAct(visit.me)) return null;
  return (
    <form id={SELECT_FORM} action={PATH} class="buttons no-print">
      <input type="hidden" name={FROM} value={withQuery(visit.here, {})} />
      <button class="quiet" type="submit">
        Agir sur les dossiers cochés
      </button>
    </form>
  );
}

export const SelectBox = ({ ess, team }: { readonly ess: string; readonly team: string }) => (
  <label class="select-box">
    <input type="checkbox" name={CASE} value={ess} form={SELECT_FORM} />
    <span class="visually-hidden">{`Choisir ${team}`}</span>
  </label>
);

export const SelectAll = () => (
  <>
    <span class="visually-hidden">Choisir</span>
    <label class="select-box" hidden>
      <input type="checkbox" data-select-all={CASE} form={SELECT_FORM} />
      <span class="visually-hidden">Tout choisir dans cette page</span>
    </label>
  </>
);

export const ENSEMBLE: Page = { path: PATH, open: mayAct, get: show, post: step };
