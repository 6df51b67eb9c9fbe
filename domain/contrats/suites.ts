/** What follows by itself for the contracts: conclusion, term, overlap of fundings. AMO-16bis, DOT-10, DEC-08, DEC-61, TRA-03, TRA-B. */
import { type Consequence, automatique } from '../chapitre.ts';
import { justifie } from '../calculs/calculs.ts';
import { calculReconduction, calculTerme, dateConclusion, departDotation, termePasse } from './delais.ts';
import { versionDuDelai } from '../droit.ts';
import { chevauchements } from '../paiements/montants.ts';
import type { DateCivile } from '../valeurs.ts';
import { plusTard } from '../calendrier/calendrier.ts';
import { depotPossible } from '../projet-sante/delais.ts';
import type { Etat } from '../etat.ts';
import { soldeLe } from '../paiements/dus.ts';
import { notifieeDepuis, premiereReception } from '../resiliation/encours.ts';
export const amorcageConclu: Consequence = (etat) => {
  const { amorcage } = etat;
  const le = amorcage.concluLe === null ? dateConclusion(amorcage.signatures) : null;
  return le === null
    ? null
    : automatique(le, 'ContratAmorcageConclu', 'AMO-16bis', {
        contrat: 'amorcage',
        ...justifie({ dateLimite: calculTerme(le, etat) }),
        ...versionDuDelai(etat, 'dureeContratAmorcage', le),
      });
};

export const dotationConclue: Consequence = (etat) => {
  const { dotation } = etat;
  const le = dotation.concluLe === null ? dateConclusion(dotation.signatures) : null;
  const depart = departDotation(dotation);
  return le === null || depart === null
    ? null
    : automatique(le, 'ContratDotationConclu', 'DOT-10', {
        contrat: 'dotation',
        ...justifie({ dateLimite: calculReconduction(depart, 1, etat) }),
        ...versionDuDelai(etat, 'dureeContratDotation', depart),
        ...(depart === le ? {} : { priseEffet: depart }),
      });
};

/** TRA-03, DEC-61 — ARS funding that overlaps the annual contract: its periods add up; said again when one more is declared. */
export const chevauchementFinancements: Consequence = ({ dotation, transition }) => {
  const { financementsArs, chevauchementCentimes } = transition;
  if (dotation.concluLe === null || financementsArs.length === 0) return null;
  const { jours, montantCentimes, calcul } = chevauchements(financementsArs, dotation.concluLe);
  if (jours === 0 || montantCentimes === chevauchementCentimes) return null;
  const signe = dateConclusion(dotation.signatures) ?? dotation.concluLe;
  const le = financementsArs.reduce((tard, { declareLe }) => plusTard(tard, declareLe), signe);
  return automatique(le, 'ChevauchementSignale', 'TRA-03', { jours, ...justifie({ montantCentimes: calcul }) });
};

/** TRA-B — the decision on the PS actualisé ends the ARS funding, or every aid. */
export const aideInterrompue: Consequence = (etat) => {
  const { decision } = etat.projetSante;
  if (
    etat.regime !== 'en-fonctionnement-a-mettre-en-conformite' ||
    decision === null ||
    etat.transition.aideInterrompueLe !== null
  )
    return null;
  return automatique(decision.le, 'AideInterrompue', decision.sens === 'valide' ? 'TRA-B' : 'FIN-05', {
    cause: decision.sens === 'valide' ? 'projet-sante-valide' : 'non-conforme',
  });
};

/**
 * DEC-08 — the terme of the amorçage contract, when it comes before the ten months. DEC-39 — not while a résiliation is
 * notified; once it has fallen, on the day of its fall.
 */
export const amorcageTermine: Consequence = (etat, le) => {
  const { amorcage, projetSante, regime } = etat;
  if (amorcage.concluLe === null || amorcage.finiLe !== null) return null;
  const fin = (date: DateCivile, cause: 'tranche-2-executee' | 'tranche-2-non-due' | 'complement-execute') => {
    const notifiee = notifieeDepuis(etat, 'amorcage');
    if ((notifiee !== null && notifiee <= date) || termePasse(etat, date)) return null;
    return automatique(
      plusTard(apresResiliation(etat, date), amorcage.concluLe ?? date),
      'ContratAmorcageTermine',
      'DEC-08',
      {
        contrat: 'amorcage',
        cause,
      },
    );
  };
  const tranche2 = soldeLe(etat, 'amorcage-2');
  if (tranche2 !== null) return fin(tranche2, 'tranche-2-executee');
  const { decision } = projetSante;
  if (regime === 'droit-commun')
    return decision?.sens === 'refuse' && !depotPossible(etat, le)
      ? fin(plusTard(le, decision.le), 'tranche-2-non-due')
      : null;
  if (decision === null) return null;
  if (decision.sens === 'refuse' && regime === 'en-fonctionnement-a-mettre-en-conformite')
    return fin(decision.le, 'tranche-2-non-due');
  const complement = soldeLe(etat, 'amorcage-30');
  return complement === null ? null : fin(plusTard(complement, decision.le), 'complement-execute');
};

/** DEC-39 — a cause of term met during a notice that has fallen since ends the contract on the day of the fall. */
function apresResiliation({ resiliations }: Etat, cause: DateCivile): DateCivile {
  return Object.values(resiliations).reduce((date, resiliation) => {
    const notifiee = premiereReception(resiliation);
    const { contrat, finLe } = resiliation;
    const pendant = contrat === 'amorcage' && notifiee !== null && notifiee <= cause && finLe !== null;
    return pendant ? plusTard(date, finLe) : date;
  }, cause);
}
