/** A day of the ARS: what silence is about to decide, read, weighed, decided. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Browser } from 'playwright-core';
import { fenetre, navigateur } from '../navigateur.ts';
import { ouvrirConsole, type ConsoleOuverte } from '../ouvrir.ts';
import { fautesDe } from '../regard.ts';
import { equipeDe } from '../visites.ts';
import { today } from '../../setup/today.ts';

const trouve = await navigateur();
const avec = 'browser' in trouve ? describe : describe.skip;
const pourquoi = 'reason' in trouve ? ` (${trouve.reason})` : '';
const browser = ('browser' in trouve ? trouve.browser : undefined) as Browser;
const ARS = 'ars-nouvelle-aquitaine';

let console_: ConsoleOuverte;

avec(`une journée de l’ARS${pourquoi}`, () => {
  beforeAll(async () => {
    console_ = await ouvrirConsole();
  });
  afterAll(() => console_.fermer());

  test('le radar dit ce que le silence décidera, le plus pressé d’abord, et compte ce que personne ne suit', async () => {
    const { page, context, faults } = await fenetre(browser, console_.origins);
    await console_.connecter(page, ARS, '/radar');
    const equipes = await page.locator('tbody th a').allInnerTexts();
    expect(equipes.map((nom) => /cardiologie|endocrinologie|pneumologie/.exec(nom)?.[0])).toEqual([
      'cardiologie',
      'endocrinologie',
      'pneumologie',
    ]);
    const jours = await page
      .locator('tbody td:first-child time')
      .evaluateAll((tous) => tous.map((un) => un.getAttribute('datetime') ?? ''));
    expect(jours).toEqual(jours.toSorted());
    expect(await page.getByRole('definition').allInnerTexts()).toEqual(['2', '1', '3']);
    await page.getByLabel('Sur', { exact: true }).selectOption('projet-sante');
    await page.getByRole('button', { name: 'Filtrer' }).click();
    expect(await page.locator('tbody th a').allInnerTexts()).toHaveLength(1);
    expect(await page.getByRole('main').innerText()).toContain('Projet de santé validé');
    expect(faults()).toEqual([]);
    await context.close();
  });

  test('la page de décision dit chaque critère et d’où il vient, ce que fera le silence, et les courriers de chaque issue', async () => {
    const { page, context, faults } = await fenetre(browser, console_.origins);
    const ess = equipeDe(console_, 'cardiologie');
    await console_.connecter(page, ARS, `/dossiers/${ess}/decision`);
    const adhesion = page.getByRole('row', { name: /Adhésion au départ/ });
    expect(await adhesion.innerText()).toMatch(/rempli[\s\S]*41 engagés sur 120 libéraux ; 10 % font 12 au moins/);
    // Where a figure comes from: its line of the journal.
    await adhesion.getByRole('link', { name: 'lettre d’intention déposée' }).first().click();
    await page.getByRole('heading', { level: 1, name: /^Journal/ }).waitFor();
    await page.goBack();
    const issues = page.locator('.outcomes > li');
    expect(await issues.locator('h3').allInnerTexts()).toEqual(['Valider', 'Refuser', 'Ne rien décider']);
    expect(await issues.nth(1).innerText()).toContain('Choisissez un fondement');
    expect(await issues.nth(2).innerText()).toMatch(/validation tacite le .*\n[\s\S]*attestation de validation tacite/);
    await page.getByLabel('Refus supposé sur').selectOption('ELI-11');
    await page.getByRole('button', { name: 'Voir ce refus' }).click();
    await issues.nth(1).locator('summary').filter({ hasText: 'Porteur' }).first().click();
    expect(await issues.nth(1).innerText()).toContain('les motifs que vous écrirez');
    expect(await page.getByRole('link', { name: /Refuser la lettre/ }).getAttribute('href')).toContain(
      'critere=ELI-11',
    );
    expect(faults()).toEqual([]);
    await context.close();
  });

  test('le dépôt se lit à côté de ce qu’il faut décider', async () => {
    const { page, context } = await fenetre(browser, console_.origins);
    const ess = equipeDe(console_, 'cardiologie');
    await console_.connecter(page, ARS, `/dossiers/${ess}/decision`);
    await page.getByRole('link', { name: /^Lire ici : déposer une lettre d’intention/ }).click();
    expect(await page.getByRole('region', { name: 'Le dépôt' }).innerText()).toContain('Délais d’accès à un avis');
    await context.close();
  });

  test('LI-06 : sans avis de la caisse, le formulaire dit le motif obligatoire ; avec son avis, facultatif', async () => {
    const { page, context } = await fenetre(browser, console_.origins);
    const motif = page.locator('.field').filter({ has: page.locator('textarea[name=motif]') });
    await console_.connecter(
      page,
      ARS,
      `/dossiers/${equipeDe(console_, 'cardiologie')}/actes/valider-lettre-intention`,
    );
    expect(await motif.locator('label').innerText()).not.toContain('facultatif');
    await page.goto(`${console_.url}/dossiers/${equipeDe(console_, 'pneumologie')}/actes/valider-lettre-intention`);
    expect(await motif.locator('label').innerText()).toContain('facultatif');
    await context.close();
  });

  test('un champ qu’un autre exige dit quand : une date passée se prouve, un refus la demande', async () => {
    const { page, context } = await fenetre(browser, console_.origins);
    const ess = equipeDe(console_, 'pneumologie');
    await console_.connecter(page, ARS, `/dossiers/${ess}/actes/refuser-lettre-intention`);
    expect(await page.getByRole('main').innerText()).toMatch(/obligatoire si «\s[^»]+\s» n’est pas/);
    await context.close();
  });

  test('DEC-33 : une correction montre, avant l’envoi, chaque date avant et après, et l’écart', async () => {
    const { page, context, faults } = await fenetre(browser, console_.origins);
    const ess = equipeDe(console_, 'pneumologie');
    await console_.connecter(page, ARS, `/dossiers/${ess}/journal`);
    await page
      .locator('#ligne-1')
      .getByRole('link', { name: /^Rectifier/ })
      .click();
    expect(await page.locator('[name=rang]:checked').inputValue()).toBe('1');
    const depot = new Date(Date.parse(`${today()}T12:00:00Z`) - 23 * 86_400_000).toISOString().slice(0, 10);
    await page.locator('[name=champ]').selectOption('le');
    await page.locator('[name=valeur]').fill(depot);
    await page.locator('textarea[name=motif]').fill('Date du tampon de la plateforme.');
    await page.getByRole('button', { name: 'Vérifier ce que cela produira' }).click();
    const table = page.getByRole('table', { name: 'Ce que la rectification change' });
    expect(await table.innerText()).toMatch(/Décision sur la lettre d’intention[\s\S]*− \d+ jours?/);
    expect(faults()).toEqual([]);
    await context.close();
  });

  test('d’une liste filtrée, on décide, et le reçu mène au dossier suivant de cette liste', async () => {
    const { page, context, faults } = await fenetre(browser, console_.origins);
    await console_.connecter(page, ARS, '/dossiers?tri=nom&phase=lettre-intention');
    const noms = await page.locator('tbody th a').allInnerTexts();
    expect(noms).toHaveLength(2);
    await page.locator('tbody th a').first().click();
    await page.getByRole('link', { name: 'Décision', exact: true }).click();
    await page.getByRole('link', { name: 'Valider la lettre d’intention' }).click();
    await page.locator('textarea[name=motif]').fill('Le besoin est établi.');
    await page.getByRole('button', { name: 'Vérifier ce que cela produira' }).click();
    await page.getByRole('button', { name: 'Valider la lettre d’intention' }).click();
    await page.getByRole('heading', { level: 1, name: /^Reçu/ }).waitFor();
    // The case has left the filter; what came after it is still what comes next.
    await page.getByRole('link', { name: /^Dossier suivant de votre liste/ }).click();
    await page.getByRole('heading', { level: 1, name: noms[1] ?? '', exact: true }).waitFor();
    await page.getByRole('link', { name: 'Votre liste' }).click();
    expect(await page.locator('tbody th a').allInnerTexts()).toEqual([noms[1]]);
    expect(faults()).toEqual([]);
    await context.close();
  });

  test('DEC-56 : deux lettres du même territoire se comparent côte à côte : critères, dates, avis, fichiers', async () => {
    const ess = equipeDe(console_, 'pneumologie');
    const api = `${console_.installation.terrain.api}/api/v1`;
    const comme = async (compte: string) => ({ authorization: `Bearer ${await console_.provider.token(compte)}` });
    const deposee = await fetch(`${api}/ess`, {
      method: 'POST',
      headers: { ...(await comme('porteur-02')), 'content-type': 'application/json' },
      body: JSON.stringify({
        le: today(),
        intitule: 'ESS pneumologie des Graves',
        specialites: ['pneumologie'],
        departements: ['33'],
        siege: '33',
        medecinsPresents: 140,
        liberaux: 120,
        engages: 4,
        canal: 'demarches-simplifiees',
      }),
    });
    expect(deposee.status, await deposee.text()).toBe(201);
    const { page, context, faults } = await fenetre(browser, console_.origins);
    await console_.connecter(page, ARS, `/dossiers/${ess}/decision`);
    await page.getByRole('link', { name: 'Les comparer, côte à côte' }).click();
    const table = page.getByRole('table', { name: /^Équipes de la même spécialité/ });
    const ligne = (nom: string | RegExp) => table.getByRole('row', { name: nom }).getByRole('cell').allInnerTexts();
    expect(await table.getByRole('columnheader').allInnerTexts()).toEqual([
      'Ce qui se compare',
      expect.stringContaining('Médoc') as string,
      'ESS pneumologie des Graves',
    ]);
    expect(await ligne(/^Engagés/)).toEqual(['38', '4']);
    expect(await ligne(/^Avis de la caisse/)).toEqual([
      expect.stringMatching(/^favorable, le /) as string,
      'pas rendu',
    ]);
    const [ici, la] = await ligne(/^Adhésion au départ/);
    expect([ici, la].map((texte = '') => texte.split('\n')[0])).toEqual(['rempli', 'non rempli']);
    expect(await fautesDe(page)).toEqual([]);
    expect(faults()).toEqual([]);
    await context.close();
  });
});
