/** A case as whoever asks may read it. */
import type { Etat } from '../../domain/etat.ts';
import { isCaseWithin, knownDossier, unknownCase } from '../../identity/scope.ts';
import type { Identity } from '../../identity/verifier.ts';
import type { Dossier } from '../../records/journal/dossiers.ts';
import type { VueEss } from '../../workflows/messages.ts';
import { RecordsUnavailable, type ApiDeps } from '../ports.ts';

/** What a case in scope is: as stored, or as it says itself while the database is away (but to a porteur). */
export async function readableCase(
  { records, cases }: Pick<ApiDeps, 'records' | 'cases'>,
  identity: Identity,
  ess: string,
): Promise<Dossier<Etat> | VueEss> {
  try {
    return await knownDossier(records, identity, ess);
  } catch (error) {
    if (!(error instanceof RecordsUnavailable) || identity.role === 'porteur') throw error;
    const live = await cases.view(ess);
    if (!isCaseWithin(identity, live.etat)) throw unknownCase();
    return live;
  }
}
