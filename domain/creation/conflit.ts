/** A letter validated while another team holds a part of its territory: DEC-15, DEC-56. */
import type { Etat } from '../etat.ts';
import type { Avertissement } from '../valeurs.ts';

/** Another one is known to hold a claim, and the CPN did not derogate to uniqueness. */
export const enConflit = ({ conflits, derogation }: Etat): boolean =>
  conflits.length > 0 && derogation.unicite?.sens !== 'accordee';

/** What the letter of the validation says of it. */
export const avertissementConflit = (etat: Etat): readonly Avertissement[] =>
  enConflit(etat)
    ? [
        {
          regle: 'DEC-15',
          phrase:
            "Une autre équipe de la même spécialité couvre une partie du territoire : le contrat de crédit d'amorçage attend la fin du conflit ou une dérogation de la commission paritaire nationale.",
        },
      ]
    : [];
