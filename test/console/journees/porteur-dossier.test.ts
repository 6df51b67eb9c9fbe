/** A team in its case: the projet de santé part by part, a résiliation contested in time, the account that is paid. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Browser } from 'playwright-core';
import { PDF } from '../../documents/received/fichiers-essai.ts';
import { today } from '../../setup/today.ts';
import { fenetre, navigateur } from '../navigateur.ts';
import { ouvrirConsole, type ConsoleOuverte } from '../ouvrir.ts';
import { fautesDe } from '../regard.ts';
import { equipeDe } from '../visites.ts';

const trouve = await navigateur();
const avec = 'browser' in trouve ? describe : describe.skip;
const pourquoi = 'reason' in trouve ? ` (${trouve.reason})` : '';
const browser = ('browser' in trouve ? trouve.browser : undefined) as Browser;
const PORTEUR = 'porteur-01';

let console_: ConsoleOuverte;

/** Somebody else acts through the API. */
async function agir(ess: string, compte: string, commande: string, corps: object) {
  const reponse = await fetch(`${console_.installation.terrain.api}/api/v1/ess/${ess}/commandes/${commande}`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${await console_.provider.token(compte)}`,
      'content-type': 'application/json',
    },
    body: JSON.stringify({ le: today(), ...corps }),
  });
  expect(reponse.status, await reponse.text()).toBe(200);
}

avec(`le porteur dans son dossier${pourquoi}`, () => {
  beforeAll(async () => {
    console_ = await ouvrirConsole();
  });
  afterAll(() => console_.fermer());

  test('PS-03 : le projet de santé se remplit dans l’ordre et les mots de sa trame, se garde en brouillon, et se dépose', async () => {
    const { page, context, faults } = await fenetre(browser, console_.origins);
    const ess = equipeDe(console_, 'rhumatologie');
    await console_.connecter(page, PORTEUR, `/dossiers/${ess}/actes/deposer-projet-sante`);
    const parties = page.getByRole('navigation', { name: 'Parties du formulaire' });
    const titres = await parties.getByRole('link').allInnerTexts();
    expect(titres.slice(0, 10).map((titre) => titre.replaceAll('\u00a0', ' '))).toEqual([
      '1. Identification de l’ESS',
      '2. Diagnostic territorial',
      '3. Composition de l’ESS',
      '4. Partenariats et gouvernance de l’ESS',
      '5.1. Missions socles',
      '5.2. Mission optionnelle : consultations avancées',
      '5.3. Description approfondie du fonctionnement de l’ESS',
      '6. Outillage numérique',
      '7. Indicateurs de suivi et d’évaluation',
      '8. Plan de déploiement de l’ESS',
    ]);
    await page.getByLabel(/^Nom de l’équipe/).fill('ESS rhumatologie de Gironde');
    await page.getByLabel(/^État des lieux de l’offre de soins/).fill('Huit mois d’attente pour un avis.');
    await page.getByLabel(/^Fragilités observées/).fill('L’articulation avec le 1er recours.');
    await page.getByRole('button', { name: 'Garder en brouillon' }).click();
    await page.getByText('Votre brouillon est gardé.').waitFor();
    expect(await parties.getByRole('listitem').nth(1).innerText()).toBe('2. Diagnostic territorial – 2 sur 5 remplis');
    expect(await fautesDe(page)).toEqual([]);
    await page.goto(console_.url);
    await page.getByRole('link', { name: /^Déposer le projet de santé – ESS/ }).click();
    expect(await page.getByLabel(/^État des lieux de l’offre/).inputValue()).toBe('Huit mois d’attente pour un avis.');
    // A project that is already written is joined as a file, under its name.
    await page.locator('input[type=file]').setInputFiles({
      name: 'projet-de-sante.pdf',
      mimeType: 'application/pdf',
      buffer: Buffer.from(PDF),
    });
    await page.getByLabel(/^Ce que c’est/).selectOption('projet-sante');
    await page.getByRole('button', { name: 'Envoyer ce fichier' }).click();
    expect(await page.getByRole('checkbox', { name: /projet-de-sante\.pdf/ }).isChecked()).toBe(true);
    await page.getByRole('button', { name: 'Vérifier ce que cela produira' }).click();
    await page.getByRole('heading', { level: 1, name: /^Vérifier/ }).waitFor();
    const verifie = await page.getByRole('main').innerText();
    expect(verifie).toMatch(/absent\s: plan de déploiement/);
    expect(verifie).toContain('projet-de-sante.pdf');
    await page.getByRole('button', { name: 'Déposer le projet de santé' }).click();
    await page.getByRole('heading', { level: 1, name: /^Reçu/ }).waitFor();
    await page.goto(console_.url);
    expect(await page.getByRole('heading', { name: 'Vos brouillons' }).count()).toBe(0);
    expect(faults()).toEqual([]);
    await context.close();
  });

  test('DEC-13, DEC-52 : un compte se déclare, un mauvais est refusé en mots à son champ, un autre le remplace et attend la caisse', async () => {
    const { page, context, faults } = await fenetre(browser, console_.origins);
    const ess = equipeDe(console_, 'endocrinologie');
    const banque = `/dossiers/${ess}/coordonnees-bancaires`;
    const declarer = async (iban: string) => {
      await page.getByRole('link', { name: /^Déclarer un autre compte/ }).click();
      await page.getByLabel(/^IBAN/).fill(iban);
      await page.getByLabel(/^Titulaire/).fill('Association Exemple');
      await page.getByRole('button', { name: 'Vérifier ce que cela produira' }).click();
    };
    await console_.connecter(page, PORTEUR, banque);
    await declarer('FR7630006000011234567890180');
    expect(await page.getByRole('alert').innerText()).toContain('cet IBAN est inexact');
    expect(await page.getByLabel(/^IBAN/).getAttribute('aria-invalid')).toBe('true');
    await page.getByLabel(/^IBAN/).fill('FR7630006000011234567890189');
    await page.getByRole('button', { name: 'Vérifier ce que cela produira' }).click();
    await page.getByRole('button', { name: 'Déclarer les coordonnées bancaires' }).click();
    await page.getByRole('heading', { level: 1, name: /^Reçu/ }).waitFor();
    await page.goto(`${console_.url}${banque}`);
    const comptes = page.getByRole('table', { name: /^Comptes déclarés/ });
    expect(await comptes.getByRole('row').nth(1).innerText()).toMatch(/FR76 •••• 0189[\s\S]*en vigueur/);
    expect(await comptes.getByRole('row').nth(2).innerText()).toContain(String(today().slice(0, 4)));
    const main = page.getByRole('main');
    expect(await main.innerText()).toContain('rien n’est versé avant que la caisse l’ait vérifié');
    expect(await main.innerText()).not.toContain('1234567890');
    expect(await fautesDe(page)).toEqual([]);
    expect(faults()).toEqual([]);
    await context.close();
  });

  test('RES-A-03 : une résiliation notifiée dit ce que la saisine suspend, jusqu’à quand, ce qu’il faut joindre ; saisie, qui doit répondre', async () => {
    const { page, context, faults } = await fenetre(browser, console_.origins);
    const ess = equipeDe(console_, 'endocrinologie');
    await console_.connecter(page, PORTEUR, `/dossiers/${ess}/saisine`);
    expect(await page.getByRole('main').innerText()).toContain('il n’y a rien à contester');
    expect(await fautesDe(page)).toEqual([]);
    await agir(ess, 'caisse-gironde', 'proposer-resiliation', {
      fondement: 'manquement-manifeste',
      motif: 'Fonds sans emploi.',
    });
    await agir(ess, 'ars-nouvelle-aquitaine', 'approuver-resiliation', {});
    await agir(ess, 'ars-nouvelle-aquitaine', 'notifier-resiliation', {});
    await page.goto(`${console_.url}/dossiers/${ess}/etapes`);
    await page.getByRole('link', { name: /^La saisine/ }).click();
    const main = page.getByRole('main');
    expect(await main.innerText()).toMatch(/Dernier jour pour saisir[\s\S]*dans 1[5-9] jours/);
    expect(await main.innerText()).toContain("la saisine suspend l'effet de la résiliation");
    expect(await fautesDe(page)).toEqual([]);
    await page.getByRole('button', { name: 'Envoyer ce fichier' }).click();
    expect(await page.getByRole('alert').innerText()).toContain('Choisissez le fichier à envoyer.');
    await page.locator('input[type=file]').setInputFiles({
      name: 'nos-motifs.pdf',
      mimeType: 'application/pdf',
      buffer: Buffer.from(PDF),
    });
    await page.getByRole('button', { name: 'Envoyer ce fichier' }).click();
    await page.getByText('La pièce est jointe au dossier.').waitFor();
    await page.getByRole('link', { name: /nos-motifs\.pdf/ }).waitFor();
    await page.getByRole('link', { name: 'Saisir la caisse et l’ARS' }).click();
    await page.getByLabel(/^Pourquoi/).fill('Les fonds ont été employés.');
    await page.getByRole('button', { name: 'Vérifier ce que cela produira' }).click();
    await page.getByRole('button', { name: 'Contester la résiliation' }).click();
    await page.getByRole('heading', { level: 1, name: /^Reçu/ }).waitFor();
    await page.goto(`${console_.url}/dossiers/${ess}/saisine`);
    expect(await main.innerText()).toContain('suspendu par votre saisine');
    await agir(ess, 'ars-nouvelle-aquitaine', 'repondre-saisine', { sens: 'rejete' });
    await page.reload();
    expect(await main.innerText()).toMatch(/Caisse[\s\S]*attendue au plus tard le[\s\S]*ARS[\s\S]*rejetée le/);
    expect(faults()).toEqual([]);
    await context.close();
  });
});
