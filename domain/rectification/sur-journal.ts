/** What the state alone does not decide: rectifications, and facts older than what the case has drawn already. DEC-33. */
import { dateDe, fuseau } from '../calendrier/calendrier.ts';
import { jourDe, type Commande } from '../commandes.ts';
import { exigerPossible, reception } from '../decider.ts';
import type { Etat } from '../etat.ts';
import { Refus } from '../refus.ts';
import type { Instant } from '../valeurs.ts';

export const RECTIFICATIONS: readonly string[] = ['corriger', 'annuler', 'confirmer-date', 'approuver-rectification'];
/** What is looked after beside the life: never played again. */
export const HORS_VIE: readonly string[] = ['relancer-effet', 'ecarter-effet'];

/** Whether the whole journal must be read: `juger` (juger.ts) then decides, and `decider` else. */
export function surJournal(etat: Etat, commande: Commande, maintenant: Instant): boolean {
  if (commande.commande === 'reprendre') return true;
  if (etat.rang === 0 || HORS_VIE.includes(commande.commande)) return false;
  if (RECTIFICATIONS.includes(commande.commande)) return true;
  const { donnees } = commande as { readonly donnees?: unknown };
  if (typeof donnees !== 'object' || donnees === null) return false;
  const jour = jourDe(reception(etat, commande, maintenant));
  if (typeof jour !== 'string' || etat.faitLe === null) return false;
  // Of the very day of the last effect, entered since: whether it came before depends on the law of that day.
  return jour < etat.faitLe || (jour === etat.faitLe && jour < dateDe(maintenant, fuseau(etat.siege)));
}

/** The refusal of what cannot be, whatever the journal says. */
export function impossible(etat: Etat, commande: Commande, maintenant: Instant): Refus | undefined {
  if (etat.archiveLe !== null)
    return new Refus(
      'DEC-35',
      'Le dossier est archivé : il ne reçoit plus rien, sinon par une reprise (« reprendre »).',
      'etat',
    );
  try {
    exigerPossible(etat, commande, maintenant);
    return undefined;
  } catch (erreur) {
    if (erreur instanceof Refus) return erreur;
    throw erreur;
  }
}
