/** T10, T11, T23 — the missions socles, the targets of adhesion, the concertation; yearly controls (DEC-60), documents asked (DEC-55). */
import { lendemain, plusTard } from '../calendrier/calendrier.ts';
import type { Etat } from '../etat.ts';
import { type Echeance, echeance } from '../echeance.ts';
import { calculAbsenceMissions, calculMissionsSocles, missionSocleComplete } from './missions.ts';
import { ajoute, depuis, inscrite } from '../calculs/date.ts';
import { enCours } from '../contrats/delais.ts';
import { projetArreteLe } from '../fin/delais.ts';
import { seuil } from '../lettre-intention/eligibilite.ts';
import { clause, delai } from '../droit.ts';
import { calculAnniversaire } from '../paiements/montants.ts';
import type { DateCivile } from '../valeurs.ts';

export function* echeancesSuivi(etat: Etat): Iterable<Echeance> {
  yield* missions(etat);
  yield* cibles(etat);
  yield* controles(etat);
  yield* documents(etat);
}

/** DEC-60 — the eve of each anniversary: the next one, and the last that was missed until a later control is made. */
function* controles(etat: Etat): Iterable<Echeance> {
  const { concluLe } = etat.dotation;
  if (concluLe === null || !enCours(etat.dotation)) return;
  const dernierJour = (n: number) => ajoute(calculAnniversaire(concluLe, n), { valeur: -1, unite: 'jours' }, 'DEC-60');
  const une = (n: number) => echeance(etat, `controle-annuel-${n}`, dernierJour(n), 'SUI-01', 'alerte', ['caisse']);
  const manque = (n: number) => etat.depassees[`controle-annuel-${n}`] === dernierJour(n).resultat;
  let n = 1;
  while (etat.controles[n] !== undefined || manque(n)) n += 1;
  if (n > 1 && etat.controles[n - 1] === undefined) yield une(n - 1);
  yield une(n);
}

function* documents(etat: Etat): Iterable<Echeance> {
  const { documentsAttendus } = etat;
  if (documentsAttendus === null || documentsAttendus.delai === null || !enCours(etat.dotation)) return;
  const { demandesLe, delai: dernier } = documentsAttendus;
  const donne = inscrite(depuis('DocumentsDemandes', demandesLe), 'DocumentsDemandes', dernier, 'DEC-55');
  yield echeance(etat, 'documents-complementaires', donne, 'DEC-55', 'alerte', ['porteur']);
}

function* missions(etat: Etat): Iterable<Echeance> {
  if (missionSocleComplete(etat) || etat.projetSante.decision?.sens === 'refuse') return;
  // An obligation of the contracts, and a ground to end one: nothing is left of either once they are over.
  if (etat.dotation.fin !== null || etat.amorcage.fin === 'resilie' || projetArreteLe(etat) !== null) return;
  if (!enCours(etat.amorcage) && !enCours(etat.dotation) && etat.projetSante.decision?.sens !== 'valide') return;
  const obligation = calculMissionsSocles(etat);
  if (obligation !== null)
    yield echeance(etat, 'missions-socles', obligation, 'MIS-02', 'alerte', ['porteur'], {
      effetLe: plusTard(lendemain(obligation.resultat), obligesLe(etat) ?? obligation.resultat),
    });
  const absence = calculAbsenceMissions(etat);
  if (absence !== null) yield echeance(etat, 'absence-missions-socles', absence, 'RES-D-03', 'alerte', ['porteur']);
}

/** DEC-32 — the day since which the missions bind: of the contract that runs, else of the validation. */
function obligesLe({ amorcage, dotation, projetSante: { decision } }: Etat): DateCivile | null {
  const depuis = [
    enCours(amorcage) ? amorcage.concluLe : null,
    enCours(dotation) ? dotation.concluLe : null,
    decision?.sens === 'valide' ? decision.le : null,
  ];
  return depuis.reduce((tot, le) => (tot === null || (le !== null && le < tot) ? le : tot), null);
}

/** ELI-05, DEC-25 — is the target met by the last count? Unknown figures do not meet it. */
export function cibleAtteinte(etat: Etat, cible: 'cibleIntermediaire' | 'cibleCinqAns'): boolean {
  const dernier = Object.values(etat.denombrements).at(-1);
  const { liberaux } = etat.effectifs;
  if (dernier === undefined || liberaux === null) return false;
  const pourCent = clause(etat, cible, { signeLe: etat.dotation.concluLe, ouvertLe: dernier.date });
  return dernier.nombre >= seuil(liberaux, pourCent);
}

function* cibles(etat: Etat): Iterable<Echeance> {
  const { concluLe } = etat.dotation;
  if (concluLe === null || !enCours(etat.dotation)) return;
  const observee = (cle: string, nom: 'cible30' | 'cible50', regle: string): Echeance =>
    echeance(etat, cle, delai(etat, nom, depuis('ContratDotationConclu', concluLe)), regle, 'alerte', ['porteur']);
  if (!cibleAtteinte(etat, 'cibleIntermediaire')) yield observee('cible-30', 'cible30', 'ELI-05');
  if (!cibleAtteinte(etat, 'cibleCinqAns')) yield observee('cible-50', 'cible50', 'ELI-05');
  if (etat.concertationLe === null) yield observee('concertation-5-ans', 'cible50', 'ELI-10');
}
