/** Every other scenario, on the engine as in the simulator: minutes, which CI takes, and a developer with SCENARIOS=tous. */
import { describe } from 'vitest';
import { eprouver, scenarios } from './jouer-scenarios.ts';

const tous = process.env['CI'] !== undefined || process.env['SCENARIOS'] === 'tous';

describe.skipIf(!tous)('chaque autre scénario', () => eprouver(scenarios(false)));
