/** The worked cases, on the engine as in the simulator. */
import { eprouver, scenarios } from './jouer-scenarios.ts';

eprouver(scenarios(true));
