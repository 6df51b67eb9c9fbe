/** What the pages of the link with Démarche Numérique read of it. */
import { answerOf } from '../../shell/api.ts';
import type { Schemas, Visit } from '../../shell/page.ts';

export type Demarche = Schemas['DemarcheSuivie'];

export const LIST = '/demarches';

export const demarchesOf = async ({ api }: Visit): Promise<readonly Demarche[]> =>
  (await answerOf(api.GET('/api/v1/demarches'))).demarches;

/** « Lettres d’intention (DN 101) ». */
export const nameOf = ({ titre, instance, demarche }: Demarche): string =>
  titre === null ? `Démarche ${instance} ${demarche}` : `${titre} (${instance} ${demarche})`;
