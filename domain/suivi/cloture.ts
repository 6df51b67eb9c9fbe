/** When a case is over, and why: DEC-20. */
import type { Etat } from '../etat.ts';
import { operationnelleATemps } from './missions.ts';
import { plusTard } from '../calendrier/calendrier.ts';
import type { DateCivile, MotifCloture, Phase } from '../valeurs.ts';
import { type Consequence, automatique, type Evolutions } from '../chapitre.ts';
import { cycleACompter, enCours } from '../contrats/delais.ts';
import { contratResilie, dissolutionAcquise, finDesContrats, projetArreteLe, silenceAcquis } from '../fin/delais.ts';
import { anniversaire } from '../paiements/montants.ts';
import { tenuParUneAutorite } from '../paiements/attendus.ts';
import { resteAVerser } from '../paiements/verses.ts';
import { depotPossible } from '../projet-sante/delais.ts';
import { ouvert, reclamable, recouvrementsOuverts } from '../recouvrement/dus.ts';
import { courantes } from '../resiliation/encours.ts';

/** DEC-20 — an activity found, its recovery closed, nothing out, or no such test at all (regimes A, B, C). */
function dixHuitMoisRegle(etat: Etat): boolean {
  const procedure = etat.recouvrements['dix-huit-mois'];
  const clos = procedure !== undefined && !ouvert(procedure);
  return etat.regime !== 'droit-commun' || operationnelleATemps(etat) || clos || reclamable(etat) === 0;
}

/** A résiliation that took effect before that day is what ended the contract. */
const resilieAvant = ({ amorcage, dotation }: Etat, le: DateCivile): boolean =>
  [amorcage, dotation].some(({ fin, finiLe }) => fin === 'resilie' && finiLe !== null && finiLe < le);

const aVerser = ({ paiements }: Etat): boolean => Object.values(paiements).some((un) => resteAVerser(un) > 0);

/** DEC-33 — a signature was put right after the end of its contract: what a year of it was due is known once it is counted. */
function aCompter(etat: Etat): boolean {
  const { concluLe, finiLe } = etat.dotation;
  if (concluLe === null || finiLe === null) return false;
  const cycle = cycleACompter(etat);
  const debut = anniversaire(concluLe, cycle - 1);
  return debut < finiLe || (cycle === 1 && debut === finiLe);
}

/** The reason for which the case is over on that day, or null while it is not. */
export function motifDeCloture(etat: Etat, le: DateCivile): MotifCloture | null {
  if (etat.annuleeLe !== null) return 'annulation';
  if (recouvrementsOuverts(etat).length > 0 || silenceAcquis(etat)) return null;
  if (etat.li?.decision?.sens === 'refusee') return 'li-refusee';
  const { decision, recuLe } = etat.projetSante;
  if (enCours(etat.amorcage) || enCours(etat.dotation)) return null;
  // DEC-39: one that a saisine suspends beyond the term is still to be answered.
  if (courantes(etat).length > 0) return null;
  if (aVerser(etat) || tenuParUneAutorite(etat) || aCompter(etat)) return null;
  if (!dixHuitMoisRegle(etat)) return null;
  const { dissolution } = etat;
  if (dissolution !== null && dissolutionAcquise(etat) && !resilieAvant(etat, dissolution.le)) return 'dissolution';
  if (contratResilie(etat)) return 'resiliation';
  if (etat.renonceeLe !== null) return 'renonciation';
  if (etat.abandonneLe !== null) return 'abandon';
  if (etat.amorcage.fin !== 'termine' || decision?.sens === 'valide') return null;
  if (decision?.sens === 'refuse')
    return etat.regime === 'en-fonctionnement-a-mettre-en-conformite'
      ? 'non-conforme'
      : depotPossible(etat, le)
        ? null
        : 'ps-refuse';
  return recuLe === null && !depotPossible(etat, le) ? 'terme-sans-suite' : null;
}

/** DEC-20 — `recouvrement` when a recovery is all that is left; otherwise the phase that the events gave. */
export function phaseApres(etat: Etat): Phase {
  if (etat.phase !== 'amorcage' && etat.phase !== 'dotation') return etat.phase;
  const contratFini = !enCours(etat.amorcage) && !enCours(etat.dotation);
  const suite =
    projetArreteLe(etat) === null &&
    etat.dotation.fin === null &&
    etat.amorcage.fin === 'termine' &&
    (etat.projetSante.decision?.sens === 'valide' ||
      (etat.projetSante.recuLe !== null && etat.projetSante.decision === null));
  // An indu says nothing of what may still follow: a projet de santé may yet be deposited (PS-11).
  const resilie = etat.amorcage.fin === 'resilie' || etat.dotation.fin === 'resilie';
  const reclame = recouvrementsOuverts(etat).some(([, { origine }]) => resilie || origine !== 'indu');
  return contratFini && !suite && reclame ? 'recouvrement' : etat.phase;
}

/** DEC-20 — the procedure is over; the territory was freed before (DEC-45), the file lives on (DEC-35). */
export const cloture: Consequence = (etat, le) => {
  const motifCloture = etat.phase === 'close' ? null : motifDeCloture(etat, le);
  return motifCloture === null
    ? null
    : automatique(finDesContrats(etat, plusTard(le, projetArreteLe(etat) ?? le)), 'EssClose', 'DEC-20', {
        motifCloture,
      });
};

export const evolutionsCloture: Evolutions<'EssClose'> = {
  // DEC-35: the two years count from the day on which the closing is known, when facts of before were entered late.
  EssClose: ({ dernierLe }, { motifCloture, le }) => ({
    phase: 'close',
    motifCloture,
    closeLe: plusTard(le, dernierLe ?? le),
    miseEnDemeure: null,
  }),
};
