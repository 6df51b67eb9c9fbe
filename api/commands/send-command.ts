/** A command to a case, from whoever asks to the receipt: the same for one request and for one among several. */
import type { Donnees } from '../../domain/commandes.ts';
import { Refus } from '../../domain/refus.ts';
import { instant } from '../../domain/valeurs.ts';
import { carryOut, messageOf, requireFiles, type Outcome } from './act-to-receipt.ts';
import { readAct, requireSender, type Act } from './body-to-act.ts';
import { dateToJustify, requireConnector, requireDateProof, requireRectificationProof } from './proofs.ts';
import { ofRefusal } from '../http/errors.ts';
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
async function withBatches(records: ApiDeps['records'], ess: string, act: Act): Promise<Act> {
  if (act.commande !== 'confirmer-constat') return act;
  const dites = Object.entries(act.donnees).filter(([champ]) => champ !== 'enLot');
  const donnees = Object.fromEntries(dites) as unknown as Donnees['confirmer-constat'];
  const enLot = await records.batchedPayments(ess);
  return { ...act, donnees: enLot.length === 0 ? donnees : { ...donnees, enLot } };
}

/** What is asked of an act before anything is sent or written; throws the problem that keeps it. */
export async function preparedAct(
  { cases, records }: Pick<ApiDeps, 'cases' | 'records'>,
  identity: Identity,
  { ess, commande, donnees }: Pick<Sending, 'ess' | 'commande' | 'donnees'>,
) {
  if (!isCommand(commande)) throw new Problem('introuvable', 'Aucune commande ne porte ce nom.');
  const { etat, resume } = await knownDossier(records, identity, ess);
  requireSender(commande, identity.role);
  const act = readAct(commande, identity.role, donnees);
  requireConnector(identity, act);
  requireCompetence(identity, etat, { commande, acteur: act.acteur, donnees: act.donnees });
  await requireDateProof(cases, ess, act);
  await requireRectificationProof({ cases, records }, ess, act);
  await requireFiles(records, ess, act);
  return { act: await withBatches(records, ess, act), etat, intitule: resume.intitule };
}

/** Its events are in the journal when it resolves; throws the problem, or the error that is one (`toProblem`). */
export async function sendCommand(
  { cases, records, law }: Pick<ApiDeps, 'cases' | 'records' | 'law'>,
  identity: Identity,
  { ess, commande, donnees, cle, siRang }: Sending,
): Promise<Receipt> {
  const { act } = await preparedAct({ cases, records }, identity, { ess, commande, donnees });
  const message = messageOf(ess, act, cle, siRang);
  const send = () => cases.send(ess, act.commande, message);
  const receipt = await carryOut(records, identity, ess, act, message, send).catch(async (error: unknown) => {
    if (!(error instanceof UnknownCase || error instanceof FinishedCase)) throw error;
    // The engine holds no archived case (DEC-35); the records know its last state, and the law says why it is too late.
    const etat = (await records.readDossier(ess))?.etat;
    if (etat === undefined) throw error;
    if (etat.archiveLe === null) throw new LostCase(ess, { cause: error });
    const { acteur, commande: nom, donnees: dites } = act;
    const decision = law.decider(etat, { commande: nom, acteur, donnees: dites }, instant(Date.now()));
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
