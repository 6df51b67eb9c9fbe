/** T1 — the decision on the letter of intent, and what the silence of the ARS gives (LI-09); answers that are awaited (DEC-55). */
import type { Etat } from '../etat.ts';
import { type Echeance, echeance, type Declenchement } from '../echeance.ts';
import { completeLe, finInstructionLi, finSignatureAmorcage } from './delais.ts';
import { automatique } from '../chapitre.ts';
import { versionDuDelai } from '../droit.ts';
import { avertissementConflit } from '../creation/conflit.ts';
import { avertissementPreavis } from '../projet-sante/preavis.ts';

export function* echeancesLettreIntention(etat: Etat): Iterable<Echeance> {
  const finLi = finInstructionLi(etat);
  const depart = etat.li === null ? null : completeLe(etat.li, etat.derogation);
  if (finLi !== null && depart !== null)
    yield echeance(etat, 'decision-lettre-intention', finLi, 'LI-09', 'validation-tacite', ['ars'], {
      grace: true,
      saisieLe: etat.li?.saisieLe ?? null,
      ...versionDuDelai(etat, 'decisionLettreIntention', depart),
    });
  const { li, derogation } = etat;
  if (li !== null && li.decision === null && li.delaiPieces !== null && li.piecesManquantes.length > 0)
    yield echeance(etat, 'pieces-lettre-intention', li.delaiPieces, 'DEC-55', 'alerte', ['porteur']);
  // The CPN is no party: the ARS, which asked it, follows its answer.
  if (derogation.delai !== null) yield echeance(etat, 'derogation-cpn', derogation.delai, 'DEC-55', 'alerte', ['ars']);
}

/** LI-09 — silence: the letter is deemed validated. */
export const silenceSurLaLettre: Declenchement = (etat, { effetLe, regle }) => {
  const avertissements = [...avertissementPreavis(etat, effetLe), ...avertissementConflit(etat)];
  return [
    {
      ...automatique(effetLe, 'LettreIntentionValidee', regle, {
        mode: 'tacite',
        dateLimite: finSignatureAmorcage(effetLe, etat),
      }),
      ...(avertissements.length === 0 ? {} : { avertissements }),
    },
  ];
};
