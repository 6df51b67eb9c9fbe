/** When a case is over, and why: DEC-20. */
import type { Etat } from '../etat.ts';
import { plusTard } from '../calendrier/calendrier.ts';
import { operationnelle } from './missions.ts';
import type { DateCivile, MotifCloture, Phase } from '../valeurs.ts';
import { type Consequence, automatique, type Evolutions } from '../chapitre.ts';
import { enCours } from '../contrats/delais.ts';
import { resteAVerser } from '../paiements/verses.ts';
import { depotPossible } from '../projet-sante/delais.ts';
import { ouvert, reclamable, recouvrementsOuverts } from '../recouvrement/dus.ts';
import { courantes } from '../resiliation/encours.ts';

/** DEC-20 — an activity found, its recovery closed, nothing out, or no such test at all (regimes A, B, C). */
function dixHuitMoisRegle(etat: Etat): boolean {
  const clos = ['dix-huit-mois', 'amorcage'].some((cle) => {
    const recouvrement = etat.recouvrements[cle];
    return recouvrement !== undefined && !ouvert(recouvrement);
  });
  return etat.regime !== 'droit-commun' || operationnelle(etat) || clos || reclamable(etat) === 0;
}

const aVerser = ({ paiements }: Etat): boolean => Object.values(paiements).some((un) => resteAVerser(un) > 0);

/** The reason for which the case is over on that day, or null while it is not. */
export function motifDeCloture(etat: Etat, le: DateCivile): MotifCloture | null {
  if (recouvrementsOuverts(etat).length > 0) return null;
  if (etat.li?.decision?.sens === 'refusee') return 'li-refusee';
  if (etat.renonceeLe !== null) return 'renonciation';
  const { decision, recuLe } = etat.projetSante;
  if (enCours(etat.amorcage) || enCours(etat.dotation)) return null;
  // DEC-39: one that a saisine suspends beyond the term is still to be answered.
  if (courantes(etat).length > 0) return null;
  if (aVerser(etat)) return null;
  if (!dixHuitMoisRegle(etat)) return null;
  if (etat.amorcage.fin === 'resilie' || etat.dotation.fin === 'resilie') return 'resiliation';
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
    etat.dotation.fin === null &&
    etat.amorcage.fin === 'termine' &&
    (etat.projetSante.decision?.sens === 'valide' ||
      (etat.projetSante.recuLe !== null && etat.projetSante.decision === null));
  // An indu says nothing of what may still follow: a projet de santé may yet be deposited (PS-11).
  const resilie = etat.amorcage.fin === 'resilie' || etat.dotation.fin === 'resilie';
  const reclame = recouvrementsOuverts(etat).some(([, { origine }]) => resilie || origine !== 'indu');
  return contratFini && !suite && reclame ? 'recouvrement' : etat.phase;
}

/** DEC-15, DEC-20 — the territory is freed, then the case closes; nothing ever follows. */
export const cloture: Consequence = (etat, le) => {
  const motifCloture = motifDeCloture(etat, le);
  if (motifCloture === null) return null;
  return etat.territoire === 'revendique' || etat.territoire === 'conteste'
    ? automatique(le, 'TerritoireLibere', 'DEC-15', {})
    : automatique(le, 'EssClose', 'DEC-20', { motifCloture });
};

/** DEC-35 — money is to be repaid, or paid, after all: the file opens again for it. */
export const dossierRouvert: Consequence = (etat, le) =>
  etat.phase === 'close' && (recouvrementsOuverts(etat).length > 0 || aVerser(etat))
    ? automatique(plusTard(etat.dernierLe ?? le, le), 'DossierRouvert', 'DEC-35', {})
    : null;

export const evolutionsCloture: Evolutions<'EssClose' | 'DossierRouvert'> = {
  EssClose: (_etat, { motifCloture }) => ({ phase: 'close', motifCloture }),
  DossierRouvert: () => ({ phase: 'recouvrement', motifCloture: null }),
};
