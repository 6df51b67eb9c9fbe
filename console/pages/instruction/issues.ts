/** What may come of an instruction: each decision that the ARS can take, simulated beside silence. Nothing is written. */
import { answerOf } from '../../shell/api.ts';
import type { Schemas, Visit } from '../../shell/page.ts';
import type { OpenCase } from '../dossier/dossier.tsx';

export type Instruction = NonNullable<Schemas['Instruction']['instruction']>;
export type Outcome = Schemas['Variante'];

export interface Decision {
  readonly commande: string;
  readonly label: string;
}

/** The decisions on each subject, the favourable one first. */
export const DECISIONS: Readonly<Record<Instruction['sur'], readonly Decision[]>> = {
  'lettre-intention': [
    { commande: 'valider-lettre-intention', label: 'Valider' },
    { commande: 'refuser-lettre-intention', label: 'Refuser' },
  ],
  'projet-sante': [
    { commande: 'valider-projet-sante', label: 'Valider' },
    { commande: 'refuser-projet-sante', label: 'Refuser' },
  ],
};

/** Stands in the letters where the reasons of who decides will stand. */
const REASONS = '[les motifs que vous écrirez]';
/** The field by which a refusal names its ground. */
export const GROUND: Readonly<Record<Instruction['sur'], 'critere' | 'fondement'>> = {
  'lettre-intention': 'critere',
  'projet-sante': 'fondement',
};

export interface Outcomes {
  readonly byAct: ReadonlyMap<string, Outcome>;
  readonly silence: Schemas['Simulation']['silence'];
}

/** `ground`: on which a refusal is supposed; without one, no refusal is. */
export async function outcomesOf(
  visit: Visit,
  { ess, today }: OpenCase,
  sur: Instruction['sur'],
  ground: string | undefined,
): Promise<Outcomes | undefined> {
  const variantes = DECISIONS[sur].flatMap(({ commande }) => {
    const refusal = commande.startsWith('refuser');
    if (refusal && ground === undefined) return [];
    const act = { commande, acteur: 'ars' as const, le: today, motif: REASONS };
    return [{ nom: commande, actes: [refusal ? { ...act, [GROUND[sur]]: ground } : act] }];
  });
  const answer = await answerOf(
    visit.api.POST('/api/v1/simulations', { body: { ess, variantes: variantes as never } }),
  );
  if (typeof answer === 'string') return undefined;
  return { byAct: new Map(answer.variantes.map((one) => [one.nom, one])), silence: answer.silence };
}
