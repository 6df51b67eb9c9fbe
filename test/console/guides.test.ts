/**
 * The guides say what the screen says: each word in bold is on one of the pages that they show, and each picture is of such a
 * page. `ESS_IMAGES=1` takes the pictures again.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Browser } from 'playwright-core';
import { fenetre, navigateur } from './navigateur.ts';
import { FOLDER, TAKEN } from './images.ts';
import { ouvrirConsole, type ConsoleOuverte } from './ouvrir.ts';
import { equipeDe } from './visites.ts';

const trouve = await navigateur();
const avec = 'browser' in trouve ? describe : describe.skip;
const pourquoi = 'reason' in trouve ? ` (${trouve.reason})` : '';
const browser = ('browser' in trouve ? trouve.browser : undefined) as Browser;

const GUIDES = join(import.meta.dirname, '..', '..', 'docs', 'guides');

interface Vue {
  readonly chemin: (console_: ConsoleOuverte) => string;
  /** Of the picture; a page without one is only read. */
  readonly image?: string;
}
const dossier = (nom: string, suite: string) => (console_: ConsoleOuverte) =>
  `/dossiers/${equipeDe(console_, nom)}${suite}`;

/** By guide: whose it is, and the pages that it speaks of. */
const PAGES: readonly (readonly [guide: string, compte: string, vues: readonly Vue[]])[] = [
  [
    'ars',
    'ars-nouvelle-aquitaine',
    [
      { chemin: () => '/radar', image: 'ars-radar' },
      { chemin: dossier('cardiologie', '/decision?fondement=ELI-11'), image: 'ars-decision' },
      { chemin: dossier('cardiologie', '/actes/valider-lettre-intention') },
      { chemin: dossier('cardiologie', '/journal') },
      { chemin: () => '/dossiers' },
    ],
  ],
  [
    'porteur',
    'porteur-01',
    [
      { chemin: () => '/deposer', image: 'porteur-deposer' },
      { chemin: dossier('endocrinologie', '/etapes'), image: 'porteur-etapes' },
      { chemin: dossier('endocrinologie', '/et-si?a=projet-valide&b=projet-refuse'), image: 'porteur-et-si' },
    ],
  ],
];

/** Quotes and spaces as people write them, whichever way. */
const simple = (texte: string): string => texte.replaceAll('’', "'").replaceAll(/\s+/g, ' ').toLowerCase();

avec(`les guides${pourquoi}`, () => {
  let console_: ConsoleOuverte;
  beforeAll(async () => {
    console_ = await ouvrirConsole();
  });
  afterAll(() => console_.fermer());

  test.each(PAGES)(
    'celui de : %s dit les mots de l’écran, et ses images sont de ses pages',
    async (nom, compte, vues) => {
      const guide = readFileSync(join(GUIDES, `${nom}.md`), 'utf8');
      const { page, context } = await fenetre(browser, console_.origins, { width: 1100 });
      await console_.connecter(page, compte);
      let vu = '';
      for (const { chemin, image } of vues) {
        const reponse = await page.goto(`${console_.url}${chemin(console_)}`);
        expect(reponse?.status(), chemin(console_)).toBe(200);
        vu += simple(await page.locator('body').innerText());
        if (image === undefined) continue;
        const fichier = join(FOLDER, `${image}.png`);
        if (TAKEN)
          await page.screenshot({ path: fichier, clip: { x: 0, y: 0, width: 1100, height: 1400 }, fullPage: true });
        expect(existsSync(fichier), fichier).toBe(true);
      }
      const mots = [...guide.matchAll(/\*\*([^*]+)\*\*/g)].map(([, mot = '']) => mot);
      expect(mots.length).toBeGreaterThan(5);
      expect(mots.filter((mot) => !vu.includes(simple(mot)))).toEqual([]);
      const citees = [...guide.matchAll(/images\/([a-z-]+)\.png/g)].map(([, image]) => image);
      expect(citees).toEqual(vues.flatMap(({ image }) => image ?? []));
      await context.close();
    },
  );
});
