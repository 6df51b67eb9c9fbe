/** The author of a letter among the authorities, and their seal on its PDF. */
import { cachetDe, type Autorite, type Autorites } from '../authorities/index.ts';
import { sealPdf } from '../sealing/seal.ts';
import type { Courrier } from './courrier.ts';

type Signe = Pick<Courrier, 'ess' | 'rang' | 'emetteur' | 'region' | 'caisse'>;

/** The authority that writes; nothing for what the service itself tells. */
export function auteurDe({ emetteur, region, caisse }: Signe): Autorite | undefined {
  if (emetteur === 'service') return undefined;
  return { role: emetteur, code: emetteur === 'ars' ? region : caisse };
}

/**
 * The PDF under the seal of its author, as it is where they have none. Fails when a seal that is there cannot be put: the
 * letter waits, rather than leave without it.
 */
export async function scelle(
  pdf: Uint8Array,
  courrier: Signe,
  autorites: Autorites,
  now = new Date(),
): Promise<Uint8Array> {
  const auteur = auteurDe(courrier);
  const cachet = auteur === undefined ? undefined : cachetDe(autorites, auteur);
  if (cachet === undefined) return pdf;
  return sealPdf(pdf, cachet, { reason: `Courrier n° ${courrier.rang} du dossier ${courrier.ess}`, now });
}
