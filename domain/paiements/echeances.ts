/** T3, T7, T12 — a payment that is late, and who holds the file (DEC-27). */
import type { Etat } from '../etat.ts';
import { paiementsAttendus, paiementsSuspendus } from './attendus.ts';
import type { Role } from '../valeurs.ts';
import { piecesManquantes } from './pieces.ts';
import { ensemble } from '../droit.ts';
import { type Echeance, echeance } from '../echeance.ts';

/** DEC-27 — lateness is attributed to whoever holds the file. */
function tenantDuDossier(etat: Etat, paiement: ReturnType<typeof paiementsAttendus>[number]): readonly Role[] {
  if (etat.paiements[paiement.cle] !== undefined) return ['caisse'];
  if (paiement.montantCentimes === null) return ['caisse', 'ars'];
  const manquantes = piecesManquantes(etat, paiement.cle);
  return manquantes.some(({ statut }) => statut !== 'deposee') ? ['porteur'] : ['caisse'];
}

/** T3, T7, T12 — a deadline a payment: `paiement-amorcage-1`, `paiement-amorcage-2`, `paiement-dotation-<cycle>`. */
export function* echeancesPaiements(etat: Etat): Iterable<Echeance> {
  if (paiementsSuspendus(etat)) return; // S11: on hold, late through nobody's doing
  for (const paiement of paiementsAttendus(etat)) {
    const statut = etat.paiements[paiement.cle]?.statut;
    if (statut !== 'execute' && statut !== 'interrompu')
      yield echeance(
        etat,
        `paiement-${paiement.cle}`,
        paiement.dateLimite,
        paiement.regle,
        'alerte',
        tenantDuDossier(etat, paiement),
        ensemble(paiement),
      );
  }
}
