/** A second amorçage on a specialty and territory already financed: AMO-05, DEC-57. */
import { exigerApres, exigerMotif, fait, type Decisions, type Evolutions } from '../chapitre.ts';
import type { Etat } from '../etat.ts';
import { exiger } from '../refus.ts';

const AUTORITES = ['ars', 'caisse'] as const;

/** Is an amorçage held back because one was already paid there? A derogation to uniqueness lifts it, as both attestations do. */
export const dejaFinanceeAilleurs = ({ dejaFinances, derogation, attestations }: Etat): boolean =>
  dejaFinances.length > 0 &&
  derogation.unicite?.sens !== 'accordee' &&
  !AUTORITES.every((autorite) => attestations[autorite] !== undefined);

/** AMO-05 — the same ESS never has a second amorçage on a territory; another one, once both authorities say that it is. */
export function exigerAutreEss(etat: Etat): void {
  const manquent = AUTORITES.filter((autorite) => etat.attestations[autorite] === undefined);
  exiger(
    !dejaFinanceeAilleurs(etat),
    'AMO-05',
    `Un crédit d'amorçage a déjà été versé pour cette spécialité sur ce territoire : il faut que l'ARS et la caisse attestent toutes deux qu'il s'agit d'une autre équipe (« attester-autre-ess » ; attendue : ${manquent.join(', ')}).`,
    'etat',
  );
}

export const decisionsAutreEss: Decisions<'attester-autre-ess'> = {
  'attester-autre-ess': (etat, commande) => {
    const partie = commande.acteur === 'caisse' ? 'caisse' : 'ars';
    exiger(
      etat.dejaFinances.length > 0,
      'DEC-57',
      "Aucun crédit d'amorçage n'a été versé pour cette spécialité sur ce territoire : il n'y a rien à attester.",
      'etat',
    );
    exiger(etat.attestations[partie] === undefined, 'DEC-57', 'Cette autorité a déjà attesté.', 'etat');
    exigerMotif(commande, 'DEC-57', "Attester qu'il s'agit d'une autre équipe");
    if (etat.entreeLe !== null) exigerApres(commande.donnees.le, etat.entreeLe, "l'entrée dans la procédure");
    return [fait(commande, 'AutreEssAttestee', 'DEC-57', { partie, autres: etat.dejaFinances })];
  },
};

export const evolutionsAutreEss: Evolutions<'AutreEssAttestee'> = {
  AutreEssAttestee: (etat, { partie, le }) =>
    partie === 'association' ? {} : { attestations: { ...etat.attestations, [partie]: le } },
};

/** Who was already financed, as an answer says it: one more calls for attestations of its own. */
export const apresRegard = (etat: Etat, dejaFinances: readonly string[]): Partial<Etat> => ({
  dejaFinances,
  ...(dejaFinances.every((ess) => etat.dejaFinances.includes(ess)) ? {} : { attestations: {} }),
});
