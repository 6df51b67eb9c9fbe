/** The pages of the double: a deposit, an instruction, an answer, as a browser without script makes them. */
import { HtmlValidate } from 'html-validate';
import { describe, expect, test } from 'vitest';
import { NUMERO_LETTRE } from '../../../local/demarche-numerique/ready-made/index.ts';
import { essai } from './essai.ts';
import { LETTRE } from './lettre.ts';

const e = essai('2026-03-02T09:00:00');
const at = (path: string): URL => new URL(path, e.dn.pageUrl);
const show = async (path: string): Promise<string> => (await fetch(at(path))).text();
const send = (path: string, fields: Readonly<Record<string, string | Blob>>, headers: Record<string, string> = {}) => {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields))
    if (typeof value === 'string') form.append(name, value);
    else form.append(name, value, 'lettre.pdf');
  return fetch(at(path), { method: 'POST', body: form, headers, redirect: 'manual' });
};
const NEW = `/demarches/${NUMERO_LETTRE}/nouveau`;
const TYPED = {
  nom: 'Médecin 01',
  prenom: 'Prénom 01',
  courriel: 'deposant@exemple.invalid',
  // The rows of the promoters are typed below.
  ...Object.fromEntries(
    Object.entries({ ...LETTRE, 1029: '' }).map(([stableId, value]) => [
      `c${stableId}`,
      (value as string | string[]).toString(),
    ]),
  ),
  'c1038.0': 'Médecin 01',
  'c1039.0': '',
  'c1040.0': 'Dermatologue',
};
const act = (number: number, acte: string, fields: Record<string, string> = {}) =>
  send(`/dossiers/${number}/instruction`, { acte, ...fields });

test('un dossier se dépose, avec ses lignes et sa pièce, et l’API le rend', async () => {
  const pdf = new Blob(['%PDF-1.7'], { type: 'application/pdf' });
  const rows = {
    'c1033.0': 'Médecin 01',
    'c1034.0': 'A',
    'c1035.0': '10000000001',
    'c1033.1': '',
    'c1034.1': '',
    'c1035.1': '',
  };
  const response = await send(NEW, { ...TYPED, ...rows, c1036: pdf });
  expect(response.status).toBe(303);
  const [dossier] = e.dn.world.dossiers.values();
  if (dossier === undefined) throw new Error('no dossier');
  expect(response.headers.get('location')).toBe(`/dossiers/${dossier.number}`);
  const { champs } = await e.dossier(
    dossier,
    'champs { label stringValue ... on RepetitionChamp { rows { champs { stringValue } } } ... on PieceJustificativeChamp { files { filename } } }',
  );
  expect(champs).toContainEqual({ label: 'Intitulé du projet', stringValue: 'ESS de dermatologie' });
  expect(champs).toContainEqual(
    expect.objectContaining({
      rows: [{ champs: [{ stringValue: 'Médecin 01' }, { stringValue: 'A' }, { stringValue: '10000000001' }] }],
    }),
  );
  expect(champs).toContainEqual(expect.objectContaining({ files: [{ filename: 'lettre.pdf' }] }));
  expect(await show(`/dossiers/${dossier.number}`)).toContain('ESS de dermatologie');
  expect(await show('/')).toContain(`<td>${dossier.number}</td>`);
});

test('un champ obligatoire oublié est dit, et ce qui était tapé reste', async () => {
  const response = await send(NEW, { ...TYPED, c1014: 'true', c1001: '<b>Titre</b>' });
  expect(response.status).toBe(422);
  const page = await response.text();
  expect(page).toContain('Le champ « Nom de la structure » doit être rempli');
  expect(page).toContain('value="&lt;b&gt;Titre&lt;/b&gt;"');
  expect(e.dn.world.dossiers.size).toBe(0);
});

test('l’agent demande de compléter, le déposant répond, l’agent refuse puis rouvre', async () => {
  const { number } = e.depose();
  const dossier = e.dn.world.dossiers.get(number);
  expect((await act(number, 'passer-en-instruction')).headers.get('location')).toBe(`/dossiers/${number}/instruction`);
  await act(number, 'corriger-incomplet', { message: 'Il manque la gouvernance.' });
  expect(await show(`/dossiers/${number}`)).toContain('Correction demandée : Il manque la gouvernance.');
  const edit = { ...TYPED, c1028: 'Une assemblée générale.' };
  await send(`/dossiers/${number}/modifier`, { ...edit, acte: 'enregistrer' });
  expect(await show(`/dossiers/${number}`)).toContain('Modifications non déposées');
  await send(`/dossiers/${number}`, { acte: 'redeposer' });
  expect(dossier?.contenu.saisies.get('1028')?.valeur).toBe('Une assemblée générale.');
  await act(number, 'passer-en-instruction');
  const refused = await act(number, 'refuser');
  expect([refused.status, await refused.text()]).toEqual([
    422,
    expect.stringContaining('La motivation doit être remplie') as string,
  ]);
  await act(number, 'refuser', { motivation: 'Territoire déjà couvert' });
  expect(dossier?.etat).toBe('refuse');
  await act(number, 'repasser-en-instruction');
  await act(number, 'accepter', { motivation: 'Après nouvel examen' });
  expect(dossier?.traitements.map(({ event }) => event)).toEqual([
    'depose',
    'passe_en_instruction',
    'repasse_en_construction',
    'depose_correction_usager',
    'passe_en_instruction',
    'refuse',
    'repasse_en_instruction',
    'accepte',
  ]);
});

test('le déposant retire son dossier, et le restaure', async () => {
  const dossier = e.depose();
  await send(`/dossiers/${dossier.number}`, { acte: 'retirer' });
  expect(await show(`/dossiers/${dossier.number}`)).toContain('retiré');
  await send(`/dossiers/${dossier.number}`, { acte: 'restaurer' });
  expect(dossier.cache).toBeNull();
});

test('modifier garde les pièces cochées, et ôte les autres', async () => {
  const pdf = new Blob(['%PDF-1.7'], { type: 'application/pdf' });
  await send(NEW, { ...TYPED, c1036: pdf });
  const [dossier] = e.dn.world.dossiers.values();
  const files = () => dossier?.contenu.saisies.get('1036')?.valeur as readonly string[];
  const [kept = ''] = files();
  const edit = (fields: object) =>
    send(`/dossiers/${dossier?.number}/modifier`, { ...TYPED, acte: 'redeposer', ...fields });
  await edit({ c1036: kept, c1027: 'Un hôpital' });
  expect(files()).toEqual([kept]);
  await edit({ c1027: 'Deux hôpitaux' });
  expect(files()).toEqual([]);
});

describe('l’horloge', () => {
  test('avance sur la page', async () => {
    expect((await send('/avancer', { jours: '14' })).status).toBe(303);
    expect(e.dn.world.clock.now()).toBe(Date.parse('2026-03-16T09:00:00+01:00'));
    expect((await send('/avancer', { jours: '-1' })).status).toBe(422);
  });

  test.each([
    [{ instant: '2026-03-29T03:30:00' }, 200, '2026-03-29T03:30:00+02:00'],
    [{ avancer: 'P2M' }, 200, '2026-05-02T09:00:00+02:00'],
    [{ instant: '2026-03-01T09:00:00' }, 400, undefined],
    [{ instant: 'demain' }, 400, undefined],
    [{}, 400, undefined],
  ])('s’avance par un programme : %j', async (body, status, instant) => {
    const headers = { 'content-type': 'application/json' };
    const response = await fetch(at('/horloge'), { method: 'POST', headers, body: JSON.stringify(body) });
    expect(response.status).toBe(status);
    expect(((await response.json()) as { instant?: string }).instant).toBe(instant);
  });

  test('n’écoute pas un formulaire', async () => {
    expect((await send('/horloge', { instant: '2027-01-01T00:00:00' })).status).toBe(415);
  });
});

test('un formulaire d’un autre site est refusé, un acte inconnu aussi, et rien ne se charge', async () => {
  const { number } = e.depose();
  expect((await send(`/dossiers/${number}`, { acte: 'retirer' }, { 'sec-fetch-site': 'cross-site' })).status).toBe(403);
  expect((await send(`/dossiers/${number}`, { acte: 'effacer' })).status).toBe(400);
  expect((await fetch(at('/dossiers/1'))).status).toBe(404);
  expect((await fetch(at('/'))).headers.get('content-security-policy')).toContain("default-src 'none'");
});

test('les pages sont du HTML correct, accessible', async () => {
  await send(NEW, { ...TYPED, 'c1033.0': 'Médecin 01' });
  const [dossier] = e.dn.world.dossiers.values();
  await act(dossier?.number ?? 0, 'corriger-incorrect', { message: 'À revoir.' });
  const validator = new HtmlValidate({
    extends: ['html-validate:recommended', 'html-validate:a11y'],
    rules: {
      'no-inline-style': 'off',
      'void-style': 'off',
      'no-trailing-whitespace': 'off',
      'attr-quotes': 'off',
      'doctype-style': 'off',
      'long-title': 'off',
    },
  });
  const paths = [
    '/',
    NEW,
    `/dossiers/${dossier?.number}`,
    `/dossiers/${dossier?.number}/modifier`,
    `/dossiers/${dossier?.number}/instruction`,
  ];
  const pages = await Promise.all(paths.map(async (path) => [path, await show(path)] as const));
  for (const [path, text] of pages) {
    const report = await validator.validateString(text);
    expect(
      report.results.flatMap(({ messages }) =>
        messages.map(({ ruleId, message, line }) => `${path}:${line} ${ruleId} ${message}`),
      ),
    ).toEqual([]);
  }
});
