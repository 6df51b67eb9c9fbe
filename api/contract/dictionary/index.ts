/** The dictionary of fields: the one place where a field has its rule and its sentence. */
import { A_FAIRE } from './a-faire.ts';
import { ABONNEMENTS } from './abonnements.ts';
import { CALCULS } from './calculs.ts';
import { COMMUNS } from './communs.ts';
import { WORDS } from '../../commands/chapters/all.ts';
import { DEMARCHES } from './demarches.ts';
import type { Entries } from './entry.ts';
import { ETAT_DES_LIEUX } from './etat-des-lieux.ts';
import { INSTRUCTION } from './instruction.ts';
import { LISTES } from './listes.ts';
import { MOI } from './moi.ts';
import { placesOf } from './places.ts';
import { REPRISES } from './reprises.ts';
import { SERVICE } from './service.ts';
import { SUIVI } from './suivi.ts';

const NAMED: Entries = {
  ...CALCULS,
  ...WORDS,
  ...COMMUNS,
  ...SUIVI,
  ...SERVICE,
  ...LISTES,
  ...A_FAIRE,
  ...INSTRUCTION,
  ...ABONNEMENTS,
  ...MOI,
  ...REPRISES,
  ...DEMARCHES,
  ...ETAT_DES_LIEUX,
};

export const DICTIONARY: Entries = { ...placesOf(NAMED), ...NAMED };
