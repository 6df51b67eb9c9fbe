/** A console on a caisse whose cases the law decides, on a real database and without an engine: many cases in seconds. */
import type { Page } from 'playwright-core';
import { startLocalConsole } from '../../cli/console.ts';
import { ouvrirCaisse, type CaisseVivante } from '../api/caisse-vivante.ts';
import { freshDatabase } from '../records/postgres.ts';
import { fournisseur } from '../setup/identites.ts';

export interface ConsoleDeCaisse {
  readonly url: string;
  readonly caisse: CaisseVivante;
  readonly origins: readonly string[];
  connecter(page: Page, compte: string, suite?: string): Promise<void>;
  fermer(): Promise<void>;
}

const UNLIMITED = { perAddress: 0, perIdentity: 0, proxies: [] };

/** Opens both; `cases`: how many teams have a first payment due. To be called in a test: its API ends with it. */
export async function ouvrirConsoleDeCaisse(cases: number): Promise<ConsoleDeCaisse> {
  const provider = await fournisseur();
  const db = await freshDatabase();
  const caisse = await ouvrirCaisse(db.pool);
  caisse.horloge.maintenant = Date.now();
  await caisse.naitre(
    ...Array.from({ length: cases }, (_, rang) => `ess-33-equipe${String(rang + 1).padStart(2, '0')}`),
  );
  const console_ = await startLocalConsole({
    api: `http://127.0.0.1:${caisse.port}`,
    pool: db.pool,
    provider,
    limits: UNLIMITED,
    log: (ligne) => console.error(ligne),
  });
  return {
    url: console_.url,
    caisse,
    origins: [console_.url, provider.issuer],
    async connecter(page, compte, suite = '/') {
      await page.goto(`${console_.url}/connexion/local?compte=${compte}&suite=${encodeURIComponent(suite)}`);
      await page.locator('input[name=code]').fill(provider.code);
      await page.getByRole('button', { name: 'Se connecter' }).click();
      await page.waitForURL((url) => url.origin === console_.url && !url.pathname.startsWith('/connexion'));
    },
    async fermer() {
      await console_.stop();
      await db.drop();
    },
  };
}
