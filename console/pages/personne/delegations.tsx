/** `/delegations`: who acts for me, for whom I act, and until when. `/role`, `/delegations/agir`: in what name one acts. */
import { Day } from '../../parts/date.tsx';
import { Fields, FormPage, errorsFrom, type Errors } from '../../parts/formulaire.tsx';
import { FORM_TOKEN } from '../../shell/forms.ts';
import { shortSubject } from '../../shell/frame.tsx';
import { ownPath } from '../../shell/addresses.ts';
import { ApiProblem, answerOf } from '../../shell/api.ts';
import { everyone, redirect, view, withRight, type Page, type Schemas, type Visit } from '../../shell/page.ts';
import { PostButton } from '../../parts/post-button.tsx';
import { Table } from '../../parts/table.tsx';
import { roleName } from '../../words/noms.ts';

type Delegation = Schemas['Delegation'];

const isOver = ({ au, revoqueeLe }: Delegation, today: string): boolean => revoqueeLe !== null || au < today;

function Period({ delegation, today }: { readonly delegation: Delegation; readonly today: string }) {
  const { du, au, revoqueeLe } = delegation;
  return (
    <>
      {'du '}
      <Day civil={du} form="short" />
      {' au '}
      <Day civil={au} form="short" />{' '}
      {revoqueeLe !== null ? (
        <span class="tag tag-plain">retirée</span>
      ) : au < today ? (
        <span class="tag tag-plain">finie</span>
      ) : du > today ? (
        <span class="tag tag-plain">à venir</span>
      ) : (
        <span class="tag tag-good">en cours</span>
      )}
    </>
  );
}

async function page(visit: Visit, errors: Errors = {}) {
  const { delegations } = await answerOf(visit.api.GET('/api/v1/delegations'));
  const own = visit.me.sujet;
  const given = delegations.filter(({ delegant }) => delegant === own);
  const received = delegations.filter(({ delegataire }) => delegataire === own);
  const delegated = visit.me.delegation !== undefined;
  return view({
    title: 'Délégations',
    back: { href: '/', label: 'Accueil' },
    ...(Object.keys(errors).length === 0 ? {} : { status: 400 }),
    body: (
      <>
        <p>
          Un collègue de la même organisation peut agir à votre place, pour un an au plus. Ce qu’il fait est écrit comme
          fait par lui pour vous.
        </p>
        <h2>Reçues</h2>
        <Table
          caption="Délégations reçues"
          quiet
          rows={received}
          empty="Personne ne vous a délégué ses actes."
          columns={[
            { header: 'De', head: true, cell: ({ delegant }) => shortSubject(delegant) },
            { header: 'En tant que', cell: ({ role }) => roleName(role) },
            { header: 'Durée', cell: (one) => <Period delegation={one} today={visit.today} /> },
            { header: 'Pourquoi', cell: ({ motif }) => motif },
            {
              header: <span class="visually-hidden">Agir</span>,
              cell: (one) =>
                !delegated && !isOver(one, visit.today) && one.du <= visit.today ? (
                  <form method="post" action="/delegations/agir">
                    <input type="hidden" name={FORM_TOKEN} value={visit.session.formToken} />
                    <input type="hidden" name="delegation" value={one.id} />
                    <button type="submit">{`Agir au nom de ${shortSubject(one.delegant)}`}</button>
                  </form>
                ) : (
                  ''
                ),
            },
          ]}
        />
        <h2>Données</h2>
        <Table
          caption="Délégations données"
          quiet
          rows={given}
          empty="Vous n’avez rien délégué."
          columns={[
            { header: 'À', head: true, cell: ({ delegataire }) => shortSubject(delegataire) },
            { header: 'Durée', cell: (one) => <Period delegation={one} today={visit.today} /> },
            { header: 'Pourquoi', cell: ({ motif }) => motif },
            {
              header: <span class="visually-hidden">Retirer</span>,
              cell: (one) =>
                delegated || isOver(one, visit.today) ? (
                  ''
                ) : (
                  <PostButton
                    visit={visit}
                    action={`/delegations/${one.id}/retrait`}
                    label="Retirer"
                    context={`la délégation donnée à ${shortSubject(one.delegataire)}`}
                  />
                ),
            },
          ]}
        />
        {!delegated && (
          <>
            <h2>Déléguer</h2>
            <p>
              Votre collègue trouve son identifiant dans ses <a href="/preferences">préférences</a>. Le vôtre :{' '}
              <code>{own}</code>
            </p>
            <FormPage visit={visit} action="/delegations" submit="Déléguer" errors={errors}>
              <Fields
                form={visit.form}
                errors={errors}
                fields={[
                  { name: 'delegataire', label: 'Identifiant du collègue', required: true },
                  { name: 'du', label: 'Du', kind: 'date', required: true },
                  { name: 'au', label: 'Au', kind: 'date', required: true },
                  { name: 'motif', label: 'Pourquoi', required: true },
                ]}
              />
            </FormPage>
          </>
        )}
      </>
    ),
  });
}

async function give(visit: Visit) {
  const { form, api } = visit;
  try {
    const body = {
      delegataire: form.one('delegataire'),
      du: form.one('du'),
      au: form.one('au'),
      motif: form.one('motif'),
    };
    await answerOf(api.POST('/api/v1/delegations', { body }));
    return redirect('/delegations', 'La délégation est donnée.');
  } catch (error) {
    if (error instanceof ApiProblem && error.status === 400) return page(visit, errorsFrom(error.problem));
    throw error;
  }
}

async function withdraw(visit: Visit) {
  const id = visit.path['id'] ?? '';
  await answerOf(visit.api.DELETE('/api/v1/delegations/{id}', { params: { path: { id } } }));
  return redirect('/delegations', 'La délégation est retirée.');
}

async function act(visit: Visit) {
  const delegation = visit.form.one('delegation');
  await visit.sessions.act({ role: visit.session.role, ...(delegation === '' ? {} : { delegation }) });
  return delegation === ''
    ? redirect('/', 'Vous agissez de nouveau en votre nom.')
    : redirect('/', 'Vous agissez par délégation.');
}

async function chooseRole(visit: Visit) {
  const role = visit.form.one('role');
  const mine = (visit.me.roles as readonly string[]).includes(role);
  if (mine) await visit.sessions.act({ role });
  const to = ownPath(visit.form.one('suite'));
  return mine ? redirect(to, `Vous agissez maintenant en tant que : ${roleName(role)}.`) : redirect(to);
}

export const DELEGATIONS: readonly Page[] = [
  {
    path: '/delegations',
    open: withRight('deleguer'),
    menu: { label: 'Délégations', rank: 70 },
    get: (visit) => page(visit),
    post: give,
  },
  { path: '/delegations/agir', open: everyone, post: act },
  { path: '/delegations/:id/retrait', open: withRight('deleguer'), post: withdraw },
  { path: '/role', open: everyone, post: chooseRole },
];
