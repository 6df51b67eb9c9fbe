/** The link with Démarche Numérique, watched over on its page: by the exploitant, and by the ARS of a group. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Browser } from 'playwright-core';
import { fenetre, navigateur } from '../navigateur.ts';
import { ouvrirConsole, type ConsoleOuverte } from '../ouvrir.ts';

const trouve = await navigateur();
const avec = 'browser' in trouve ? describe : describe.skip;
const browser = ('browser' in trouve ? trouve.browser : undefined) as Browser;

let console_: ConsoleOuverte;
const ouvrir = async (compte: string) => {
  const { page, context } = await fenetre(browser, console_.origins);
  await console_.connecter(page, compte, '/demarches');
  return { page, context };
};

avec(`le suivi de Démarche Numérique${'reason' in trouve ? ` (${trouve.reason})` : ''}`, () => {
  beforeAll(async () => {
    console_ = await ouvrirConsole();
  });
  afterAll(() => console_.fermer());

  test('l’ARS rattache un projet, dit la caisse d’une lettre, retente, et lève ce qu’elle a regardé', async () => {
    const { page, context } = await ouvrir('ars-nouvelle-aquitaine');
    expect(await page.getByRole('link', { name: 'Lever la suspension' }).count()).toBe(0);
    await page.getByRole('link', { name: 'Dire sa caisse (n° 13)' }).click();
    await page.getByRole('button', { name: 'Dire sa caisse' }).click();
    await page.getByRole('link', { name: 'Cette caisse n’existe pas' }).click();
    expect(await page.getByLabel('Caisse du siège').getAttribute('aria-invalid')).toBe('true');
    await page.getByLabel('Caisse du siège').selectOption('bayonne');
    await page.getByRole('button', { name: 'Dire sa caisse' }).click();
    await page.getByText('le dossier n° 13 sera repris à la prochaine relève').first().waitFor();

    await page.getByRole('link', { name: 'Rattacher (n° 12)' }).click();
    await page.getByLabel('ESS').fill('ess-33-00000000');
    await page.getByRole('button', { name: 'Rattacher' }).click();
    expect(await page.getByRole('alert').innerText()).toMatch(/Aucune ESS ne porte cet identifiant/);
    const { rows } = await console_.installation.pool.query<{ ess: string }>(
      `select ess from dossiers where region = 'nouvelle-aquitaine' order by ess limit 1`,
    );
    await page.getByLabel('ESS').fill(rows[0]?.ess ?? '');
    await page.getByRole('button', { name: 'Rattacher' }).click();
    await page.getByText('le dossier n° 12 sera repris à la prochaine relève').first().waitFor();
    expect(await page.getByText('répondu : repris à la prochaine relève').count()).toBe(2);

    await page.getByRole('button', { name: 'Retenter le dossier 14' }).click();
    await page.getByText('Le dossier n° 14 sera retenté à la prochaine relève.').first().waitFor();

    await page.getByRole('link', { name: 'Lever (n° 11)' }).first().click();
    await page.getByLabel('Ce qui a été fait').fill('Refus enregistré avec son critère.');
    await page.getByRole('button', { name: 'Lever' }).click();
    await page.getByText('Le point est levé.').first().waitFor();
    expect(await page.getByRole('link', { name: 'Lever (n° 11)' }).count()).toBe(1);
    await context.close();
  });

  test('l’exploitant lève la suspension, avec ce qui a été fait ; le national lit sans agir', async () => {
    const { page, context } = await ouvrir('exploitant');
    await page.getByRole('link', { name: 'Lever la suspension' }).click();
    await page.getByLabel('Ce qui a été fait').fill('Silence désactivé dans la démarche.');
    await page.getByRole('button', { name: 'Lever la suspension' }).click();
    await page.getByText('L’écriture reprend à la prochaine relève.').first().waitFor();
    expect(await page.getByText('Plus rien n’y est écrit.').count()).toBe(0);
    await context.close();
    const national = await ouvrir('national');
    expect(await national.page.getByText('Création d’une ESS (DN 101)').first().count()).toBe(1);
    expect(await national.page.getByRole('button', { name: /Retenter/ }).count()).toBe(0);
    await national.context.close();
  });
});
