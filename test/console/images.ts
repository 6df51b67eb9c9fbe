/** Pictures of the guides: taken by the tests, so that they are always true. `ESS_IMAGES=1` writes them, all of them. */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';

export const FOLDER = join(import.meta.dirname, '..', '..', 'docs', 'guides', 'images');
/** Whether they are taken again. */
export const TAKEN = process.env['ESS_IMAGES'] === '1';

/** `docs/guides/images/<name>.png`, of what a window of 1440 by 900 shows; `whole`: of the whole page. */
export async function image(page: Page, name: string, whole = false): Promise<void> {
  if (!TAKEN) return;
  await mkdir(FOLDER, { recursive: true });
  await page.screenshot({ path: join(FOLDER, `${name}.png`), fullPage: whole });
}
