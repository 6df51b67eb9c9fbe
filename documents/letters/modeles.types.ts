/** Shape of the templates of notices. */
import type { Droit } from '../../domain/avenants.ts';
import type { Evenement, NomEvenement } from '../../domain/evenements.ts';
import type { Role } from '../../domain/valeurs.ts';

/** What a template may know beside the event: the case, and the role it writes to. No personal data. */
export interface Contexte {
  readonly ess: string;
  /** Ordinal of the event that is told. */
  readonly rang: number;
  /** Department of the seat. */
  readonly siege: string;
  /** Region of the ARS that decides (DEC-49), code of the caisse (DEC-66): they write and receive. */
  readonly region: string;
  readonly caisse: string;
  /** DEC-65 — the texts of the case beside those of the country. */
  readonly droit?: Droit;
  readonly intitule: string | null;
  readonly specialites: readonly string[];
  readonly departements: readonly string[];
  readonly destinataire: Exclude<Role, 'systeme'>;
}

export interface Texte {
  readonly objet: string;
  readonly phrases: readonly string[];
}

export type Modele<N extends NomEvenement = NomEvenement> = (evenement: Evenement<N>, contexte: Contexte) => Texte;
export type Modeles = { readonly [N in NomEvenement]?: Modele<N> };
