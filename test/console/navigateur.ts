/** A real Chromium: this machine's, or the one that npm brings; and what a page must never do in it. */
import { existsSync } from 'node:fs';
import chromiumOfNpm from '@sparticuz/chromium';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';

/** Debian's, and others'. ESS_CHROMIUM names another. */
const USUAL = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** Why there is none, when there is none: the name of the skipped tests. */
export type Found = { readonly browser: Browser } | { readonly reason: string };

async function launch(): Promise<Found> {
  const named = process.env['ESS_CHROMIUM'];
  const installed = [...(named === undefined ? [] : [named]), ...USUAL].find((path) => existsSync(path));
  try {
    const browser = await chromium.launch(
      installed === undefined
        ? {
            executablePath: await chromiumOfNpm.executablePath(),
            // One process for all its pages falls with the first that falls.
            args: chromiumOfNpm.args.filter((arg) => arg !== '--single-process'),
          }
        : { executablePath: installed, args: process.getuid?.() === 0 ? ['--no-sandbox'] : [] },
    );
    return { browser };
  } catch (error) {
    return { reason: `aucun Chromium ne démarre ici : ${error instanceof Error ? error.message.split('\n')[0] : ''}` };
  }
}

let found: Promise<Found> | undefined;
export const navigateur = (): Promise<Found> => (found ??= launch());

/** What went wrong in a window: messages of the policy, errors of scripts, requests to elsewhere. */
export interface Watched {
  readonly context: BrowserContext;
  readonly page: Page;
  /** Emptied at each reading. */
  readonly faults: () => readonly string[];
}

export interface Looks {
  readonly width?: number;
  readonly dark?: boolean;
  readonly forcedColors?: boolean;
  readonly script?: boolean;
  /** As it goes to paper. */
  readonly print?: boolean;
}

/** A window of its own (cookies too). `own`: origins that its pages may ask. */
export async function fenetre(
  browser: Browser,
  own: readonly string[],
  { width = 1440, dark = false, forcedColors = false, script = true, print = false }: Looks = {},
): Promise<Watched> {
  const context = await browser.newContext({
    viewport: { width, height: 900 },
    colorScheme: dark ? 'dark' : 'light',
    forcedColors: forcedColors ? 'active' : 'none',
    javaScriptEnabled: script,
    locale: 'fr-FR',
  });
  const faults: string[] = [];
  const page = await context.newPage();
  if (print) await page.emulateMedia({ media: 'print' });
  page.on('console', (message) => {
    // A refused form is an error to the browser, not to us.
    if (message.type() === 'error' && !/status of 4\d\d/.test(message.text())) faults.push(message.text());
  });
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('request', (request) => {
    const { origin, protocol } = new URL(request.url());
    if (protocol !== 'data:' && !own.includes(origin)) faults.push(`demande à ${origin}`);
  });
  return { context, page, faults: () => faults.splice(0) };
}
