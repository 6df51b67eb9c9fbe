/** Shape of the templates of notices, and of who writes and reads them. */
import type { Droit } from '../../domain/avenants.ts';
import type { Etat } from '../../domain/etat.ts';
import type { Evenement, NomEvenement } from '../../domain/evenements.ts';
import type { DateCivile, Role } from '../../domain/valeurs.ts';
import type { Expediteur } from '../authorities/index.ts';

export type { Expediteur } from '../authorities/index.ts';

/** What a template may know beside the event: the case, and the role it writes to. No personal data. */
export interface Contexte {
  readonly ess: string;
  /** Ordinal of the event that is told. */
  readonly rang: number;
  /** Civil date, at the seat, on which the event was written: the letter's own date. Absent: that of the event. */
  readonly etabliLe?: DateCivile;
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
  /** The case after the event, for what the event does not repeat. */
  readonly etat?: Etat;
  /** Why the authorities end the contract, as their proposal said it. */
  readonly motifResiliation?: string;
  /** The fact that a rectification puts right, as the journal has it. */
  readonly faitRectifie?: Evenement;
}

/**
 * What makes a letter more than a piece of news: `accuse`, an acknowledgement (CRPA R. 112-5); `decision`, an unfavourable
 * decision, that bears its author (L. 212-1, L. 212-2).
 */
export type Portee = 'accuse' | 'decision';

export interface Texte {
  readonly objet: string;
  readonly phrases: readonly string[];
  readonly portee?: Portee;
  /** What the reader alone may do against it, and until when: more pressing than any act that is awaited of them. */
  readonly droit?: string;
  /** Ways and delays of appeal (CJA R. 421-5), a sentence or a list each. */
  readonly recours?: readonly string[];
}

export type Modele<N extends NomEvenement = NomEvenement> = (evenement: Evenement<N>, contexte: Contexte) => Texte;
export type Modeles = { readonly [N in NomEvenement]?: Modele<N> };

/** What a letter shows and does not keep in the outbox: people, addresses, accounts. Known when the PDF is made. */
export interface Presentation {
  readonly expediteur?: Expediteur;
  /** Lines: name, then address. */
  readonly destinataire?: readonly string[];
  /** Whom a payment goes to: the association, and its account, masked. */
  readonly beneficiaire?: { readonly nom: string; readonly compte: string | null };
  /** Where the rules can be read: the base of `/regles/LI-09`, without its last slash. */
  readonly adresseDesRegles?: string;
}
