/** The bank's word becomes an act of the caisse, under a key of its own: a file read twice changes nothing. */
import { createHash } from 'node:crypto';
import type { LigneRetour } from '../tresorerie/retour.ts';
import { carryOut, messageOf, readAct } from './act.ts';
import { toProblem } from './errors.ts';
import type { Identity } from './oidc/verifier.ts';
import type { ApiDeps } from './ports.ts';
import type { Problem } from './problems.ts';

/** What became of one line of the file. */
export interface ReturnLine {
  readonly reference: string;
  readonly statut: LigneRetour['statut'];
  readonly ess?: string;
  readonly paiement?: string;
  readonly enregistre: boolean;
  /** Why it was not recorded. */
  readonly regle?: string;
  readonly phrase?: string;
}

/** Sends `executer-paiement` or `rejeter-paiement` for one line; a 503 is thrown, for the whole file to be sent again. */
export async function applyReturn(
  { records, cases }: Pick<ApiDeps, 'records' | 'cases'>,
  identity: Identity,
  caisse: string,
  { reference, statut, le, raison }: LigneRetour,
): Promise<ReturnLine> {
  const line = await records.lineOfReference(reference);
  if (line === undefined || line.caisse !== caisse)
    return { reference, statut, enregistre: false, phrase: 'Aucun virement de cette caisse ne porte cette référence.' };
  const { ess, paiement, montantCentimes } = line;
  const commande = statut === 'execute' ? 'executer-paiement' : 'rejeter-paiement';
  const key = createHash('sha256').update(`${reference}\n${statut}`).digest('hex');
  const said =
    statut === 'execute' ? { montantCentimes, reference } : { motif: raison ?? 'Virement rejeté par la banque.' };
  const about = { reference, statut, ess, paiement };
  try {
    const act = readAct(commande, 'caisse', { le, paiement, ...said });
    const message = messageOf(ess, act, key);
    await carryOut(records, identity, ess, act, message, () => cases.send(ess, commande, message));
    return { ...about, enregistre: true };
  } catch (error) {
    const problem: Problem = toProblem(error);
    if (problem.status >= 500) throw error;
    const { regle } = problem.supplement;
    return { ...about, enregistre: false, ...(regle === undefined ? {} : { regle }), phrase: problem.detail };
  }
}
