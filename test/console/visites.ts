/** Every page as one role has it: what each must be, whatever it shows. A file a role, so that they go side by side. */
import AxeBuilder from '@axe-core/playwright';
import { HtmlValidate } from 'html-validate';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Browser, Page } from 'playwright-core';
import { PAGES, PUBLIC_PAGES } from '../../console/pages/index.ts';
import { fenetre, navigateur, type Looks } from './navigateur.ts';
import { A_RATTACHER } from './demarche-suivie.ts';
import { ouvrirConsole, type ConsoleOuverte } from './ouvrir.ts';

/** A page takes a second to axe; on a loaded machine, several. */
const LONG_MS = 900_000;

export const equipeDe = ({ equipes }: ConsoleOuverte, nom: string): string =>
  [...equipes].find(([intitule]) => intitule.includes(nom))?.[1] ?? '';

/** An address of each page that has a GET; files are looked at elsewhere. */
export function adresses(console_: ConsoleOuverte): readonly string[] {
  const ess = equipeDe(console_, 'endocrinologie');
  const valeurs: Readonly<Record<string, string>> = {
    ':ess': ess,
    ':commande': 'consigner-echange',
    ':regle': 'LI-09',
    ':de': '1',
    ':a': '2',
    ':numero': '1',
    ':instance': 'DN',
    ':dossier': String(A_RATTACHER),
    ':demarche': '101',
  };
  const pages = PAGES.filter(
    ({ get, path }) => get !== undefined && !/:nom|:id|:format|export|donnees|\.(csv|json)$/.test(path),
  ).map(({ path }) => path.replaceAll(/:[a-z]+/g, (parametre) => valeurs[parametre] ?? parametre));
  // The longest form, which carries files; and a case in its list.
  return [
    ...pages,
    `/dossiers/${ess}/actes/deposer-pieces`,
    `/dossiers/${ess}?liste=tri%3Dnom`,
    `/caisse/paiements?caisse=gironde&pourquoi=${ess}~amorcage-1`,
  ];
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

export async function htmlFaults(html: string): Promise<readonly string[]> {
  const { results } = await valideur.validateString(html);
  return results.flatMap(({ messages }) =>
    messages.map(({ ruleId, message, line, selector }) => `${ruleId} ligne ${line} ${selector ?? ''} : ${message}`),
  );
}

/** Elements that make the page itself scroll sideways. */
const tropLarge = (page: Page): Promise<boolean> =>
  page.evaluate('document.documentElement.scrollWidth > document.documentElement.clientWidth');

/** Printed, what only serves at a screen. Elsewhere: never. */
const surPapier = (page: Page): Promise<boolean> =>
  page.evaluate(
    `matchMedia('print').matches && [...document.querySelectorAll('.menu, .tabs, .back, .filters, .buttons')].some((un) => un.checkVisibility())`,
  );

/** What a reader reads or hears: not the codes that are meant to be copied, nor what was typed. */
export const TEXTE_LU = `(() => {
  const copie = document.body.cloneNode(true);
  for (const un of copie.querySelectorAll('code, script, textarea, .typed')) un.remove();
  return copie.textContent;
})()`;
/** A date as programs write it, a name of field, an id that is no rule. The list of rules names them all. */
const CODES = /\b20\d\d-\d\d-\d\d\b|\bAPI-\d\d\b|\bSAISIE\b|\bACTEUR\b|`[^`]+`/g;

export const codesLus = (texte: unknown, chemin: string): readonly string[] =>
  chemin.startsWith('/regles') ? [] : [...new Set(String(texte).match(CODES))];

type Axe = 'entier' | 'styles' | 'sans';
const NORMES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] as const;
/** What the same page may fail at under other styles. */
const STYLES = ['color-contrast', 'target-size', 'scrollable-region-focusable', 'link-in-text-block'] as const;

/** `vues`: the pages that are refused are all one, looked at once. */
async function regarder(
  page: Page,
  { url }: ConsoleOuverte,
  chemin: string,
  axe: Axe,
  vues: Set<string>,
): Promise<readonly string[]> {
  const reponse = await page.goto(`${url}${chemin}`);
  const fautes: string[] = [];
  const dire = (faute: string) => fautes.push(`${chemin} : ${faute}`);
  const statut = reponse?.status() ?? 0;
  if (![200, 404].includes(statut)) dire(`statut ${statut}`);
  if (statut === 404 && vues.has('404')) return fautes;
  vues.add(String(statut));
  if ((await page.locator('h1').count()) !== 1) dire('pas un seul h1');
  if (!(await page.title()).includes(' – ')) dire('titre de fenêtre');
  const accueil = new URL(page.url()).pathname === '/';
  if (!accueil && (await page.locator('.back a').count()) !== 1) dire('pas de lien de retour');
  if (await surPapier(page)) dire('on y imprime un menu, ou un bouton');
  if (await tropLarge(page)) dire('la page défile de côté');
  if ((await page.getByRole('heading', { level: 1 }).innerText()).trim() === '') dire('h1 vide');
  for (const mot of codesLus(await page.evaluate(TEXTE_LU), chemin)) dire(`on y lit « ${mot} »`);
  if (axe === 'sans') return fautes;
  if (axe === 'entier') for (const faute of await htmlFaults((await reponse?.text()) ?? '')) dire(faute);
  const regles = new AxeBuilder({ page });
  const { violations } = await (
    axe === 'styles' ? regles.withRules([...STYLES]) : regles.withTags([...NORMES])
  ).analyze();
  for (const { id, nodes } of violations)
    dire(`axe ${id} : ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`);
  return fautes;
}

/** The HTML that the server sends is judged with it: the script adds nothing to it. */
const ENTIER: Aspect = ['à 1440 pixels', {}, 'entier'];
type Aspect = readonly [nom: string, aspect: Looks, axe: Axe];

/** What changes with styles alone is judged whole in one role; in the others, that nothing overflows. Without script: pages do all without. */
export const ETROIT: Aspect = [
  'à 320 pixels, en sombre, sans script',
  { width: 320, dark: true, script: false },
  'sans',
];
export const ETROIT_ENTIER: Aspect = ['à 320 pixels, en sombre', { width: 320, dark: true }, 'styles'];
export const COULEURS_IMPOSEES: Aspect = ['en couleurs imposées', { width: 1024, forcedColors: true }, 'styles'];

/** An A4 sheet without its margins is some 680 CSS pixels wide. */
const IMPRIMEE: Aspect = ['imprimée', { width: 680, print: true }, 'sans'];

/** Declares the tests of this account. `publiques`: with the pages that are the same for all. */
export async function pagesDe(compte: string, aspects: readonly Aspect[], publiques = false): Promise<void> {
  const trouve = await navigateur();
  const avec = 'browser' in trouve ? describe : describe.skip;
  const browser = ('browser' in trouve ? trouve.browser : undefined) as Browser;
  avec(`chaque page de ${compte}${'reason' in trouve ? ` (${trouve.reason})` : ''}`, () => {
    let console_: ConsoleOuverte;
    beforeAll(async () => {
      console_ = await ouvrirConsole();
    });
    afterAll(() => console_.fermer());

    test.each([ENTIER, ...aspects, IMPRIMEE])(
      '%s : titre, un seul h1, retour, HTML, axe, rien d’ailleurs, rien que la politique refuse',
      async (_nom, aspect, axe) => {
        const { page, context, faults } = await fenetre(browser, console_.origins, aspect);
        await console_.connecter(page, compte);
        const fautes: string[] = [];
        const vues = new Set<string>();
        const ouvertes = publiques ? PUBLIC_PAGES.map(({ path }) => path) : [];
        for (const chemin of [...adresses(console_), ...ouvertes])
          fautes.push(...(await regarder(page, console_, chemin, axe, vues)));
        expect([...fautes, ...faults()]).toEqual([]);
        expect(vues).toContain('200');
        await context.close();
      },
      LONG_MS,
    );
  });
}
