/** The day of a caisse at the console, in a real Chromium: its payments, its batch, its bank, its books. PAY-01, REC-02, ADH-01. */
import { describe, expect, test } from 'vitest';
import type { Browser, Page } from 'playwright-core';
import { ajouterJours } from '../../../domain/calendrier/calendrier.ts';
import type { DateCivile } from '../../../domain/valeurs.ts';
import { defautDuJour } from '../../../tresorerie/target.ts';
import { recevoir } from '../../tresorerie/banque-essai.ts';
import { today } from '../../setup/today.ts';
import { image } from '../images.ts';
import { fenetre, navigateur } from '../navigateur.ts';
import { ouvrirConsoleDeCaisse, type ConsoleDeCaisse } from '../ouvrir-caisse.ts';
import { ouvrirConsole } from '../ouvrir.ts';
import { fautesDe } from '../regard.ts';

const trouve = await navigateur();
const avec = 'browser' in trouve ? describe : describe.skip;
const pourquoi = 'reason' in trouve ? ` (${trouve.reason})` : '';
const browser = ('browser' in trouve ? trouve.browser : undefined) as Browser;
/** Several minutes to axe on a loaded machine. */
const LONG_MS = 600_000;

/** The next day on which banks work. */
function jourDeBanque(): DateCivile {
  let jour = ajouterJours(today(), 1);
  while (defautDuJour(jour, today()) !== undefined) jour = ajouterJours(jour, 1);
  return jour;
}

const titre = (page: Page, nom: string | RegExp) => page.getByRole('heading', { level: 1, name: nom }).waitFor();
const partie = (page: Page, nom: string) =>
  page.getByRole('navigation', { name: 'Argent de la caisse' }).getByRole('link', { name: nom }).click();
const texte = (page: Page) => page.getByRole('main').innerText();
const remettre = async (page: Page, nom: string, contenu: string) => {
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: nom, mimeType: 'text/plain', buffer: Buffer.from(contenu) });
  await page.getByRole('button', { name: 'Remettre ce fichier' }).click();
};

avec(`la journée d’une caisse${pourquoi}`, () => {
  let console_: ConsoleDeCaisse;
  let fautes: string[];
  /** Each page as it stands that day: axe, HTML, one title, a way back. */
  const regarder = async (page: Page) => fautes.push(...(await fautesDe(page)));

  test(
    'de ses paiements au rapprochement du mois : elle compose, prend, envoie, lit sa banque ligne par ligne, et tout concorde',
    async () => {
      console_ = await ouvrirConsoleDeCaisse(4);
      fautes = [];
      const { page, context, faults } = await fenetre(browser, console_.origins);
      await console_.connecter(page, 'caisse-gironde');
      await page.getByRole('link', { name: 'Argent', exact: true }).click();
      await titre(page, 'Paiements');
      expect(await texte(page)).toContain('à mettre en lot (4)');
      // How the amount was found is asked beside it.
      await page
        .getByRole('link', { name: /^Pourquoi/ })
        .first()
        .click();
      await page.getByRole('heading', { name: /Amorçage, première tranche.*pourquoi/ }).waitFor();
      await page.getByRole('link', { name: 'Fermer' }).click();
      await regarder(page);

      await partie(page, 'Lots');
      await titre(page, 'Lots');
      await page.getByLabel('Jour où la banque paie').fill('2020-01-01');
      await page.getByRole('button', { name: 'Composer le lot' }).click();
      await page.getByRole('alert').waitFor();
      await page.getByLabel('Jour où la banque paie').fill(jourDeBanque());
      await page.getByRole('button', { name: 'Composer le lot' }).click();
      await titre(page, 'Lot n° 1');
      await regarder(page);
      await image(page, 'caisse-lot');
      const [fichier] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('link', { name: /Prendre le fichier pour la banque/ }).click(),
      ]);
      const xml = await (await fichier.createReadStream()).toArray();
      const pain001 = Buffer.concat(xml as Buffer[]).toString('utf8');
      await page.reload();
      expect(await texte(page)).toMatch(/Fichier pris\s+.*à \d\d:\d\d par l’organisation/);
      await page.getByRole('link', { name: 'Dire qu’il est envoyé…' }).click();
      await titre(page, 'Dire que le lot n° 1 est envoyé');
      await regarder(page);
      await page.getByRole('button', { name: 'Le lot est envoyé' }).click();
      await page.getByText('Le lot n° 1 est envoyé.').waitFor();

      await partie(page, 'Retours de banque');
      await remettre(page, 'rien.xml', '<Document>');
      await page.getByRole('alert').waitFor();
      const recu = recevoir(pain001);
      const [premiere = '', seconde = '', troisieme = ''] = recu.virements.map(({ reference }) => reference);
      const le = today();
      await remettre(
        page,
        'banque.csv',
        `reference;statut;le;raison\n${premiere};execute;${le};\n${seconde};rejete;${le};AC04\n${troisieme};execute;${le};\nailleurs;execute;${le};\n`,
      );
      await page.getByRole('heading', { name: 'Ce que chaque ligne a fait' }).waitFor();
      const lignes = page.getByRole('table', { name: 'Lignes du fichier' });
      expect(await lignes.getByRole('row').filter({ hasText: premiere }).innerText()).toContain('appliquée au dossier');
      expect(await lignes.getByRole('row').filter({ hasText: seconde }).innerText()).toContain('rejeté');
      expect(await lignes.getByRole('row').filter({ hasText: 'ailleurs' }).innerText()).toContain(
        'pas de nos virements',
      );
      await regarder(page);
      await image(page, 'caisse-retours');

      await partie(page, 'Paiements');
      expect(await texte(page)).toMatch(/exécuté \(2\)/);
      expect(await texte(page)).toMatch(/rejeté par la banque \(1\)/);

      await partie(page, 'Rapprochement');
      await titre(page, 'Rapprochement');
      expect(await texte(page)).toContain('Les livres et la loi disent la même chose');
      await regarder(page);
      await image(page, 'caisse-rapprochement');
      await partie(page, 'Grand livre');
      await titre(page, 'Grand livre');
      await regarder(page);
      await page.getByRole('table').getByRole('link').first().click();
      await titre(page, /^Grand livre –/);
      await regarder(page);
      expect([...fautes, ...faults()]).toEqual([]);
      await context.close();
      await console_.fermer();
    },
    LONG_MS,
  );

  test(
    'elle vérifie les pièces d’une équipe, le fichier à côté de ce qui est à y trouver, puis la suivante ; importe une liste, corrigée ligne à ligne',
    async () => {
      const entiere = await ouvrirConsole();
      fautes = [];
      const { page, context, faults } = await fenetre(browser, entiere.origins);
      await entiere.connecter(page, 'caisse-gironde');
      await page.getByRole('link', { name: 'Pièces', exact: true }).click();
      await titre(page, 'Pièces à vérifier');
      await regarder(page);
      await page.getByRole('link', { name: /rhumatologie/ }).click();
      await page.getByRole('heading', { level: 2, name: 'À vérifier' }).waitFor();
      expect(await texte(page)).toContain('C’est bien la pièce demandée.');
      expect(await texte(page)).toContain('Paiements qui l’attendent');
      // The file itself, in the page.
      const src = await page.locator('iframe.viewer').getAttribute('src');
      expect((await page.request.get(`${entiere.url}${src}`)).headers()['content-type']).toBe('application/pdf');
      await regarder(page);
      await image(page, 'caisse-piece');
      await page.getByLabel('Votre constat').selectOption('non');
      await page.getByRole('button', { name: 'Consigner et passer à la suivante' }).click();
      // The law's own refusal, at its field; what was chosen stays.
      await page.getByRole('alert').waitFor();
      expect(await page.getByLabel('Votre constat').inputValue()).toBe('non');
      for (let rang = 1; rang <= 3; rang += 1) {
        await page.getByLabel('Votre constat').selectOption('oui');
        await page.getByRole('button', { name: 'Consigner et passer à la suivante' }).click();
        await page.getByRole('status').filter({ hasText: 'Écrit au journal : pièces vérifiées' }).waitFor();
      }
      await titre(page, 'Pièces à vérifier');
      expect(await texte(page)).toContain('Aucune pièce n’attend d’être vérifiée.');

      const ess = [...entiere.equipes].find(([nom]) => nom.includes('endocrinologie'))?.[1] ?? '';
      await page.goto(`${entiere.url}/caisse/paiements?pourquoi=${ess}~amorcage-1`);
      expect(await texte(page)).toMatch(/Ce montant[\s\S]*Résultat\s:\s40\s000,00\s€/);
      await image(page, 'caisse-paiements');

      await page.goto(`${entiere.url}/dossiers/${ess}/adherents`);
      await page.getByRole('link', { name: 'Importer une liste' }).click();
      const liste = (rpps: string) =>
        `RPPS;Nom;Prénom;Spécialité;Libéral;Signée le\n10000000012;A;B;endocrinologie;oui;2026-02-01\n${rpps};C;D;endocrinologie;oui;2026-02-01\n`;
      await page
        .getByLabel('Fichier CSV')
        .setInputFiles({ name: 'liste.csv', mimeType: 'text/csv', buffer: Buffer.from(liste('12')) });
      await page.getByRole('button', { name: 'Vérifier la liste' }).click();
      const erreurs = page.getByRole('table', { name: /^Lignes à corriger/ });
      expect(await erreurs.innerText()).toMatch(/rpps/);
      await regarder(page);
      await image(page, 'caisse-import');
      await page.getByLabel('Contenu').fill(liste('10000000020'));
      await page.getByRole('button', { name: 'Vérifier la liste' }).click();
      await page.getByText('Les 2 lignes sont recevables.').waitFor();
      await page.getByRole('button', { name: 'Enregistrer les 2 adhésions' }).click();
      await page.getByText('2 adhésions sont enregistrées.').waitFor();
      expect([...fautes, ...faults()]).toEqual([]);
      await context.close();
      await entiere.fermer();
    },
    LONG_MS,
  );
});
