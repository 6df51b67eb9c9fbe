/** Pictures of the guides: taken by the tests of the days, so that they are always true. `ESS_IMAGES=1` writes them. */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';

const FOLDER = join(import.meta.dirname, '..', '..', 'docs', 'guides', 'images');

/** `docs/guides/images/<name>.png`, of what a window of 1440 by 900 shows; `whole`: of the whole page. */
export async function image(page: Page, name: string, whole = false): Promise<void> {
  if (process.env['ESS_IMAGES'] !== '1') return;
  await mkdir(FOLDER, { recursive: true });
  await page.screenshot({ path: join(FOLDER, `${name}.png`), fullPage: whole });
}
