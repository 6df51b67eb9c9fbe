/** What the double of Démarche Numérique knows: démarches and their revisions, dossiers and what happened to them. */

export type Etat = 'en_construction' | 'en_instruction' | 'accepte' | 'refuse' | 'sans_suite';
export type Decision = Extract<Etat, 'accepte' | 'refuse' | 'sans_suite'>;

export type TypeDeChamp =
  | 'text'
  | 'textarea'
  | 'email'
  | 'phone'
  | 'header_section'
  | 'yes_no'
  | 'checkbox'
  | 'date'
  | 'datetime'
  | 'integer_number'
  | 'decimal_number'
  | 'drop_down_list'
  | 'multiple_drop_down_list'
  | 'linked_drop_down_list'
  | 'departements'
  | 'regions'
  | 'siret'
  | 'rna'
  | 'dossier_link'
  | 'piece_justificative'
  | 'titre_identite'
  | 'carte'
  | 'repetition';

export interface Descripteur {
  /** Survives changes of label and type, revisions and cloning. */
  readonly stableId: number;
  readonly type: TypeDeChamp;
  readonly label: string;
  readonly description?: string;
  readonly required?: boolean;
  readonly options?: readonly string[];
  /** Of a repetition: the columns of a row. */
  readonly champs?: readonly Descripteur[];
  /** Shown only while that other champ has this value. */
  readonly visibleIf?: { readonly stableId: number; readonly valeur: string };
}

export interface Revision {
  readonly id: number;
  readonly publieeLe: number;
  readonly champs: readonly Descripteur[];
  readonly annotations: readonly Descripteur[];
}

export interface Profil {
  readonly id: string;
  readonly email: string;
}

export interface Groupe {
  readonly number: number;
  label: string;
  closed: boolean;
  /** Values of the routing champ that lead here. */
  readonly route: readonly string[];
  readonly instructeurs: Profil[];
}

export interface Label {
  readonly id: string;
  readonly name: string;
}

export interface Demarche {
  readonly number: number;
  title: string;
  state: 'brouillon' | 'publiee' | 'close' | 'depubliee';
  declarative: 'accepte' | 'en_instruction' | null;
  /** Silence is acceptance: DN's own engine, which the API does not show on the démarche. */
  sva: { readonly mois: number } | null;
  /** An open correction forbids to pass a dossier en instruction. */
  correctionBloque: boolean;
  /** As in January 2026, or since #13722: whether an impossible correction is an error, or a plain message that succeeds. */
  correctionImpossible: 'erreur' | 'silence';
  /** Retention, in months. */
  readonly dureeConservation: number;
  revisions: [Revision, ...Revision[]];
  /** What the administrator prepares; not published. */
  brouillon: Revision | null;
  readonly groupes: Groupe[];
  /** The champ whose value chooses the group. */
  readonly champRoutage: number | null;
  readonly labels: Label[];
}

/** `valeur`: as DN keeps it, text (`true`, `2026-01-31`, `12`), a list of choices, or of the ids of files. */
export interface Saisie {
  readonly valeur: string | readonly string[] | null;
  /** Of the champ when it was typed: another type later, and it is blank. */
  readonly type: TypeDeChamp;
  readonly le: number;
}

export interface Contenu {
  /** By stable id, or `stableId|row`. */
  readonly saisies: Map<string, Saisie>;
  /** Rows of a repetition, by its stable id. */
  readonly lignes: Map<number, string[]>;
}

export interface Traitement {
  readonly id: string;
  readonly state: Etat;
  readonly event: string;
  readonly le: number;
  readonly emailAgent: string | null;
  readonly motivation: string | null;
  readonly revision: number;
}

export type RaisonCorrection = 'incorrect' | 'incomplete' | 'outdated';

export interface Message {
  readonly id: string;
  readonly email: string;
  readonly body: string;
  readonly le: number;
  readonly pieces: readonly string[];
  supprimeLe: number | null;
  correction: { readonly raison: RaisonCorrection; resolueLe: number | null } | null;
}

export type Virus = 'pending' | 'safe' | 'infected' | 'integrity_error';

export interface Fichier {
  readonly id: string;
  readonly nom: string;
  readonly type: string;
  readonly le: number;
  /** Announced by whoever sent it; the double may be told to announce another than the true one. */
  checksum: string;
  contenu: Uint8Array | null;
  taille: number;
  virus: Virus;
  /** When the scan says its word; what it says. */
  scan: { readonly le: number; readonly resultat: Exclude<Virus, 'pending'> } | null;
}

export interface Dossier {
  readonly number: number;
  readonly demarche: Demarche;
  revision: Revision;
  etat: Etat;
  readonly usager: Profil;
  compteSupprime: boolean;
  readonly demandeur: { readonly nom: string; readonly prenom: string };
  groupe: Groupe;
  readonly suivi: Set<string>;
  readonly creeLe: number;
  readonly deposeLe: number;
  enConstructionLe: number;
  enInstructionLe: number | null;
  traiteLe: number | null;
  modifieLe: number;
  champsModifiesLe: number;
  annotationsModifieesLe: number | null;
  expireLe: number | null;
  motivation: string | null;
  justificatif: string | null;
  attestation: string | null;
  /** Withdrawn or expired: hidden, until it is purged. */
  cache: { readonly le: number; readonly raison: 'user_request' | 'expired' } | null;
  archive: boolean;
  sva: { prevueLe: string | null; traiteLe: number | null };
  /** `siret` not yet completed by INSEE: decisions are refused. */
  enrichissementEnAttente: boolean;
  contenu: Contenu;
  /** Edits not yet submitted again. */
  tampon: Contenu | null;
  readonly annotations: Contenu;
  readonly traitements: Traitement[];
  readonly messages: Message[];
  labels: Label[];
}

export interface DossierSupprime {
  readonly number: number;
  readonly demarche: Demarche;
  readonly etat: Etat;
  readonly raison: string;
  readonly le: number;
}

/** A refusal, in the French of Démarche Numérique: `payload.errors[].message` of a mutation, a sentence on the page. */
export class Refus extends Error {
  readonly messages: readonly string[];
  constructor(...messages: string[]) {
    super(messages.join(' '));
    this.messages = messages;
  }
}
