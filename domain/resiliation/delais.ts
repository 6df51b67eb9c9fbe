/** When a résiliation takes effect, and until when it may be contested: DEC-04, DEC-05, DEC-22, RES-A-03. */
import { plusTard } from '../calendrier/calendrier.ts';
import { finDelai, finDuDelai, versionDuDelai, type Ressort, type SousDroit, type Versionnee } from '../droit.ts';
import type { Resiliation } from '../etat.ts';
import type { DateCivile, TypeContrat } from '../valeurs.ts';

/** DEC-04 — date of receipt that counts: the later of the two, for a letter of the ESS; null while one is missing. */
export function receptionQuiCompte({ origine, receptions }: Resiliation): DateCivile | null {
  if (origine === 'caisse-ars') return receptions.association ?? null;
  const { caisse, ars } = receptions;
  return caisse === undefined || ars === undefined ? null : plusTard(caisse, ars);
}

/** DEC-04 — day at whose end the résiliation takes effect if nothing suspends it. */
export function effetInitial(resiliation: Resiliation, ressort: Ressort): DateCivile | null {
  const recue = receptionQuiCompte(resiliation);
  return recue === null ? null : effetDepuis(resiliation.contrat, recue, ressort);
}

export const effetDepuis = (contrat: TypeContrat, recue: DateCivile, ressort: Ressort): DateCivile =>
  finDuDelai(ressort, PREAVIS[contrat], recue);

const PREAVIS = { amorcage: 'effetResiliationAmorcage', dotation: 'effetResiliationDotation' } as const;

/** DEC-65 — the law of the notice. */
export function versionDuPreavis(sous: SousDroit, resiliation: Resiliation): Versionnee {
  const recue = receptionQuiCompte(resiliation);
  return recue === null ? {} : versionDuDelai(sous, PREAVIS[resiliation.contrat], recue);
}

/** DEC-05, DEC-22 — day of effect, the answers to a saisine considered; null while suspended or not yet received. */
export function effetResiliation(resiliation: Resiliation, ressort: Ressort): DateCivile | null {
  const initial = effetInitial(resiliation, ressort);
  if (initial === null || resiliation.saisine === null) return initial;
  const { ars, caisse } = resiliation.saisine.reponses;
  if (ars?.sens !== 'rejete' || caisse?.sens !== 'rejete') return null;
  return plusTard(initial, plusTard(ars.le, caisse.le));
}

/** RES-A-03, DEC-04 — last day of a saisine: the day of effect; null before the letter is received. */
export function finSaisine(resiliation: Resiliation, ressort: Ressort): DateCivile | null {
  const initial = effetInitial(resiliation, ressort);
  const recue = receptionQuiCompte(resiliation);
  return initial === null || recue === null ? null : finDelai(ressort, 'saisine', initial, recue);
}

/** RES-A-03 — last day of the answer to a saisine; null without one, or once both have answered. */
export function limiteReponseSaisine({ saisine }: Resiliation, ressort: Ressort): DateCivile | null {
  if (saisine === null || (saisine.reponses.ars !== undefined && saisine.reponses.caisse !== undefined)) return null;
  return finReponseSaisine(saisine.recueLe, ressort);
}

export const finReponseSaisine = (recueLe: DateCivile, ressort: Ressort): DateCivile =>
  finDuDelai(ressort, 'reponseSaisine', recueLe);

/** DEC-40 — last day to notify an agreement, from its approval; null before it, and once it is notified. */
export const limiteNotification = (
  { origine, approuvee, demandeeLe, receptions }: Resiliation,
  ressort: Ressort,
): DateCivile | null =>
  origine === 'caisse-ars' && approuvee && receptions.association === undefined
    ? finDuDelai(ressort, 'notificationResiliation', demandeeLe)
    : null;

/** DEC-41 — until when the second authority is expected to say that it received the letter; null without a first one. */
export function limiteSecondeReception({ receptions }: Resiliation, ressort: Ressort): DateCivile | null {
  const { caisse, ars } = receptions;
  const premiere = caisse === undefined ? ars : ars === undefined ? caisse : undefined;
  return premiere === undefined ? null : finDuDelai(ressort, 'receptionResiliation', premiere);
}
