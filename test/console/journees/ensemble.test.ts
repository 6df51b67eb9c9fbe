/** Several cases at once, and a list by keys: what each became, and keys that are nobody's until chosen. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Browser } from 'playwright-core';
import { fenetre, navigateur } from '../navigateur.ts';
import { ouvrirConsole, type ConsoleOuverte } from '../ouvrir.ts';
import { equipeDe } from '../visites.ts';

const trouve = await navigateur();
const avec = 'browser' in trouve ? describe : describe.skip;
const pourquoi = 'reason' in trouve ? ` (${trouve.reason})` : '';
const browser = ('browser' in trouve ? trouve.browser : undefined) as Browser;
const ARS = 'ars-nouvelle-aquitaine';

let console_: ConsoleOuverte;

avec(`plusieurs dossiers à la fois, et au clavier${pourquoi}`, () => {
  beforeAll(async () => {
    console_ = await ouvrirConsole();
  });
  afterAll(() => console_.fermer());

  test('les touches ne font rien tant qu’on ne les a pas choisies ; choisies, elles vont de ligne en ligne et le disent', async () => {
    const { page, context, faults } = await fenetre(browser, console_.origins);
    await console_.connecter(page, ARS, '/dossiers?tri=nom');
    const noms = await page.locator('tbody th a').allInnerTexts();
    const tenu = () => page.evaluate('document.activeElement?.textContent');
    await page.locator('h1').click();
    await page.keyboard.press('j');
    expect(noms).not.toContain(await tenu());
    await page.goto(`${console_.url}/preferences`);
    await page.getByLabel('Raccourcis du clavier dans les listes').check();
    await page
      .getByRole('button', { name: /Enregistrer/ })
      .first()
      .click();
    await page.goto(`${console_.url}/dossiers?tri=nom`);
    await page.keyboard.press('j');
    expect(await tenu()).toBe(noms[0]);
    await page.keyboard.press('j');
    await page.keyboard.press('x');
    expect(await page.locator('tbody input[type=checkbox]').nth(1).isChecked()).toBe(true);
    expect(await page.locator('[data-said]').textContent()).toBe('Ligne cochée');
    await page.keyboard.press('k');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: noms[0] ?? '', exact: true }).waitFor();
    await page.keyboard.press('n');
    await page.getByRole('heading', { level: 1, name: noms[1] ?? '', exact: true }).waitFor();
    // While one types, a key is a letter.
    await page.goto(`${console_.url}/dossiers?tri=nom`);
    await page.getByLabel('Nom, lieu ou identifiant', { exact: true }).first().focus();
    await page.keyboard.type('jx');
    expect(await page.locator('tbody input[type=checkbox]:checked').count()).toBe(0);
    expect(faults()).toEqual([]);
    await context.close();
  });

  test('un acte sur trois dossiers : ce qu’il ferait dans chacun, puis ce qu’il est devenu dans chacun', async () => {
    const { page, context, faults } = await fenetre(browser, console_.origins);
    await console_.connecter(page, ARS, '/dossiers?tri=nom');
    for (const nom of ['cardiologie', 'pneumologie', 'rhumatologie'])
      await page.getByRole('checkbox', { name: new RegExp(`Choisir .*${nom}`) }).check();
    await page.getByRole('button', { name: 'Agir sur les dossiers cochés' }).click();
    await page.getByRole('heading', { level: 1, name: 'Agir sur 3 dossiers' }).waitFor();
    await page.getByLabel('Acte, le même pour tous').selectOption('valider-lettre-intention');
    await page.getByRole('button', { name: 'Choisir cet acte' }).click();
    await page.locator('textarea[name=motif]').fill('Le besoin est établi par le diagnostic territorial.');
    await page.getByRole('button', { name: 'Vérifier dans chaque dossier' }).click();
    await page.getByRole('heading', { level: 2, name: '2 possibles, 1 refusé' }).waitFor();
    const ligne = (nom: string) => page.getByRole('row').filter({ hasText: equipeDe(console_, nom) });
    expect(await ligne('rhumatologie').innerText()).toMatch(/refusé[\s\S]*déjà fait l'objet d'une décision/);
    await page.getByRole('button', { name: /^Valider la lettre d’intention dans 2 dossiers/ }).click();
    expect(await page.getByRole('status').last().innerText()).toBe('2 faits');
    expect(await ligne('cardiologie').innerText()).toContain('Lettre d’intention validée');
    await page.getByRole('link', { name: 'Revenir à votre liste' }).click();
    expect(new URL(page.url()).search).toBe('?tri=nom');
    expect(faults()).toEqual([]);
    await context.close();
  });

  test('sans JavaScript, la sélection se fait de même ; sans dossier coché, la page le dit', async () => {
    const { page, context } = await fenetre(browser, console_.origins, { script: false });
    await console_.connecter(page, ARS, '/dossiers?tri=nom');
    expect(await page.getByRole('checkbox', { name: 'Tout choisir dans cette page' }).count()).toBe(0);
    await page.getByRole('button', { name: 'Agir sur les dossiers cochés' }).click();
    expect(await page.getByRole('main').innerText()).toContain('Aucun dossier n’est choisi');
    await context.close();
  });
});
