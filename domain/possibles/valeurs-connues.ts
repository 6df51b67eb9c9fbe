/** Of a payload that the law takes, what the case knows already: which payment, which fact, what is left to pay. Never a choice. */
import type { NomCommande } from '../commandes.ts';
import type { Etat } from '../etat.ts';
import { resteAVerser } from '../paiements/verses.ts';
import { resteDu } from '../recouvrement/dus.ts';

/** Fields that name an object of the case. */
const OBJETS: readonly string[] = ['paiement', 'rang', 'recouvrement', 'effet', 'contrat', 'partie', 'origine'];

type Charge = Readonly<Record<string, unknown>>;

/** The pieces by name: whether each is conform, or signed, is for whoever acts to say. */
const nommees = (pieces: unknown): readonly object[] =>
  (pieces as readonly Charge[]).map(({ code, exercice }) => ({
    code,
    ...(exercice === undefined ? {} : { exercice }),
  }));

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
  const objets = Object.entries(essai).filter(([champ]) => OBJETS.includes(champ));
  const du = montant(etat, commande, essai);
  return {
    ...(commande === 'corriger' || commande === 'annuler' ? {} : Object.fromEntries(objets)),
    ...(Array.isArray(essai['pieces']) ? { pieces: nommees(essai['pieces']) } : {}),
    ...(du === undefined ? {} : { montantCentimes: du }),
    ...(commande === 'modifier-territoire'
      ? {
          liberaux: etat.effectifs.liberaux ?? undefined,
          medecinsPresents: etat.effectifs.medecinsPresents ?? undefined,
        }
      : {}),
  };
}
