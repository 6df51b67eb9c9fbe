/** A day of a team: where it stands, what silence will give it, what if, and a letter deposited with its draft. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Browser, Page } from 'playwright-core';
import { fenetre, navigateur } from '../navigateur.ts';
import { ouvrirConsole, type ConsoleOuverte } from '../ouvrir.ts';
import { equipeDe } from '../visites.ts';

const trouve = await navigateur();
const avec = 'browser' in trouve ? describe : describe.skip;
const pourquoi = 'reason' in trouve ? ` (${trouve.reason})` : '';
const browser = ('browser' in trouve ? trouve.browser : undefined) as Browser;
const PORTEUR = 'porteur-01';

let console_: ConsoleOuverte;

const deposer = async (page: Page) => {
  await page.locator('input[name=intitule]').fill('ESS gastro-entérologie de Gironde');
  await page.locator('select[name="specialites.0"]').selectOption('gastro-enterologie-hepatologie');
  await page.getByRole('button', { name: 'Ajouter une ligne : Départements du territoire' }).click();
  await page.locator('select[name="departements.0"]').selectOption({ label: 'Gironde (33)' });
  await page.locator('select[name=siege]').selectOption({ label: 'Gironde (33)' });
  await page.locator('input[name=medecinsPresents]').fill('60');
  await page.locator('input[name=liberaux]').fill('50');
  await page.locator('input[name=engages]').fill('12');
};

avec(`une journée du porteur${pourquoi}`, () => {
  beforeAll(async () => {
    console_ = await ouvrirConsole();
  });
  afterAll(() => console_.fermer());

  test('l’équipe sait où elle en est en cinq étapes, ce qu’elle attend, et ce que le silence lui donnera et quand', async () => {
    const { page, context, faults } = await fenetre(browser, console_.origins);
    await console_.connecter(page, PORTEUR, `/dossiers/${equipeDe(console_, 'endocrinologie')}/etapes`);
    const etapes = page.getByRole('list', { name: 'Les cinq étapes' }).locator('> li');
    expect(await etapes.locator('.tag').allInnerTexts()).toEqual(['faite', 'faite', 'en cours', 'à venir', 'à venir']);
    const attendue = page.locator('.task').filter({ hasText: 'Décision sur le projet de santé' });
    expect(await attendue.innerText()).toMatch(/Attendu\s: l’ARS[\s\S]*le silence vaudra validation[\s\S]*\d{4}/);
    expect(await page.locator('.strip').last().innerText()).toMatch(/Reçu\s+40\s000,00\s€/);
    expect(faults()).toEqual([]);
    await context.close();
  });

  test('« et si… » compare deux hypothèses au silence, sans rien écrire', async () => {
    const { page, context, faults } = await fenetre(browser, console_.origins);
    const ess = equipeDe(console_, 'endocrinologie');
    const rang = async () =>
      (await console_.installation.pool.query('select rang from dossiers where ess = $1', [ess])).rows as unknown;
    const avant = await rang();
    await console_.connecter(page, PORTEUR, `/dossiers/${ess}/et-si`);
    await page.getByLabel('Première hypothèse').selectOption({ label: 'L’ARS valide le projet de santé' });
    await page.getByLabel('Comparée à').selectOption({ label: 'L’ARS refuse le projet de santé' });
    await page.getByRole('button', { name: 'Comparer' }).click();
    const cote = (nom: string) => page.getByRole('region', { name: nom, exact: true });
    expect(await cote('L’ARS valide le projet de santé').innerText()).toContain('seconde tranche');
    expect(await cote('L’ARS refuse le projet de santé').innerText()).not.toContain('seconde tranche');
    expect(await rang()).toEqual(avant);
    expect(faults()).toEqual([]);
    await context.close();
  });

  test('une lettre se commence, se garde en brouillon, se vérifie, et se dépose ; ce qui manque est dit et n’empêche rien', async () => {
    const { page, context, faults } = await fenetre(browser, console_.origins);
    await console_.connecter(page, PORTEUR, '/deposer');
    await deposer(page);
    await page.getByRole('button', { name: 'Garder en brouillon' }).click();
    await page.getByText('Votre brouillon est gardé.').waitFor();
    await page.goto(console_.url);
    await page.getByRole('link', { name: 'ESS gastro-entérologie de Gironde' }).click();
    expect(await page.locator('input[name=engages]').inputValue()).toBe('12');
    await page.getByRole('button', { name: 'Vérifier ce que ce dépôt ouvrira' }).click();
    await page.getByRole('heading', { level: 1, name: /^Vérifier/ }).waitFor();
    const verifie = await page.getByRole('main').innerText();
    expect(verifie).toContain('gouvernance');
    expect(verifie).toContain('Nouvelle-Aquitaine');
    expect(await page.getByRole('table', { name: /^Les dates que cet acte change/ }).innerText()).toMatch(
      /Décision sur la lettre d’intention[\s\S]*nouvelle/,
    );
    await page.getByRole('button', { name: 'Modifier' }).click();
    expect(await page.locator('input[name=medecinsPresents]').inputValue()).toBe('60');
    await page.getByRole('button', { name: 'Vérifier ce que ce dépôt ouvrira' }).click();
    await page.getByRole('button', { name: 'Déposer la lettre d’intention' }).click();
    await page.getByRole('heading', { level: 1, name: /^Reçu/ }).waitFor();
    expect(await page.getByRole('main').innerText()).toContain('Lettre d’intention déposée');
    await page.goto(console_.url);
    expect(await page.getByRole('heading', { name: 'Vos brouillons' }).count()).toBe(0);
    expect(faults()).toEqual([]);
    await context.close();
  });

  test('un champ faux du dépôt est dit au champ, et rien de la saisie n’est perdu', async () => {
    const { page, context } = await fenetre(browser, console_.origins, { script: false });
    await console_.connecter(page, PORTEUR, '/deposer');
    await deposer(page);
    await page.locator('input[name=medecinsPresents]').fill('soixante');
    await page.getByRole('button', { name: 'Vérifier ce que ce dépôt ouvrira' }).click();
    await page.getByRole('alert').waitFor();
    expect(await page.locator('input[name=medecinsPresents]').getAttribute('aria-invalid')).toBe('true');
    expect(await page.getByRole('alert').innerText()).toMatch(
      /Médecins de la spécialité présents sur le territoire\s: un nombre est attendu\./,
    );
    expect(await page.locator('select[name=siege]').inputValue()).toBe('33');
    expect(await page.locator('select[name="departements.0"]').inputValue()).toBe('33');
    expect(await page.locator('input[name=intitule]').inputValue()).toBe('ESS gastro-entérologie de Gironde');
    await context.close();
  });
});
