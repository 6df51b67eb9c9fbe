/** `/preferences`: e-mails and shortcuts, saved views, open browsers; what is kept about oneself, and how it is erased. */
import { Moment } from '../../parts/date.tsx';
import { Facts } from '../../parts/facts.tsx';
import { Fields, FormPage, errorsFrom, type Errors } from '../../parts/formulaire.tsx';
import { Table } from '../../parts/table.tsx';
import { ApiProblem, answerOf } from '../../shell/api.ts';
import { FORM_TOKEN } from '../../shell/forms.ts';
import { everyone, redirect, view, type Page, type Visit } from '../../shell/page.ts';
import { roleName } from '../../words/noms.ts';

const DAYS = ['lundi', 'mardi', 'mercredi', 'jeudi', 'vendredi', 'samedi', 'dimanche'] as const;

function Button({
  visit,
  action,
  label,
  hidden = '',
  name,
  value,
}: {
  readonly visit: Visit;
  readonly action: string;
  readonly label: string;
  readonly hidden?: string;
  readonly name?: string;
  readonly value?: string;
}) {
  return (
    <form method="post" action={action}>
      <input type="hidden" name={FORM_TOKEN} value={visit.session.formToken} />
      {name !== undefined && <input type="hidden" name={name} value={value} />}
      <button class="quiet" type="submit">
        {label}
        <span class="visually-hidden">{hidden}</span>
      </button>
    </form>
  );
}

async function page(visit: Visit, errors: Errors = {}) {
  const { me, api } = visit;
  const own = me.droits.includes('tenir-espace') && me.delegation === undefined;
  const [preferences, open] = await Promise.all([
    own ? answerOf(api.GET('/api/v1/moi/preferences')) : undefined,
    visit.sessions.list(),
  ]);
  return view({
    title: 'Préférences',
    back: { href: '/', label: 'Accueil' },
    ...(Object.keys(errors).length === 0 ? {} : { status: 400 }),
    body: (
      <>
        <h2>Vous</h2>
        <Facts
          facts={[
            ['Nom', visit.name],
            ['Rôle', roleName(me.role)],
            ['Identifiant, pour une délégation ou un mandat', <code>{me.sujet}</code>],
            ['Organisation', <code>{me.organisation}</code>],
          ]}
        />
        {preferences !== undefined && (
          <>
            <h2>Courriels et clavier</h2>
            <FormPage visit={visit} action="/preferences" submit="Enregistrer" errors={errors}>
              <Fields
                form={visit.form}
                errors={errors}
                fields={[
                  {
                    name: 'courriel',
                    label: 'Adresse pour vos récapitulatifs',
                    kind: 'email',
                    value: preferences.courriel ?? '',
                    help: 'Un code y est envoyé pour la confirmer. Elle ne sert à rien d’autre.',
                  },
                  {
                    name: 'recapitulatif',
                    label: 'Récapitulatif de ce qui vous attend',
                    kind: 'select',
                    value: preferences.recapitulatif ?? '',
                    choices: [['', 'Jamais'], ...DAYS.map((day) => [day, `Chaque ${day}`] as const)],
                  },
                  {
                    name: 'avecRien',
                    label: 'L’envoyer aussi quand rien n’est attendu',
                    kind: 'check',
                    value: preferences.avecRien ? 'oui' : '',
                  },
                  {
                    name: 'raccourcis',
                    label: 'Raccourcis du clavier dans les listes',
                    kind: 'check',
                    value: preferences.raccourcis ? 'oui' : '',
                  },
                ]}
              />
            </FormPage>
          </>
        )}
        <h2>Navigateurs connectés</h2>
        <p>Une session se ferme après une heure sans usage, et de toute façon après dix heures.</p>
        <Table
          caption="Vos sessions ouvertes"
          quiet
          rows={open}
          columns={[
            {
              header: 'Session',
              head: true,
              cell: ({ current, id }) => (current ? 'ce navigateur' : <code>{id}</code>),
            },
            { header: 'Ouverte le', cell: ({ since }) => <Moment instant={since.toISOString()} /> },
            { header: 'Dernier usage', cell: ({ seen }) => <Moment instant={seen.toISOString()} /> },
            {
              header: <span class="visually-hidden">Fermer</span>,
              cell: ({ current, id }) =>
                current ? (
                  ''
                ) : (
                  <Button
                    visit={visit}
                    action="/preferences/session"
                    label="Fermer"
                    hidden={` la session ${id}`}
                    name="session"
                    value={id}
                  />
                ),
            },
          ]}
        />
        {own && (
          <>
            <h2>Ce que la console garde de vous</h2>
            <p>
              Vos brouillons, vues, lectures et préférences, que vous seul voyez ; rien n’en entre dans un dossier.{' '}
              <a href="/preferences/donnees">Tout télécharger (JSON)</a>
            </p>
          </>
        )}
      </>
    ),
  });
}

async function save(visit: Visit) {
  const { form, api } = visit;
  const courriel = form.one('courriel');
  const day = form.one('recapitulatif');
  try {
    await answerOf(
      api.PUT('/api/v1/moi/preferences', {
        body: {
          courriel: courriel === '' ? null : courriel,
          recapitulatif: day === '' ? null : (day as (typeof DAYS)[number]),
          avecRien: form.one('avecRien') === 'oui',
          raccourcis: form.one('raccourcis') === 'oui',
        },
      }),
    );
    return redirect('/preferences', 'Vos préférences sont enregistrées.');
  } catch (error) {
    if (error instanceof ApiProblem && error.status === 400) return page(visit, errorsFrom(error.problem));
    throw error;
  }
}

async function closeSession(visit: Visit) {
  const closed = await visit.sessions.close(visit.form.one('session'));
  return redirect('/preferences', closed ? 'La session est fermée.' : 'Cette session était déjà fermée.');
}

async function data(visit: Visit) {
  const { response } = await visit.api.GET('/api/v1/moi/donnees', { parseAs: 'stream' });
  return { kind: 'download' as const, response, name: 'mes-donnees.json' };
}

export const PREFERENCES: readonly Page[] = [
  {
    path: '/preferences',
    open: everyone,
    menu: { label: 'Préférences', rank: 74 },
    get: (visit) => page(visit),
    post: save,
  },
  { path: '/preferences/session', open: everyone, post: closeSession },
  { path: '/preferences/donnees', open: ({ droits }) => droits.includes('tenir-espace'), get: data },
];
