/** The API away in the middle of a form: it is said, and nothing typed is lost. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Browser } from 'playwright-core';
import { fenetre, navigateur } from './navigateur.ts';
import { ouvrirConsole, type ConsoleOuverte } from './ouvrir.ts';

const trouve = await navigateur();
const avec = 'browser' in trouve ? describe : describe.skip;
const pourquoi = 'reason' in trouve ? ` (${trouve.reason})` : '';
const browser = ('browser' in trouve ? trouve.browser : undefined) as Browser;

let console_: ConsoleOuverte;

avec(`le service absent${pourquoi}`, () => {
  beforeAll(async () => {
    console_ = await ouvrirConsole({ peuplee: false });
  });
  afterAll(() => console_.fermer());

  test('pendant une saisie : la page le dit, garde les mots, et les rend au même agent', async () => {
    const { page, context } = await fenetre(browser, console_.origins);
    await console_.connecter(page, 'ars-nouvelle-aquitaine', '/delegations');
    await page.getByLabel('Pourquoi').fill('Congés d’hiver');
    await console_.installation.arreter();
    await page.getByRole('button', { name: 'Déléguer' }).click();
    await page.getByRole('heading', { level: 1, name: 'Service momentanément indisponible' }).waitFor();
    expect(await page.getByRole('main').innerText()).toContain('Le service ne répond pas');
    const lien = await page.getByRole('link', { name: 'Retrouver ma saisie' }).getAttribute('href');
    expect(lien).toMatch(/^\/delegations\?saisie=/);
    const { rows } = await console_.installation.pool.query<{ sujet: string }>('select sujet from console_saisies');
    expect(rows).toEqual([{ sujet: `${console_.provider.issuer}|ars-nouvelle-aquitaine` }]);
    await context.close();
  });

  test('les pages ouvertes à tous se lisent encore', async () => {
    const { page, context } = await fenetre(browser, console_.origins);
    const reponse = await page.goto(`${console_.url}/accessibilite`);
    expect(reponse?.status()).toBe(200);
    expect(await page.getByRole('main').innerText()).toContain('Le service ne répond pas');
    await context.close();
  });
});
