/** When a résiliation takes effect, and until when it may be contested: DEC-04, DEC-05, DEC-22, RES-A-03. */
import { ajouterJours, ajouterMois, finDelai, plusTard } from '../calendrier/calendrier.ts';
import type { Resiliation } from '../etat.ts';
import { PARAMETRES } from '../parametres.ts';
import type { DateCivile, TypeContrat } from '../valeurs.ts';

/** DEC-04 — date of receipt that counts: the later of the two, for a letter of the ESS; null while one is missing. */
export function receptionQuiCompte({ origine, receptions }: Resiliation): DateCivile | null {
  if (origine === 'caisse-ars') return receptions.association ?? null;
  const { caisse, ars } = receptions;
  return caisse === undefined || ars === undefined ? null : plusTard(caisse, ars);
}

/** DEC-04 — day at whose end the résiliation takes effect if nothing suspends it. */
export function effetInitial(resiliation: Resiliation, siege: string): DateCivile | null {
  const recue = receptionQuiCompte(resiliation);
  return recue === null ? null : effetDepuis(resiliation.contrat, recue, siege);
}

export const effetDepuis = (contrat: TypeContrat, recue: DateCivile, siege: string): DateCivile =>
  finDelai(
    'effet-resiliation',
    contrat === 'amorcage'
      ? ajouterJours(recue, PARAMETRES.effetResiliationAmorcage.valeur)
      : ajouterMois(recue, PARAMETRES.effetResiliationDotation.valeur),
    siege,
  );

/** DEC-05, DEC-22 — day of effect, the answers to a saisine considered; null while suspended or not yet received. */
export function effetResiliation(resiliation: Resiliation, siege: string): DateCivile | null {
  const initial = effetInitial(resiliation, siege);
  if (initial === null || resiliation.saisine === null) return initial;
  const { ars, caisse } = resiliation.saisine.reponses;
  if (ars?.sens !== 'rejete' || caisse?.sens !== 'rejete') return null;
  return plusTard(initial, plusTard(ars.le, caisse.le));
}

/** RES-A-03, DEC-04 — last day of a saisine: the day of effect; null before the letter is received. */
export function finSaisine(resiliation: Resiliation, siege: string): DateCivile | null {
  const initial = effetInitial(resiliation, siege);
  return initial === null ? null : finDelai('saisine', initial, siege);
}

/** RES-A-03 — last day of the answer to a saisine; null without one, or once both have answered. */
export function limiteReponseSaisine({ saisine }: Resiliation, siege: string): DateCivile | null {
  if (saisine === null || (saisine.reponses.ars !== undefined && saisine.reponses.caisse !== undefined)) return null;
  return finReponseSaisine(saisine.recueLe, siege);
}

export const finReponseSaisine = (recueLe: DateCivile, siege: string): DateCivile =>
  finDelai('reponse-saisine', ajouterMois(recueLe, PARAMETRES.reponseSaisine.valeur), siege);

/** DEC-40 — last day to notify an agreement, from its approval; null before it, and once it is notified. */
export const limiteNotification = (
  { origine, approuvee, demandeeLe, receptions }: Resiliation,
  siege: string,
): DateCivile | null =>
  origine === 'caisse-ars' && approuvee && receptions.association === undefined
    ? finDelai('notification-resiliation', ajouterMois(demandeeLe, PARAMETRES.notificationResiliation.valeur), siege)
    : null;

/** DEC-41 — until when the second authority is expected to say that it received the letter; null without a first one. */
export function limiteSecondeReception({ receptions }: Resiliation, siege: string): DateCivile | null {
  const { caisse, ars } = receptions;
  const premiere = caisse === undefined ? ars : ars === undefined ? caisse : undefined;
  return premiere === undefined
    ? null
    : finDelai('reception-resiliation', ajouterJours(premiere, PARAMETRES.receptionResiliation.valeur), siege);
}
