/** What a chapter of the law is made of: what it decides, what its events leave, what follows by itself. */
import { enToutesLettres } from './calendrier/calendrier.ts';
import type { Commande, NomCommande } from './commandes.ts';
import type { Etat } from './etat.ts';
import type { Charges, Evenement, NomEvenement } from './evenements.ts';
import { exiger } from './refus.ts';
import type { Avertissement, DateCivile, Instant, Partie, Role } from './valeurs.ts';

export interface Contexte {
  readonly maintenant: Instant;
  readonly aujourdhui: DateCivile;
}

export type Decision<N extends NomCommande> = (
  etat: Etat,
  commande: Commande<N>,
  contexte: Contexte,
) => readonly Evenement[];
export type Decisions<N extends NomCommande> = { readonly [Nom in N]: Decision<Nom> };

/** How an event changes the state: the fields that change. Total: never throws, whatever the state. */
export type Evolutions<N extends NomEvenement> = {
  readonly [Nom in N]: (etat: Etat, evenement: Evenement<Nom>) => Partial<Etat>;
};

/** What follows by itself from a state, or null. `le`: legal date of its cause. */
export type Consequence = (etat: Etat, le: DateCivile) => Evenement | null;

type Supplement = { readonly avertissements?: readonly Avertissement[]; readonly le?: DateCivile };

/** The event that an accepted command becomes: same date, author, reason, proof and record. */
export function fait<N extends NomEvenement>(
  commande: Commande,
  evenement: N,
  regle: string,
  charge: Charges[N],
  { avertissements = [], le = commande.donnees.le }: Supplement = {},
): Evenement<N> {
  const { motif, fiche, preuve } = commande.donnees;
  return {
    le,
    evenement,
    acteur: commande.acteur,
    regle,
    ...charge,
    ...(motif === undefined ? {} : { motif }),
    ...(fiche === undefined ? {} : { fiche }),
    ...(preuve === undefined ? {} : { preuve }),
    ...(avertissements.length === 0 ? {} : { avertissements }),
  } as unknown as Evenement<N>;
}

/** An event of the system itself: a timer, or the consequence of another event. */
export function automatique<N extends NomEvenement>(
  le: DateCivile,
  evenement: N,
  regle: string,
  charge: Charges[N],
): Evenement<N> {
  return { le, evenement, acteur: 'systeme', regle, ...charge } as unknown as Evenement<N>;
}

/** The party for which a role signs, receives or answers. */
export function partieDe(role: Role): Partie {
  exiger(
    role === 'ars' || role === 'caisse' || role === 'porteur',
    'ACTEUR',
    "Cet acteur n'est partie à aucun contrat.",
    'role',
  );
  return role === 'porteur' ? 'association' : role;
}

/** DEC-18: an act cannot be dated before the fact it depends on. */
export function exigerApres(le: DateCivile, fait: DateCivile, quoi: string, regle = 'DEC-18'): void {
  exiger(le >= fait, regle, `La date (${enToutesLettres(le)}) précède ${quoi} (${enToutesLettres(fait)}).`);
}

export function exigerMotif(commande: Commande, regle: string, quoi: string): string {
  const motif = commande.donnees.motif?.trim();
  exiger(motif, regle, `${quoi} demande un motif : renseignez le champ « motif ».`);
  return motif;
}
