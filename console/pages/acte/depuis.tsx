/** « Depuis votre lecture… »: what happened in a case since it was read, before one decides on it. */
import { Day, Moment } from '../../parts/date.tsx';
import { EventLine, named } from '../../parts/evenement.tsx';
import { Notice } from '../../parts/notice.tsx';
import { answerOf } from '../../shell/api.ts';
import type { Visit } from '../../shell/page.ts';
import { roleName } from '../../words/noms.ts';

const rankOf = (etag: string): number | undefined => {
  const [, rank] = /^"(\d+)"$/.exec(etag) ?? [];
  return rank === undefined ? undefined : Number(rank);
};

/** The API has refused an act on what was read, and what happened is not in the journal yet: it is a moment away. */
export const BeingWritten = () => (
  <Notice level="warn" title="Depuis votre lecture, le dossier a changé. Rien n’a été envoyé." announced>
    Votre saisie est gardée. Ce qui a changé s’écrit à l’instant : vérifiez à nouveau pour le lire.
  </Notice>
);

/** Nothing when the case is as it was read. */
export async function changesSince(visit: Visit, ess: string, readAt: string, now: string) {
  const [from, to] = [rankOf(readAt), rankOf(now)];
  if (from === undefined || to === undefined || from >= to) return undefined;
  if (!visit.me.droits.includes('lire-journal'))
    return (
      <Notice level="warn" title="Depuis votre lecture, le dossier a changé." announced>
        Relisez-le avant d’envoyer votre acte.
      </Notice>
    );
  const { lignes } = await answerOf(
    visit.api.GET('/api/v1/ess/{ess}/journal', { params: { path: { ess }, query: { apres: from, limite: 100 } } }),
  );
  return (
    <Notice level="warn" title="Depuis votre lecture, le dossier a changé. Rien n’a été envoyé." announced>
      <ol class="line">
        {named(lignes).map((line) => (
          <li class="done">
            <p>
              <Day civil={line.le} /> <span class="tag tag-plain">{roleName(line.acteur)}</span>
              <span class="small">
                {' écrit le '}
                <Moment instant={line.enregistreLe} />
              </span>
            </p>
            <EventLine event={line} contract={visit.contract} />
          </li>
        ))}
      </ol>
      <p>Votre saisie est gardée : relisez-la à la lumière de ce qui précède, puis vérifiez à nouveau.</p>
    </Notice>
  );
}
