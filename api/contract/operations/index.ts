/** Every operation of the API. A route that is not here, or an operation without its route, fails `test/api/contrat.test.ts`. */
import type { Operations } from '../operation.ts';
import { WEBHOOKS } from './abonnements.ts';
import { MEMBERSHIP } from './adhesions.ts';
import { MONEY } from './caisses.ts';
import { TO_DO } from './a-faire.ts';
import { COMMAND_OPERATIONS } from './commandes.ts';
import { DEMARCHES } from './demarches.ts';
import { CASES } from './dossiers.ts';
import { EXCHANGES } from './echanges.ts';
import { NATIONAL_PICTURE } from './etat-des-lieux.ts';
import { INSTRUCTION } from './instruction.ts';
import { IDENTITIES } from './identites.ts';
import { OWN_SPACE } from './moi.ts';
import { PAPERS } from './papiers.ts';
import { TAKEOVERS } from './reprises.ts';
import { SERVICE } from './service.ts';

export const OPERATIONS: Operations = {
  ...CASES,
  ...TO_DO,
  ...INSTRUCTION,
  ...NATIONAL_PICTURE,
  ...TAKEOVERS,
  ...EXCHANGES,
  ...COMMAND_OPERATIONS,
  ...PAPERS,
  ...MEMBERSHIP,
  ...MONEY,
  ...IDENTITIES,
  ...OWN_SPACE,
  ...WEBHOOKS,
  ...DEMARCHES,
  ...SERVICE,
};
