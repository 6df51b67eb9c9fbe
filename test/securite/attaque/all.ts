/** Every class of attack, in the order in which they are played. */
import type { AttackClass } from './attack.ts';
import { DELEGATIONS } from './delegations.ts';
import { ENGINE_DOOR } from './engine-door.ts';
import { EXPORTS } from './exports.ts';
import { FORMS } from './forms.ts';
import { IDEMPOTENCY } from './idempotency.ts';
import { PARTIES } from './parties.ts';
import { SCOPE } from './scope.ts';
import { SURROUNDINGS } from './surroundings.ts';
import { TOKENS } from './tokens.ts';
import { UPLOADS } from './uploads.ts';
import { WEBHOOKS } from './webhooks.ts';
import { XML } from './xml.ts';

/** The engine's door comes last: what it stops would make the others wait. */
export const CLASSES: readonly AttackClass[] = [
  SCOPE,
  TOKENS,
  DELEGATIONS,
  IDEMPOTENCY,
  ...FORMS,
  EXPORTS,
  UPLOADS,
  XML,
  WEBHOOKS,
  SURROUNDINGS,
  PARTIES,
  ENGINE_DOOR,
];
