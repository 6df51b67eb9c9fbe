/** Who writes the letter of an event. */
import type { Evenement, NomEvenement } from '../../domain/evenements.ts';
import type { Role } from '../../domain/valeurs.ts';

/** `service`: what the authorities hear of others' acts, and of time, is told by the service itself; nobody signs it. */
export type Emetteur = 'ars' | 'caisse' | 'service';

/** What the caisse tells the porteur when nobody in particular acted; the ARS tells them the rest. */
const PAR_LA_CAISSE: readonly NomEvenement[] = [
  'AdherentsDenombres',
  'ComplementAccorde',
  'CoordonneesBancairesDeclarees',
  'MontantDotationFixe',
  'PaiementExecute',
  'PaiementInterrompu',
  'PaiementLibere',
  'PaiementOrdonnance',
  'PaiementReemis',
  'PaiementRejete',
  'PaiementRetenu',
  'PaiementRetourne',
  'PiecesDeposees',
  'PiecesVerifiees',
  'ProcedureDixHuitMoisOuverte',
  'RecouvrementClos',
  'RecouvrementConfirme',
  'RecouvrementEchu',
  'RecouvrementPropose',
  'RemboursementConstate',
];

/** Who decided writes; to the porteur an authority always does. */
export function emetteurDe({ acteur, evenement }: Evenement, destinataire: Role): Emetteur {
  // Nobody writes to themselves: what an authority keeps of its own act (DEC-34) comes from the service.
  if ((acteur === 'ars' || acteur === 'caisse') && acteur !== destinataire) return acteur;
  if (destinataire !== 'porteur') return 'service';
  return PAR_LA_CAISSE.includes(evenement) ? 'caisse' : 'ars';
}
