/** The image, built and run: every program of it as Compose runs it, its labels, its parts, its size, and built again. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { apporterBases, commande, construire, empechement, lire, podman } from './podman.ts';

const obstacle = await empechement('debootstrap');
if (obstacle !== undefined) console.warn(`[conteneurs: ${obstacle}: the image is not built here]`);

const IMAGE = 'localhost/ess:essai';
/** As docker-compose.yml runs it, and with less: no network. Podman asks systemd for its probes: these live too little. */
const COMME_COMPOSE = [
  '--no-healthcheck',
  '--read-only',
  '--cap-drop',
  'ALL',
  '--security-opt',
  'no-new-privileges',
  '--user',
  '1000:1000',
];
const dans = (...args: readonly string[]) =>
  commande('podman', ['run', '--rm', '--network', 'none', ...COMME_COMPOSE, IMAGE, ...args]);

describe.skipIf(obstacle !== undefined)('l’image', () => {
  let couches: string;
  beforeAll(async () => {
    await apporterBases();
    couches = await construire(IMAGE, '9.9.9');
  });
  afterAll(() => commande('podman', ['rmi', '--force', IMAGE, `${IMAGE}-encore`]));

  const { services } = parse(lire('docker-compose.yml'), { merge: true }) as {
    services: Record<string, { image: string; command?: string[] }>;
  };
  const lances = Object.entries(services)
    .filter(([, { image }]) => image.startsWith('ess:'))
    .map(([nom, { command = [] }]) => [nom, command] as const);

  test.each([...lances, ['caisse', ['caisse/main.ts']] as const])(
    '« %s » démarre en lecture seule, sans capacité, comme utilisateur 1000, et nomme le réglage qui lui manque',
    async (_nom, command) => {
      const { code, dit } = await dans(...command);
      expect(dit).toMatch(/must be set|must name the file|is missing|doit nommer la base/);
      expect([1, 2]).toContain(code);
    },
  );

  test.each(['migrer', 'preparer-moteur', 'verifier', 'cle', 'paiements', 'courriers', 'conservation'])(
    '« ess %s » y donne son aide',
    async (verbe) => {
      expect(await dans('cli/ess.ts', verbe, '--aide')).toMatchObject({
        code: 0,
        dit: expect.stringMatching(`^ess ${verbe} `) as string,
      });
    },
  );

  test('rien ne s’y écrit, sauf les pièces ; et il n’y a ni shell ni npm', async () => {
    const ecrire = `const { writeFileSync: ecrire } = await import('node:fs');
      for (const lieu of ['/app/x', '/tmp/x', '/fichiers/x']) try { ecrire(lieu, ''); console.log(lieu); } catch ({ code }) { console.log(lieu, code); }`;
    const { dit } = await commande('podman', [
      'run',
      '--rm',
      '--no-healthcheck',
      '--cap-drop',
      'ALL',
      IMAGE,
      '--input-type=module',
      '--eval',
      ecrire,
    ]);
    expect(dit.trim().split('\n')).toEqual(['/app/x EACCES', '/tmp/x', '/fichiers/x']);
    for (const programme of ['sh', 'bash', 'npm', 'apt-get'])
      expect((await commande('podman', ['run', '--rm', '--entrypoint', programme, IMAGE])).code, programme).toBe(127);
  });

  test('elle dit ce qu’elle est : version, licence, utilisateur, sonde', async () => {
    const [{ Config: config, Healthcheck: sonde }] = JSON.parse(await podman('image', 'inspect', IMAGE)) as [
      { Config: { User: string; Labels: Record<string, string> }; Healthcheck: { Test: string[] } },
    ];
    expect(config.User).toBe('1000:1000');
    expect(sonde.Test).toContain('deploy/vivant.mjs');
    expect(config.Labels).toMatchObject({
      'org.opencontainers.image.version': '9.9.9',
      'org.opencontainers.image.licenses': 'EUPL-1.2',
    });
  });

  test('sa nomenclature (CycloneDX) nomme chaque paquet qu’elle contient, et aucun autre', async () => {
    const recenser = `const { readFileSync, globSync } = await import('node:fs');
      const dedans = globSync('node_modules/**/package.json').flatMap((un) => {
        if (!/node_modules\\/(@[^/]+\\/)?[^/]+\\/package.json$/.test(un)) return [];
        const { name, version } = JSON.parse(readFileSync(un)); return [name + '@' + version]; });
      const { components } = JSON.parse(readFileSync('sbom.cdx.json'));
      console.log(JSON.stringify([[...new Set(dedans)].sort(), components.slice(1).map((un) => un.name + '@' + un.version).sort(), components[0]]));`;
    const { dit } = await dans('--input-type=module', '--eval', recenser);
    const [dedans, nommes, node] = JSON.parse(dit) as [string[], string[], { purl: string }];
    expect(nommes.length).toBeGreaterThan(300);
    expect([...new Set(nommes)]).toEqual(dedans);
    expect(node.purl).toMatch(/^pkg:generic\/node@24\./);
  });

  test('elle tient en moins de 375 Mo', async () => {
    const taille = Number(await podman('image', 'inspect', '--format', '{{.Size}}', IMAGE));
    console.log(`[conteneurs: ${Math.round(taille / 1e6)} MB]`);
    expect(taille).toBeLessThan(375e6);
  });

  test('construite deux fois des mêmes sources, elle a les mêmes couches, octet pour octet', async () => {
    expect(await construire(`${IMAGE}-encore`, '9.9.9', { cache: false })).toBe(couches);
  });
});
