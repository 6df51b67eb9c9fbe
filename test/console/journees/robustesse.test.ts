/** What happens at a bad moment: two agents on one case at once, the engine away. */
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { Browser } from 'playwright-core';
import { engineOfTheRun } from '../../setup/installation.ts';
import { fenetre, navigateur } from '../navigateur.ts';
import { ouvrirConsole, type ConsoleOuverte } from '../ouvrir.ts';
import { fautesDe } from '../regard.ts';
import { ouvrirRelais, type Relais } from '../relais.ts';
import { equipeDe } from '../visites.ts';

const trouve = await navigateur();
const avec = 'browser' in trouve ? describe : describe.skip;
const pourquoi = 'reason' in trouve ? ` (${trouve.reason})` : '';
const browser = ('browser' in trouve ? trouve.browser : undefined) as Browser;
const ARS = 'ars-nouvelle-aquitaine';

let relais: Relais;
let console_: ConsoleOuverte;

avec(`au mauvais moment${pourquoi}`, () => {
  beforeAll(async () => {
    relais = await ouvrirRelais((await engineOfTheRun()).address);
    console_ = await ouvrirConsole({ moteur: relais.address });
  });
  afterAll(async () => {
    await console_.fermer();
  });

  test('deux agents décident à la fois du même dossier : une décision est prise, l’autre agent voit laquelle et garde ses mots', async () => {
    const ess = equipeDe(console_, 'pneumologie');
    const agents = await Promise.all([0, 1].map(() => fenetre(browser, console_.origins)));
    const motif = (rang: number) => `Motif de l’agent ${rang}.`;
    for (const [rang, { page }] of agents.entries()) {
      await console_.connecter(page, ARS, `/dossiers/${ess}/actes/valider-lettre-intention`);
      await page.getByLabel(/^Pourquoi/).fill(motif(rang));
      await page.getByRole('button', { name: 'Vérifier ce que cela produira' }).click();
      await page.getByRole('button', { name: 'Valider la lettre d’intention' }).waitFor();
    }
    await Promise.all(
      agents.map(({ page }) => page.getByRole('button', { name: 'Valider la lettre d’intention' }).click()),
    );
    const titres = await Promise.all(agents.map(({ page }) => page.getByRole('heading', { level: 1 }).innerText()));
    const devance = titres.findIndex((titre) => !titre.startsWith('Reçu'));
    expect(titres.filter((titre) => titre.startsWith('Reçu'))).toHaveLength(1);
    const { page } = agents[devance] ?? {};
    if (page === undefined) throw new Error('both agents have a receipt');
    const lu = () => page.getByRole('main').innerText();
    expect(await lu()).toContain('Depuis votre lecture, le dossier a changé. Rien n’a été envoyé.');
    // What the first one did may still be being written: checked again, it is read.
    await vi.waitUntil(
      async () => {
        if ((await lu()).includes('Lettre d’intention validée')) return true;
        await page.getByRole('button', { name: 'Vérifier ce que cela produira' }).click();
        return false;
      },
      { timeout: 60_000, interval: 500 },
    );
    expect(await page.getByLabel(/^Pourquoi/).inputValue()).toBe(motif(devance));
    const { rows } = await console_.installation.pool.query<{ evenement: string }>(
      "select evenement from journal where ess = $1 and evenement = 'LettreIntentionValidee'",
      [ess],
    );
    expect(rows).toHaveLength(1);
    for (const { context } of agents) await context.close();
  });

  test('le moteur absent : on lit encore chaque page d’un dossier, la page le dit, et un acte envoyé rend la saisie', async () => {
    const { page, context } = await fenetre(browser, console_.origins);
    const ess = equipeDe(console_, 'endocrinologie');
    await console_.connecter(page, 'caisse-gironde', `/dossiers/${ess}/actes/consigner-echange`);
    await page.getByLabel(/^Sujet de l’échange/).fill('Calendrier de versement');
    await page.getByRole('button', { name: 'Vérifier ce que cela produira' }).click();
    await page.getByRole('button', { name: 'Consigner un échange avec l’équipe' }).waitFor();
    const lecture = await context.newPage();
    await relais.couper();
    // The frame asks whether the engine answers every few seconds.
    await vi.waitUntil(
      async () => {
        await lecture.goto(`${console_.url}/dossiers`);
        return (await lecture.getByText('Lecture seule.').count()) === 1;
      },
      { timeout: 60_000, interval: 500 },
    );
    const parties = ['', '/echeancier', '/pieces', '/argent', '/coordonnees-bancaires', '/saisine', '/journal'];
    for (const chemin of ['/', '/dossiers', ...parties.map((partie) => `/dossiers/${ess}${partie}`)]) {
      const reponse = await lecture.goto(`${console_.url}${chemin}`);
      expect(reponse?.status(), chemin).toBe(200);
      expect(await lecture.getByText('Lecture seule.').count(), chemin).toBe(1);
    }
    expect(await fautesDe(lecture)).toEqual([]);
    await page.getByRole('button', { name: 'Consigner un échange avec l’équipe' }).click();
    await page.getByRole('heading', { level: 1, name: 'Service momentanément indisponible' }).waitFor();
    const rendue = await page.getByRole('link', { name: 'Retrouver ma saisie' }).getAttribute('href');
    expect(rendue).toMatch(/\?saisie=/);
    await context.close();
  }, 300_000);
});
