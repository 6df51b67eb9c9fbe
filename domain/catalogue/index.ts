/** The rule catalogue as data, for people: sentence, source and nature of every rule. Out of the workflow bundle. */
import { AMORCAGE } from './amorcage.ts';
import { CADRE } from './cadre.ts';
import { CONTRADICTIONS } from './contradictions.ts';
import { CREATION } from './creation.ts';
import { DECISIONS_ARGENT } from './decisions-argent.ts';
import { DECISIONS } from './decisions.ts';
import { DECISIONS_FIN } from './decisions-fin.ts';
import { DECISIONS_INSTRUCTION } from './decisions-instruction.ts';
import { DECISIONS_RECTIFICATION } from './decisions-rectification.ts';
import { DOTATION } from './dotation.ts';
import { ECHEANCES } from './echeances.ts';
import { ELIGIBILITE } from './eligibilite.ts';
import { IDENTITE_ESS } from './identite-ess.ts';
import { LETTRE_INTENTION } from './lettre-intention.ts';
import { MISSIONS } from './missions.ts';
import { PROJET_SANTE } from './projet-sante.ts';
import { RECOUVREMENT } from './recouvrement.ts';
import { SUIVI } from './suivi.ts';
import { TRANSITION } from './transition.ts';
import type { Regle } from './regle.ts';

export type { Nature, Regle, UniteRegle } from './regle.ts';

export const CATALOGUE: readonly Regle[] = [
  ...CADRE,
  ...DECISIONS,
  ...DECISIONS_RECTIFICATION,
  ...DECISIONS_FIN,
  ...DECISIONS_ARGENT,
  ...IDENTITE_ESS,
  ...DECISIONS_INSTRUCTION,
  ...ELIGIBILITE,
  ...MISSIONS,
  ...LETTRE_INTENTION,
  ...CREATION,
  ...AMORCAGE,
  ...PROJET_SANTE,
  ...DOTATION,
  ...RECOUVREMENT,
  ...SUIVI,
  ...TRANSITION,
  ...ECHEANCES,
  ...CONTRADICTIONS,
];

const PAR_ID: ReadonlyMap<string, Regle> = new Map(CATALOGUE.map((entree) => [entree.id, entree]));

/** The rule of this id (`LI-09`, `DEC-02`, `T1`…), or undefined when no rule bears it. */
export const regle = (id: string): Regle | undefined => PAR_ID.get(id);
