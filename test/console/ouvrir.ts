/** A console on a whole installation, with the teams of the demonstration, and people who sign in. */
import type { Page } from 'playwright-core';
import { startLocalConsole } from '../../cli/console.ts';
import { scenarioDuJour } from '../../cli/demonstration.ts';
import { play } from '../../cli/play.ts';
import { newSecrets, startLocalProvider, type LocalProvider } from '../../local/identity-provider/provider.ts';
import { freePort } from '../../runtime/ports.ts';
import { ouvrirInstallation, type Installation } from '../setup/installation.ts';
import { today } from '../setup/today.ts';

export interface ConsoleOuverte {
  readonly url: string;
  readonly provider: LocalProvider;
  readonly installation: Installation;
  /** Origins that a browser may ask while it signs in. */
  readonly origins: readonly string[];
  /** Ids of the cases, by name of their team. */
  readonly equipes: ReadonlyMap<string, string>;
  connecter(page: Page, compte: string, suite?: string): Promise<void>;
  fermer(): Promise<void>;
}

const UNLIMITED = { perAddress: 0, perIdentity: 0, proxies: [] };

export async function ouvrirConsole({
  peuplee = true,
  journal,
}: { peuplee?: boolean; journal?: (ligne: string) => void } = {}): Promise<ConsoleOuverte> {
  const provider = await startLocalProvider({ secrets: await newSecrets() });
  const port = await freePort();
  const installation = await ouvrirInstallation({ provider, consoleUrl: `http://127.0.0.1:${port}` });
  const { terrain, pool } = installation;
  if (peuplee) await play(scenarioDuJour(today()), terrain);
  const lues = await fetch(`${terrain.api}/api/v1/ess?champs=ess,intitule`, {
    headers: { authorization: `Bearer ${await provider.token('national')}` },
  });
  const { ess: rows } = (await lues.json()) as { ess: readonly { readonly ess: string; readonly intitule: string }[] };
  const console_ = await startLocalConsole({
    port,
    api: terrain.api,
    pool,
    provider,
    limits: UNLIMITED,
    log: journal ?? (() => undefined),
  });
  return {
    url: console_.url,
    provider,
    installation,
    origins: [console_.url, provider.issuer],
    equipes: new Map(rows.map(({ ess, intitule }) => [intitule, ess])),
    async connecter(page, compte, suite = '/') {
      await page.goto(`${console_.url}/connexion/local?compte=${compte}&suite=${encodeURIComponent(suite)}`);
      await page.getByLabel('Code de l’installation').or(page.locator('input[name=code]')).first().fill(provider.code);
      await page.getByRole('button', { name: 'Se connecter' }).click();
      await page.waitForURL((url) => url.origin === console_.url && !url.pathname.startsWith('/connexion'));
    },
    async fermer() {
      await console_.stop();
      await installation.fermer();
      await provider.close();
    },
  };
}
