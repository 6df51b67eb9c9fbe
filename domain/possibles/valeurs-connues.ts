/**
 * Of the fields that the law takes with one value only, what the case knows already: which payment, which fact, what is left to
 * pay. Never a choice, never a value that was only tried: which pieces are awaited is said by `attentes`.
 */
import type { NomCommande } from '../commandes.ts';
import type { Etat } from '../etat.ts';
import { paiementsAttendus } from '../paiements/attendus.ts';
import { resteAVerser } from '../paiements/verses.ts';
import { resteDu } from '../recouvrement/dus.ts';

/** Fields that name an object of the case. */
const OBJETS: readonly string[] = ['paiement', 'rang', 'recouvrement', 'effet', 'contrat', 'partie', 'origine'];

type Charge = Readonly<Record<string, unknown>>;

/** Values of these fields that were only tried stand nowhere in the case. */
const CONNUS: Readonly<Record<string, (etat: Etat) => readonly string[]>> = {
  paiement: (etat) => [...Object.keys(etat.paiements), ...paiementsAttendus(etat).map(({ cle }) => cle)],
  effet: ({ incidents }) => Object.keys(incidents),
};

/** Integer cents that the case gives; undefined where it gives none. */
function montant(etat: Etat, commande: NomCommande, { paiement, recouvrement }: Charge): number | undefined {
  const ouverts = Object.entries(etat.recouvrements);
  const [, vise] =
    ouverts.find(([cle]) => cle === recouvrement) ?? (ouverts.length === 1 ? ouverts[0] : undefined) ?? [];
  switch (commande) {
    case 'executer-paiement': {
      const ordre = typeof paiement === 'string' ? etat.paiements[paiement] : undefined;
      const reste = ordre === undefined ? 0 : resteAVerser(ordre);
      return reste > 0 ? reste : undefined;
    }
    case 'confirmer-recouvrement':
      return vise?.montantCentimes;
    case 'constater-remboursement':
      return vise === undefined || resteDu(vise) === 0 ? undefined : resteDu(vise);
    default:
      return undefined;
  }
}

export function valeursConnues(etat: Etat, commande: NomCommande, essai: Charge): Charge {
  const objets = Object.entries(essai).filter(
    ([champ, valeur]) => OBJETS.includes(champ) && (CONNUS[champ]?.(etat).includes(valeur as string) ?? true),
  );
  const du = montant(etat, commande, essai);
  return {
    ...(commande === 'corriger' || commande === 'annuler' ? {} : Object.fromEntries(objets)),
    ...(du === undefined ? {} : { montantCentimes: du }),
    ...(commande === 'modifier-territoire'
      ? {
          liberaux: etat.effectifs.liberaux ?? undefined,
          medecinsPresents: etat.effectifs.medecinsPresents ?? undefined,
        }
      : {}),
  };
}
