/** A page as a window shows it now: what each must be, whatever it shows. */
import AxeBuilder from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { TEXTE_LU, codesLus, htmlFaults } from './visites.ts';

const NORMES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] as const;

/** One title, a way back, valid HTML, nothing that axe finds, no sideways scroll. */
export async function fautesDe(page: Page): Promise<readonly string[]> {
  const chemin = new URL(page.url()).pathname;
  // What the window gives back is written as browsers write it: only what they change is not judged here.
  const fautes = (await htmlFaults((await page.content()).replaceAll(' style=""', ''))).filter(
    (faute) => !/^(void|doctype|attribute-boolean)-style /.test(faute),
  );
  if ((await page.locator('h1').count()) !== 1) fautes.push('pas un seul h1');
  if (chemin !== '/' && (await page.locator('.back a').count()) !== 1) fautes.push('pas de lien de retour');
  if (await page.evaluate('document.documentElement.scrollWidth > document.documentElement.clientWidth'))
    fautes.push('la page défile de côté');
  fautes.push(...codesLus(await page.evaluate(TEXTE_LU), chemin).map((mot) => `on y lit « ${mot} »`));
  const { violations } = await new AxeBuilder({ page }).withTags([...NORMES]).analyze();
  fautes.push(
    ...violations.map(({ id, nodes }) => `axe ${id} : ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`),
  );
  return fautes.map((faute) => `${chemin} : ${faute}`);
}
