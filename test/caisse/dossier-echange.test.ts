/** Orders as files that a payment system takes: whole, once, never two under one key. */
import { mkdtemp, readFile, readdir, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { A_PRENDRE, OrdreContradictoire, PRIS, dossierEchange, nomDeFichier } from '../../caisse/dossier-echange.ts';
import type { Ordre, Suite, SystemeDePaiement } from '../../caisse/executant.ts';
import { centimes, type DateCivile } from '../../domain/valeurs.ts';
import { writeCaissePackage } from '../../scripts/caisse-package.ts';

let dossier: string;
let systeme: SystemeDePaiement;
beforeEach(async () => {
  dossier = await mkdtemp(join(tmpdir(), 'echange-'));
  systeme = await dossierEchange(dossier);
});
afterEach(() => rm(dossier, { recursive: true }));

const ORDRE: Ordre = {
  type: 'ordonner-paiement',
  voie: 'argent',
  cle: 'ess-33-a/ordonner-paiement/12',
  ess: 'ess-33-a',
  caisse: 'gironde',
  paiement: 'amorcage-1',
  montantCentimes: centimes(4_000_000),
  le: '2026-02-20' as DateCivile,
  dateLimite: '2026-03-20' as DateCivile,
};
const NOM = 'ess-33-a.ordonner-paiement.12.json';
const suite = (statut: Exclude<Suite['statut'], 'rectifie'>, rang: number): Suite => ({
  ...ORDRE,
  type: 'suivre-paiement',
  cle: `ess-33-a/suivre-paiement/${rang}`,
  statut,
  apres: statut === 'libere' ? 'ordonnance' : statut,
  resteCentimes: centimes(4_000_000),
});

test('un ordre est un fichier, entier, sous sa clé ; dit dix fois à la fois, il est le même', async () => {
  await Promise.all(Array.from({ length: 10 }, () => systeme.ordonner(ORDRE)));
  expect(await readdir(join(dossier, A_PRENDRE))).toEqual([NOM]);
  const attendu = Object.fromEntries(Object.entries(ORDRE).filter(([nom]) => nom !== 'type' && nom !== 'voie'));
  expect(JSON.parse(await readFile(join(dossier, A_PRENDRE, NOM), 'utf8'))).toEqual({ nature: 'ordre', ...attendu });
});

test('pris par le logiciel de paiement, il n’est pas remis', async () => {
  await systeme.ordonner(ORDRE);
  await rename(join(dossier, A_PRENDRE, NOM), join(dossier, PRIS, NOM));
  await systeme.ordonner(ORDRE);
  expect(await readdir(join(dossier, A_PRENDRE))).toEqual([]);
});

test.each([A_PRENDRE, PRIS])(
  'un autre montant sous la même clé est une erreur (%s), et rien n’est écrit',
  async (ou) => {
    await systeme.ordonner(ORDRE);
    if (ou === PRIS) await rename(join(dossier, A_PRENDRE, NOM), join(dossier, PRIS, NOM));
    await expect(systeme.ordonner({ ...ORDRE, montantCentimes: centimes(1) })).rejects.toThrow(OrdreContradictoire);
    expect(await readFile(join(dossier, ou, NOM), 'utf8')).toContain('"montantCentimes": 4000000');
    expect((await readdir(join(dossier, A_PRENDRE))).filter((nom) => nom.endsWith('.part'))).toEqual([]);
  },
);

test.each([
  ['ordonnance', 'reemission'],
  ['interrompu', 'interruption'],
  ['libere', 'liberation'],
] as const)('« %s » se dit « %s »', async (statut, nature) => {
  await systeme.suivre(suite(statut, 15));
  const texte = await readFile(join(dossier, A_PRENDRE, 'ess-33-a.suivre-paiement.15.json'), 'utf8');
  expect(JSON.parse(texte)).toMatchObject({ nature, resteCentimes: 4_000_000 });
});

test.each(['../../etc/passwd', '', '.cache/1', `${'a'.repeat(300)}/x/1`])(
  'une clé qui n’est pas le nom d’un fichier est refusée : %s',
  (cle) => expect(() => nomDeFichier(cle)).toThrow(OrdreContradictoire),
);

test('le paquet d’une caisse ne porte que ce qu’il faut : joindre le moteur, et rien de nos dossiers', async () => {
  const fichiers = await writeCaissePackage(join(dossier, 'paquet'));
  expect(fichiers.filter((nom) => !/^(caisse|engine\/connection|runtime)\/[a-z-]+\.js$/.test(nom))).toEqual([
    'package.json',
    'README.md',
    'LICENSE',
  ]);
  const manifeste = JSON.parse(await readFile(join(dossier, 'paquet/package.json'), 'utf8')) as {
    dependencies: Record<string, string>;
  };
  for (const version of Object.values(manifeste.dependencies)) expect(version).toMatch(/^\d+\.\d+\.\d+$/);
  expect(Object.keys(manifeste.dependencies)).toContain('@temporalio/worker');
  expect(Object.keys(manifeste.dependencies)).not.toContain('pg');
});
