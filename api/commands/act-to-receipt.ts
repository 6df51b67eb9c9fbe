/** An act becomes a receipt: keep what is personal, ask the case, clean up a refusal. */
import { isDeepStrictEqual } from 'node:util';
import { TWO_PARTIES } from '../../identity/rights.ts';
import type { Identity } from '../../identity/verifier.ts';
import { Problem, invalidFields } from '../../runtime/http/problems.ts';
import type { ActRecord } from '../../records/journal/actes.ts';
import type { Message, Recu } from '../../workflows/messages.ts';
import { ofRefusal } from '../http/errors.ts';
import { accepted } from '../http/metrics.ts';
import { explainedEvent } from '../views/workings.ts';
import { withinExtent } from '../views/other-cases.ts';
import {
  CaseRefusal,
  EngineUnavailable,
  FinishedCase,
  RecordsUnavailable,
  UnknownCase,
  type Records,
} from '../ports.ts';
import type { Act } from './body-to-act.ts';
import { isReasoned } from './chapters/all.ts';
import { ficheIdentifier, fingerprint, messageIdentifier } from './keys.ts';

/** Some acts give their reason. */
export function requireReason({ commande, donnees, fiche }: Act): void {
  if (!isReasoned(commande) || donnees.motif !== undefined || fiche?.['commentaire'] !== undefined) return;
  throw invalidFields([
    {
      champ: 'motif',
      regle: 'DEC-16',
      message:
        'Cet acte se motive : dites pourquoi, sans nommer personne (ou dans « commentaire », gardé hors du journal).',
    },
  ]);
}

export const SAME_ORGANISATION = {
  regle: 'ACTEUR',
  phrase: 'Votre organisation a déjà agi pour une autre partie : cet acte revient à quelqu’un d’autre.',
} as const;
const sameOrganisation = (): Problem =>
  new Problem('meme-organisation', SAME_ORGANISATION.phrase, { regle: SAME_ORGANISATION.regle });

/** What `record` would refuse, for an act that is not sent: nothing is written, so that an act sent meanwhile may come first. */
export async function requireOtherOrganisation(
  records: Pick<Records, 'otherPartyFamilies'>,
  { organisation, role }: Identity,
  ess: string,
  commande: Act['commande'],
): Promise<void> {
  const famille = TWO_PARTIES[commande];
  if (famille === undefined) return;
  if ((await records.otherPartyFamilies({ ess, organisation, role })).includes(famille)) throw sameOrganisation();
}

/**
 * Writes down who asks, before anything is sent: an act of two parties is not done by one organisation under two roles. Of
 * others, `fiche` is kept by the same statement; resolves to whether it is new.
 */
async function record(
  records: Records,
  identity: Identity,
  ess: string,
  act: Act,
  message: Message,
  fiche: ActRecord | undefined,
): Promise<boolean> {
  const { commande, acteur: role } = act;
  const { sujet, organisation, delegation } = identity;
  const { id: messageId, empreinte = '' } = message;
  const acte = {
    ess,
    messageId,
    commande,
    role,
    sujet,
    organisation,
    ...(delegation === undefined ? {} : { delegation }),
  };
  const famille = TWO_PARTIES[commande];
  if (famille === undefined) return records.recordAct(acte, fiche);
  const outcome = await records.recordTwoPartyAct({ ...acte, famille, empreinte });
  if (outcome === 'autre-partie') throw sameOrganisation();
  if (outcome === 'autre-demande') throw usedKey();
  return false;
}

/** The message of an act, whose answer is looked for before it is sent; with a fiche, its id stands in the payload. `siRang`: the state that its author saw. */
export function messageOf(ess: string, act: Act, key: string, siRang?: number): Message {
  const id = messageIdentifier(act.commande, key);
  const donnees = act.fiche === undefined ? act.donnees : { ...act.donnees, fiche: ficheIdentifier(ess, id) };
  return {
    id,
    empreinte: fingerprint(act.acteur, donnees),
    acteur: act.acteur,
    donnees,
    cherchee: true,
    ...(siRang === undefined ? {} : { siRang }),
  };
}

const USED_KEY = 'SAISIE';
const usedKey = () =>
  ofRefusal(
    'etat',
    USED_KEY,
    'Cette clé a déjà servi pour une autre demande : chaque demande a la sienne (Idempotency-Key).',
  );

/** Whether what it refuses is that its key has served for something else: here, or in the case itself. */
export const isUsedKey = (error: unknown): boolean => {
  const regle =
    error instanceof CaseRefusal ? error.details.regle : error instanceof Problem ? error.supplement.regle : undefined;
  return regle === USED_KEY;
};

/** The engine compares what it is sent under a key; what it never sees is compared here. */
async function requireSameFiche(records: Records, id: string, given: object): Promise<void> {
  const kept = await records.readFiche(id);
  if (kept === undefined || isDeepStrictEqual(kept.contenu, JSON.parse(JSON.stringify(given)))) return;
  throw usedKey();
}

/** What an accepted act made: its events, and the ordinal of the last one. */
export interface Outcome {
  readonly rang: number;
  readonly evenements: readonly ReturnType<typeof explainedEvent>[];
}

/** The answer says where the journal has the events: they are read there, the first time and at each repetition. */
async function outcomeOf(records: Records, ess: string, { rang, nombre }: Recu): Promise<Outcome> {
  const lignes = nombre === 0 ? [] : await records.readJournal(ess, { apresRang: rang - nombre, limite: nombre });
  return { rang, evenements: lignes.map(({ evenement }) => explainedEvent({}, evenement)) };
}

/**
 * What this very demand was answered before, however long ago; `undefined`: nothing. Asked before anything is looked at that
 * time changes (a date of the day, a proof, a state): a repetition is the same act.
 */
export async function alreadyAnswered(
  records: Records,
  identity: Identity,
  ess: string,
  act: Act,
  { id, empreinte, donnees }: Message,
): Promise<Outcome | undefined> {
  const given = await records.answerTo(ess, id);
  if (given === undefined) return undefined;
  if (given.empreinte !== (empreinte ?? null)) throw usedKey();
  if (act.fiche !== undefined && donnees.fiche !== undefined) await requireSameFiche(records, donnees.fiche, act.fiche);
  const famille = TWO_PARTIES[act.commande];
  // The first answer may have been lost before this was noted.
  await records.settleAct({ ess, messageId: id, ...(famille === undefined ? {} : { famille }) }, 'accepte');
  return withinExtent(records, identity, await outcomeOf(records, ess, given));
}

/**
 * Writes who asks, keeps the fiche, then runs `send`. The fiche goes first, so that an accepted command never names a
 * missing record; a refused command leaves none. When the engine does not answer the outcome is unknown and the fiche
 * stays for the retry.
 */
export async function carryOut(
  records: Records,
  identity: Identity,
  ess: string,
  act: Act,
  message: Message,
  send: () => Promise<Recu>,
): Promise<Outcome> {
  const { fiche: id } = message.donnees;
  const { commande } = act;
  requireReason(act);
  const famille = TWO_PARTIES[commande];
  const acte = { ess, messageId: message.id, ...(famille === undefined ? {} : { famille }) };
  const fiche = act.fiche === undefined || id === undefined ? undefined : { id, nature: commande, contenu: act.fiche };
  // Only what this very request wrote may be erased: the same key may have been accepted before.
  let written = await record(records, identity, ess, act, message, fiche);
  try {
    if (fiche !== undefined) {
      if (famille !== undefined) written = await records.saveFiche({ ...fiche, ess });
      // What an applicant changes on a platform while nobody answered is not another demand: it is sent as it then is.
      if (!written && identity.connecteur === true) await records.replaceFiche({ ess, ...fiche });
      else if (!written) await requireSameFiche(records, fiche.id, fiche.contenu);
    }
    const finish = async (recu: Recu): Promise<Outcome> => {
      const [outcome] = await Promise.all([outcomeOf(records, ess, recu), records.settleAct(acte, 'accepte')]);
      return outcome;
    };
    const receipt = await finish(await send()).catch(async (error: unknown) => {
      if (!(error instanceof RecordsUnavailable)) throw error;
      // Told at its commit by a database that is away since: to the same message the case answers, once its journal is back.
      return finish(await send());
    });
    accepted.inc({ commande });
    return await withinExtent(records, identity, receipt);
  } catch (error) {
    // The case answers once its journal is written: when the database is away, that is what must be said.
    if (error instanceof EngineUnavailable) await records.ping();
    const refused = error instanceof CaseRefusal || error instanceof UnknownCase || error instanceof FinishedCase;
    if (written && fiche !== undefined && refused) await records.deleteFiche(fiche.id);
    if (refused || famille !== undefined) await records.settleAct(acte, refused ? 'refuse' : 'inconnue');
    throw error;
  }
}
