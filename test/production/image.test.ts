/** The image starts: every program of it, from a copy of exactly what it holds. The image itself: `test/conteneurs`. */
import { execFile } from 'node:child_process';
import { existsSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { parse } from 'yaml';
import { administer } from '../records/postgres.ts';
import { temporaryFolder } from '../setup/temporary-folder.ts';
import { admis, copierImage, fichiersDeLImage } from './image.ts';

const RACINE = join(import.meta.dirname, '../..');
const lire = (fichier: string) => readFileSync(join(RACINE, fichier), 'utf8');
const lancer = promisify(execFile);

let image: string;
beforeAll(async () => {
  image = await temporaryFolder();
  copierImage(image);
});
afterAll(() => rmSync(image, { recursive: true, force: true }));

interface Fin {
  readonly code: number;
  readonly dit: string;
}

/** Node as the image runs it, with the environment of the image and these settings. */
async function dansLImage(args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Fin> {
  const reglages = { PATH: process.env['PATH'] ?? '', NODE_ENV: 'production', ...env };
  return lancer(process.execPath, ['--disable-warning=ExperimentalWarning', ...args], {
    cwd: image,
    env: reglages,
  }).then(
    ({ stdout, stderr }) => ({ code: 0, dit: `${stdout}${stderr}` }),
    (fin: { code: number; stdout: string; stderr: string }) => ({ code: fin.code, dit: `${fin.stdout}${fin.stderr}` }),
  );
}

describe('ce qui entre dans l’image', () => {
  test('aucun secret, aucune donnée, aucun test, rien de ce que npm y mettra', () => {
    const dehors = [
      'deploy/secrets/url-migration',
      'donnees/postgres/PG_VERSION',
      '.env',
      '.git/config',
      'node_modules/pg/package.json',
      'test/production/image.ts',
      'api/quelque.test.ts',
    ];
    expect(admis(dehors)).toEqual([]);
  });

  test('les programmes, et les fichiers qu’ils lisent', () => {
    const fichiers = fichiersDeLImage();
    for (const attendu of [
      'package-lock.json',
      'api/client/index.ts',
      'records/server/compte-console.sql',
      'records/server/compte-restreint.sql',
      'documents/contracts/modeles/contrat-dotation.typ',
      'documents/fonts/NotoSans-Regular.ttf',
      'domain/catalogue/citations.json',
    ])
      expect(fichiers).toContain(attendu);
  });
});

/** Each program of the image, and the words of the first setting that it misses. */
const PROGRAMMES = {
  'api/main.ts': 'DATABASE_URL, TEMPORAL_ADDRESS must be set',
  'console/main.ts': 'DATABASE_URL must be set',
  'worker/main.ts': 'DATABASE_URL, TEMPORAL_ADDRESS, SMTP_URL, MAIL_FROM must be set',
  'caisse/main.ts': 'ESS_CAISSE is missing',
  'engine/codec-server/main.ts': 'ESS_CLES must name the file',
  'worker/bundle.ts': 'Usage: npm run bundle -- FILE',
  'cli/ess.ts': 'Usage : ess VERBE',
} as const;

/** Programs that the image has and nobody runs there. */
const DE_DEVELOPPEMENT = ['cli/start.ts', 'engine/embedded/main.ts'];

describe('chaque programme s’y charge', () => {
  test('ce que le Dockerfile et Compose lancent est connu ici', () => {
    const compose = parse(lire('docker-compose.yml'), { merge: true }) as {
      services: Record<string, { command?: string[] }>;
    };
    const lances = [
      ...lire('Dockerfile').matchAll(/[\w/-]+\.ts/g),
      ...Object.values(compose.services).flatMap(({ command = [] }) => [...command.join(' ').matchAll(/[\w/-]+\.ts/g)]),
    ].map(([programme]) => programme);
    // A caisse runs its own, with this image if it likes (docs/caisse-autonome.md).
    expect(new Set([...lances, 'caisse/main.ts'])).toEqual(new Set(Object.keys(PROGRAMMES)));
  });

  test.each(Object.entries(PROGRAMMES))('%s : jusqu’à dire « %s »', async (programme, mots) => {
    const { code, dit } = await dansLImage([programme]);
    expect(dit).toContain(mots);
    expect([1, 2]).toContain(code);
  });

  test.each(['migrer', 'preparer-moteur', 'verifier', 'cle', 'paiements', 'courriers', 'conservation'])(
    '« ess %s » donne son aide',
    async (verbe) => {
      const { code, dit } = await dansLImage(['cli/ess.ts', verbe, '--aide']);
      expect(dit).toMatch(new RegExp(`^ess ${verbe} `));
      expect(code).toBe(0);
    },
  );

  test('« ess jouer », qui a besoin d’une installation d’essai, le dit', async () => {
    const scenario = join(RACINE, 'test/regles/scenarios/S01-silence-lettre-intention.json');
    const { code, dit } = await dansLImage(['cli/ess.ts', 'jouer', scenario]);
    expect(dit).toContain('ess simuler');
    expect(code).toBe(2);
  });

  test('ce qui n’est chargé qu’au besoin s’y trouve aussi, sauf ce qui n’est que de développement', async () => {
    // Importing a program would run it, and workflow code is loaded by its bundle.
    const modules = fichiersDeLImage().filter(
      (fichier) =>
        /^(?!workflows\/).+(?<!\.d)\.ts$/.test(fichier) &&
        !Object.hasOwn(PROGRAMMES, fichier) &&
        !DE_DEVELOPPEMENT.includes(fichier),
    );
    const charger = `for (const un of ${JSON.stringify(modules)})
      await import(process.cwd() + '/' + un).catch(({ code }) => console.log(un + ' ' + code));
      process.exit();`;
    // The pages are JSX: the console's program has them compiled as they load.
    const { dit } = await dansLImage(['--import', './console/jsx.ts', '--input-type=module', '--eval', charger]);
    const manquent = [
      'cli/console.ts',
      'cli/identities.ts',
      'cli/installation.ts',
      'engine/embedded/sdk-download.ts',
      'local/demarche-numerique/api.ts',
      'local/demarche-numerique/graphql/endpoint.ts',
      'local/demarche-numerique/server.ts',
      'local/identity-provider/provider.ts',
      'local/identity-provider/sign-in.ts',
      'local/identity-provider/sign-out.ts',
    ];
    expect(dit.trim().split('\n').toSorted()).toEqual(manquent.map((un) => `${un} ERR_MODULE_NOT_FOUND`));
  });

  test('sans le client de l’API, « ess » ne se charge pas, et cela se voit ici', async () => {
    const [client, ailleurs] = [join(image, 'api/client'), join(image, 'client-retire')];
    renameSync(client, ailleurs);
    const { dit } = await dansLImage(['cli/ess.ts', 'migrer', '--aide']);
    renameSync(ailleurs, client);
    expect(dit).toContain('ERR_MODULE_NOT_FOUND');
  });
});

describe('ce que l’image fait', () => {
  test('le code de workflow se prépare, une fois pour toutes', async () => {
    const { dit } = await dansLImage(['worker/bundle.ts', join(image, 'workflows.js')]);
    expect(existsSync(join(image, 'workflows.js')), dit).toBe(true);
    expect(statSync(join(image, 'workflows.js')).size).toBeGreaterThan(100_000);
  });

  test('« ess migrer » met une base vide au schéma, et ne refait rien la seconde fois', async () => {
    const serveur = inject('postgresUrl');
    const base = `image_${process.pid}`;
    const url = new URL(serveur);
    url.pathname = `/${base}`;
    await administer(serveur, `create database ${base}`);
    try {
      const migrer = () => dansLImage(['cli/ess.ts', 'migrer'], { DATABASE_URL: url.href });
      expect(await migrer()).toMatchObject({
        code: 0,
        dit: expect.stringContaining('Schéma mis à jour : 0001_') as string,
      });
      expect(await migrer()).toEqual({ code: 0, dit: 'Schéma à jour.\n' });
    } finally {
      await administer(serveur, `drop database ${base}`);
    }
  });

  test('la sonde de vie dit non quand rien ne répond', async () => {
    expect(await dansLImage(['deploy/vivant.mjs', 'http://127.0.0.1:9/vie'])).toMatchObject({ code: 1 });
  });
});
