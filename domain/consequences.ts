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
import { paiementInterrompu, paiementLibere, paiementOrdonnance, paiementRepris } from './paiements/suites.ts';
import { recouvrementPropose, recouvrementSolde } from './recouvrement/suites.ts';
import { resiliationCaduque, resiliationRetiree } from './resiliation/suites.ts';
import { cloture, dossierRouvert } from './suivi/cloture.ts';
import type { DateCivile } from './valeurs.ts';

/** In the order of the law: a contract is concluded before what it gives right to, and nothing follows a closure. */
const CONSEQUENCES: readonly Consequence[] = [
  amorcageConclu,
  dotationConclue,
  chevauchementFinancements,
  aideInterrompue,
  resiliationRetiree,
  resiliationCaduque,
  paiementInterrompu,
  paiementLibere,
  recouvrementPropose,
  paiementRepris,
  paiementOrdonnance,
  amorcageTermine,
  recouvrementSolde,
  cloture,
];

/** DEC-35 — once the procedure is over: a transfer that is learnt of, or comes back, is still money to repay or to stop. */
const APRES_LA_CLOTURE: readonly Consequence[] = [
  paiementInterrompu,
  recouvrementPropose,
  recouvrementSolde,
  dossierRouvert,
];

/** Events that follow from `etat`, one after the other until none does. `le`: legal date of their cause. */
export function consequences(etat: Etat, le: DateCivile): readonly Evenement[] {
  const suites: Evenement[] = [];
  let courant = etat;
  for (;;) {
    const suite = premiere(courant, le);
    if (suite === null) break;
    suites.push(suite);
    courant = evoluer(courant, suite);
  }
  return suites;
}

function premiere(etat: Etat, le: DateCivile): Evenement | null {
  for (const consequence of etat.phase === 'close' ? APRES_LA_CLOTURE : CONSEQUENCES) {
    const suite = consequence(etat, le);
    if (suite !== null) return suite;
  }
  return null;
}
