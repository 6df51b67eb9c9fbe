/** What follows by itself for the contracts: conclusion, term, overlap of fundings. AMO-16bis, DOT-10, DEC-08, TRA-03, TRA-B. */
import { type Consequence, automatique } from '../chapitre.ts';
import { dateConclusion, termeAmorcage, reconduction } from './delais.ts';
import { versionDuDelai } from '../droit.ts';
import { chevauchement } from '../paiements/montants.ts';
import type { DateCivile } from '../valeurs.ts';
import { plusTard } from '../calendrier/calendrier.ts';
import { depotPossible } from '../projet-sante/delais.ts';
export const amorcageConclu: Consequence = (etat) => {
  const { amorcage } = etat;
  const le = amorcage.concluLe === null ? dateConclusion(amorcage.signatures) : null;
  return le === null
    ? null
    : automatique(le, 'ContratAmorcageConclu', 'AMO-16bis', {
        contrat: 'amorcage',
        dateLimite: termeAmorcage(le, etat),
        ...versionDuDelai(etat, 'dureeContratAmorcage', le),
      });
};

export const dotationConclue: Consequence = (etat) => {
  const { dotation } = etat;
  const le = dotation.concluLe === null ? dateConclusion(dotation.signatures) : null;
  return le === null
    ? null
    : automatique(le, 'ContratDotationConclu', 'DOT-10', {
        contrat: 'dotation',
        dateLimite: reconduction(le, 1, etat),
        ...versionDuDelai(etat, 'dureeContratDotation', le),
      });
};

/** TRA-03 — ARS funding that overlaps the annual contract. */
export const chevauchementFinancements: Consequence = ({ dotation, transition }) => {
  if (dotation.concluLe === null || transition.financementArs === null || transition.chevauchementSignale) return null;
  const { jours, montantCentimes } = chevauchement(transition.financementArs, dotation.concluLe);
  return jours === 0
    ? null
    : automatique(dotation.concluLe, 'ChevauchementSignale', 'TRA-03', { jours, montantCentimes });
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

/** DEC-08 — the terme of the amorçage contract, when it comes before the ten months. */
export const amorcageTermine: Consequence = (etat, le) => {
  const { amorcage, paiements, projetSante, regime } = etat;
  if (amorcage.concluLe === null || amorcage.finiLe !== null) return null;
  const fin = (date: DateCivile, cause: 'tranche-2-executee' | 'tranche-2-non-due' | 'complement-execute') =>
    automatique(plusTard(date, amorcage.concluLe ?? date), 'ContratAmorcageTermine', 'DEC-08', {
      contrat: 'amorcage',
      cause,
    });
  const tranche2 = paiements['amorcage-2'];
  if (tranche2?.executeLe) return fin(tranche2.executeLe, 'tranche-2-executee');
  const { decision } = projetSante;
  if (regime === 'droit-commun')
    return decision?.sens === 'refuse' && !depotPossible(etat, le) ? fin(le, 'tranche-2-non-due') : null;
  if (decision === null) return null;
  if (decision.sens === 'refuse' && regime === 'en-fonctionnement-a-mettre-en-conformite')
    return fin(decision.le, 'tranche-2-non-due');
  const complement = paiements['amorcage-30'];
  return complement?.executeLe ? fin(plusTard(complement.executeLe, decision.le), 'complement-execute') : null;
};
