/** The résiliations under way, and when each takes effect: DEC-04, DEC-05, DEC-36, DEC-39, DEC-40. */
import { ajouterJours } from '../calendrier/calendrier.ts';
import type { Etat, Resiliation } from '../etat.ts';
import {
  CONTRATS,
  ORIGINES_RESILIATION,
  type DateCivile,
  type OrigineResiliation,
  type TypeContrat,
} from '../valeurs.ts';
import { pasApres, type CalculDate } from '../calculs/date.ts';
import { calculEffet, effetInitial, limiteReponseSaisine } from './delais.ts';

/** The one of that origin that is under way; null when there is none, or when it ended. */
export function courante({ resiliations }: Etat, origine: OrigineResiliation): Resiliation | null {
  const resiliation = resiliations[origine];
  return resiliation === undefined || resiliation.fin !== null ? null : resiliation;
}

export const courantes = (etat: Etat): readonly Resiliation[] =>
  ORIGINES_RESILIATION.map((origine) => courante(etat, origine)).filter((une) => une !== null);

/** First receipt, by whichever side: from then on the résiliation is notified (DEC-39); null before it. */
export const premiereReception = ({ receptions }: Resiliation): DateCivile | null =>
  Object.values(receptions).toSorted()[0] ?? null;

/** Since when a résiliation of that contract is notified and under way; null when none is. */
export const notifieeDepuis = (etat: Etat, contrat: TypeContrat): DateCivile | null =>
  courantes(etat)
    .filter((resiliation) => resiliation.contrat === contrat)
    .flatMap((resiliation) => premiereReception(resiliation) ?? [])
    .toSorted()[0] ?? null;

/** How the day at whose end it takes effect is found, the last day of the contract at the latest (DEC-39); null while nobody knows. */
export function calculEffetRetenu(etat: Etat, resiliation: Resiliation): CalculDate | null {
  const effet = calculEffet(resiliation, etat);
  const { contrat } = resiliation;
  const { fin, finiLe } = etat[contrat];
  return effet === null || fin !== 'termine' || finiLe === null
    ? effet
    : pasApres(effet, 'ContratAmorcageTermine', ajouterJours(finiLe, -1), 'DEC-39');
}

/** DEC-39 — that day. */
export const effetRetenu = (etat: Etat, resiliation: Resiliation): DateCivile | null =>
  calculEffetRetenu(etat, resiliation)?.resultat ?? null;

/** DEC-40 — the first to take effect ends the other; of the same day, the letter of the ESS. */
export function prochainEffet(
  etat: Etat,
  contrats: readonly TypeContrat[] = CONTRATS,
): { readonly resiliation: Resiliation; readonly effet: DateCivile; readonly calcul: CalculDate } | null {
  const [premier] = courantes(etat)
    .filter(({ contrat }) => contrats.includes(contrat))
    .flatMap((resiliation) => {
      const calcul = calculEffetRetenu(etat, resiliation);
      return calcul === null ? [] : [{ resiliation, effet: calcul.resultat, calcul }];
    })
    .toSorted((a, b) => a.effet.localeCompare(b.effet));
  return premier ?? null;
}

/** Last day of that contract if a résiliation already notified is to end it; null when none is. */
export const finAnnoncee = (etat: Etat, contrat: TypeContrat): DateCivile | null =>
  prochainEffet(etat, [contrat])?.effet ?? null;

/**
 * DEC-39 — does it outlive the term of its contract? Only one that was to take effect before the term, and that a saisine
 * suspends whose answer may still come in its month; one left without answer until then falls with the contract (S11).
 */
export function survitAuTerme(etat: Etat, resiliation: Resiliation): boolean {
  const { fin, finiLe } = etat[resiliation.contrat];
  const initial = effetInitial(resiliation, etat);
  if (fin !== 'termine' || finiLe === null || resiliation.saisine === null || initial === null) return false;
  const attendue = limiteReponseSaisine(resiliation, etat);
  return initial < finiLe && (attendue === null || attendue >= ajouterJours(finiLe, -1));
}
