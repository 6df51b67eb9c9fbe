/** What a list says of a case beside its phase: drawn from its state, like the deadlines. */
import type { Attente } from '../attentes/attente.ts';
import { attentes } from '../attentes/attentes.ts';
import { fuseau } from '../calendrier/calendrier.ts';
import { retards } from '../echeances.ts';
import type { Avis, Etat } from '../etat.ts';
import { statutProjetSante, type StatutProjetSante } from '../projet-sante/delais.ts';

/** Of the opinion of the caisse, on whatever is in instruction. */
export const ETATS_AVIS = ['attendu', 'favorable', 'defavorable', 'aucun'] as const;
export type EtatAvis = (typeof ETATS_AVIS)[number];

export interface Situation {
  readonly projetSante: StatutProjetSante;
  /** DEC-15: another ESS holds part of the territory. */
  readonly conteste: boolean;
  /** Keys of the deadlines that are past and whose act is still awaited. */
  readonly retards: readonly string[];
  readonly avis: EtatAvis;
  /** DEC-56: how many other cases claim part of the territory. */
  readonly rivaux: number;
  /** DEC-29: dates that the porteur declared and that wait for a word. */
  readonly datesSignalees: number;
  readonly attentes: readonly Attente[];
  /** Where its days begin and end (DEC-01). */
  readonly fuseau: string;
}

/** Awaited now, else the last one given. */
function avis(etat: Etat): EtatAvis {
  if (attentes(etat).some(({ actes }) => actes[0] === 'rendre-avis')) return 'attendu';
  const rendus = [etat.li?.avis, etat.projetSante.avis, etat.modificationTerritoire?.avis]
    .filter((un): un is Avis => un !== null && un !== undefined)
    .toSorted((a, b) => (a.le < b.le ? -1 : 1));
  return rendus.at(-1)?.sens ?? 'aucun';
}

export const situation = (etat: Etat): Situation => ({
  projetSante: statutProjetSante(etat),
  conteste: etat.territoire === 'conteste',
  retards: retards(etat).map(({ cle }) => cle),
  avis: avis(etat),
  rivaux: new Set([...etat.conflits, ...etat.rivaux.map(({ ess }) => ess)]).size,
  datesSignalees: Object.keys(etat.aConfirmer).length,
  attentes: attentes(etat),
  fuseau: fuseau(etat.siege),
});
