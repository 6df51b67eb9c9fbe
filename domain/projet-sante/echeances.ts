/** T4, T5, T6, T20…T22 — deposit of the projet de santé, precisions, decision, and what the silence of the ARS gives (PS-08, TRA-B). */
import { lendemain, plusTard } from '../calendrier/calendrier.ts';
import type { DateCivile, Regime, Role } from '../valeurs.ts';
import type { Etat } from '../etat.ts';
import { type Echeance, echeance, type Declenchement } from '../echeance.ts';
import { depuis, inscrite } from '../calculs/date.ts';
import { calculDepot, calculInstructionPs, calculTacitePs, depotPossible } from './delais.ts';
import { preavisTropCourt } from './preavis.ts';
import { creationOuverteLe } from '../creation/actes.ts';
import { automatique } from '../chapitre.ts';
import { instructionSansSuite, projetArreteLe } from '../fin/delais.ts';

/** The text that gives each regime its projet de santé: T4, T20, T22 for the deposit, T5, T21 for the decision. */
const DEPOT: Readonly<Record<Regime, string>> = {
  'droit-commun': 'PS-02',
  'en-fonctionnement-conforme': 'TRA-A',
  'en-fonctionnement-a-mettre-en-conformite': 'TRA-B',
  'en-projet-avec-amorcage-ars': 'TRA-C',
};
const regleDecision = ({ regime }: Etat): string =>
  regime === 'en-fonctionnement-a-mettre-en-conformite' ? 'TRA-B' : 'PS-08';

export function* echeancesProjetSante(etat: Etat): Iterable<Echeance> {
  const { projetSante } = etat;
  // DEC-46: its silence produces nothing, and nobody is awaited.
  const sansSuite = instructionSansSuite(etat);
  const finPs = sansSuite ? null : calculInstructionPs(projetSante, etat);
  const finTacite = sansSuite ? null : calculTacitePs(projetSante, etat);
  if (finTacite !== null)
    yield echeance(etat, 'decision-projet-sante', finTacite, regleDecision(etat), 'validation-tacite', ['ars'], {
      grace: true,
      saisieLe: projetSante.saisiLe,
    });
  else if (finPs !== null) yield echeance(etat, 'decision-projet-sante', finPs, regleDecision(etat), 'alerte', ['ars']);
  if (
    !sansSuite &&
    projetSante.decision === null &&
    projetSante.precisions !== null &&
    projetSante.precisions.recuesLe === null
  )
    yield echeance(
      etat,
      'reponse-precisions',
      inscrite(
        depuis('PrecisionsDemandees', projetSante.precisions.demandeesLe),
        'PrecisionsDemandees',
        projetSante.precisions.delai,
        'PS-07',
      ),
      'PS-07',
      'alerte',
      ['porteur'],
    );

  const ouverte = creationOuverteLe(etat);
  const depot = calculDepot(etat);
  const { recuLe, decision } = projetSante;
  if (
    projetArreteLe(etat) === null &&
    depot !== null &&
    ouverte !== null &&
    // PS-11: refused since, it can be deposited no more, and nobody is late.
    (recuLe === null || (decision?.sens === 'refuse' && decision.le <= depot.resultat)) &&
    depotPossible(etat, depot.resultat)
  )
    yield echeance(etat, 'depot-projet-sante', depot, DEPOT[etat.regime], 'alerte', attendusDuDepot(etat, ouverte), {
      // Never said to be late before the day on which it could first be deposited (DEC-32).
      effetLe: plusTard(lendemain(depot.resultat), ouverte),
    });
}

/** DEC-53: the ARS may still extend; DEC-61: in regime B it has the end of its own aid to record. */
const attendusDuDepot = (etat: Etat, ouverte: DateCivile): readonly Role[] =>
  etat.regime === 'en-fonctionnement-a-mettre-en-conformite' ||
  (etat.projetSante.prolongeAu === null && preavisTropCourt(etat, ouverte))
    ? ['porteur', 'ars']
    : ['porteur'];

/** PS-08 — silence: the projet de santé is deemed validated. */
export const silenceSurLeProjet: Declenchement = (_etat, { effetLe, regle }) => [
  automatique(effetLe, 'ProjetSanteValide', regle, { mode: 'tacite' }),
];
