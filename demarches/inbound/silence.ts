/** The service would decide by itself, on another date than the law's: nothing more is written there. */
import type { DossierListe } from '../client/demarche.ts';
import { recordAct } from '../../records/demarches/acts.ts';
import { suspendWriting } from '../../records/demarches/readings.ts';
import { keyOf, type Context } from './context.ts';

type Watched = Pick<DossierListe, 'number' | 'datePrevisionnelleDecisionSVASVR'>;

/** Looked at in the list already, so that writing stops before any dossier is dealt with, and again while it lasts. */
export async function watchSilence(
  { pool, correspondance, maintenant }: Context,
  { number, datePrevisionnelleDecisionSVASVR: forecast }: Watched,
): Promise<void> {
  if (forecast === null || forecast === undefined) return;
  const { instance, demarche } = correspondance;
  await suspendWriting(pool, { instance, numero: demarche }, 'silence-de-demarche-numerique', maintenant());
  await recordAct(pool, {
    cle: keyOf(correspondance, number, 'silence'),
    instance,
    numero: number,
    genre: 'silence-de-demarche-numerique',
    statut: 'incident',
    detail: forecast,
  });
}
