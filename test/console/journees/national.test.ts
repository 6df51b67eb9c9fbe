/** The day of a national pilot and of an operator at the console, in a real Chromium, over figures that the test knows. SUI-03. */
import { describe, expect, test } from 'vitest';
import type { Browser, Page } from 'playwright-core';
import { createRecords } from '../../../api/adapters/records-on-postgres.ts';
import type { ChiffresEss } from '../../../domain/etat-des-lieux/chiffres-annuels.ts';
import { openIncident } from '../../../records/outbox/incidents.ts';
import { api } from '../../api/support.ts';
import { freshDatabase } from '../../records/postgres.ts';
import { image } from '../images.ts';
import { fenetre, navigateur } from '../navigateur.ts';
import { ouvrirConsoleSur } from '../ouvrir-sur.ts';
import { fautesDe } from '../regard.ts';

const trouve = await navigateur();
const avec = 'browser' in trouve ? describe : describe.skip;
const pourquoi = 'reason' in trouve ? ` (${trouve.reason})` : '';
const browser = ('browser' in trouve ? trouve.browser : undefined) as Browser;
const LONG_MS = 600_000;
const ANNEE = '2025';

const equipe = (region: string, departement: string, specialite: string, rang: number): ChiffresEss => ({
  region,
  departement,
  specialites: [specialite],
  departements: [departement],
  tientSonTerritoire: true,
  phase: (['lettre-intention', 'creation', 'amorcage', 'dotation'] as const)[rang % 4] ?? 'dotation',
  entree: rang % 3 === 0,
  cloture: false,
  operationnelle: rang % 2 === 0,
  socleComplet: rang % 4 === 0,
  lettreIntention: [{ favorable: true, tacite: rang % 5 === 0, delaiJours: 40 + rang }],
  projetSante: [{ favorable: true, tacite: rang % 3 === 0, delaiJours: 55 }],
  adherents: 30 + rang,
  rapport: false,
  indicateurs: null,
  verseCentimes: 4_000_000,
  rembourseCentimes: 0,
  cible30: true,
  cible50: false,
});
const de = (region: string, departement: string, specialite: string, combien: number) =>
  Array.from({ length: combien }, (_, rang) => equipe(region, departement, specialite, rang));
/** Bretagne has two teams: whatever rests on them is hidden. La Réunion and Guadeloupe are on the map as any other. */
const EQUIPES = [
  ...de('nouvelle-aquitaine', '33', 'dermatologie', 9),
  ...de('ile-de-france', '75', 'cardiologie', 8),
  ...de('ile-de-france', '93', 'dermatologie', 6),
  ...de('occitanie', '31', 'rhumatologie', 7),
  ...de('la-reunion', '974', 'dermatologie', 6),
  ...de('guadeloupe', '971', 'cardiologie', 5),
  ...de('bretagne', '35', 'cardiologie', 2),
];
/** In May, two teams alone. */
const MOIS = ['01', '03', '05', '09'].flatMap((mois) =>
  Array.from({ length: mois === '05' ? 2 : 8 }, (_, rang) => ({
    mois: `${ANNEE}-${mois}`,
    ess: `ess-${mois}-${rang}`,
    verseCentimes: 4_000_000,
    rembourseCentimes: 0,
  })),
);

const texte = (page: Page) => page.getByRole('main').innerText();
const titre = (page: Page, nom: string | RegExp) => page.getByRole('heading', { level: 1, name: nom }).waitFor();

avec(`le pilotage national et l’exploitation${pourquoi}`, () => {
  const ouvrir = async () => {
    const db = await freshDatabase();
    const service = await api({
      records: {
        ...createRecords(db.pool),
        figures: () => Promise.resolve(EQUIPES),
        moneyByMonth: () => Promise.resolve(MOIS),
      },
    });
    const console_ = await ouvrirConsoleSur(service.port, db.pool);
    return { ...console_, db, fermer: () => console_.fermer().then(() => db.drop()) };
  };

  test(
    'l’état des lieux d’une année : tuiles, graphiques et leurs tableaux, carte d’outre-mer comprise, et rien de ce qui est masqué',
    async () => {
      const console_ = await ouvrir();
      const { page, context, faults } = await fenetre(browser, console_.origins);
      const fautes: string[] = [];
      await console_.connecter(page, 'national', `/etat-des-lieux?annee=${ANNEE}`);
      await titre(page, 'État des lieux');
      await image(page, 'national-etat-des-lieux');
      const bretagne = page.getByRole('table', { name: 'Par région' }).getByRole('row').filter({ hasText: 'Bretagne' });
      // Its two teams are public; what rests on them is not, in the table nor in a drawing.
      expect(await bretagne.innerText()).toMatch(/Bretagne\s+2\s+masqué/);
      expect(await page.content()).not.toMatch(/(?<!\d)80\s000,00/);
      fautes.push(...(await fautesDe(page)));

      await page.getByRole('link', { name: 'Carte', exact: true }).click();
      await page.locator('#specialite').selectOption('dermatologie');
      await page.getByRole('button', { name: 'Montrer' }).click();
      await page.getByRole('heading', { level: 2, name: /Départements couverts en dermatologie/ }).waitFor();
      fautes.push(...(await fautesDe(page)));
      // The whole map in one picture.
      await page.setViewportSize({ width: 1440, height: 1400 });
      await image(page, 'national-carte');
      await page.setViewportSize({ width: 1440, height: 900 });
      // The map and the table say the same, tile by tile, overseas included.
      const tuiles = await page
        .locator('.tile')
        .evaluateAll<string[], Element>((all) =>
          all.map((one) => [...one.querySelectorAll('text')].map((part) => part.textContent).join(' ')),
        );
      const lignes = await page
        .getByRole('table', { name: /Les mêmes valeurs/ })
        .locator('tbody tr')
        .allInnerTexts();
      const duTableau = lignes.map((ligne) =>
        ligne
          .replace(/\s+/g, ' ')
          .trim()
          .replace(/^.+ \((\w+)\)/, '$1')
          .replace(/ non$/, ' –'),
      );
      expect(tuiles.toSorted()).toEqual(duTableau.toSorted());
      expect(tuiles).toEqual(expect.arrayContaining(['33 oui', '93 oui', '974 oui', '971 –', '976 –', '2A –']));

      await page.getByRole('link', { name: 'Délais et silence' }).click();
      await titre(page, /^Délais et silence/);
      fautes.push(...(await fautesDe(page)));
      await page.getByRole('link', { name: 'Argent', exact: true }).last().click();
      await titre(page, /^Argent/);
      // May is hidden, and another month with it: else the sum of the year would give it.
      await page.locator('summary').first().click();
      const mois = page.getByRole('table', { name: /^Versé et remboursé chaque mois/ });
      expect(await mois.getByRole('row').filter({ hasText: 'mai' }).innerText()).toMatch(/masqué/);
      expect(await mois.getByRole('row').filter({ hasText: 'masqué' }).count()).toBe(2);
      await image(page, 'national-argent');
      fautes.push(...(await fautesDe(page)));
      await page.getByRole('link', { name: 'Indicateurs' }).click();
      await titre(page, /^Indicateurs/);
      fautes.push(...(await fautesDe(page)));
      const [fichier] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('link', { name: 'les chiffres (CSV)' }).click(),
      ]);
      expect(fichier.suggestedFilename()).toBe(`etat-des-lieux-${ANNEE}.csv`);
      await page.goto(`${console_.url}/etat-des-lieux?annee=${ANNEE}&chiffres=exacts`);
      expect(await texte(page)).toMatch(/Chiffres exacts\s: à ne pas diffuser/);
      expect(await bretagne.innerText()).not.toContain('masqué');
      expect([...fautes, ...faults()]).toEqual([]);
      await context.close();
      await console_.fermer();
    },
    LONG_MS,
  );

  test(
    'l’exploitant voit ce qui échoue, ce qui n’arrive pas, ce qui répond, et va au moteur ; personne d’autre n’a cette page',
    async () => {
      const console_ = await ouvrir();
      const incident = { ess: 'ess-33-incident', cle: 'ess-33-incident:3:avis', message: 'connexion refusée' };
      await openIncident(console_.db.pool, { ...incident, nature: 'effet-en-echec' });
      await openIncident(console_.db.pool, {
        ...incident,
        cle: 'ess-33-incident:4:porteur',
        nature: 'adresse-refusee',
        message: 'refused: quelqu-un@exemple.invalid',
      });
      const { page, context, faults } = await fenetre(browser, console_.origins);
      await console_.connecter(page, 'exploitant', '/exploitation');
      await titre(page, 'Exploitation');
      expect(await texte(page)).toContain('2 incidents sont ouverts.');
      expect(await page.content()).not.toContain('quelqu-un@exemple');
      expect(
        await page
          .getByRole('link', { name: /Ouvrir dans Temporal/ })
          .first()
          .getAttribute('href'),
      ).toBe('http://127.0.0.1:8233/namespaces/ess/workflows/ess-33-incident');
      await image(page, 'exploitant');
      expect([...(await fautesDe(page)), ...faults()]).toEqual([]);
      await context.close();
      const autre = await fenetre(browser, console_.origins);
      await console_.connecter(autre.page, 'national');
      expect((await autre.page.goto(`${console_.url}/exploitation`))?.status()).toBe(404);
      await autre.context.close();
      await console_.fermer();
    },
    LONG_MS,
  );
});
