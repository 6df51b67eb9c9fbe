/** The chapters together: every command and every event has its entry, or this does not compile. */
import type { NomCommande } from '../../../domain/commandes.ts';
import type { NomEvenement } from '../../../domain/evenements.ts';
import type { Entries } from '../../contract/dictionary/entry.ts';
import type { CommandEntry, EventEntry } from '../chapter.ts';
import * as lettreIntention from './lettre-intention.ts';
import * as creation from './creation.ts';
import * as identiteEss from './identite-ess.ts';
import * as projetSante from './projet-sante.ts';
import * as contrats from './contrats.ts';
import * as pieces from './pieces.ts';
import * as paiements from './paiements.ts';
import * as suivi from './suivi.ts';
import * as resiliation from './resiliation.ts';
import * as recouvrement from './recouvrement.ts';
import * as transition from './transition.ts';
import * as fin from './fin.ts';
import * as rectification from './rectification.ts';

export const COMMANDS: { readonly [N in NomCommande]: CommandEntry<N> } = {
  ...lettreIntention.COMMANDS,
  ...creation.COMMANDS,
  ...identiteEss.COMMANDS,
  ...projetSante.COMMANDS,
  ...contrats.COMMANDS,
  ...pieces.COMMANDS,
  ...paiements.COMMANDS,
  ...suivi.COMMANDS,
  ...resiliation.COMMANDS,
  ...recouvrement.COMMANDS,
  ...transition.COMMANDS,
  ...fin.COMMANDS,
  ...rectification.COMMANDS,
};

export const EVENTS: { readonly [N in NomEvenement]: EventEntry<N> } = {
  ...lettreIntention.EVENTS,
  ...creation.EVENTS,
  ...identiteEss.EVENTS,
  ...projetSante.EVENTS,
  ...contrats.EVENTS,
  ...pieces.EVENTS,
  ...paiements.EVENTS,
  ...suivi.EVENTS,
  ...resiliation.EVENTS,
  ...recouvrement.EVENTS,
  ...transition.EVENTS,
  ...fin.EVENTS,
  ...rectification.EVENTS,
};

/** Fields that one chapter alone speaks of. */
export const WORDS: Entries = {
  ...lettreIntention.WORDS,
  ...creation.WORDS,
  ...identiteEss.WORDS,
  ...projetSante.WORDS,
  ...contrats.WORDS,
  ...pieces.WORDS,
  ...paiements.WORDS,
  ...suivi.WORDS,
  ...resiliation.WORDS,
  ...recouvrement.WORDS,
  ...transition.WORDS,
  ...fin.WORDS,
  ...rectification.WORDS,
};

export const isCommand = (name: string): name is NomCommande => Object.hasOwn(COMMANDS, name);

/** Whether nobody does it without saying why. */
export const isReasoned = (commande: NomCommande): boolean => COMMANDS[commande].motive === true;

/** Whether nobody does it without its proof. */
export const isProven = (commande: NomCommande): boolean => COMMANDS[commande].prouve === true;
