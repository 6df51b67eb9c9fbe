/** Every page of the console. One that is not here does not exist. */
import type { Page } from '../shell/page.ts';

export const PAGES: readonly Page[] = [];
