/** T1 — the decision on the letter of intent, and what the silence of the ARS gives (LI-09). */
import type { Etat } from '../etat.ts';
import { type Echeance, echeance, type Declenchement } from '../echeance.ts';
import { completeLe, finInstructionLi, finSignatureAmorcage } from './delais.ts';
import { automatique } from '../chapitre.ts';
import { versionDuDelai } from '../droit.ts';

export function* echeancesLettreIntention(etat: Etat): Iterable<Echeance> {
  const finLi = finInstructionLi(etat);
  const depart = etat.li === null ? null : completeLe(etat.li, etat.derogation);
  if (finLi !== null && depart !== null)
    yield echeance(etat, 'decision-lettre-intention', finLi, 'LI-09', 'validation-tacite', ['ars'], {
      grace: true,
      rouverteLe: etat.li?.rouverteLe ?? null,
      ...versionDuDelai(etat, 'decisionLettreIntention', depart),
    });
}

/** LI-09 — silence: the letter is deemed validated. */
export const silenceSurLaLettre: Declenchement = (etat, { effetLe, regle }) => [
  automatique(effetLe, 'LettreIntentionValidee', regle, {
    mode: 'tacite',
    dateLimite: finSignatureAmorcage(effetLe, etat),
  }),
];
