/** When a résiliation takes effect, and until when it may be contested: DEC-04, DEC-05, DEC-22, RES-A-03. */
import { plusTard } from '../calendrier/calendrier.ts';
import { depuis, pasAvant, type CalculDate } from '../calculs/date.ts';
import { delai, reporte, type Ressort } from '../droit.ts';
import type { Resiliation } from '../etat.ts';
import type { DateCivile, TypeContrat } from '../valeurs.ts';

/** DEC-04 — date of receipt that counts: the later of the two, for a letter of the ESS; null while one is missing. */
export function receptionQuiCompte({ origine, receptions }: Resiliation): DateCivile | null {
  if (origine === 'caisse-ars') return receptions.association ?? null;
  const { caisse, ars } = receptions;
  return caisse === undefined || ars === undefined ? null : plusTard(caisse, ars);
}

/** DEC-04 — how the day at whose end the résiliation takes effect is found, if nothing suspends it. */
export function calculEffetInitial(resiliation: Resiliation, ressort: Ressort): CalculDate | null {
  const recue = receptionQuiCompte(resiliation);
  const { contrat, origine } = resiliation;
  return recue === null ? null : effetDepuis(contrat, RECEPTION[origine], recue, ressort);
}
const RECEPTION = { ess: 'ReceptionResiliationAccusee', 'caisse-ars': 'ResiliationNotifiee' } as const;

/** DEC-04 — that day. */
export const effetInitial = (resiliation: Resiliation, ressort: Ressort): DateCivile | null =>
  calculEffetInitial(resiliation, ressort)?.resultat ?? null;

/** The end of the notice, from the receipt that this event says. */
export const effetDepuis = (contrat: TypeContrat, reception: string, recue: DateCivile, ressort: Ressort): CalculDate =>
  delai(ressort, PREAVIS[contrat], depuis(reception, recue));

const PREAVIS = { amorcage: 'effetResiliationAmorcage', dotation: 'effetResiliationDotation' } as const;

/** DEC-05, DEC-22 — how the day of effect is found, the answers to a saisine considered; null while suspended or not yet received. */
export function calculEffet(resiliation: Resiliation, ressort: Ressort): CalculDate | null {
  const initial = calculEffetInitial(resiliation, ressort);
  if (initial === null || resiliation.saisine === null) return initial;
  const { ars, caisse } = resiliation.saisine.reponses;
  if (ars?.sens !== 'rejete' || caisse?.sens !== 'rejete') return null;
  return pasAvant(initial, 'SaisineTranchee', plusTard(ars.le, caisse.le), 'DEC-05');
}

/** DEC-05, DEC-22 — that day. */
export const effetResiliation = (resiliation: Resiliation, ressort: Ressort): DateCivile | null =>
  calculEffet(resiliation, ressort)?.resultat ?? null;

/** RES-A-03, DEC-04 — how the last day of a saisine is found: the day of effect; null before the letter is received. */
export function calculFinSaisine(resiliation: Resiliation, ressort: Ressort): CalculDate | null {
  const initial = calculEffetInitial(resiliation, ressort);
  return initial === null ? null : reporte(ressort, 'saisine', initial);
}

/** RES-A-03, DEC-04 — that day. */
export const finSaisine = (resiliation: Resiliation, ressort: Ressort): DateCivile | null =>
  calculFinSaisine(resiliation, ressort)?.resultat ?? null;

/** RES-A-03 — how the last day of the answer to a saisine is found; null without one, or once both have answered. */
export function calculReponseSaisine({ saisine }: Resiliation, ressort: Ressort): CalculDate | null {
  if (saisine === null || (saisine.reponses.ars !== undefined && saisine.reponses.caisse !== undefined)) return null;
  return finReponseSaisine(saisine.recueLe, ressort);
}

/** RES-A-03 — that day. */
export const limiteReponseSaisine = (resiliation: Resiliation, ressort: Ressort): DateCivile | null =>
  calculReponseSaisine(resiliation, ressort)?.resultat ?? null;

export const finReponseSaisine = (recueLe: DateCivile, ressort: Ressort): CalculDate =>
  delai(ressort, 'reponseSaisine', depuis('SaisineRecue', recueLe));

/** DEC-40 — how the last day to notify an agreement is found, from its approval; null before it, and once it is notified. */
export const calculNotification = (
  { origine, approuvee, demandeeLe, receptions }: Resiliation,
  ressort: Ressort,
): CalculDate | null =>
  origine === 'caisse-ars' && approuvee && receptions.association === undefined
    ? delai(ressort, 'notificationResiliation', depuis('ResiliationApprouvee', demandeeLe))
    : null;

/** DEC-40 — that day. */
export const limiteNotification = (resiliation: Resiliation, ressort: Ressort): DateCivile | null =>
  calculNotification(resiliation, ressort)?.resultat ?? null;

/** DEC-41 — until when the second authority is expected to say that it received the letter; null without a first one. */
export function calculSecondeReception({ receptions }: Resiliation, ressort: Ressort): CalculDate | null {
  const { caisse, ars } = receptions;
  const premiere = caisse === undefined ? ars : ars === undefined ? caisse : undefined;
  return premiere === undefined
    ? null
    : delai(ressort, 'receptionResiliation', depuis('ReceptionResiliationAccusee', premiere));
}

/** DEC-41 — that day. */
export const limiteSecondeReception = (resiliation: Resiliation, ressort: Ressort): DateCivile | null =>
  calculSecondeReception(resiliation, ressort)?.resultat ?? null;
