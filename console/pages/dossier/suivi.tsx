/** Saying that one follows a case: one's own colleagues see it; it gives and takes no right. */
import { answerOf } from '../../shell/api.ts';
import { FORM_TOKEN } from '../../shell/forms.ts';
import { redirect, withRight, type Answer, type Page, type Schemas, type Visit } from '../../shell/page.ts';
import { FollowLine } from '../a-faire/suivi.tsx';

type Follower = Schemas['SuiviPar'];

/** `undefined`: this role follows no case. */
export async function followersOf(visit: Visit, ess: string): Promise<readonly Follower[] | undefined> {
  if (!visit.me.droits.includes('suivre-dossier')) return undefined;
  const { suiviPar } = await answerOf(visit.api.GET('/api/v1/ess/{ess}/suivi-par', { params: { path: { ess } } }));
  return suiviPar;
}

const WAYS = [
  ['traite', 'Je le traite'],
  ['regarde', 'Je le regarde'],
  ['plus', 'Je ne le suis plus'],
] as const;

export function FollowAside({
  visit,
  ess,
  followers,
}: {
  readonly visit: Visit;
  readonly ess: string;
  readonly followers: readonly Follower[];
}) {
  const mine = followers.find(({ moi }) => moi);
  return (
    <section class="aside no-print" aria-labelledby="suivi">
      <h2 id="suivi">Suivi</h2>
      {followers.length === 0 ? (
        <p class="small">Personne, dans votre organisation, ne dit suivre ce dossier.</p>
      ) : (
        <FollowLine followers={followers} />
      )}
      <form class="in-line" method="post" action={`/dossiers/${ess}/suivi`}>
        <input type="hidden" name={FORM_TOKEN} value={visit.session.formToken} />
        {WAYS.filter(([way]) => (way === 'plus' ? mine !== undefined : mine?.comme !== way)).map(([way, label]) => (
          <button class="quiet" type="submit" name="comme" value={way}>
            {label}
          </button>
        ))}
      </form>
    </section>
  );
}

async function follow(visit: Visit): Promise<Answer> {
  const { api, form, path, name } = visit;
  const params = { path: { ess: path['ess'] ?? '' } };
  const back = `/dossiers/${params.path.ess}`;
  const way = form.one('comme');
  if (way === 'plus') {
    await answerOf(api.DELETE('/api/v1/ess/{ess}/suivi-par', { params }));
    return redirect(back, 'Vous ne suivez plus ce dossier.');
  }
  const comme = way === 'regarde' ? 'regarde' : 'traite';
  await answerOf(api.PUT('/api/v1/ess/{ess}/suivi-par', { params, body: { comme, nom: name } }));
  return redirect(back, 'C’est dit : vos collègues le voient.');
}

export const SUIVI: Page = { path: '/dossiers/:ess/suivi', open: withRight('suivre-dossier'), post: follow };
