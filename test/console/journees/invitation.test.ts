/** A mandatary is invited: the mail that leaves leads to the console, where one signs in, reads, accepts, and acts for the team. */
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { Browser, Page } from 'playwright-core';
import { readMessages } from '../../../local/mailbox/mailbox.ts';
import { fenetre, navigateur } from '../navigateur.ts';
import { ouvrirConsole, type ConsoleOuverte } from '../ouvrir.ts';
import { equipeDe } from '../visites.ts';

const trouve = await navigateur();
const avec = 'browser' in trouve ? describe : describe.skip;
const pourquoi = 'reason' in trouve ? ` (${trouve.reason})` : '';
const browser = ('browser' in trouve ? trouve.browser : undefined) as Browser;

let console_: ConsoleOuverte;
/** Sends an invitation as a mandatary; resolves to the link that the mail bears. */
async function inviter(ess: string, courriel: string): Promise<string> {
  const { terrain, mailFolder } = console_.installation;
  const reponse = await fetch(`${terrain.api}/api/v1/ess/${ess}/invitations`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      authorization: `Bearer ${await console_.provider.token('porteur-01')}`,
    },
    body: JSON.stringify({ courriel }),
  });
  expect(reponse.status).toBe(201);
  return vi.waitUntil(
    async () => {
      const messages = await readMessages(mailFolder);
      const message = messages.find(({ to }) => JSON.stringify(to).includes(courriel));
      return /https?:\/\/\S+\/invitations\/[\w-]{43}/.exec(message?.text ?? '')?.[0];
    },
    { timeout: 60_000, interval: 100 },
  );
}
/** As one who only has the mail: the link asks who one is, then comes back to the invitation. */
async function suivre(page: Page, lien: string, compte: string): Promise<void> {
  await page.goto(lien);
  const { pathname } = new URL(lien);
  const connexion = page.getByRole('main').getByRole('link', { name: /Se connecter/ });
  expect(decodeURIComponent((await connexion.first().getAttribute('href')) ?? '')).toContain(pathname);
  await console_.connecter(page, compte, pathname);
}

avec(`une invitation${pourquoi}`, () => {
  beforeAll(async () => {
    console_ = await ouvrirConsole();
  });
  afterAll(() => console_.fermer());

  test('le lien du courriel s’ouvre dans la console ; acceptée, l’équipe est à l’écran et à faire', async () => {
    const ess = equipeDe(console_, 'endocrinologie');
    const lien = await inviter(ess, 'mandataire-02@exemple.invalid');
    expect(lien.startsWith(`${console_.url}/invitations/`)).toBe(true);
    const { page, context, faults } = await fenetre(browser, console_.origins);
    await suivre(page, lien, 'porteur-02');
    expect(await page.getByRole('main').innerText()).toMatch(/endocrinologie/);
    await page.getByRole('button', { name: 'Accepter' }).click();
    await page.getByText('Vous agissez désormais pour cette équipe.').waitFor();
    expect(new URL(page.url()).pathname).toBe(`/dossiers/${ess}`);
    expect(await page.getByRole('heading', { level: 1 }).innerText()).toMatch(/endocrinologie/);
    // Used once.
    const [encore] = await Promise.all([page.waitForResponse(lien), page.goto(lien)]);
    expect(encore.status()).toBe(409);
    expect(await page.getByRole('main').innerText()).toContain('Cette invitation a déjà été acceptée');
    expect(faults()).toEqual([]);
    await context.close();
  });

  test('refusée, rien ne s’ouvre, et le lien ne vaut plus', async () => {
    const ess = equipeDe(console_, 'endocrinologie');
    const lien = await inviter(ess, 'mandataire-03@exemple.invalid');
    const { page, context, faults } = await fenetre(browser, console_.origins);
    await suivre(page, lien, 'porteur-03');
    await page.getByRole('button', { name: 'Refuser' }).click();
    await page.getByText('L’invitation est refusée.').waitFor();
    expect((await page.goto(`${console_.url}/dossiers/${ess}`))?.status()).toBe(404);
    expect(faults()).toEqual([]);
    await context.close();
  });
});
