/** `/invitations/{secret}`: the link of the mail. Opening it answers nothing; a button does. */
import { Moment } from '../../parts/date.tsx';
import { Facts } from '../../parts/facts.tsx';
import { answerOf } from '../../shell/api.ts';
import { FORM_TOKEN } from '../../shell/forms.ts';
import { redirect, view, withRight, type Page, type Visit } from '../../shell/page.ts';

const secretOf = ({ path }: Visit): string => path['secret'] ?? '';

async function page(visit: Visit) {
  const secret = secretOf(visit);
  const { ess, intitule, expireLe } = await answerOf(
    visit.api.GET('/api/v1/invitations/{secret}', { params: { path: { secret } } }),
  );
  const answer = (reponse: 'accepter' | 'refuser', label: string, quiet: boolean) => (
    <form method="post" action={`/invitations/${encodeURIComponent(secret)}`}>
      <input type="hidden" name={FORM_TOKEN} value={visit.session.formToken} />
      <input type="hidden" name="reponse" value={reponse} />
      <button type="submit" {...(quiet ? { class: 'quiet' } : {})}>
        {label}
      </button>
    </form>
  );
  return view({
    title: 'Invitation à agir pour une équipe',
    back: { href: '/', label: 'Accueil' },
    body: (
      <>
        <Facts
          facts={[
            ['Équipe', intitule ?? ess],
            ['Répondre avant', <Moment instant={expireLe} />],
            ['Compte qui aura le mandat', visit.name],
          ]}
        />
        <p>
          Si vous acceptez, vous déposez les pièces de cette équipe, suivez ses échéances et ses versements, au même
          titre que ses autres mandataires.
        </p>
        {answer('accepter', 'Accepter', false)}
        {answer('refuser', 'Refuser', true)}
      </>
    ),
  });
}

async function reply(visit: Visit) {
  const secret = secretOf(visit);
  const reponse = visit.form.one('reponse') === 'accepter' ? ('accepter' as const) : ('refuser' as const);
  const { ess } = await answerOf(
    visit.api.POST('/api/v1/invitations/{secret}', { params: { path: { secret } }, body: { reponse } }),
  );
  return reponse === 'accepter'
    ? redirect(`/dossiers/${ess}`, 'Vous agissez désormais pour cette équipe.')
    : redirect('/', 'L’invitation est refusée.');
}

export const INVITATION: Page = {
  path: '/invitations/:secret',
  open: withRight('accepter-mandat'),
  get: page,
  post: reply,
};
