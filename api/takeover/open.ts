/**
 * Opening the cases that both authorities agreed to take up (DEC-67). Each is opened by the ARS that proposed it, then confirmed by
 * the caisse that agreed, under keys of its own: an opening that was interrupted is the same one when it is begun again.
 */
import type { Commande } from '../../domain/commandes.ts';
import { etatInitial } from '../../domain/etat.ts';
import { juger } from '../../domain/rectification/juger.ts';
import { Refus } from '../../domain/refus.ts';
import { instant } from '../../domain/valeurs.ts';
import type { Message } from '../../workflows/messages.ts';
import { Problem } from '../../runtime/http/problems.ts';
import { carryOut, messageOf } from '../commands/act-to-receipt.ts';
import { readAct } from '../commands/body-to-act.ts';
import { sendCommand } from '../commands/send-command.ts';
import { ofRefusal, toProblem } from '../http/errors.ts';
import type { ApiDeps, OpenableCase } from '../ports.ts';

/** Refused for good: sent again, it would be refused again. Anything else passes. */
const FINAL: readonly Problem['type'][] = [
  'champs-invalides',
  'donnees-refusees',
  'regle-non-respectee',
  'etat-incompatible',
  'role-interdit',
  'meme-organisation',
];
const PROOF = { nature: 'autre' } as const;

/** The key of both acts of a case: for ever the same. */
const keyOf = (id: string, { place }: Pick<OpenableCase, 'place'>): string => `reprise\n${id}\n${place}`;

/** What the law refuses starts no case. */
function requirePossible({ grace, rappels }: ApiDeps, ess: string, { acteur, donnees }: Message): void {
  const sent = { commande: 'reprendre', acteur, donnees } as unknown as Commande;
  const decision = juger(etatInitial(ess, grace, rappels), sent, instant(Date.now()), []);
  if (decision instanceof Refus) throw ofRefusal(decision.nature, decision.regle, decision.message);
}

/** Opens and confirms one case; resolves to why it cannot be, or to `null`. Fails with what passes (an engine that is away). */
export async function openCase(deps: ApiDeps, id: string, un: OpenableCase): Promise<string | null> {
  const { cases, records, grace, rappels } = deps;
  const { ess, faits, proposeePar, reponduePar, ouvertureLe: le, mandataire } = un;
  const cle = keyOf(id, un);
  try {
    const act = readAct('reprendre', proposeePar.role, { le, preuve: PROOF, faits });
    const message = messageOf(ess, act, cle);
    requirePossible(deps, ess, message);
    const { evenements } = await carryOut(records, proposeePar, ess, act, message, () =>
      cases.open(ess, 'reprendre', message, {
        ...(grace === undefined ? {} : { grace }),
        ...(rappels === undefined ? {} : { rappels }),
      }),
    );
    if (mandataire !== null) await records.giveMandate({ ess, titulaire: mandataire }, proposeePar);
    // The day of the reprise is that of the seat, and of the engine's clock.
    const donnees = { le: evenements[0]?.le ?? le, rang: 1, sens: 'confirme', preuve: PROOF };
    await sendCommand({ cases, records, law: deps.law }, reponduePar, {
      ess,
      commande: 'confirmer-constat',
      donnees,
      cle,
    });
    return null;
  } catch (error) {
    const problem = error instanceof Problem ? error : toProblem(error);
    if (FINAL.includes(problem.type)) return problem.detail;
    throw error;
  }
}

/** Openings under way at once: each waits for the engine most of its time. */
const TOGETHER = 6;

/** Opens them side by side until `until` (ms); what is not begun by then is left for the next call. Resolves to how many are settled. */
export async function openCases(
  deps: ApiDeps,
  id: string,
  cas: readonly OpenableCase[],
  until: number,
): Promise<number> {
  const left = [...cas];
  let settled = 0;
  const hand = async (): Promise<void> => {
    for (let un = left.shift(); un !== undefined && Date.now() < until; un = left.shift()) {
      const motif = await openCase(deps, id, un);
      await deps.records.takeovers.settleOpening(id, un.place, motif);
      settled += 1;
    }
  };
  const hands = await Promise.allSettled(Array.from({ length: TOGETHER }, hand));
  const failed = hands.find((one) => one.status === 'rejected');
  if (failed !== undefined && settled === 0) throw failed.reason;
  return settled;
}
