/** What `ess verifier` checks, and what each check is given. A check is one small object in a list: add it there. */
import type { LigneJournal } from '../../domain/demandes.types.ts';
import type { Etat } from '../../domain/etat.ts';
import type { Evenement } from '../../domain/evenements.ts';
import type { ClePaiement } from '../../domain/valeurs.ts';
import type { ChainedLine } from '../journal/chain.ts';
import type { Ecriture, Tenue } from '../money/comptabilite.ts';
import type { RegisterRows } from './readings.ts';

/** Says whether one thing that was looked at is as it must be; `constat` is asked only when it is not. */
export type Judge = (conforme: boolean, constat: () => Finding) => void;

export interface Finding {
  /** Ordinal of the event, when one is at fault. */
  readonly rang?: number;
  readonly attendu: unknown;
  readonly trouve: unknown;
}

export interface Check<Sujet> {
  /** Stable identifier, in French: `journal.chaine`. */
  readonly nom: string;
  /** What is guaranteed, as a French sentence. */
  readonly garantie: string;
  verify(sujet: Sujet, juge: Judge): void;
}

/** A row of the journal, beside the hash of the row before. */
export interface Link {
  readonly ligne: ChainedLine & { readonly empreinte: Buffer };
  readonly evenement: Evenement;
  readonly rangAttendu: number;
  readonly precedente: Uint8Array;
}

/** An event and the states around it. */
export interface Step {
  readonly rang: number;
  readonly evenement: Evenement;
  readonly avant: Etat;
  readonly apres: Etat;
}

/** One ESS once its journal is replayed. */
export interface Life {
  readonly ess: string;
  /** Ordinal of the last row of the journal; 0: none. */
  readonly dernierRang: number;
  readonly etat: Etat;
  /** The whole journal, as it was recorded. */
  readonly journal: readonly LigneJournal[];
  /** Events about payments, with their ordinals. */
  readonly argent: readonly { readonly rang: number; readonly evenement: Evenement }[];
  /** Payments of which a rectification made another thing, by the key of the effect that says it to the records (DEC-33). */
  readonly rectifies: readonly { readonly cle: string; readonly paiement: ClePaiement }[];
  /** What the journal and the batches that were sent, replayed, move in the ledger; what is in flight after them. */
  readonly ecritures: readonly Ecriture[];
  readonly tenue: Tenue;
  readonly registres: RegisterRows;
}

/** One failure, as it is told. */
export interface Discrepancy {
  readonly controle: string;
  /** Absent: the whole base. */
  readonly ess: string | null;
  readonly rang: number | null;
  readonly attendu: string;
  readonly trouve: string;
}
