/** What each role has no page nor name of. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Browser } from 'playwright-core';
import { fenetre, navigateur } from './navigateur.ts';
import { ouvrirConsole, type ConsoleOuverte } from './ouvrir.ts';
import { adresses, equipeDe, htmlFaults } from './visites.ts';

const trouve = await navigateur();
const avec = 'browser' in trouve ? describe : describe.skip;
const pourquoi = 'reason' in trouve ? ` (${trouve.reason})` : '';
const browser = ('browser' in trouve ? trouve.browser : undefined) as Browser;

let console_: ConsoleOuverte;

avec(`à chaque rôle ses pages${pourquoi}`, () => {
  beforeAll(async () => {
    console_ = await ouvrirConsole();
  });
  afterAll(() => console_.fermer());

  test('une faute plantée est vue', async () => {
    expect(await htmlFaults('<p><div></p>')).not.toEqual([]);
  });

  test('aucun rôle n’ouvre une page ni n’envoie un formulaire hors de ses droits', async () => {
    const ess = equipeDe(console_, 'endocrinologie');
    const hors: readonly (readonly [string, string])[] = [
      ['national', `/dossiers/${ess}/pieces`],
      ['national', `/dossiers/${ess}/adherents`],
      ['national', '/delegations'],
      ['exploitant', `/dossiers/${ess}/journal`],
      ['exploitant', `/dossiers/${ess}/argent`],
      ['exploitant', '/agenda'],
      ['exploitant', `/dossiers/${ess}/coordonnees-bancaires`],
      ['national', `/dossiers/${ess}/coordonnees-bancaires`],
      ['ars-nouvelle-aquitaine', `/dossiers/${ess}/coordonnees-bancaires`],
      ['porteur-01', `/dossiers/${ess}/rivaux`],
      ['porteur-02', `/dossiers/${ess}/saisine`],
      ['porteur-01', '/delegations'],
      ['porteur-02', `/dossiers/${ess}`],
      ['ars-bretagne', `/dossiers/${ess}`],
      ['caisse-landes', `/dossiers/${ess}`],
      ['caisse-gironde', `/dossiers/${ess}/actes/valider-lettre-intention`],
      ['national', `/dossiers/${ess}/actes/rendre-avis`],
      ['national', '/pieces'],
      ['national', '/caisse/compte?caisse=gironde'],
      ['national', '/exploitation'],
      ['porteur-01', '/demarches'],
      ['caisse-gironde', '/demarches'],
      ['national', '/demarches/DN/dossiers/12/rattachement'],
      ['ars-nouvelle-aquitaine', '/demarches/DN/101/reprise-ecriture'],
      ['ars-bretagne', '/demarches/DN/dossiers/12/rattachement'],
      ['ars-nouvelle-aquitaine', '/caisse/lots'],
      ['ars-nouvelle-aquitaine', `/dossiers/${ess}/grand-livre`],
      ['porteur-01', '/caisse/paiements'],
      ['porteur-01', '/etat-des-lieux'],
      ['exploitant', '/caisse/paiements'],
      ['exploitant', '/etat-des-lieux'],
      ['exploitant', `/dossiers/${ess}/preuve`],
      ['caisse-landes', `/pieces/${ess}`],
      ['caisse-landes', `/dossiers/${ess}/preuve`],
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
      for (const chemin of adresses(console_)) {
        await page.goto(`${console_.url}${chemin}`);
        expect(await page.content(), `${compte} ${chemin}`).not.toMatch(/Médecin 0\d|porteur@exemple/);
      }
      await context.close();
    }
  });
});
