/** The first pages: what is here, for whom, how one gets in; and no link that leads nowhere, there or in the documents. */
import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { fournisseur } from '../setup/identites.ts';
import { api, dossierOf } from './support.ts';

test.each([true, false])(
  '« / » dit ce qu’est le service, et chaque lien y mène quelque part (essai : %s)',
  async (essai) => {
    const { request } = await api({ allowClockOrigin: essai });
    const { status, type, text } = await request('/', { headers: { comme: '' } });
    expect([status, type]).toEqual([200, 'text/html; charset=utf-8']);
    for (const mot of ['équipes de soins spécialisés', 'agences régionales de santé', 'caisses', '/api/v1/moi'])
      expect(text.toLowerCase()).toContain(mot);
    expect(text.includes('npm run')).toBe(essai);
    const liens = [...text.matchAll(/href="([^"]+)"/g)].map(([, lien = '']) => lien);
    expect(liens.length).toBeGreaterThan(4);
    for (const lien of liens)
      expect([lien, (await request(lien, { headers: { comme: '' } })).status]).toEqual([lien, 200]);
  },
);

test('la documentation d’une démonstration demande d’abord un dossier qui est là ; ailleurs, elle n’en nomme aucun', async () => {
  for (const essai of [true, false]) {
    const { request, get, world } = await api({ allowClockOrigin: essai });
    world.dossiers.push(dossierOf('ess-33-exemple1'));
    const { text, body } = await request('/api/v1/openapi.json', { headers: { comme: '' } });
    const { paths } = body as {
      paths: Record<string, { get: { parameters: { name: string; schema: { example?: string } }[] } }>;
    };
    const [ess] = paths['/api/v1/ess/{ess}']?.get.parameters.filter(({ name }) => name === 'ess') ?? [];
    expect((await get(`/ess/${ess?.schema.example}`)).status).toBe(essai ? 200 : 404);
    expect(text.includes('ess-33-exemple1')).toBe(essai);
  }
});

test('la page du fournisseur d’identité dit ce qu’il est et comment avoir un jeton', async () => {
  const { issuer } = await fournisseur();
  const reponse = await fetch(new URL('/', issuer));
  expect(reponse.status).toBe(200);
  expect(await reponse.text()).toContain('ess -- jeton porteur-01');
});

const RACINE = join(import.meta.dirname, '../..');
const DOCUMENTS = [...globSync('*.md', { cwd: RACINE }), ...globSync('docs/**/*.md', { cwd: RACINE })].toSorted();

/** As GitHub makes an anchor of a heading. */
const ancre = (titre: string): string =>
  titre
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\p{M}_\- ]/gu, '')
    .replaceAll(' ', '-');
const sansCode = (texte: string): string => texte.replace(/^```[\s\S]*?^```/gm, '').replace(/`[^`\n]*`/g, '');
const ancresDe = (texte: string): readonly string[] =>
  [...texte.replace(/^```[\s\S]*?^```/gm, '').matchAll(/^#{1,6} (.+)$/gm)].map(([, titre = '']) => ancre(titre.trim()));

test.each(DOCUMENTS)('%s : aucun lien vers rien', (nom) => {
  const texte = readFileSync(join(RACINE, nom), 'utf8');
  const morts = [...sansCode(texte).matchAll(/\]\(<?([^)\s>]+)>?\)/g)].flatMap(([, lien = '']) => {
    if (/^[a-z]+:/.test(lien)) return [];
    const [chemin = '', cible] = decodeURI(lien).split('#');
    const fichier = chemin === '' ? join(RACINE, nom) : join(RACINE, dirname(nom), chemin);
    if (!existsSync(fichier)) return [lien];
    if (cible === undefined || !fichier.endsWith('.md') || /^L\d+/.test(cible)) return [];
    return ancresDe(readFileSync(fichier, 'utf8')).includes(cible) ? [] : [lien];
  });
  expect(morts).toEqual([]);
});
