/** T3, T7, T12 — a payment that is late, and who holds the file (DEC-27). */
import type { Etat } from '../etat.ts';
import type { Droit } from './droits.ts';
import { aOrdonner, paiementsAttendus } from './attendus.ts';
import type { ClePaiement, Role } from '../valeurs.ts';
import { pieceConforme, piecesManquantes } from './pieces.ts';
import { depuis, inscrite } from '../calculs/date.ts';
import { baseDe, calculReste, resteAVerser } from './verses.ts';
import { ensemble } from '../droit.ts';
import { type Echeance, echeance } from '../echeance.ts';

/** DEC-27 — lateness is attributed to whoever holds the file. */
function tenantDuDossier(
  etat: Etat,
  cle: ClePaiement,
  { montantCentimes }: Pick<Droit, 'montantCentimes'>,
): readonly Role[] {
  const statut = aOrdonner(etat, cle) ? undefined : etat.paiements[cle]?.statut;
  // DEC-38, DEC-52: the account refused it, and another is awaited, or has not been looked at.
  if (statut === 'rejete' || statut === 'retourne') return pieceConforme(etat, 'rib', 1) ? ['caisse'] : rib(etat);
  if (statut !== undefined) return ['caisse'];
  const duPorteur = piecesManquantes(etat, cle).some(({ statut: piece }) => piece !== 'deposee');
  // DEC-09: both authorities fix the amount, whatever the porteur still owes.
  if (montantCentimes === null) return duPorteur ? ['porteur', 'caisse', 'ars'] : ['caisse', 'ars'];
  return duPorteur ? ['porteur'] : ['caisse'];
}
const rib = ({ pieces }: Etat): readonly Role[] => (pieces['rib']?.statut === 'deposee' ? ['caisse'] : ['porteur']);

/** T3, T7, T12 — a deadline a payment: `paiement-amorcage-1`, `paiement-dotation-<cycle>`, `paiement-dotation-<cycle>-complement`. */
export function* echeancesPaiements(etat: Etat): Iterable<Echeance> {
  for (const droit of paiementsAttendus(etat)) {
    const { cle, limite, montant, regle } = droit;
    const ordre = etat.paiements[cle];
    if (aOrdonner(etat, cle) || (ordre !== undefined && resteAVerser(ordre) > 0))
      yield echeance(etat, `paiement-${cle}`, limite, regle, 'alerte', tenantDuDossier(etat, cle, droit), {
        montant,
        ...ensemble(droit),
      });
  }
  for (const [cle, ordre] of Object.entries(etat.paiements) as [ClePaiement, Etat['paiements'][string]][])
    if (baseDe(cle) !== cle && resteAVerser(ordre) > 0)
      yield echeance(
        etat,
        `paiement-${cle}`,
        inscrite(depuis('PaiementOrdonnance', ordre.ordonnanceLe), 'PaiementOrdonnance', ordre.dateLimite, 'DEC-34'),
        'DEC-34',
        'alerte',
        tenantDuDossier(etat, cle, ordre),
        { montant: calculReste(cle, ordre), ...ensemble(ordre) },
      );
}
