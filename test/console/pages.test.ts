/** Every page of every role: what each must be, whatever it shows. */
import AxeBuilder from '@axe-core/playwright';
import { HtmlValidate } from 'html-validate';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Browser, Page } from 'playwright-core';
import { PAGES, PUBLIC_PAGES } from '../../console/pages/index.ts';
import { fenetre, navigateur, type Looks } from './navigateur.ts';
import { ouvrirConsole, type ConsoleOuverte } from './ouvrir.ts';

const trouve = await navigateur();
const avec = 'browser' in trouve ? describe : describe.skip;
const pourquoi = 'reason' in trouve ? ` (${trouve.reason})` : '';
const browser = ('browser' in trouve ? trouve.browser : undefined) as Browser;

/** A page takes a second to axe; on a loaded machine, several. */
const LONG_MS = 900_000;

const COMPTES = ['ars-nouvelle-aquitaine', 'caisse-gironde', 'porteur-01', 'national', 'exploitant'] as const;

let console_: ConsoleOuverte;
const equipe = (nom: string): string => [...console_.equipes].find(([intitule]) => intitule.includes(nom))?.[1] ?? '';

/** An address of each page that has a GET; files are looked at elsewhere. */
function adresses(): readonly string[] {
  const valeurs: Readonly<Record<string, string>> = {
    ':ess': equipe('endocrinologie'),
    ':commande': 'consigner-echange',
    ':regle': 'LI-09',
    ':de': '1',
    ':a': '2',
  };
  const pages = PAGES.filter(({ get, path }) => get !== undefined && !/:nom|:id|export|donnees/.test(path)).map(
    ({ path }) => path.replaceAll(/:[a-z]+/g, (parametre) => valeurs[parametre] ?? parametre),
  );
  // The longest form, which carries files; and a case in its list.
  const ess = valeurs[':ess'] ?? '';
  return [...pages, `/dossiers/${ess}/actes/deposer-pieces`, `/dossiers/${ess}?liste=tri%3Dnom`];
}

const valideur = new HtmlValidate({
  extends: ['html-validate:recommended'],
  rules: {
    // Preact writes void elements as XHTML does.
    'void-style': ['error', { style: 'selfclosing' }],
    'no-trailing-whitespace': 'off',
    'long-title': 'off',
    // A list of boxes to tick is sent under one name.
    'form-dup-name': ['error', { shared: ['radio', 'checkbox', 'button', 'submit'] }],
    // A region that scrolls is reached by the keyboard (axe: scrollable-region-focusable).
    'no-implicit-button-type': 'error',
    'prefer-native-element': ['error', { exclude: ['region', 'alert', 'status', 'search'] }],
  },
});

async function htmlFaults(html: string): Promise<readonly string[]> {
  const { results } = await valideur.validateString(html);
  return results.flatMap(({ messages }) =>
    messages.map(({ ruleId, message, line, selector }) => `${ruleId} ligne ${line} ${selector ?? ''} : ${message}`),
  );
}

/** Elements that make the page itself scroll sideways. */
const tropLarge = (page: Page): Promise<boolean> =>
  page.evaluate('document.documentElement.scrollWidth > document.documentElement.clientWidth');

type Axe = 'entier' | 'styles' | 'sans';
const NORMES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] as const;
/** What the same page may fail at under other styles. */
const STYLES = ['color-contrast', 'target-size', 'scrollable-region-focusable', 'link-in-text-block'] as const;

async function regarder(page: Page, chemin: string, axe: Axe): Promise<readonly string[]> {
  const reponse = await page.goto(`${console_.url}${chemin}`);
  const fautes: string[] = [];
  const dire = (faute: string) => fautes.push(`${chemin} : ${faute}`);
  if (![200, 404].includes(reponse?.status() ?? 0)) dire(`statut ${reponse?.status()}`);
  if ((await page.locator('h1').count()) !== 1) dire('pas un seul h1');
  if (!(await page.title()).includes(' – ')) dire('titre de fenêtre');
  const accueil = new URL(page.url()).pathname === '/';
  if (!accueil && (await page.locator('.back a').count()) !== 1) dire('pas de lien de retour');
  if (await tropLarge(page)) dire('la page défile de côté');
  if (axe === 'sans') return fautes;
  const regles = new AxeBuilder({ page });
  const { violations } = await (
    axe === 'styles' ? regles.withRules([...STYLES]) : regles.withTags([...NORMES])
  ).analyze();
  for (const { id, nodes } of violations)
    dire(`axe ${id} : ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`);
  return fautes;
}

avec(`chaque page de chaque rôle${pourquoi}`, () => {
  beforeAll(async () => {
    console_ = await ouvrirConsole();
  });
  afterAll(() => console_.fermer());

  // Axe takes a second a page: whole at one width in each role; what styles alone change, narrow, dark or forced, in one.
  const aspects: readonly (readonly [string, string, Looks, Axe])[] = [
    ...COMPTES.map((compte) => [compte, 'à 1440 pixels', {}, 'entier'] as const),
    ['ars-nouvelle-aquitaine', 'à 320 pixels, en sombre', { width: 320, dark: true }, 'styles'],
    ...COMPTES.slice(1).map(
      (compte) => [compte, 'à 320 pixels, en sombre', { width: 320, dark: true }, 'sans'] as const,
    ),
    ['caisse-gironde', 'en couleurs imposées', { width: 1024, forcedColors: true }, 'styles'],
  ];

  test.each(aspects)(
    '%s, %s : titre, un seul h1, retour, axe, rien d’ailleurs, rien que la politique refuse',
    async (compte, _nom, aspect, axe) => {
      const { page, context, faults } = await fenetre(browser, console_.origins, aspect);
      await console_.connecter(page, compte);
      const fautes: string[] = [];
      // Pages open to all are the same for all.
      const ouvertes = compte === COMPTES[0] ? PUBLIC_PAGES.map(({ path }) => path) : [];
      for (const chemin of [...adresses(), ...ouvertes]) fautes.push(...(await regarder(page, chemin, axe)));
      expect([...fautes, ...faults()]).toEqual([]);
      await context.close();
    },
    LONG_MS,
  );

  test(
    'le HTML de chaque page est valide, dans chaque rôle, et la page se lit sans script',
    async () => {
      const fautes: string[] = [];
      for (const compte of COMPTES) {
        const { page, context } = await fenetre(browser, console_.origins, { script: false });
        await console_.connecter(page, compte);
        for (const chemin of adresses()) {
          const reponse = await page.goto(`${console_.url}${chemin}`);
          const html = (await reponse?.text()) ?? '';
          fautes.push(...(await htmlFaults(html)).map((faute) => `${compte} ${chemin} : ${faute}`));
          if ((await page.getByRole('heading', { level: 1 }).innerText()).trim() === '')
            fautes.push(`${chemin} : h1 vide`);
        }
        await context.close();
      }
      expect([...new Set(fautes)]).toEqual([]);
    },
    LONG_MS,
  );

  test('une faute plantée est vue', async () => {
    expect(await htmlFaults('<p><div></p>')).not.toEqual([]);
  });

  test('aucun rôle n’ouvre une page ni n’envoie un formulaire hors de ses droits', async () => {
    const ess = equipe('endocrinologie');
    const hors: readonly (readonly [string, string])[] = [
      ['national', `/dossiers/${ess}/pieces`],
      ['national', `/dossiers/${ess}/adherents`],
      ['national', '/delegations'],
      ['exploitant', `/dossiers/${ess}/journal`],
      ['exploitant', `/dossiers/${ess}/argent`],
      ['exploitant', '/agenda'],
      ['porteur-01', '/delegations'],
      ['porteur-02', `/dossiers/${ess}`],
      ['ars-bretagne', `/dossiers/${ess}`],
      ['caisse-landes', `/dossiers/${ess}`],
      ['caisse-gironde', `/dossiers/${ess}/actes/valider-lettre-intention`],
      ['national', `/dossiers/${ess}/actes/rendre-avis`],
    ];
    for (const compte of new Set(hors.map(([qui]) => qui))) {
      const { page, context } = await fenetre(browser, console_.origins);
      await console_.connecter(page, compte);
      for (const [, chemin] of hors.filter(([qui]) => qui === compte)) {
        const reponse = await page.goto(`${console_.url}${chemin}`);
        expect(reponse?.status(), `${compte} ${chemin}`).toBe(404);
      }
      await context.close();
    }
  });

  test('aucune page ne dit à un rôle le nom d’une personne qu’il ne doit pas lire', async () => {
    for (const compte of ['national', 'exploitant']) {
      const { page, context } = await fenetre(browser, console_.origins);
      await console_.connecter(page, compte);
      for (const chemin of adresses()) {
        await page.goto(`${console_.url}${chemin}`);
        expect(await page.content(), `${compte} ${chemin}`).not.toMatch(/Médecin 0\d|porteur@exemple/);
      }
      await context.close();
    }
  });
});
