/** A command to a case, from whoever asks to the receipt: the same for one request and for one among several. */
import { randomUUID } from 'node:crypto';
import type { Donnees } from '../../domain/commandes.ts';
import type { Etat } from '../../domain/etat.ts';
import { Refus } from '../../domain/refus.ts';
import { instant } from '../../domain/valeurs.ts';
import { alreadyAnswered, carryOut, messageOf, type Outcome } from './act-to-receipt.ts';
import { readAct, requireSender, type Act } from './body-to-act.ts';
import { requireSeen, withDocuments } from './documents.ts';
import { ficheIdentifier, messageIdentifier } from './keys.ts';
import { dateToJustify, requireConnector, requireDateProof, requireRectificationProof } from './proofs.ts';
import { ofRefusal } from '../http/errors.ts';
import { civilDatesAt } from './stamped-dates.ts';
import type { Identity } from '../../identity/verifier.ts';
import { FinishedCase, LostCase, UnknownCase, type ApiDeps } from '../ports.ts';
import { Problem } from '../../runtime/http/problems.ts';
import type { Warning } from './rubrics.ts';
import { isCommand } from './chapters/all.ts';
import { knownDossier, requireCompetence } from '../../identity/scope.ts';

export interface Sending {
  readonly ess: string;
  readonly commande: string;
  readonly donnees: Readonly<Record<string, unknown>>;
  /** The asker's own key (`keys.ts`). */
  readonly cle: string;
  /** The state that its author saw. */
  readonly siRang?: number | undefined;
}

export type Receipt = Outcome & { readonly ess: string; readonly avertissements?: readonly Warning[] };

/** DEC-47 — what the caisse that leaves has in a batch stays its own: the books say it, nobody is asked. */
async function withBatches<T extends { readonly donnees: Act['donnees'] }>(
  records: ApiDeps['records'],
  { ess, commande }: Pick<Sending, 'ess' | 'commande'>,
  said: T,
): Promise<T> {
  if (commande !== 'confirmer-constat') return said;
  const dites = Object.entries(said.donnees).filter(([champ]) => champ !== 'enLot');
  const donnees = Object.fromEntries(dites) as unknown as Donnees['confirmer-constat'];
  const enLot = await records.batchedPayments(ess);
  return { ...said, donnees: enLot.length === 0 ? donnees : { ...donnees, enLot } };
}

/** The act that is asked, with the documents that it brings. */
async function askedAct(
  records: ApiDeps['records'],
  identity: Identity,
  { ess, commande, donnees, cle }: Sending,
): Promise<{ readonly act: Act; readonly etat: Etat; readonly intitule: string | null }> {
  if (!isCommand(commande)) throw new Problem('introuvable', 'Aucune commande ne porte ce nom.');
  const { etat, resume } = await knownDossier(records, identity, ess);
  requireSender(commande, identity.role);
  const ficheId = ficheIdentifier(ess, messageIdentifier(commande, cle));
  const act = await withDocuments(
    records,
    etat,
    readAct(commande, identity.role, civilDatesAt(etat.siege, donnees)),
    ficheId,
  );
  return { act, etat, intitule: resume.intitule };
}

/** What keeps an act before the case hears of it. */
async function requireAdmissible(
  { cases, records }: Pick<ApiDeps, 'cases' | 'records'>,
  identity: Identity,
  etat: Etat,
  act: Act,
): Promise<void> {
  requireConnector(identity, act);
  requireCompetence(identity, etat, act);
  await requireDateProof(cases, etat.ess, act);
  await requireRectificationProof({ cases, records }, etat.ess, act);
  await requireSeen(records, etat, act);
}

/** What is asked of an act before anything is sent or written; throws the problem that keeps it. */
export async function preparedAct(
  deps: Pick<ApiDeps, 'cases' | 'records'>,
  identity: Identity,
  sending: Omit<Sending, 'cle'>,
): Promise<{ readonly act: Act; readonly etat: Etat; readonly intitule: string | null }> {
  const { act, ...known } = await askedAct(deps.records, identity, { ...sending, cle: randomUUID() });
  await requireAdmissible(deps, identity, known.etat, act);
  return { act: await withBatches(deps.records, sending, act), ...known };
}

/** Its events are in the journal when it resolves; throws the problem, or the error that is one (`toProblem`). */
export async function sendCommand(
  { cases, records, law }: Pick<ApiDeps, 'cases' | 'records' | 'law'>,
  identity: Identity,
  sending: Sending,
): Promise<Receipt> {
  const { ess, cle, siRang } = sending;
  const { act, etat: connu } = await askedAct(records, identity, sending);
  const said = messageOf(ess, act, cle, siRang);
  const repeated = await alreadyAnswered(records, identity, ess, act, said);
  if (repeated !== undefined) return answered(ess, act, repeated);
  await requireAdmissible({ cases, records }, identity, connu, act);
  const message = await withBatches(records, sending, said);
  const send = () => cases.send(ess, act.commande, message);
  const receipt = await carryOut(records, identity, ess, act, message, send).catch(async (error: unknown) => {
    if (!(error instanceof UnknownCase || error instanceof FinishedCase)) throw error;
    // The engine holds no archived case (DEC-35); the records know its last state, and the law says why it is too late.
    const etat = (await records.readDossier(ess))?.etat;
    if (etat === undefined) throw error;
    if (etat.archiveLe === null) throw new LostCase(ess, { cause: error });
    const { acteur, commande, donnees } = act;
    const decision = law.decider(etat, { commande, acteur, donnees }, instant(Date.now()));
    throw decision instanceof Refus
      ? ofRefusal(decision.nature, decision.regle, decision.message)
      : new FinishedCase(ess, { cause: error });
  });
  return answered(ess, act, receipt);
}

/** What its author gets: the receipt, and what deserves attention. */
export function answered(ess: string, act: Act, receipt: Outcome): Receipt {
  const avertissements = [...act.avertissements, ...dateToJustify(act, receipt)];
  return { ess, ...receipt, ...(avertissements.length === 0 ? {} : { avertissements }) };
}
