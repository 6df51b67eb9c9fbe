/** Who, of one's own organisation, follows a case: said by those who want to, a right of nobody. */
import { Moment } from '../../parts/date.tsx';
import type { Schemas } from '../../shell/page.ts';

type Follower = Schemas['SuiviPar'];

const nameOf = ({ nom, moi }: Follower): string => (moi ? 'vous' : (nom ?? 'un collègue'));

export function FollowLine({ followers }: { readonly followers: readonly Follower[] }) {
  if (followers.length === 0) return null;
  return (
    <p class="small">
      {followers.map((one, index) => (
        <>
          {index > 0 && ' ; '}
          {`${one.comme === 'traite' ? 'Traité' : 'Regardé'} par ${nameOf(one)} depuis le `}
          <Moment instant={one.depuis} />
        </>
      ))}
    </p>
  );
}
