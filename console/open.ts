/** The console on its settings: what a process, `npm start` and the tests start. */
import './jsx.ts';
import { randomBytes } from 'node:crypto';
import type pg from 'pg';
import { keyring, parseKey, newKey, type Keyring } from '../engine/connection/keys.ts';
import type { Application } from '../runtime/http/server.ts';
import type { ConsoleSettings } from './settings.ts';
import { openAssets } from './shell/assets.ts';
import { contractFrom } from './shell/contract.ts';
import { createCookies } from './shell/cookies.ts';
import { healthOf } from './shell/health.ts';
import { createOidc } from './shell/oidc.ts';
import { createSealer } from './shell/sealed.ts';
import { createSessions } from './shell/sessions.ts';
import type { Demonstration, Entry } from './shell/shell.ts';

export interface ConsoleOptions {
  readonly settings: Pick<ConsoleSettings, 'url' | 'api' | 'limits' | 'providers' | 'keys' | 'engineUi'>;
  /** Where its sessions are. */
  readonly pool: pg.Pool;
  readonly demonstration?: Demonstration;
  readonly log: (entry: Entry) => void;
}

export interface OpenConsole {
  readonly app: Application;
  /** Stops what it does by itself. */
  close(): void;
}

const SWEEP_MS = 10 * 60_000;

/** A key of this process: sessions do not outlive it. */
const ownKey = (): Keyring => keyring([parseKey(newKey(new Date()), randomBytes(4).toString('hex'))]);

export async function openConsole({ settings, pool, demonstration, log }: ConsoleOptions): Promise<OpenConsole> {
  // After `jsx.ts`: a static import would be read before it.
  const { createConsole } = await import('./app.ts');
  const sealer = createSealer(settings.keys ?? ownKey());
  const sessions = createSessions(pool, sealer);
  const { assets, routes } = openAssets();
  const app = createConsole(
    {
      settings,
      providers: new Map(settings.providers.map((one) => [one.id, { settings: one, oidc: createOidc(one) }])),
      sessions,
      sealer,
      cookies: createCookies(settings.url),
      assets,
      contract: contractFrom(settings.api),
      health: healthOf(settings.api),
      ...(demonstration === undefined ? {} : { demonstration }),
      log,
    },
    routes,
  );
  const sweeping = setInterval(() => {
    sessions.sweep().catch((error: unknown) => {
      log({ level: 'error', message: 'sweep', erreur: error instanceof Error ? error.message : String(error) });
    });
  }, SWEEP_MS);
  sweeping.unref();
  return { app, close: () => clearInterval(sweeping) };
}
