/** `/etat-des-lieux` and its two files (SUI-03), by each role that may: the same table for all, each its own lines of it. */
import { parse } from 'csv-parse/sync';
import { expect, test } from 'vitest';
import type { ChiffresEss } from '../../domain/etat-des-lieux/chiffres-annuels.ts';
import type { DemandeEtatDesLieux } from '../../records/journal/etat-des-lieux.ts';
import { comme } from '../setup/identites.ts';
import { api, errorsOf } from './support.ts';

const equipe = (region: string, departement: string, specialite = 'dermatologie'): ChiffresEss => ({
  region,
  departement,
  specialites: [specialite],
  departements: [departement],
  tientSonTerritoire: true,
  phase: 'dotation',
  entree: true,
  cloture: false,
  operationnelle: true,
  socleComplet: false,
  lettreIntention: [{ favorable: true, tacite: true, delaiJours: 61 }],
  projetSante: [],
  adherents: 37,
  rapport: false,
  indicateurs: null,
  verseCentimes: 6_500_050,
  rembourseCentimes: 0,
  cible30: null,
  cible50: null,
});
/** Eleven teams, of which one in Landes. */
const EQUIPES = [
  ...Array.from({ length: 5 }, () => equipe('nouvelle-aquitaine', '33', '=1+1')),
  equipe('nouvelle-aquitaine', '40'),
  ...Array.from({ length: 5 }, () => equipe('bretagne', '35')),
];
const service = async () => {
  const asked: DemandeEtatDesLieux[] = [];
  const figures = (demande: DemandeEtatDesLieux) => {
    asked.push(demande);
    return Promise.resolve(EQUIPES);
  };
  return { asked, ...(await api({ records: { figures } })) };
};

type Line = Readonly<Record<string, unknown>>;
const lines = (body: Line) =>
  (body['lignes'] as Line[]).map(
    ({ niveau, region, departement, specialite, adherents }) =>
      `${[niveau, departement ?? region ?? specialite].filter(Boolean).join(' ')} : ${String(adherents)}`,
  );
const covered = (body: Line) =>
  (body['couverture'] as { specialite: string; couverts: string[]; nonCouverts: string[] }[]).map(
    ({ specialite, couverts, nonCouverts }) => [specialite, couverts.join(' '), nonCouverts.length],
  );

test.each([
  [
    'national',
    // The team of Landes would be Nouvelle-Aquitaine less Gironde, or less « =1+1 »; dermatologie less Bretagne.
    [
      'national : 407',
      'region bretagne : 185',
      'region nouvelle-aquitaine : 222',
      'departement 33 : null',
      'departement 35 : 185',
      'departement 40 : null',
      'specialite =1+1 : null',
      'specialite dermatologie : null',
    ],
  ],
  ['ars', ['region nouvelle-aquitaine : 222', 'departement 33 : null', 'departement 40 : null']],
  ['caisse', ['departement 33 : null']],
  ['ars-bretagne', ['region bretagne : 185', 'departement 35 : 185']],
])('%s lit ses lignes de la table diffusable', async (role, expected) => {
  const { body } = await (await service()).get('/etat-des-lieux?annee=2025', role);
  expect(body).toMatchObject({ chiffres: 'diffusables', seuils: { equipes: 5, personnes: 11 } });
  expect(lines(body)).toEqual(expected);
});

test('les chiffres exacts, pour qui peut lire chaque dossier : les siens seuls', async () => {
  const { get } = await service();
  expect(lines((await get('/etat-des-lieux?annee=2025&chiffres=exacts', 'ars')).body)).toEqual([
    'region nouvelle-aquitaine : 222',
    'departement 33 : 185',
    'departement 40 : 37',
  ]);
  expect(lines((await get('/etat-des-lieux?annee=2025&chiffres=exacts', 'caisse')).body)).toEqual([
    'departement 33 : 185',
  ]);
  const { body } = await get('/etat-des-lieux?annee=2025&chiffres=exacts', 'national');
  expect((body['lignes'] as Line[]).flatMap((line) => line['masque'])).toEqual([]);
});

test('les départements couverts et les autres, par spécialité, dans le périmètre de qui lit', async () => {
  const { get } = await service();
  expect(covered((await get('/etat-des-lieux', 'ars')).body)).toEqual([
    ['=1+1', '33', 11],
    ['dermatologie', '40', 11],
  ]);
  expect(covered((await get('/etat-des-lieux', 'caisse')).body)).toEqual([
    ['=1+1', '33', 0],
    ['dermatologie', '', 1],
  ]);
});

test.each(['porteur', 'exploitant'])('%s n’y a pas droit', async (role) => {
  const { get } = await service();
  for (const path of ['/etat-des-lieux', '/exports/etat-des-lieux.csv', '/exports/couverture.csv'])
    expect(await get(path, role)).toMatchObject({ status: 403, body: { regle: 'SUI-03' } });
});

test('l’année demandée au 31 décembre, à sa date d’arrêt ; sans année, aujourd’hui', async () => {
  const { get, asked } = await service();
  expect((await get('/etat-des-lieux?annee=2024&arreteLe=2025-02-28', 'national')).body).toMatchObject({
    du: '2024-01-01',
    au: '2024-12-31',
    arreteLe: '2025-02-28',
    provisoire: false,
  });
  expect(asked.at(-1)).toEqual({ au: '2024-12-31', arreteLe: '2025-02-28' });
  const { body } = await get('/etat-des-lieux', 'national');
  expect(body).toMatchObject({ arreteLe: null, provisoire: true });
  expect(asked.at(-1)).toEqual({ au: body['au'] });
  expect(body['du']).toBe(`${String(body['au']).slice(0, 4)}-01-01`);
});

test.each([
  ['annee=25', 'annee'],
  ['annee=2025&arreteLe=2025-12-30', 'arreteLe'],
  ['annee=2025&arreteLe=2026-02-30', 'arreteLe'],
  ['chiffres=bruts', 'chiffres'],
])('« %s » : le champ et sa règle', async (query, field) => {
  const answer = await (await service()).get(`/etat-des-lieux?${query}`, 'national');
  expect(answer.status).toBe(400);
  expect(errorsOf(answer)).toMatchObject({ [field]: { regle: 'SUI-03' } });
});

async function csv(path: string, role: string) {
  const { base } = await service();
  const answer = await fetch(`${base}/api/v1${path}`, { headers: await comme(role) });
  const bytes = Buffer.from(await answer.arrayBuffer());
  return {
    headers: answer.headers,
    bytes,
    lines: parse<Record<string, string>>(bytes.toString(), { bom: true, delimiter: ';', columns: true }),
  };
}

test('le CSV des lignes : une marque, des titres français, des euros, les formules désarmées, le masqué vide', async () => {
  const { headers, bytes, lines: read } = await csv('/exports/etat-des-lieux.csv?annee=2025', 'national');
  expect(headers.get('content-type')).toBe('text/csv; charset=utf-8');
  expect(headers.get('content-disposition')).toBe('attachment; filename=etat-des-lieux-2025-12-31-diffusables.csv');
  expect(bytes.subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]));
  expect(read[0]).toMatchObject({
    Niveau: 'France entière',
    'ESS ouvertes': '11',
    Adhérents: '407',
    'Versé (€)': '715005,50',
    "Lettre d'intention : part tacite (%)": '100',
    'Chiffres masqués': '',
  });
  const landes = read.find((line) => line['Département du siège'] === 'Landes (40)');
  expect(landes).toMatchObject({ 'ESS ouvertes': '1', Adhérents: '', 'Versé (€)': '', 'Remboursé (€)': '0,00' });
  expect(landes?.['Chiffres masqués']).toMatch(
    /^Masqués, car ils reposeraient sur moins de 5 équipes ou de 11 personnes : .*versé/,
  );
  expect(read.map((line) => line['Spécialité'])).toContain("'=1+1");
});

test('le CSV de la couverture : une ligne par spécialité et département', async () => {
  const { lines: read } = await csv('/exports/couverture.csv', 'ars');
  expect(read).toHaveLength(24);
  expect(read.filter((line) => line['Couvert'] === 'oui').map((line) => line['Département'])).toEqual([
    'Gironde (33)',
    'Landes (40)',
  ]);
});

test('une année qui n’a pas commencé : 400, qui la nomme', async () => {
  const { get } = await service();
  const suivante = String(new Date().getFullYear() + 1);
  for (const chemin of ['/etat-des-lieux', '/exports/etat-des-lieux.csv', '/exports/couverture.csv']) {
    const answer = await get(`${chemin}?annee=${suivante}`, 'national');
    expect([answer.status, errorsOf(answer)['annee']?.regle]).toEqual([400, 'SUI-03']);
  }
});
