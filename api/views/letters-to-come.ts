/** The letters that acts would send: composed as they would be, by addressee; nothing is written, nobody is told. */
import { composerCourrier, type Courrier } from '../../documents/letters/index.ts';
import { dateDe, fuseau } from '../../domain/calendrier/calendrier.ts';
import type { LigneJournal } from '../../domain/demandes.types.ts';
import { effets } from '../../domain/effets.ts';
import { evoluer } from '../../domain/evoluer.ts';
import type { Etat } from '../../domain/etat.ts';
import type { Ecriture } from '../../domain/simulation/deroulement.ts';

const receives = (role: string): role is Courrier['destinataire'] => role !== 'systeme';

/** The reason of a résiliation stands in its proposal, which the notification does not repeat. */
function reasonOf(ligne: LigneJournal, before: readonly LigneJournal[]): { readonly motifResiliation?: string } {
  if (ligne.evenement.evenement !== 'ResiliationNotifiee') return {};
  const proposed = before.findLast(({ evenement }) => evenement.evenement === 'ResiliationProposee');
  const motif = proposed?.evenement.motif;
  return motif === undefined ? {} : { motifResiliation: motif };
}

/**
 * Letters of what is written, in order. `avant`: the case before; `journal`: its lines, as far as they are known; `intitule`:
 * of the case. What is written together is told of the case as it leaves it, as the outbox does.
 */
export function lettersOf(
  avant: Etat,
  ecritures: readonly Ecriture[],
  intitule: string | null,
  journal: readonly LigneJournal[] = [],
): readonly Courrier[] {
  let etat = avant;
  const lus = [...journal];
  return ecritures.flatMap(({ lignes, etat: apres }) =>
    lignes.flatMap((ligne): readonly Courrier[] => {
      const { evenement, rang, enregistreLe } = ligne;
      etat = evoluer(etat, evenement);
      const { ess, siege, ars: region, caisse, specialites, departements, droit } = apres;
      const contexte = {
        ...{ ess, rang, siege, region, caisse, specialites, departements, intitule, etat: apres },
        ...(droit === undefined ? {} : { droit }),
        ...reasonOf(ligne, lus),
        etabliLe: dateDe(enregistreLe, fuseau(siege)),
      };
      lus.push(ligne);
      const told = effets(evenement, etat).flatMap((effet) => (effet.type === 'notifier' ? effet.destinataires : []));
      return [...new Set(told.filter(receives))].map((destinataire) =>
        composerCourrier(evenement, { ...contexte, destinataire }),
      );
    }),
  );
}
