/** Settings: whoever installs finds each of them in one table, and nothing there that is not read. */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { fichiersDeLImage } from './image.ts';

const RACINE = join(import.meta.dirname, '../..');
const lire = (fichier: string) => readFileSync(join(RACINE, fichier), 'utf8');

/** Of the machine, not of ours. */
const AILLEURS = ['PATH', 'HOME', 'LOCALAPPDATA'];
/** By Temporal's library of settings. */
const LUS_PAR_UNE_BIBLIOTHEQUE = [
  'TEMPORAL_TLS_CLIENT_CERT_PATH',
  'TEMPORAL_TLS_CLIENT_KEY_PATH',
  'TEMPORAL_TLS_SERVER_CA_CERT_PATH',
  'TEMPORAL_TLS_SERVER_NAME',
];

const ligne = /^\| `([A-Z][A-Z0-9_]+)` +\| [^|]+ \| [^|]+ \| [^|]+ \|$/gm;
const table = [...lire('docs/reglages.md').matchAll(ligne)].map(([, nom]) => nom ?? '');

/** `env['X']` and `env.X`; taken apart from `env`; read by a function that is told the name. */
const LECTURES = [
  /\benv(?:\??\.|\[')([A-Z][A-Z0-9_]+)\b/g,
  /\b(ESS_[A-Z0-9_]+): [a-z]\w*(?=,| \})/g,
  /\bport\('([A-Z_]+)'/g,
  /'((?:ESS|AWS|OTEL)_[A-Z0-9_]+|TEMPORAL_API_KEY)'/g,
];

/** In every file that the image has: a folder that is added there is read here. */
const lus = new Set(
  fichiersDeLImage()
    .filter((fichier) => /\.(ts|mjs)$/.test(fichier))
    .map(lire)
    .flatMap((code) => LECTURES.flatMap((lecture) => [...code.matchAll(lecture)].map(([, nom]) => nom ?? ''))),
);

test('chaque réglage que les programmes lisent est dans la table, une fois, et la table n’en a pas d’autre', () => {
  expect(table.length).toBeGreaterThan(40);
  expect(table.toSorted()).toEqual(
    [...[...lus].filter((nom) => !AILLEURS.includes(nom)), ...LUS_PAR_UNE_BIBLIOTHEQUE].toSorted(),
  );
});

test('ce que Compose donne à nos programmes y est', () => {
  const { services } = parse(lire('docker-compose.yml'), { merge: true }) as {
    services: Record<string, { image: string; environment?: Record<string, string> }>;
  };
  const donnes = Object.values(services)
    .filter(({ image }) => image.startsWith('ess:'))
    .flatMap(({ environment = {} }) => Object.keys(environment));
  expect(donnes.length).toBeGreaterThan(10);
  for (const nom of donnes) expect(table, nom).toContain(nom.replace(/_FILE$/, ''));
});

test('aucune autre page n’a sa table de réglages', () => {
  const pages = readdirSync(join(RACINE, 'docs')).filter((nom) => nom.endsWith('.md') && nom !== 'reglages.md');
  const lignes = pages.flatMap((page) => [...lire(`docs/${page}`).matchAll(/^\| `[A-Z][A-Z0-9]*_[A-Z0-9_]+`.*$/gm)]);
  expect(lignes.map(([texte]) => texte)).toEqual([]);
});
