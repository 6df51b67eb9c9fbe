/** Triage by keyboard: nothing until it is chosen; then from line to line, into a case, to the next, and on after a decision. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Browser, Page } from 'playwright-core';
import { fenetre, navigateur } from '../navigateur.ts';
import { ouvrirConsole, type ConsoleOuverte } from '../ouvrir.ts';

const trouve = await navigateur();
const avec = 'browser' in trouve ? describe : describe.skip;
const pourquoi = 'reason' in trouve ? ` (${trouve.reason})` : '';
const browser = ('browser' in trouve ? trouve.browser : undefined) as Browser;
const LISTE = '/dossiers?tri=nom&phase=lettre-intention';

let console_: ConsoleOuverte;

const auCurseur = (page: Page) => page.evaluate<string>('document.activeElement.textContent');

avec(`le tri au clavier${pourquoi}`, () => {
  beforeAll(async () => {
    console_ = await ouvrirConsole();
  });
  afterAll(() => console_.fermer());

  test('éteint tant qu’on ne l’a pas choisi ; choisi, il va de ligne en ligne, et se tait quand on écrit', async () => {
    const { page, context, faults } = await fenetre(browser, console_.origins);
    await console_.connecter(page, 'ars-nouvelle-aquitaine', LISTE);
    const noms = await page.locator('tbody th a').allInnerTexts();
    const avant = await auCurseur(page);
    await page.keyboard.press('j');
    expect(await auCurseur(page)).toBe(avant);
    await page.goto(`${console_.url}/preferences`);
    await page.getByLabel(/raccourcis|clavier/i).check();
    await page
      .getByRole('button', { name: /^Enregistrer/ })
      .first()
      .click();
    await page.getByRole('status').first().waitFor();
    await page.goto(`${console_.url}${LISTE}`);
    await page.keyboard.press('j');
    expect(await auCurseur(page)).toBe(noms[0]);
    await page.keyboard.press('j');
    expect(await auCurseur(page)).toBe(noms[1]);
    await page.keyboard.press('k');
    expect(await auCurseur(page)).toBe(noms[0]);
    await page.keyboard.press('x');
    expect(await page.locator('tbody input[type=checkbox]').first().isChecked()).toBe(true);
    expect(await page.locator('[data-said]').textContent()).toBe('Ligne cochée');
    const recherche = page.getByRole('searchbox').first();
    await recherche.focus();
    await page.keyboard.type('jkx');
    expect(await recherche.inputValue()).toBe('jkx');
    expect(await page.locator('tbody input[type=checkbox]').first().isChecked()).toBe(true);
    expect(faults()).toEqual([]);
    await context.close();
  });

  test('Entrée ouvre la ligne, n et p vont d’un dossier à l’autre ; une décision prise est annoncée, et n mène au suivant', async () => {
    const { page, context, faults } = await fenetre(browser, console_.origins);
    await console_.connecter(page, 'ars-nouvelle-aquitaine', LISTE);
    const noms = await page.locator('tbody th a').allInnerTexts();
    const titre = (nom: string | RegExp) => page.getByRole('heading', { level: 1, name: nom }).waitFor();
    await page.keyboard.press('j');
    await page.keyboard.press('Enter');
    await titre(noms[0] ?? '');
    await page.keyboard.press('n');
    await titre(noms[1] ?? '');
    await page.keyboard.press('p');
    await titre(noms[0] ?? '');
    await page.getByRole('link', { name: 'Valider la lettre d’intention' }).first().click();
    await page.locator('textarea[name=motif]').fill('Le besoin est établi.');
    await page.getByRole('button', { name: 'Vérifier ce que cela produira' }).click();
    await page.getByRole('button', { name: 'Valider la lettre d’intention' }).click();
    await titre(/^Reçu/);
    expect(await page.getByRole('status').first().innerText()).toContain('C’est fait');
    await page.keyboard.press('n');
    await titre(noms[1] ?? '');
    expect(faults()).toEqual([]);
    await context.close();
  });
});
