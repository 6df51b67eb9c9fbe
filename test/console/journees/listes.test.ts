/** A list of cases: its export has what it shows, and a view of it is found again. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { decode } from '../formulaires.ts';
import { ouvrirConsole, type ConsoleOuverte } from '../ouvrir.ts';
import { visiteur, type Visiteur } from '../visiteur.ts';

let console_: ConsoleOuverte;
let agent: Visiteur;
beforeAll(async () => {
  console_ = await ouvrirConsole();
  agent = visiteur(console_);
  await agent.connecter('ars-nouvelle-aquitaine');
});
afterAll(() => console_.fermer());

/** Cases in the order of the list. */
const dossiers = (html: string): readonly string[] => [
  ...new Set([...html.matchAll(/href="\/dossiers\/(ess-[a-z0-9-]+)/g)].map(([, ess = '']) => ess)),
];
const lienDeLExport = (html: string, format: string): string =>
  decode(new RegExp(`href="(/dossiers/export[^"]*format=${format}[^"]*)"`).exec(html)?.[1] ?? '');

test('l’export a exactement ce que la liste montre : ses filtres, son ordre, ses colonnes', async () => {
  const toutes = dossiers((await agent.demander('/dossiers?tri=nom')).texte);
  expect(toutes.length).toBeGreaterThan(3);
  let montrees = 0;
  for (const requete of [
    'tri=nom',
    'tri=-nom',
    'tri=echeance&phase=lettre-intention',
    'tri=nom&specialite=endocrinologie',
  ]) {
    const { status, texte } = await agent.demander(`/dossiers?${requete}`);
    expect(status, requete).toBe(200);
    const vues = dossiers(texte);
    montrees += vues.length;
    if (vues.length === 0) continue;
    const json = await agent.demander(lienDeLExport(texte, 'json'));
    expect(json.headers.get('content-disposition')).toMatch(/^attachment; filename="?dossiers-/);
    expect(
      (JSON.parse(json.texte) as { ess: { ess: string }[] }).ess.map(({ ess }) => ess),
      requete,
    ).toEqual(vues);
    const csv = await agent.demander(lienDeLExport(texte, 'csv'));
    expect(csv.texte.trim().split('\r\n').length - 1, requete).toBe(vues.length);
  }
  expect(montrees).toBeGreaterThan(toutes.length);
});

test('une vue enregistrée rend la même liste, à soi seul ; retirée, elle n’est plus là', async () => {
  const _jeton = await agent.jeton();
  const requete = 'tri=-nom&phase=lettre-intention';
  const liste = dossiers((await agent.demander(`/dossiers?${requete}`)).texte);
  expect((await agent.poster('/dossiers/vues', { _jeton, requete, nom: 'Lettres à lire' })).status).toBe(303);
  const { texte } = await agent.demander('/dossiers');
  const lien = decode(/href="(\/dossiers\?[^"]*)">Lettres à lire</.exec(texte)?.[1] ?? '');
  expect(dossiers((await agent.demander(lien)).texte)).toEqual(liste);
  const caisse = visiteur(console_);
  await caisse.connecter('caisse-gironde');
  expect((await caisse.demander('/dossiers')).texte).not.toContain('Lettres à lire');
  const vue = /name="vue" value="([^"]+)"/.exec(texte)?.[1] ?? '';
  expect((await agent.poster('/dossiers/vues/retrait', { _jeton, vue })).status).toBe(303);
  expect((await agent.demander('/dossiers')).texte).not.toContain('Lettres à lire');
});
