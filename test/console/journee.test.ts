/** A day at the console, in a real Chromium: from sign-in to sign-out, with what happens on the way. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Browser } from 'playwright-core';
import { fenetre, navigateur } from './navigateur.ts';
import { PDF } from '../documents/received/fichiers-essai.ts';
import { today } from '../setup/today.ts';
import { ouvrirConsole, type ConsoleOuverte } from './ouvrir.ts';

const trouve = await navigateur();
const avec = 'browser' in trouve ? describe : describe.skip;
const pourquoi = 'reason' in trouve ? ` (${trouve.reason})` : '';
const browser = ('browser' in trouve ? trouve.browser : undefined) as Browser;

let console_: ConsoleOuverte;
const equipe = (nom: string): string => {
  const trouvee = [...console_.equipes].find(([intitule]) => intitule.includes(nom));
  if (trouvee === undefined) throw new Error(`no team of ${nom}`);
  return trouvee[1];
};
/** Another person of the region acts through the API meanwhile. */
async function agirAilleurs(ess: string, commande: string, compte: string, corps: object) {
  const jeton = await console_.provider.token(compte);
  const reponse = await fetch(`${console_.installation.terrain.api}/api/v1/ess/${ess}/commandes/${commande}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${jeton}`, 'content-type': 'application/json' },
    body: JSON.stringify(corps),
  });
  expect(reponse.status, await reponse.text()).toBe(200);
}
const finirLesSessions = () =>
  console_.installation.pool.query("update console_sessions set vue_le = now() - interval '2 hours'");

avec(`une journée à la console${pourquoi}`, () => {
  beforeAll(async () => {
    console_ = await ouvrirConsole();
  });
  afterAll(() => console_.fermer());

  test('l’ARS trouve ce qui l’attend, voit ce que sa décision produira, décide, en lit le reçu et se déconnecte', async () => {
    const { page, faults, context } = await fenetre(browser, console_.origins);
    await page.goto(console_.url);
    await page.getByRole('link', { name: 'Se connecter : ARS Nouvelle-Aquitaine' }).click();
    await page.locator('input[name=code]').fill(console_.provider.code);
    await page.getByRole('button', { name: 'Se connecter' }).click();
    await page.getByRole('heading', { level: 1, name: 'À faire' }).waitFor();
    const ligne = page.getByRole('listitem').filter({ hasText: 'pneumologie' });
    await ligne.getByRole('link', { name: /Valider la lettre d’intention/ }).click();
    await page.getByRole('button', { name: 'Vérifier ce que cela produira' }).click();
    await page.getByRole('heading', { level: 1, name: /^Vérifier : valider/ }).waitFor();
    const dates = await page.getByRole('table', { name: /^Les dates que cet acte change/ }).innerText();
    expect(dates).toMatch(/Signature du contrat d’amorçage[\s\S]*nouvelle/);
    expect(dates).toMatch(/Décision sur la lettre d’intention[\s\S]*n’arrivera plus/);
    // The letters that will leave, before they leave.
    await page
      .locator('summary')
      .filter({ hasText: /^Pour\s: Porteur/ })
      .click();
    expect(await page.getByRole('main').innerText()).toContain("Votre lettre d'intention a été validée");
    expect(await page.getByRole('main').innerText()).toContain('Qui est attendu ensuite');
    await page.getByRole('button', { name: 'Valider la lettre d’intention' }).click();
    await page.getByRole('heading', { level: 1, name: /^Reçu/ }).waitFor();
    expect(await page.getByRole('status').first().innerText()).toContain('C’est fait');
    expect(await page.getByRole('main').innerText()).toContain('Lettre d’intention validée');
    await page.getByRole('button', { name: 'Se déconnecter' }).click();
    await page.getByRole('button', { name: 'Me déconnecter' }).click();
    await page.getByRole('heading', { name: 'Choisir un rôle' }).waitFor();
    const { cookies } = await context.storageState();
    expect(cookies.filter(({ name }) => name === 'ess-session')).toEqual([]);
    expect(faults()).toEqual([]);
    await context.close();
  });

  test('une session qui finit pendant la saisie ne perd aucun mot : reconnecté, on retrouve son formulaire', async () => {
    const { page, context } = await fenetre(browser, console_.origins);
    const ess = equipe('cardiologie');
    await console_.connecter(page, 'ars-nouvelle-aquitaine', `/dossiers/${ess}/actes/refuser-lettre-intention`);
    const motif = 'Le seuil de médecins engagés n’est pas atteint : « 41 » est en deçà.';
    await page.getByLabel(/^Pourquoi/).fill(motif);
    await page.getByLabel(/^Critère non rempli/).selectOption('ELI-03');
    await finirLesSessions();
    await page.getByRole('button', { name: 'Vérifier ce que cela produira' }).click();
    await page.getByRole('heading', { level: 1, name: 'Votre session a pris fin' }).waitFor();
    await page.getByRole('link', { name: 'Se reconnecter et retrouver ma saisie' }).click();
    // The provider's own session stands: it asks nothing again, or asks to sign in.
    if (page.url().startsWith(console_.provider.issuer)) {
      await page.locator('select[name=compte]').selectOption('ars-nouvelle-aquitaine');
      await page.locator('input[name=code]').fill(console_.provider.code);
      await page.getByRole('button', { name: 'Se connecter' }).click();
    }
    await page.getByText('Votre saisie vous est rendue.').waitFor();
    expect(await page.getByLabel(/^Pourquoi/).inputValue()).toBe(motif);
    expect(await page.getByLabel(/^Critère non rempli/).inputValue()).toBe('ELI-03');
    await context.close();
  });

  test('ce qui a été saisi n’est rendu qu’à la même personne', async () => {
    const { page, context } = await fenetre(browser, console_.origins);
    const ess = equipe('cardiologie');
    await console_.connecter(page, 'ars-nouvelle-aquitaine', `/dossiers/${ess}/actes/consigner-echange`);
    await page.getByLabel(/^Sujet de l’échange/).fill('Calendrier de dépôt');
    await finirLesSessions();
    await page.getByRole('button', { name: 'Vérifier ce que cela produira' }).click();
    const retour = await page.getByRole('link', { name: /retrouver ma saisie/ }).getAttribute('href');
    await context.close();
    const autre = await fenetre(browser, console_.origins);
    const suite = new URL(retour ?? '', console_.url).searchParams.get('suite') ?? '';
    await console_.connecter(autre.page, 'caisse-gironde', suite);
    expect(await autre.page.content()).not.toContain('Calendrier de dépôt');
    await autre.context.close();
  });

  test('un dossier qui a changé pendant la décision le dit, montre ce qui s’est passé, et garde la saisie', async () => {
    const { page, context } = await fenetre(browser, console_.origins);
    const ess = equipe('cardiologie');
    await console_.connecter(page, 'ars-nouvelle-aquitaine', `/dossiers/${ess}/actes/valider-lettre-intention`);
    const motif = 'Le besoin est établi par le diagnostic territorial.';
    await page.getByLabel(/^Pourquoi/).fill(motif);
    await page.getByRole('button', { name: 'Vérifier ce que cela produira' }).click();
    await page.getByRole('button', { name: 'Valider la lettre d’intention' }).waitFor();
    const le = await page.getByRole('definition').first().innerText();
    expect(le).toMatch(/\d{4}/);
    const { data } = { data: new Date().toLocaleDateString('fr-CA', { timeZone: 'Europe/Paris' }) };
    await agirAilleurs(ess, 'rendre-avis', 'caisse-gironde', {
      le: data,
      sur: 'lettre-intention',
      sens: 'defavorable',
    });
    await page.getByRole('button', { name: 'Valider la lettre d’intention' }).click();
    await page.getByText('Depuis votre lecture, le dossier a changé. Rien n’a été envoyé.').waitFor();
    expect(await page.getByRole('main').innerText()).toContain('Avis de la caisse rendu');
    expect(await page.getByLabel(/^Pourquoi/).inputValue()).toBe(motif);
    // Read again, checked again, it goes.
    await page.getByRole('button', { name: 'Vérifier ce que cela produira' }).click();
    await page.getByRole('button', { name: 'Valider la lettre d’intention' }).click();
    await page.getByRole('heading', { level: 1, name: /^Reçu/ }).waitFor();
    await context.close();
  });

  test('un champ faux est dit au champ, en haut de la page, et rien de la saisie n’est perdu', async () => {
    const { page, context } = await fenetre(browser, console_.origins);
    const ess = equipe('endocrinologie');
    await console_.connecter(page, 'caisse-gironde', `/dossiers/${ess}/actes/consigner-echange`);
    await page.locator('input[name=le]').fill('');
    await page.getByLabel(/^Sujet de l’échange/).fill('Versement');
    await page.getByRole('button', { name: 'Vérifier ce que cela produira' }).click();
    const resume = page.getByRole('alert');
    await resume.waitFor();
    expect(await resume.evaluate((one) => one === one.ownerDocument.activeElement)).toBe(true);
    await resume.getByRole('link').first().click();
    expect(await page.locator('input[name=le]').getAttribute('aria-invalid')).toBe('true');
    expect(await page.getByLabel(/^Sujet de l’échange/).inputValue()).toBe('Versement');
    await context.close();
  });

  test('sans JavaScript, un acte se fait de même', async () => {
    const { page, context, faults } = await fenetre(browser, console_.origins, { script: false });
    const ess = equipe('endocrinologie');
    await console_.connecter(page, 'caisse-gironde', `/dossiers/${ess}/actes/consigner-echange`);
    await page.getByLabel(/^Sujet de l’échange/).fill('Calendrier de versement');
    await page.getByRole('button', { name: 'Vérifier ce que cela produira' }).click();
    await page.getByRole('button', { name: 'Consigner un échange avec l’équipe' }).click();
    await page.getByRole('heading', { level: 1, name: /^Reçu/ }).waitFor();
    expect(await page.getByRole('main').innerText()).toContain('Échange consigné');
    expect(faults()).toEqual([]);
    await context.close();
  });

  test('d’un dossier ouvert dans sa liste filtrée, on passe au suivant, au précédent, d’un onglet à l’autre, et l’on y revient', async () => {
    const { page, context, faults } = await fenetre(browser, console_.origins);
    await console_.connecter(page, 'ars-nouvelle-aquitaine', '/dossiers?tri=nom&recherche=gironde');
    const noms = await page.locator('tbody th a').allInnerTexts();
    expect(noms.length).toBeGreaterThan(1);
    const liste = page.url();
    await page.locator('tbody th a').first().click();
    const voisins = page.getByRole('navigation', { name: 'Dans votre liste' });
    expect(await voisins.innerText()).toContain('1er de votre liste');
    expect(await voisins.getByRole('link', { name: /Précédent/ }).count()).toBe(0);
    await page.getByRole('link', { name: 'Échéancier', exact: true }).click();
    await voisins.getByRole('link', { name: /Suivant/ }).click();
    await page.getByRole('heading', { level: 1, name: noms[1] ?? '', exact: true }).waitFor();
    await voisins.getByRole('link', { name: /Précédent/ }).click();
    await page.getByRole('heading', { level: 1, name: noms[0] ?? '', exact: true }).waitFor();
    await page.getByRole('link', { name: 'Votre liste' }).click();
    expect(page.url()).toBe(liste);
    expect(faults()).toEqual([]);
    await context.close();
  });

  test('un brouillon se garde, se retrouve de « À faire » tel qu’on l’a saisi, n’écrase pas celui d’un autre onglet, et disparaît une fois envoyé', async () => {
    const { page, context, faults } = await fenetre(browser, console_.origins);
    const ess = equipe('endocrinologie');
    const garder = (onglet: typeof page) => onglet.getByRole('button', { name: 'Garder en brouillon' }).click();
    await console_.connecter(page, 'caisse-gironde', `/dossiers/${ess}/actes/consigner-echange`);
    await page.getByLabel(/^Sujet de l’échange/).fill('Calendrier des justificatifs');
    await garder(page);
    await page.getByText('Votre brouillon est gardé.').waitFor();
    await page.goto(console_.url);
    await page.getByRole('link', { name: /^Consigner un échange avec l’équipe/ }).click();
    expect(await page.getByLabel(/^Sujet de l’échange/).inputValue()).toBe('Calendrier des justificatifs');
    // The same draft in another tab, kept first.
    const autre = await context.newPage();
    await autre.goto(page.url());
    await autre.getByLabel(/^Sujet de l’échange/).fill('Écrit dans l’autre onglet');
    await garder(autre);
    await autre.getByText('Votre brouillon est gardé.').waitFor();
    await page.getByLabel(/^Sujet de l’échange/).fill('Écrit ici');
    await garder(page);
    expect(await page.getByRole('alert').innerText()).toContain('a été enregistré ailleurs');
    expect(await page.getByLabel(/^Sujet de l’échange/).inputValue()).toBe('Écrit ici');
    await page.goto(autre.url());
    expect(await page.getByLabel(/^Sujet de l’échange/).inputValue()).toBe('Écrit dans l’autre onglet');
    await page.getByRole('button', { name: 'Vérifier ce que cela produira' }).click();
    await page.getByRole('button', { name: 'Consigner un échange avec l’équipe' }).click();
    await page.getByRole('heading', { level: 1, name: /^Reçu/ }).waitFor();
    await page.goto(console_.url);
    expect(await page.getByRole('heading', { name: 'Vos brouillons' }).count()).toBe(0);
    expect(faults()).toEqual([]);
    await context.close();
  });

  test('le porteur envoie un fichier depuis le formulaire de l’acte, sans perdre un mot ; la caisse lit le fichier déposé', async () => {
    const { page, context, faults } = await fenetre(browser, console_.origins);
    const ess = equipe('rhumatologie');
    await console_.connecter(page, 'porteur-01', `/dossiers/${ess}/actes/deposer-pieces`);
    await page.getByLabel(/^Code de la pièce/).selectOption('statuts');
    await page.getByRole('button', { name: 'Envoyer ce fichier' }).click();
    expect(await page.getByRole('alert').innerText()).toContain('choisissez le fichier à envoyer.');
    await page
      .getByLabel('Fichier', { exact: false })
      .and(page.locator('input[type=file]'))
      .setInputFiles({
        name: 'statuts-signes.pdf',
        mimeType: 'application/pdf',
        buffer: Buffer.from(PDF),
      });
    await page.getByLabel(/^Ce que c’est/).selectOption('statuts');
    await page.getByRole('button', { name: 'Envoyer ce fichier' }).click();
    const envoye = page.getByRole('checkbox', { name: /statuts-signes\.pdf/ });
    expect(await envoye.isChecked()).toBe(true);
    expect(await page.getByLabel(/^Code de la pièce/).inputValue()).toBe('statuts');
    await page.getByRole('button', { name: 'Vérifier ce que cela produira' }).click();
    expect(await page.getByRole('main').innerText()).toContain('statuts-signes.pdf');
    await page.getByRole('button', { name: 'Déposer des pièces' }).click();
    await page.getByRole('heading', { level: 1, name: /^Reçu/ }).waitFor();
    expect(faults()).toEqual([]);
    await context.close();
    const caisse = await fenetre(browser, console_.origins);
    await console_.connecter(caisse.page, 'caisse-gironde', `/dossiers/${ess}/pieces`);
    await caisse.page.getByRole('link', { name: 'statuts-signes.pdf' }).waitFor();
    await caisse.context.close();
  });

  test('qui suit un dossier le dit ; « À faire » le montre, et le filtre', async () => {
    const { page, context, faults } = await fenetre(browser, console_.origins);
    await console_.connecter(page, 'ars-nouvelle-aquitaine', `/dossiers/${equipe('endocrinologie')}`);
    await page.getByRole('button', { name: 'Je le traite' }).click();
    await page.getByText('C’est dit : vos collègues le voient.').waitFor();
    await page.goto(`${console_.url}/?suiviPar=moi`);
    const suivies = page.getByRole('listitem').filter({ hasText: /Traité par vous/ });
    expect(await suivies.count()).toBeGreaterThan(0);
    expect(await page.locator('.task').count()).toBe(await suivies.count());
    await suivies
      .first()
      .getByRole('link', { name: /endocrinologie/ })
      .first()
      .click();
    await page.getByRole('button', { name: 'Je ne le suis plus' }).click();
    await page.getByText('Vous ne suivez plus ce dossier.').waitFor();
    expect(await page.getByRole('button', { name: 'Je ne le suis plus' }).count()).toBe(0);
    expect(faults()).toEqual([]);
    await context.close();
  });

  test('qui a deux rôles en change en haut de la page, et voit les pages de ce rôle', async () => {
    const { page, context } = await fenetre(browser, console_.origins);
    await console_.connecter(page, 'pilote-et-exploitant', '/dossiers');
    const entete = page.getByRole('banner');
    expect(await entete.innerText()).toContain('Pilotage national');
    const avant = (await context.cookies()).find(({ name }) => name === 'ess-session')?.value;
    await entete.getByLabel('Rôle').selectOption('exploitant');
    await entete.getByRole('button', { name: 'Changer' }).click();
    await page.getByText('Vous agissez maintenant en tant que').waitFor();
    expect(await entete.getByText('Exploitation').first().isVisible()).toBe(true);
    // Another power, another cookie: the one before opens nothing.
    const apres = (await context.cookies()).find(({ name }) => name === 'ess-session')?.value;
    expect(apres).not.toBe(avant);
    await context.addCookies([{ name: 'ess-session', value: avant ?? '', url: console_.url }]);
    await page.goto(`${console_.url}/dossiers`);
    await page.getByRole('heading', { name: 'Choisir un rôle' }).waitFor();
    await context.close();
  });

  test('une délégation se donne, se prend, se voit sur chaque page, et se quitte', async () => {
    const donne = await fenetre(browser, console_.origins);
    await console_.connecter(donne.page, 'ars-nouvelle-aquitaine', '/delegations');
    const remplir = async (identifiant: string, du: string, au: string) => {
      await donne.page.getByLabel('Identifiant du collègue').fill(identifiant);
      await donne.page.getByLabel('Du', { exact: true }).fill(du);
      await donne.page.getByLabel('Au', { exact: true }).fill(au);
      await donne.page.getByLabel('Pourquoi').fill('Congés');
      await donne.page.getByRole('button', { name: 'Déléguer' }).click();
    };
    await remplir('personne', '2020-01-01', '2020-01-02');
    await donne.page.getByRole('alert').waitFor();
    expect(await donne.page.getByLabel('Pourquoi').inputValue()).toBe('Congés');
    await remplir(`${console_.provider.issuer}|collegue-nouvelle-aquitaine`, today(), today());
    await donne.page.getByText('La délégation est donnée.').waitFor();
    await donne.context.close();

    const { page, context } = await fenetre(browser, console_.origins);
    await console_.connecter(page, 'collegue-nouvelle-aquitaine', '/delegations');
    await page.getByRole('button', { name: 'Agir au nom de ars-nouvelle-aquitaine' }).click();
    for (const chemin of ['/', '/dossiers', `/dossiers/${equipe('endocrinologie')}`, '/regles']) {
      await page.goto(`${console_.url}${chemin}`);
      expect(await page.getByRole('banner').innerText(), chemin).toContain('au nom de ars-nouvelle-aquitaine');
    }
    await page.getByRole('button', { name: 'Revenir à mon nom' }).click();
    await page.getByText('Vous agissez de nouveau en votre nom.').waitFor();
    expect(await page.getByRole('banner').innerText()).not.toContain('au nom de');
    await context.close();
  });

  test('un formulaire qui ne vient pas de la console, ou sans son jeton, n’a aucun effet', async () => {
    const { page, context } = await fenetre(browser, console_.origins);
    await console_.connecter(page, 'national');
    const session = (await context.cookies()).find(({ name }) => name === 'ess-session')?.value;
    const poster = (headers: Record<string, string>, body: Record<string, string>) =>
      fetch(`${console_.url}/role`, {
        method: 'POST',
        redirect: 'manual',
        headers: { cookie: `ess-session=${session}`, ...headers },
        body: new URLSearchParams(body),
      });
    expect((await poster({ 'sec-fetch-site': 'cross-site' }, { role: 'national' })).status).toBe(403);
    expect((await poster({ origin: 'https://ailleurs.example' }, { role: 'national' })).status).toBe(403);
    expect((await poster({ 'sec-fetch-site': 'same-origin' }, { role: 'national', _jeton: 'x' })).status).toBe(403);
    await context.close();
  });
});
