/** The read side on PostgreSQL: the queries of `records/`, whose absence has a name. */
import type pg from 'pg';
import type { Etat } from '../../domain/etat.ts';
import { mettreANiveau, type EtatStocke } from '../../domain/mise-a-niveau.ts';
import {
  createSubscription,
  deleteSubscription,
  listSubscriptions,
  readSubscription,
  resumeSubscription,
  rotateSecret,
  suspendSubscription,
} from '../../records/registers/abonnements.ts';
import { otherPartyFamilies, recordAct, recordTwoPartyAct, settleAct } from '../../records/journal/actes.ts';
import { signed, type Author, type Writing } from '../../records/journal/ecritures.ts';
import { resemblances } from '../../records/privacy/resemblances.ts';
import { duplicateAdherents, listAdhesions, upsertAdhesions } from '../../records/registers/adhesions.ts';
import {
  calendarOfSecret,
  createCalendar,
  listCalendars,
  revokeCalendar,
} from '../../records/registers/calendriers.ts';
import { latestDeclared, listLetters, readLetter } from '../../records/outbox/courriers.ts';
import {
  createDelegation,
  listDelegations,
  readDelegation,
  revokeDelegation,
} from '../../records/registers/delegations.ts';
import { isDossier, readDossier, type Dossier } from '../../records/journal/dossiers.ts';
import { countAFaire, listAFaire, nextOfAll } from '../../records/journal/a-faire.ts';
import { follow, followersOf, unfollow } from '../../records/registers/suivis.ts';
import { foresee } from '../../records/registers/foreseen.ts';
import { countByDeadline, listDossiers } from '../../records/journal/listes.ts';
import { deleteFiche, listFiches, readFiche, replaceFiche, saveFiche } from '../../records/privacy/fiches.ts';
import {
  listFiles,
  readFile,
  recordAccess,
  recordFileReading,
  saveFile,
  withdrawFile,
} from '../../records/privacy/fichiers.ts';
import { readAnswer } from '../../records/journal/reponses.ts';
import { readPapers } from '../../records/privacy/papiers.ts';
import {
  createBatch,
  accountOf,
  batchedPayments,
  listBatches,
  readBatch,
  readCaisseAccount,
  saveCaisseAccount,
  toPay,
} from '../../records/money/lots.ts';
import { batchObstacles } from '../../records/money/batch-obstacles.ts';
import { sentByProof, settleBatch } from '../../records/money/batch-life.ts';
import {
  listBankFiles,
  receiveBankFile,
  recordAppliedLine,
  transfersOf,
  transfersOfBatches,
} from '../../records/money/retours.ts';
import {
  lastVerification,
  printOfAccount,
  recordBankAnswer,
  recordVerification,
} from '../../records/money/verifications.ts';
import {
  answerInvitation,
  invitationOf,
  invite,
  listInvitations,
  withdrawInvitation,
} from '../../records/registers/invitations.ts';
import { endMandate, giveMandate, listMandates } from '../../records/registers/mandats.ts';
import { listPastDue, measure } from '../../records/journal/measures.ts';
import { listPayments } from '../../records/money/paiements.ts';
import { accountHistory } from '../../records/money/comptes.ts';
import { entriesOfCase, exportEntries } from '../../records/money/export.ts';
import { batchReadings, transfersInBatch } from '../../records/money/batch-content.ts';
import { moneyByMonth } from '../../records/money/argent-par-mois.ts';
import { proofOf } from '../../records/verification/proof.ts';
import { listOrders } from '../../records/money/ordres.ts';
import { listRecoveries } from '../../records/money/recouvrements.ts';
import { reconcile } from '../../records/money/rapprochement.ts';
import { openIncidents } from '../../records/outbox/incidents.ts';
import { figuresOfEss } from '../../records/journal/etat-des-lieux.ts';
import { FiguresRead } from '../../records/journal/figures-read.ts';
import { readJournal } from '../../records/journal/journal.ts';
import type { createPool } from '../../records/server/pool.ts';
import { listDeliveries, replayDeliveries, writeTrial } from '../../records/outbox/replay.ts';
import { demarcheRecords } from './demarche-records.ts';
import { takeoverRecords } from './takeover-records.ts';
import { personalRecords } from './personal-records.ts';
import { RecordsFull, RecordsUnavailable, type Records } from '../ports.ts';

/** Connection lost, refused or slow; server starting, stopping, full, or too long over a statement: a retry may succeed. */
const AWAY = /^(ECONN|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENOTFOUND|EAI_AGAIN|ENOENT$|08|57P0[123]|57014|55P03|53300)/;
const AWAY_MESSAGES =
  /connection terminated|timeout exceeded when trying to connect|client has encountered a connection|query read timeout/i;

function isAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code } = error as { code?: unknown };
  return (typeof code === 'string' && AWAY.test(code)) || AWAY_MESSAGES.test(error.message);
}

/** Whatever version saved it. */
const aJour = <D extends Dossier<EtatStocke>>(dossier: D): Omit<D, 'etat'> & { readonly etat: Etat } => ({
  ...dossier,
  etat: mettreANiveau(dossier.etat),
});

/** `disk_full`: no file of the database can grow any more. */
const isFull = (error: unknown): boolean => error instanceof Error && (error as { code?: unknown }).code === '53100';

/** The caller owns the pool and ends it. */
export function createRecords(pool: ReturnType<typeof createPool>): Records {
  const figuresRead = new FiguresRead();
  const guard = async <T>(query: () => Promise<T>): Promise<T> => {
    try {
      return await query();
    } catch (error) {
      if (isFull(error)) throw new RecordsFull('PostgreSQL', { cause: error });
      throw isAway(error) ? new RecordsUnavailable('PostgreSQL', { cause: error }) : error;
    }
  };
  const write = <T>(
    auteur: Author,
    of: (result: T) => Writing | undefined,
    work: (client: pg.PoolClient) => Promise<T>,
  ): Promise<T> => guard(() => signed(pool, auteur, of, work));
  /** What resolves to `undefined` by a refusal of its own is written down too: it was asked, and by whom. */
  const onSubscription = <T>(cle: string, acte: string, auteur: Author, work: (client: pg.PoolClient) => Promise<T>) =>
    write(auteur, () => ({ objet: 'abonnement', cle, acte }), work);
  return {
    knows: (ess, portee) => guard(() => isDossier(pool, ess, portee)),
    readDossier: (ess, portee) =>
      guard(async () => {
        const dossier = await readDossier<EtatStocke>(pool, ess, portee);
        return dossier && aJour(dossier);
      }),
    listDossiers: (filtre) =>
      guard(async () => {
        const page = await listDossiers<EtatStocke>(pool, filtre);
        return { ...page, dossiers: page.dossiers.map(aJour) };
      }),
    toDo: (demande, page) =>
      guard(async () => {
        const [groupes, lues] = await Promise.all([countAFaire(pool, demande), listAFaire(pool, demande, page)]);
        const ess = [...new Set(lues.lignes.map((ligne) => ligne.ess))];
        return { ...lues, groupes, suivis: await followersOf(pool, ess, demande.lecteur) };
      }),
    nextDeadline: (portee, maintenant) => guard(() => nextOfAll(pool, portee, maintenant)),
    follow: (ess, qui, comment) => guard(() => follow(pool, ess, qui, comment)),
    unfollow: (ess, qui) => guard(() => unfollow(pool, ess, qui)),
    followers: (ess, qui) => guard(async () => (await followersOf(pool, [ess], qui)).get(ess) ?? []),
    readJournal: (ess, page) => guard(() => readJournal(pool, ess, page)),
    saveFiche: (fiche) => guard(() => saveFiche(pool, fiche)),
    replaceFiche: (fiche) => guard(() => replaceFiche(pool, fiche)),
    deleteFiche: (id) =>
      guard(async () => {
        await deleteFiche(pool, id);
      }),
    readFiche: (id) => guard(() => readFiche(pool, id)),
    listFiches: (ess) => guard(() => listFiches(pool, ess)),
    saveFile: (fichier, auteur, keep) => guard(() => saveFile(pool, fichier, auteur, keep)),
    listFiles: (ess) => guard(() => listFiles(pool, ess)),
    readFile: (ess, id) => guard(() => readFile(pool, ess, id)),
    recordFileReading: (ess, id, auteur) => guard(() => recordFileReading(pool, ess, id, auteur)),
    withdrawFile: (ess, id, auteur, remove) => guard(() => withdrawFile(pool, ess, id, auteur, remove)),
    answerTo: (ess, id) => guard(() => readAnswer(pool, ess, id)),
    readPapers: (ess) => guard(() => readPapers(pool, ess)),
    recordAccess: (acces) => guard(() => recordAccess(pool, acces)),
    foresee: (etat, jours) => guard(() => foresee(pool, etat, jours)),
    countByDeadline: (criteres) => guard(() => countByDeadline(pool, criteres)),
    listPayments: (ess) => guard(() => listPayments(pool, ess)),
    toPay: (caisse) => guard(() => toPay(pool, caisse)),
    saveCaisseAccount: (caisse, compte, auteur) =>
      write(
        auteur,
        () => ({ objet: 'compte-caisse', cle: caisse, acte: 'donne' }),
        (client) => saveCaisseAccount(client, caisse, compte),
      ),
    readCaisseAccount: (caisse) => guard(() => readCaisseAccount(pool, caisse)),
    createBatch: (caisse, le, creeLe, composer, auteur) =>
      write(
        auteur,
        (lot) => lot && { objet: 'lot', cle: lot.identifiant, acte: 'compose' },
        (client) => createBatch(client, caisse, le, creeLe, composer),
      ),
    accountHistory: (ess) => guard(() => accountHistory(pool, ess)),
    batchedPayments: (ess) => guard(() => batchedPayments(pool, ess)),
    listBatches: (caisse) => guard(() => listBatches(pool, caisse)),
    readBatch: (caisse, numero) => guard(() => readBatch(pool, caisse, numero)),
    settleBatch: (suite, auteur) =>
      write(
        auteur,
        (settled) =>
          settled === 'settled'
            ? { objet: 'lot', cle: `${suite.caisse}/${suite.numero}`, acte: suite.suite }
            : undefined,
        (client) => settleBatch(client, suite),
      ),
    transfersOf: (caisse, references) => guard(() => transfersOf(pool, caisse, references)),
    transfersOfBatches: (caisse, identifiants) => guard(() => transfersOfBatches(pool, caisse, identifiants)),
    batchObstacles: (lot) => guard(() => batchObstacles(pool, lot)),
    receiveBankFile: (fichier, lots, auteur) =>
      write(
        auteur,
        (nouveau) => (nouveau ? { objet: 'retour-bancaire', cle: fichier.sha256, acte: 'remis' } : undefined),
        async (client) => {
          await sentByProof(client, fichier.caisse, lots);
          return receiveBankFile(client, fichier);
        },
      ),
    recordAppliedLine: (ligne) => guard(() => recordAppliedLine(pool, ligne)),
    verificationOf: (ess) =>
      guard(async () => {
        const compte = await accountOf(pool, ess);
        const verification = compte === null ? undefined : await lastVerification(pool, ess, printOfAccount(compte));
        return { compte, verification: verification ?? null };
      }),
    recordVerification: ({ compte, ...dit }, auteur) =>
      write(
        auteur,
        () => ({
          objet: 'verification-beneficiaire',
          cle: dit.ess,
          ess: dit.ess,
          acte: dit.decision === null ? dit.resultat : dit.decision,
        }),
        (client) => recordVerification(client, { ...dit, empreinte: printOfAccount(compte) }),
      ),
    recordBankAnswer: (reponse, auteur) =>
      write(
        auteur,
        (nouvelle) =>
          nouvelle
            ? { objet: 'verification-beneficiaire', cle: reponse.ess, ess: reponse.ess, acte: reponse.resultat }
            : undefined,
        (client) => recordBankAnswer(client, reponse),
      ),
    exportEntries: (caisse, periode) => guard(() => exportEntries(pool, caisse, periode)),
    proofOf: (ess, mayRead) => guard(() => proofOf(pool, ess, mayRead)),
    moneyByMonth: (annee) => guard(() => moneyByMonth(pool, annee)),
    entriesOfCase: (ess, caisses) => guard(() => entriesOfCase(pool, ess, caisses)),
    listOrders: (caisse, page) => guard(() => listOrders(pool, caisse, page)),
    transfersInBatch: (caisse, numero) => guard(() => transfersInBatch(pool, caisse, numero)),
    batchReadings: (identifiant) => guard(() => batchReadings(pool, identifiant)),
    listBankFiles: (caisse) => guard(() => listBankFiles(pool, caisse)),
    listRecoveries: (caisse) => guard(() => listRecoveries(pool, caisse)),
    reconcile: (caisse, mois) => guard(() => reconcile(pool, caisse, mois)),
    upsertAdhesions: (ess, adhesions, auteur) =>
      write(
        auteur,
        () => ({ objet: 'adhesions', cle: ess, ess, acte: 'enregistrees' }),
        (client) => upsertAdhesions(client, ess, adhesions),
      ),
    resemblances: (ess, autres) => guard(() => resemblances(pool, ess, autres)),
    duplicateAdherents: (ess, portee) => guard(() => duplicateAdherents(pool, ess, portee)),
    listAdhesions: (ess) => guard(() => listAdhesions(pool, ess)),
    listLetters: (ess, destinataire) => guard(() => listLetters(pool, ess, destinataire)),
    readLetter: (ess, rang, destinataire) => guard(() => readLetter(pool, ess, rang, destinataire)),
    latestDeclared: (ess, evenement) => guard(() => latestDeclared(pool, ess, evenement)),
    openIncidents: (ess, portee) => guard(() => openIncidents(pool, ess, portee)),
    giveMandate: (mandat, auteur) =>
      write(
        auteur,
        (id) => (id === undefined ? undefined : { objet: 'mandat', cle: id, ess: mandat.ess, acte: 'donne' }),
        (client) => giveMandate(client, { ...mandat, donnePar: auteur.sujet }),
      ),
    endMandate: (ess, id, auteur) =>
      write(
        auteur,
        (issue) => (issue === 'retire' ? { objet: 'mandat', cle: id, ess, acte: 'retire' } : undefined),
        (client) => endMandate(client, ess, id),
      ),
    listMandates: (ess) => guard(() => listMandates(pool, ess)),
    invite: (qui, compose, auteur) =>
      write(
        auteur,
        (made) => (made === 'trop' ? undefined : { objet: 'invitation', cle: made.id, ess: qui.ess, acte: 'envoyee' }),
        (client) => invite(client, { ...qui, invitePar: auteur.sujet }, compose),
      ),
    listInvitations: (ess) => guard(() => listInvitations(pool, ess)),
    withdrawInvitation: (ess, id, auteur) =>
      write(
        auteur,
        (done) => (done ? { objet: 'invitation', cle: id, ess, acte: 'retiree' } : undefined),
        (client) => withdrawInvitation(client, ess, id),
      ),
    invitationOf: (secret) => guard(() => invitationOf(pool, secret)),
    answerInvitation: (secret, reponse, titulaire, auteur) =>
      write(
        auteur,
        (found) =>
          found?.etat === 'en-attente'
            ? { objet: 'invitation', cle: found.id, ess: found.ess, acte: reponse }
            : undefined,
        (client) => answerInvitation(client, secret, reponse, titulaire),
      ),
    createDelegation: (donnee, auteur) =>
      write(
        auteur,
        ({ id }) => ({ objet: 'delegation', cle: id, acte: 'donnee' }),
        (client) => createDelegation(client, donnee),
      ),
    readDelegation: (id) => guard(() => readDelegation(pool, id)),
    listDelegations: (sujet) => guard(() => listDelegations(pool, sujet)),
    revokeDelegation: (id, auteur) =>
      write(
        auteur,
        (done) => (done ? { objet: 'delegation', cle: id, acte: 'retiree' } : undefined),
        (client) => revokeDelegation(client, id, auteur.sujet),
      ),
    createCalendar: (calendrier, auteur) =>
      write(
        auteur,
        ({ calendrier: { id } }) => ({ objet: 'calendrier', cle: id, acte: 'donne' }),
        (client) => createCalendar(client, { ...calendrier, sujet: auteur.sujet }),
      ),
    calendarOfSecret: (secret) => guard(() => calendarOfSecret(pool, secret)),
    listCalendars: (sujet) => guard(() => listCalendars(pool, sujet)),
    revokeCalendar: (id, auteur) =>
      write(
        auteur,
        (done) => (done ? { objet: 'calendrier', cle: id, acte: 'retire' } : undefined),
        (client) => revokeCalendar(client, id, auteur.sujet),
      ),
    createSubscription: (abonne, demande, auteur) =>
      write(
        auteur,
        (made) => made && { objet: 'abonnement', cle: made.abonnement.id, acte: 'pris' },
        (client) => createSubscription(client, { ...abonne, sujet: auteur.sujet }, demande),
      ),
    listSubscriptions: (abonne) => guard(() => listSubscriptions(pool, abonne)),
    readSubscription: (abonne, id) => guard(() => readSubscription(pool, abonne, id)),
    suspendSubscription: (id, auteur) =>
      onSubscription(id, 'suspendu', auteur, (client) => suspendSubscription(client, id, 'demande')),
    resumeSubscription: (id, auteur) =>
      onSubscription(id, 'repris', auteur, (client) => resumeSubscription(client, id)),
    deleteSubscription: (id, auteur) =>
      onSubscription(id, 'supprime', auteur, (client) => deleteSubscription(client, id)),
    rotateSecret: (id, heures, auteur) =>
      onSubscription(id, 'secret-change', auteur, (client) => rotateSecret(client, id, heures)),
    listDeliveries: (id, page) => guard(() => listDeliveries(pool, id, page)),
    writeTrial: (id, auteur) => onSubscription(id, 'essaye', auteur, (client) => writeTrial(client, id)),
    replayDeliveries: (id, position, auteur) =>
      onSubscription(id, 'rejoue', auteur, (client) => replayDeliveries(client, id, position)),
    recordAct: (acte, fiche) => guard(() => recordAct(pool, acte, fiche)),
    otherPartyFamilies: (qui) => guard(() => otherPartyFamilies(pool, qui)),
    recordTwoPartyAct: (acte) => guard(() => recordTwoPartyAct(pool, acte)),
    settleAct: (acte, issue) => guard(() => settleAct(pool, acte, issue)),
    figures: (demande) => guard(() => figuresOfEss(pool, demande, figuresRead)),
    takeovers: takeoverRecords(pool, guard),
    demarches: demarcheRecords(pool, guard),
    personal: personalRecords(pool, guard),
    measure: () => guard(() => measure(pool)),
    listPastDue: () => guard(() => listPastDue<Etat>(pool)),
    ping: () =>
      guard(async () => {
        await pool.query('select 1');
      }),
  };
}
