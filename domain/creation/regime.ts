/** DEC-50 — the ARS moves an existing ESS from regime A to B, or back, before anything rests on it. */
import { exigerMotif, fait, type Decisions, type Evolutions } from '../chapitre.ts';
import { exiger } from '../refus.ts';
import { REGIMES_REQUALIFIABLES } from '../valeurs.ts';

export const decisionsRegime: Decisions<'requalifier-regime'> = {
  'requalifier-regime': (etat, commande) => {
    const { regime } = commande.donnees;
    const possibles: readonly string[] = REGIMES_REQUALIFIABLES;
    exiger(
      possibles.includes(etat.regime),
      'DEC-50',
      'Seule une ESS déjà en fonctionnement se requalifie : conforme (régime A) ou à mettre en conformité (régime B).',
      'etat',
    );
    exiger(regime !== etat.regime, 'DEC-50', "L'ESS est déjà dans ce régime.", 'etat');
    exiger(
      etat.amorcage.concluLe === null && etat.dotation.concluLe === null,
      'DEC-50',
      'Un contrat est conclu : le régime ne se requalifie plus.',
      'etat',
    );
    exiger(
      Object.values(etat.paiements).every(({ executeLe }) => executeLe === null),
      'DEC-50',
      'Un paiement est exécuté : le régime ne se requalifie plus.',
      'etat',
    );
    exigerMotif(commande, 'DEC-50', 'La requalification du régime');
    return [fait(commande, 'RegimeRequalifie', 'DEC-50', { regime, avant: etat.regime })];
  },
};

export const evolutionsRegime: Evolutions<'RegimeRequalifie'> = {
  // The projet de santé that the finding of conformity stood for (DEC-28) falls with it; one that was decided stays. So does
  // the end of the aid, which that decision brings in regime B only (TRA-B).
  RegimeRequalifie: (etat, { regime }) => ({
    regime,
    transition: { ...etat.transition, conformite: null, conformiteLe: null, aideInterrompueLe: null },
    ...(etat.transition.conformite === true && etat.projetSante.recuLe === null
      ? { projetSante: { ...etat.projetSante, decision: null } }
      : {}),
  }),
};
