/** `/agenda`: deadlines in one's own calendar program, by a secret address; given once, taken back when wished. */
import { Moment } from '../../parts/date.tsx';
import { Notice } from '../../parts/notice.tsx';
import { Table } from '../../parts/table.tsx';
import { answerOf } from '../../shell/api.ts';
import { FORM_TOKEN } from '../../shell/forms.ts';
import { moment } from '../../words/dates.ts';
import { redirect, view, withRight, type Page, type Schemas, type Visit } from '../../shell/page.ts';

/** What a calendar may show of one's own: a region, a caisse. */
function scopesOf({
  me,
  contract,
}: Visit): readonly (readonly [kind: 'region' | 'caisse', slug: string, label: string])[] {
  return [
    ...me.regions.map((slug) => ['region', slug, `Échéances de l’ARS ${contract.region(slug)}`] as const),
    ...me.caisses.map((slug) => ['caisse', slug, `Échéances : ${contract.caisse(slug)}`] as const),
  ];
}

async function page(visit: Visit, address?: string) {
  const { calendriers } = await answerOf(visit.api.GET('/api/v1/calendriers'));
  const scopes = scopesOf(visit);
  const delegated = visit.me.delegation !== undefined;
  return view({
    title: 'Agenda',
    back: { href: '/', label: 'Accueil' },
    body: (
      <>
        <p>
          Un programme d’agenda (Outlook, Thunderbird, un téléphone…) peut suivre vos échéances par une adresse secrète,
          valable un an. Qui la connaît voit ce que vous voyez des dates, et rien d’autre.
        </p>
        {address !== undefined && (
          <Notice level="good" title="Voici l’adresse : elle n’est montrée qu’une fois." announced>
            <p>
              <code class="typed">{address}</code>
            </p>
            <p>Ajoutez-la à votre agenda comme « calendrier depuis Internet ».</p>
          </Notice>
        )}
        {!delegated && (
          <ul class="choices">
            {scopes.map(([kind, slug, label]) => (
              <li>
                <form method="post" action="/agenda">
                  <input type="hidden" name={FORM_TOKEN} value={visit.session.formToken} />
                  <input type="hidden" name={kind} value={slug} />
                  <button type="submit">{`Obtenir une adresse – ${label}`}</button>
                </form>
              </li>
            ))}
          </ul>
        )}
        {scopes.length === 0 && <p>L’agenda d’une équipe se demande depuis son dossier, à l’onglet Échéancier.</p>}
        <h2>Vos adresses</h2>
        <Table
          caption="Adresses d’agenda en cours"
          quiet
          rows={calendriers}
          empty="Aucune adresse n’est en cours."
          columns={[
            {
              header: 'Ce qu’elle montre',
              head: true,
              cell: ({ demande: { region, caisse, ess } }) => {
                if (region !== undefined) return `ARS ${visit.contract.region(region)}`;
                return caisse === undefined ? (ess ?? '') : visit.contract.caisse(caisse);
              },
            },
            { header: 'Créée le', cell: ({ creeLe }) => <Moment instant={creeLe} /> },
            { header: 'Jusqu’au', cell: ({ expireLe }) => <Moment instant={expireLe} /> },
            {
              header: <span class="visually-hidden">Retirer</span>,
              cell: ({ id, creeLe }) => (
                <form method="post" action={`/agenda/${id}/retrait`}>
                  <input type="hidden" name={FORM_TOKEN} value={visit.session.formToken} />
                  <button class="quiet" type="submit">
                    Retirer<span class="visually-hidden">{` l’adresse créée le ${moment(creeLe)}`}</span>
                  </button>
                </form>
              ),
            },
          ]}
        />
      </>
    ),
  });
}

async function share(visit: Visit) {
  const [region, caisse, ess] = ['region', 'caisse', 'ess'].map((name) => visit.form.one(name));
  const body = {
    ...(region ? { region } : {}),
    ...(caisse ? { caisse: caisse as Schemas['Caisse'] } : {}),
    ...(ess ? { ess } : {}),
  };
  const { adresse } = await answerOf(visit.api.POST('/api/v1/calendriers', { body }));
  return page(visit, adresse);
}

async function withdraw(visit: Visit) {
  await answerOf(visit.api.DELETE('/api/v1/calendriers/{id}', { params: { path: { id: visit.path['id'] ?? '' } } }));
  return redirect('/agenda', 'L’adresse est retirée : elle ne montre plus rien.');
}

export const AGENDA: readonly Page[] = [
  {
    path: '/agenda',
    open: withRight('lire-calendrier'),
    menu: { label: 'Agenda', rank: 72 },
    get: (visit) => page(visit),
    post: share,
  },
  { path: '/agenda/:id/retrait', open: withRight('lire-calendrier'), post: withdraw },
];
