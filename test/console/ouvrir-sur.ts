/** A console on an API that a test has opened, without an engine; and people who sign in. */
import type pg from 'pg';
import type { Page } from 'playwright-core';
import { startLocalConsole } from '../../cli/console.ts';
import { fournisseur } from '../setup/identites.ts';

export interface ConsoleSur {
  readonly url: string;
  /** Origins that a browser may ask while it signs in. */
  readonly origins: readonly string[];
  connecter(page: Page, compte: string, suite?: string): Promise<void>;
  fermer(): Promise<void>;
}

const UNLIMITED = { perAddress: 0, perIdentity: 0, proxies: [] };

/** `port`: of the API; `pool`: where sessions are kept. */
export async function ouvrirConsoleSur(port: number, pool: pg.Pool): Promise<ConsoleSur> {
  const provider = await fournisseur();
  const console_ = await startLocalConsole({
    api: `http://127.0.0.1:${port}`,
    pool,
    provider,
    limits: UNLIMITED,
    engineUi: 'http://127.0.0.1:8233/namespaces/ess/workflows',
    log: (ligne) => console.error(ligne),
  });
  return {
    url: console_.url,
    origins: [console_.url, provider.issuer],
    async connecter(page, compte, suite = '/') {
      await page.goto(`${console_.url}/connexion/local?compte=${compte}&suite=${encodeURIComponent(suite)}`);
      await page.locator('input[name=code]').fill(provider.code);
      await page.getByRole('button', { name: 'Se connecter' }).click();
      await page.waitForURL((url) => url.origin === console_.url && !url.pathname.startsWith('/connexion'));
    },
    fermer: () => console_.stop(),
  };
}
