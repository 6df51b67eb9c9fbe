/** What the console stands on: given at its start, the same for every visit. */
import type { ConsoleSettings, ProviderSettings } from '../settings.ts';
import type { Assets } from './assets.ts';
import type { Contract } from './contract.ts';
import type { Cookies } from './cookies.ts';
import type { AskHealth } from './health.ts';
import type { Oidc } from './oidc.ts';
import type { Sealer } from './sealed.ts';
import type { Sessions } from './sessions.ts';

/** Accounts of nobody, shown on the first page of a demonstration. */
export interface Demonstration {
  readonly accounts: readonly {
    readonly account: string;
    readonly title: string;
    /** Whose account it would be, what it sees, what to try. */
    readonly text: string;
  }[];
}

export interface Entry {
  readonly level: 'info' | 'error';
  readonly message: string;
  readonly requete?: string;
  readonly chemin?: string;
  readonly statut?: number;
  readonly ms?: number;
  readonly erreur?: string;
}

export interface Shell {
  readonly settings: Pick<ConsoleSettings, 'url' | 'api' | 'limits' | 'engineUi'>;
  readonly providers: ReadonlyMap<string, { readonly settings: ProviderSettings; readonly oidc: Oidc }>;
  readonly sessions: Sessions;
  readonly sealer: Sealer;
  readonly cookies: Cookies;
  readonly assets: Assets;
  readonly contract: () => Promise<Contract>;
  readonly health: AskHealth;
  readonly demonstration?: Demonstration;
  readonly log: (entry: Entry) => void;
}
