/** The way to an act from a page that prepares it: a button, or why the act is not possible, and from when. */
import { Notice } from '../../parts/notice.tsx';
import { Why } from '../../parts/regle.tsx';
import { ApiProblem, answerOf } from '../../shell/api.ts';
import type { Visit } from '../../shell/page.ts';
import { inList } from '../dossiers/adresses.ts';

/** Nothing for a role that does not have the act, and while the engine, which judges acts, is away: a banner says so. */
export async function ActButton(visit: Visit, ess: string, commande: string, label: string, look = 'button') {
  const answer = await answerOf(visit.api.GET('/api/v1/ess/{ess}/actes', { params: { path: { ess } } })).catch(
    (error: unknown) => {
      if (error instanceof ApiProblem && error.status === 503) return undefined;
      throw error;
    },
  );
  const act = answer?.actes.find((one) => one.commande === commande);
  if (act === undefined) return null;
  if (act.statut === 'impossible')
    return (
      <Notice level="info" title={act.phrase ?? 'Cet acte n’est pas possible maintenant.'}>
        <Why {...act.pourquoi} />
      </Notice>
    );
  return (
    <p class="no-print">
      <a class={look} href={inList(`/dossiers/${ess}/actes/${commande}`, visit)}>
        {label}
      </a>
    </p>
  );
}
