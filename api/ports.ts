/** What the API needs from the outside: the engine that decides, the records that answer. Tests stand in for both. */
import type { Droit } from '../domain/avenants.ts';
import type { Autorites } from '../documents/authorities/index.ts';
import type { ReceivedFiles } from '../documents/received/reception.ts';
import type { Commande, NomCommande } from '../domain/commandes.ts';
import type { LigneJournal } from '../domain/demandes.types.ts';
import type { Echeance } from '../domain/echeance.ts';
import type { Etat } from '../domain/etat.ts';
import type { Evenement } from '../domain/evenements.ts';
import type { Refus } from '../domain/refus.ts';
import type { ClePaiement, DateCivile, DelaisDeRappel, Instant, Role } from '../domain/valeurs.ts';
import type { Subscriber, Subscription } from '../records/registers/abonnements.ts';
import type { ActRecord, Acte, Recorded, TwoPartyAct } from '../records/journal/actes.ts';
import type { Author } from '../records/journal/ecritures.ts';
import type { Adhesion, Doublon } from '../records/registers/adhesions.ts';
import type { Foreseen } from '../records/registers/foreseen.ts';
import type { Calendar } from '../records/registers/calendriers.ts';
import type { LetterLine } from '../records/outbox/courriers.ts';
import type { Delegation, GivenDelegation } from '../records/registers/delegations.ts';
import type { Dossier, Scope } from '../records/journal/dossiers.ts';
import type { countAFaire, DemandeAFaire, listAFaire } from '../records/journal/a-faire.ts';
import type { follow, Suiveur, Suivi } from '../records/registers/suivis.ts';
import type { Cursor, ListCriteria, ListRequest, ListedDossier } from '../records/journal/listes.ts';
import type { Fiche } from '../records/privacy/fiches.ts';
import type { Resemblance } from '../records/privacy/resemblances.ts';
import type { Fichier, recordAccess, Withdrawal } from '../records/privacy/fichiers.ts';
import type { Answer } from '../records/journal/reponses.ts';
import type { Papers } from '../records/privacy/papiers.ts';
import type { Incident } from '../records/outbox/incidents.ts';
import type { LotRecu, Settled, SuiteDeLot } from '../records/money/batch-life.ts';
import type { batchObstacles } from '../records/money/batch-obstacles.ts';
import type { APayer, Composition, CompteBancaire, LotEcrit } from '../records/money/lots.ts';
import type { FichierDeBanque, LigneAppliquee, Virement, listBankFiles } from '../records/money/retours.ts';
import type { ReponseDeBanque, Verification } from '../records/money/verifications.ts';
import type { VersionDeLaCaisse } from '../tresorerie/reglages.ts';
import type { ComposeInvitation, Invitation } from '../records/registers/invitations.ts';
import type { Mandat } from '../records/registers/mandats.ts';
import type { answerForDossier, GroupScope, Lifted, Said } from '../records/demarches/gestures.ts';
import type { DemarcheMeasures } from '../records/demarches/measures.ts';
import type { Origin, Overview, readWaiting } from '../records/demarches/overview.ts';
import type { Demarche } from '../records/demarches/readings.ts';
import type { Measures } from '../records/journal/measures.ts';
import type { Paiement } from '../records/money/paiements.ts';
import type { VersionDeCompte } from '../records/money/comptes.ts';
import type { entriesOfCase, exportEntries } from '../records/money/export.ts';
import type { batchReadings, transfersInBatch } from '../records/money/batch-content.ts';
import type { moneyByMonth } from '../records/money/argent-par-mois.ts';
import type { Proof } from '../records/verification/proof.ts';
import type { listOrders } from '../records/money/ordres.ts';
import type { listRecoveries } from '../records/money/recouvrements.ts';
import type { Rapprochement } from '../records/money/rapprochement.ts';
import type { DeliveryLine, Position } from '../records/outbox/replay.ts';
import type { Reach } from '../runtime/public-address.ts';
import type {
  CaseToOpen,
  ProposedCase,
  TakenCase,
  Takeover,
  TakeoverScope,
  answerTakeover,
} from '../records/registers/reprises.ts';
import type { FaitRepris } from '../domain/rectification/vocabulaire.ts';
import type { ComposeCode } from '../records/personal/address.ts';
import type { Draft, DraftLine, DraftText, SavedDraft } from '../records/personal/drafts.ts';
import type { PersonalData } from '../records/personal/export.ts';
import type {
  Choices,
  Preferences,
  SavedPreferences,
  confirmPreferences,
  resendCode,
} from '../records/personal/preferences.ts';
import type { Seen } from '../records/personal/seen.ts';
import type { SavedView, WrittenView } from '../records/personal/views.ts';
import type { ChiffresEss } from '../domain/etat-des-lieux/chiffres-annuels.ts';
import type { DemandeEtatDesLieux } from '../records/journal/etat-des-lieux.ts';
import type { Limits } from '../runtime/http/limits.ts';
import type { Identity, Verify } from '../identity/verifier.ts';
import type { RoomSettings } from './http/upload-room.ts';
import type { ApiWorkshop } from './jobs/workshop.ts';
import type { DetailsRefus, Message, Recu, VueEss } from '../workflows/messages.ts';

export interface Opening {
  /** Instant (ms) at which the case's clock starts: tests and demonstrations only. */
  readonly origine?: number;
  /** Days of grace of DEC-19; the law's default when absent. */
  readonly grace?: number;
  /** Days of the reminders; the usual ones when absent. */
  readonly rappels?: DelaisDeRappel;
  /** DEC-65 — texts beside those of the country: tests and demonstrations only. */
  readonly droit?: Droit;
}

export type Counts = Awaited<ReturnType<typeof countAFaire>>;

/** The engine side: one durable case per ESS. Fails with the errors below, and with nothing else that is expected. */
export interface Cases {
  /** Sends a command to a case; its events are in the journal when the promise resolves. */
  send<N extends NomCommande>(ess: string, commande: N, message: Message<N>): Promise<Recu>;
  /** Starts the case with its first command, in one call; a retry with the same message finds the case it started. */
  open<N extends NomCommande>(ess: string, commande: N, message: Message<N>, opening?: Opening): Promise<Recu>;
  view(ess: string): Promise<VueEss>;
  /** Resolves when the engine answers. */
  ping(): Promise<void>;
}

/** The read side. Fails with `RecordsUnavailable` when the database is away. */
export interface Records {
  /** Whether the case is there, within `portee`. */
  knows(ess: string, portee: Scope): Promise<boolean>;
  /** Outside `portee` as if it did not exist. */
  readDossier(ess: string, portee?: Scope): Promise<Dossier<Etat> | undefined>;
  listDossiers(demande: ListRequest): Promise<{ dossiers: ListedDossier<Etat>[]; suivant?: Cursor }>;
  /** What is awaited of a role within a scope: a page, the counts of the same list, who follows these cases. */
  toDo(
    demande: DemandeAFaire,
    page: Parameters<typeof listAFaire>[2],
  ): Promise<
    Awaited<ReturnType<typeof listAFaire>> & {
      readonly groupes: Counts;
      readonly suivis: ReadonlyMap<string, readonly Suivi[]>;
    }
  >;
  /** The next deadline of all the cases in scope. */
  nextDeadline(portee: Scope, maintenant: number): Promise<DateCivile | null>;
  follow(ess: string, qui: Suiveur, comment: Parameters<typeof follow>[3]): Promise<void>;
  unfollow(ess: string, qui: Suiveur): Promise<void>;
  followers(ess: string, qui: Suiveur): Promise<readonly Suivi[]>;
  /** Of the cases of a list, how many have each deadline first, most first. */
  countByDeadline(criteres: ListCriteria): Promise<readonly { readonly cle: string; readonly nombre: number }[]>;
  /** What the registers would answer to the case now; nothing of them changes. */
  foresee(etat: Etat, jours: readonly DateCivile[]): Promise<Foreseen>;
  readJournal(ess: string, page: { apresRang: number; limite: number }): Promise<LigneJournal[]>;
  /** Keeps a record under this id (a UUID). `false`: it was there already and nothing was written. */
  saveFiche(fiche: { id: string; ess: string; nature: string; contenu: unknown }): Promise<boolean>;
  /** What a demand that was not answered says instead. */
  replaceFiche(fiche: { id: string; ess: string; contenu: unknown }): Promise<void>;
  deleteFiche(id: string): Promise<void>;
  readFiche(id: string): Promise<Fiche | undefined>;
  listFiches(ess: string): Promise<Omit<Fiche, 'contenu' | 'ess'>[]>;
  /** `keep`: makes sure that its content is kept, while nobody can take it away. */
  saveFile(
    fichier: Omit<Fichier, 'id' | 'deposeLe'>,
    auteur: Author,
    keep: () => Promise<void>,
  ): Promise<{ readonly fichier: Fichier; readonly nouveau: boolean }>;
  listFiles(ess: string): Promise<Fichier[]>;
  readFile(ess: string, id: string): Promise<Fichier | undefined>;
  /** `false`: the file has gone since it was found. */
  recordFileReading(ess: string, id: string, auteur: Author): Promise<boolean>;
  /** `remove`: takes its content away, when no other file has it. */
  withdrawFile(ess: string, id: string, auteur: Author, remove: (sha256: string) => Promise<void>): Promise<Withdrawal>;
  readPapers(ess: string): Promise<Papers>;
  /** The answer that this message was given, however long ago. */
  answerTo(ess: string, messageId: string): Promise<Answer | undefined>;
  recordAccess(acces: Parameters<typeof recordAccess>[1]): Promise<void>;
  listPayments(ess: string): Promise<Paiement[]>;
  /** The accounts that an association declared, the first one first. */
  accountHistory(ess: string): Promise<VersionDeCompte[]>;
  /** What a caisse has to pay and has put in no batch yet. */
  toPay(caisse: string): Promise<APayer[]>;
  saveCaisseAccount(caisse: string, compte: CompteBancaire, auteur: Author): Promise<void>;
  readCaisseAccount(caisse: string): Promise<CompteBancaire | undefined>;
  createBatch(
    caisse: string,
    executionLe: DateCivile,
    creeLe: Date,
    composer: Composition,
    auteur: Author,
  ): Promise<LotEcrit | undefined>;
  listBatches(caisse: string): Promise<LotEcrit[]>;
  /** Payments of an ESS that are ordered and in a batch: their caisse keeps them (DEC-47). */
  batchedPayments(ess: string): Promise<ClePaiement[]>;
  readBatch(caisse: string, numero: number): Promise<LotEcrit | undefined>;
  settleBatch(suite: SuiteDeLot, auteur: Author): Promise<Settled>;
  /** Transfers of a caisse, by reference, or those of its batches of these identifiers. */
  transfersOf(caisse: string, references: readonly string[]): Promise<Virement[]>;
  transfersOfBatches(caisse: string, identifiants: readonly string[]): Promise<Virement[]>;
  /** What keeps a batch from being given to the bank that day. */
  batchObstacles(lot: Parameters<typeof batchObstacles>[1]): ReturnType<typeof batchObstacles>;
  /** A file came, about these batches of ours; `false`: the same one had come already. */
  receiveBankFile(fichier: FichierDeBanque, lots: readonly LotRecu[], auteur: Author): Promise<boolean>;
  recordAppliedLine(ligne: LigneAppliquee): Promise<void>;
  /** The account on which an ESS is paid, and the last word of its verification. */
  verificationOf(
    ess: string,
  ): Promise<{ readonly compte: CompteBancaire | null; readonly verification: Verification | null }>;
  recordVerification(
    dit: Omit<Verification, 'le'> & { caisse: string; ess: string; compte: CompteBancaire },
    auteur: Author,
  ): Promise<void>;
  /** What a bank's file says of a payee; `false`: nothing new, or the account is known no more. */
  recordBankAnswer(reponse: ReponseDeBanque, auteur: Author): Promise<boolean>;
  /** The caisse's month (`aaaa-mm`), books against law. */
  reconcile(caisse: string, mois: string): Promise<Rapprochement>;
  /** What a caisse booked, both days included. */
  exportEntries(caisse: string, periode: Parameters<typeof exportEntries>[2]): ReturnType<typeof exportEntries>;
  /** Every line of a journal with its hash; those that name what the reader may not know, by their hash alone. */
  proofOf(ess: string, mayRead: (evenement: Evenement) => Promise<boolean>): Promise<Proof>;
  moneyByMonth(annee: string): ReturnType<typeof moneyByMonth>;
  /** All that was booked of a case, by these caisses or by all. */
  entriesOfCase(ess: string, caisses: readonly string[] | undefined): ReturnType<typeof entriesOfCase>;
  /** Orders of a caisse in these states, all when none is named. */
  listOrders(caisse: string, page: Parameters<typeof listOrders>[2]): ReturnType<typeof listOrders>;
  transfersInBatch(caisse: string, numero: number): ReturnType<typeof transfersInBatch>;
  batchReadings(identifiant: string): ReturnType<typeof batchReadings>;
  listBankFiles(caisse: string): ReturnType<typeof listBankFiles>;
  listRecoveries(caisse: string): ReturnType<typeof listRecoveries>;
  upsertAdhesions(ess: string, adhesions: readonly Adhesion[], auteur: Author): Promise<void>;
  listAdhesions(ess: string): Promise<Adhesion[]>;
  /** Doctors in force in two ESS of the same specialty, of one ESS or of all. */
  duplicateAdherents(ess?: string, portee?: Scope): Promise<Doublon[]>;
  /** What the forms of a case have in common with those of others (DEC-57). */
  resemblances(ess: string, autres: readonly string[]): Promise<Resemblance[]>;
  /** Letters of an ESS to one addressee, or to all. */
  listLetters(ess: string, destinataire: string | null): Promise<LetterLine[]>;
  readLetter(
    ess: string,
    rang: number,
    destinataire: string,
  ): Promise<{ courrier: unknown; pdf: Uint8Array | null } | undefined>;
  /** What was declared last by an event of that name, outside the workflow. */
  latestDeclared<C>(ess: string, evenement: string): Promise<C | undefined>;
  openIncidents(ess?: string, portee?: Scope): Promise<Incident[]>;
  /** The id of the mandate; `undefined` when it was running already. */
  giveMandate(mandat: { ess: string; titulaire: string }, auteur: Author): Promise<string | undefined>;
  endMandate(ess: string, id: string, auteur: Author): Promise<'retire' | 'dernier' | 'absent'>;
  listMandates(ess: string): Promise<readonly Mandat[]>;
  /** `trop`: too many in a day, nothing is sent. */
  invite(
    qui: { ess: string; adresse: string },
    compose: ComposeInvitation,
    auteur: Author,
  ): Promise<Invitation | 'trop'>;
  listInvitations(ess: string): Promise<readonly Invitation[]>;
  withdrawInvitation(ess: string, id: string, auteur: Author): Promise<boolean>;
  invitationOf(secret: string): Promise<Invitation | undefined>;
  /** The invitation as it was found: answered when it waited, untouched otherwise. */
  answerInvitation(
    secret: string,
    reponse: 'acceptee' | 'refusee',
    titulaire: string,
    auteur: Author,
  ): Promise<Invitation | undefined>;
  createDelegation(donnee: GivenDelegation, auteur: Author): Promise<Delegation>;
  readDelegation(id: string): Promise<Delegation | undefined>;
  listDelegations(sujet: string): Promise<readonly Delegation[]>;
  revokeDelegation(id: string, auteur: Author): Promise<boolean>;
  createCalendar(
    calendrier: { demande: object; identite: object },
    auteur: Author,
  ): Promise<{ readonly calendrier: Calendar; readonly secret: string }>;
  calendarOfSecret(secret: string): Promise<Calendar | undefined>;
  listCalendars(sujet: string): Promise<readonly Calendar[]>;
  revokeCalendar(id: string, auteur: Author): Promise<boolean>;
  createSubscription(
    abonne: Subscriber,
    demande: { readonly adresse: string; readonly evenements: readonly string[] | null },
    auteur: Author,
  ): Promise<{ readonly abonnement: Subscription; readonly secret: string } | undefined>;
  listSubscriptions(abonne: Subscriber): Promise<readonly Subscription[]>;
  readSubscription(abonne: Subscriber, id: string): Promise<Subscription | undefined>;
  suspendSubscription(id: string, auteur: Author): Promise<void>;
  resumeSubscription(id: string, auteur: Author): Promise<void>;
  deleteSubscription(id: string, auteur: Author): Promise<void>;
  rotateSecret(id: string, chevauchementHeures: number, auteur: Author): Promise<string | undefined>;
  listDeliveries(
    abonnement: string,
    page: { readonly etat?: DeliveryLine['etat']; readonly avant?: number; readonly limite: number },
  ): Promise<DeliveryLine[]>;
  writeTrial(abonnement: string, auteur: Author): Promise<number>;
  replayDeliveries(abonnement: string, position: Position, auteur: Author): Promise<number | undefined>;
  /** With the record that it carries; resolves to whether that one is new. */
  recordAct(acte: Acte, fiche?: ActRecord): Promise<boolean>;
  recordTwoPartyAct(acte: TwoPartyAct): Promise<Recorded>;
  /** Families of acts of two parties where this organisation acted in this case under another role. */
  otherPartyFamilies(qui: { ess: string; organisation: string; role: Role }): Promise<readonly string[]>;
  /** What became of one request of an act; `inconnue`: it was not answered. */
  settleAct(
    acte: { readonly ess: string; readonly messageId: string; readonly famille?: string },
    issue: 'accepte' | 'refuse' | 'inconnue',
  ): Promise<void>;
  /** What each ESS brings to the national picture, whoever asks. */
  figures(demande: DemandeEtatDesLieux): Promise<readonly ChiffresEss[]>;
  /** Cases under way that agencies take up (DEC-67). */
  readonly takeovers: TakeoverRecords;
  /** What a person keeps for themselves. */
  readonly personal: PersonalRecords;
  readonly demarches: DemarcheRecords;
  /** Figures for who supervises. */
  measure(): Promise<Measures>;
  /** States of cases whose next deadline is over. */
  listPastDue(): Promise<Etat[]>;
  ping(): Promise<void>;
}

/** A case that both authorities agreed to take up, with the identities of both. */
export type OpenableCase = CaseToOpen<readonly FaitRepris[], Identity>;

/** The link with Démarche Numérique. `portee`: whose groups; outside it, dossiers are as if they were not there. */
export interface DemarcheRecords {
  measure(): Promise<readonly DemarcheMeasures[]>;
  overview(portee: GroupScope): Promise<readonly Overview[]>;
  /** The dossiers that a case came from. */
  origins(ess: string): Promise<readonly Origin[]>;
  waiting(instance: string, numero: number, portee: GroupScope): ReturnType<typeof readWaiting>;
  /** `undefined`: none waits for that. */
  answer(
    instance: string,
    numero: number,
    said: Said,
    portee: GroupScope,
    auteur: Author,
  ): ReturnType<typeof answerForDossier>;
  /** `undefined`: it does not fail. */
  tryAgain(
    instance: string,
    numero: number,
    portee: GroupScope,
    auteur: Author,
  ): Promise<{ readonly demarche: number } | undefined>;
  liftSuspension(demarche: Demarche, motif: string, auteur: Author): Promise<boolean>;
  liftAct(id: string, motif: string, portee: GroupScope, auteur: Author): Promise<Lifted | undefined>;
}

/** Cases under way that an agency takes up together. */
export interface TakeoverRecords {
  propose(
    reprise: { id: string; region: string; nom: string; sha256: string; proposeePar: object },
    cas: readonly ProposedCase[],
    auteur: Author,
  ): Promise<{ readonly deja: readonly string[] }>;
  list(portee: TakeoverScope, id?: string): Promise<readonly Takeover[]>;
  cases<S>(id: string, portee: TakeoverScope): Promise<readonly TakenCase<S>[]>;
  proposer(id: string): Promise<{ readonly organisation: string } | undefined>;
  answer(
    id: string,
    caisses: readonly string[],
    dit: Parameters<typeof answerTakeover>[3],
    auteur: Author,
  ): Promise<number>;
  toOpen(id: string, le: string, limite: number): Promise<readonly OpenableCase[]>;
  settleOpening(id: string, place: number, motif: string | null): Promise<void>;
  withdraw(id: string, auteur: Author): Promise<number>;
}

/** The space of a person, by the subject of their token: theirs alone. */
export interface PersonalRecords {
  listDrafts(
    sujet: string,
    criteres: { readonly ess?: string; readonly formulaire?: string },
  ): Promise<readonly DraftLine[]>;
  readDraft(sujet: string, id: string): Promise<Draft | undefined>;
  saveDraft(sujet: string, id: string, texte: DraftText, lue?: number | '*'): Promise<SavedDraft>;
  deleteDraft(sujet: string, id: string): Promise<boolean>;
  listViews(sujet: string, page?: string): Promise<readonly SavedView[]>;
  saveView(sujet: string, id: string, vue: Pick<SavedView, 'page' | 'nom' | 'requete'>): Promise<WrittenView>;
  deleteView(sujet: string, id: string): Promise<boolean>;
  listSeen(
    sujet: string,
    demande: { readonly ess?: readonly string[]; readonly limite: number },
  ): Promise<readonly Seen[]>;
  markSeen(sujet: string, lu: Pick<Seen, 'ess' | 'rang'>): Promise<Seen>;
  forgetSeen(sujet: string, ess: string): Promise<boolean>;
  readPreferences(sujet: string, identite: object): Promise<Preferences>;
  savePreferences(
    qui: { readonly sujet: string; readonly identite: object },
    choix: Choices,
    composer: ComposeCode,
    lue?: number,
  ): Promise<SavedPreferences>;
  resendCode(sujet: string, composer: ComposeCode): ReturnType<typeof resendCode>;
  confirmAddress(sujet: string, code: string): ReturnType<typeof confirmPreferences>;
  /** Whether the secret of a link is one: there will be no other digest. */
  endDigest(secret: string): Promise<boolean>;
  data(sujet: string): Promise<PersonalData>;
  deleteSpace(sujet: string): Promise<boolean>;
}

/** The law as pure functions: `domain/decider.ts` and `domain/echeances.ts`. */
export interface Law {
  decider(etat: Etat, commande: Commande, maintenant: Instant): readonly Evenement[] | Refus;
  echeances(etat: Etat): readonly Echeance[];
}

/** One line of the access log. It names no one: no query, no body, no address. */
export interface LogEntry {
  readonly niveau: 'info' | 'erreur';
  readonly requete: string;
  readonly methode: string;
  readonly chemin: string;
  readonly statut: number;
  readonly ms: number;
  /** The client left before its answer. */
  readonly abandonnee?: boolean;
  readonly probleme?: string;
  /** Why a token was refused. */
  readonly jeton?: string;
  readonly trace?: string;
}

export interface ApiDeps {
  readonly cases: Cases;
  readonly records: Records;
  readonly law: Law;
  /** Who a bearer token is. */
  readonly verify: Verify;
  /** Where the files of the cases are kept. */
  readonly receivedFiles: ReceivedFiles;
  /** Threads for what would hold the processor. */
  readonly workshop: ApiWorkshop;
  /** Accepts the headers `X-Horloge-Origine` and `X-Grace-Jours`: tests and demonstrations only. */
  readonly allowClockOrigin?: boolean;
  /** Folder of the administration's own templates of contracts (ESS_MODELES). */
  readonly modeles?: string;
  /** Who the ARS and the caisses are when they write (ESS_AUTORITES); under their names alone when absent. */
  readonly autorites?: Autorites;
  /** Days of grace given to new cases (DEC-19): a setting of the installation. */
  readonly grace?: number;
  /** Version of `pain.001` that the bank of each caisse takes (ESS_PAIN001); 09 when absent. */
  readonly pain001?: VersionDeLaCaisse;
  /** Days of the reminders of new cases (ESS_RAPPELS). */
  readonly rappels?: DelaisDeRappel;
  readonly log?: (entry: LogEntry) => void;
  /** How much one client may ask; no limit when absent. */
  readonly limits?: Limits;
  /** Other sites whose pages may call the API (CORS). */
  readonly origins?: readonly string[];
  /** How many files may arrive at once; the usual bounds when absent. */
  readonly uploads?: Partial<RoomSettings>;
  /** Milliseconds that a body other than a file may take to arrive. */
  readonly bodyMs?: number;
  /** Whether new requests are welcome: not while the process stops. */
  readonly accepting?: () => boolean;
  /** Where partner systems may be reached; the public Internet alone when absent. */
  readonly partenaires?: Reach;
  /** Absolute address of a case for people (ESS_CONSOLE_URL, else ESS_API_URL); no link when absent. */
  readonly lienDossier?: (ess: string) => string;
  /** Absolute address of the page that answers an invitation (ESS_CONSOLE_URL); the mail gives a code when absent. */
  readonly lienInvitation?: (secret: string) => string;
}

/** The case refused the command: it changed nothing. */
export class CaseRefusal extends Error {
  override readonly name = 'CaseRefusal';
  readonly details: DetailsRefus;

  constructor(details: DetailsRefus) {
    super(details.phrase);
    this.details = details;
  }
}

/** No running case of this id. */
export class UnknownCase extends Error {
  override readonly name = 'UnknownCase';
}

/** The case was there and is over: its id is never used again. */
export class FinishedCase extends Error {
  override readonly name = 'FinishedCase';
}

/** This case is not archived, and the engine does not run it: somebody ended it from outside. */
export class LostCase extends Error {
  override readonly name = 'LostCase';
}

/** The engine did not answer in time. The outcome is unknown: retry under the same id. */
export class EngineUnavailable extends Error {
  override readonly name = 'EngineUnavailable';
}

/** The database did not answer. */
export class RecordsUnavailable extends Error {
  override readonly name: string = 'RecordsUnavailable';
}

/** The database answers, and has no room left to write. */
export class RecordsFull extends RecordsUnavailable {
  override readonly name = 'RecordsFull';
}
