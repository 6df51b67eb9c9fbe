/** What follows by itself from the state an event left: conclusions, orders, interruptions, recoveries, closure. */
import type { Consequence } from './chapitre.ts';
import {
  aideInterrompue,
  amorcageConclu,
  amorcageTermine,
  chevauchementFinancements,
  dotationConclue,
} from './contrats/suites.ts';
import type { Etat } from './etat.ts';
import type { Evenement } from './evenements.ts';
import { evoluer } from './evoluer.ts';
import { dissolutionEffective, dossierRouvert, instructionSansObjet, territoireLibere } from './fin/suites.ts';
import { paiementInterrompu, paiementLibere, paiementOrdonnance, paiementRepris } from './paiements/suites.ts';
import { recouvrementPropose, recouvrementSolde } from './recouvrement/suites.ts';
import { resiliationCaduque, resiliationRetiree } from './resiliation/suites.ts';
import { cloture } from './suivi/cloture.ts';
import type { DateCivile } from './valeurs.ts';

/**
 * In the order of the law: a contract is concluded before what it gives right to, and a case closes when nothing else
 * follows. What comes to a closed case may open it again (DEC-35); nothing comes to an archived one.
 */
const CONSEQUENCES: readonly Consequence[] = [
  amorcageConclu,
  dotationConclue,
  chevauchementFinancements,
  aideInterrompue,
  resiliationRetiree,
  dissolutionEffective,
  resiliationCaduque,
  instructionSansObjet,
  paiementInterrompu,
  paiementLibere,
  recouvrementPropose,
  paiementRepris,
  dossierRouvert,
  paiementOrdonnance,
  amorcageTermine,
  recouvrementSolde,
  territoireLibere,
  cloture,
];

/** Events that follow from `etat`, one after the other until none does. `le`: legal date of their cause. */
export function consequences(etat: Etat, le: DateCivile): readonly Evenement[] {
  const suites: Evenement[] = [];
  let courant = etat;
  while (courant.archiveLe === null) {
    const suite = premiere(courant, le);
    if (suite === null) break;
    suites.push(suite);
    courant = evoluer(courant, suite);
  }
  return suites;
}

/** DEC-67 — what a reprise leaves due waits for the caisse to confirm its facts; so does the end of the case. */
const APRES_CONFIRMATION: readonly Consequence[] = [paiementOrdonnance, paiementRepris, cloture];
export const faitsAConfirmer = ({ reprise, annuleeLe }: Etat): boolean =>
  reprise !== null && reprise.confirmeeLe === null && annuleeLe === null;

function premiere(etat: Etat, le: DateCivile): Evenement | null {
  for (const consequence of CONSEQUENCES) {
    if (faitsAConfirmer(etat) && APRES_CONFIRMATION.includes(consequence)) continue;
    const suite = consequence(etat, le);
    if (suite !== null) return suite;
  }
  return null;
}
