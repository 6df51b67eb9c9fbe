/** Podman and what it needs here: images under the names of the Dockerfile and of Compose, real ones or stand-ins. */
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';

export const RACINE = join(import.meta.dirname, '../..');
const SUBSTITUTS = join(import.meta.dirname, 'substituts');
export const lire = (fichier: string) => readFileSync(join(RACINE, fichier), 'utf8');

/** A name that no registry needs: Docker Hub's images, where the machine has them. */
const REGLAGES = {
  CONTAINERS_CONF: join(import.meta.dirname, 'containers.conf'),
  CONTAINERS_REGISTRIES_CONF: join(import.meta.dirname, 'registries.conf'),
};

export interface Fin {
  readonly code: number;
  readonly dit: string;
}

/** Runs a command to its end, whatever its end: exit code, and what it printed, both streams. */
export async function commande(
  programme: string,
  args: readonly string[],
  { env = {}, cwd }: { readonly env?: NodeJS.ProcessEnv; readonly cwd?: string } = {},
): Promise<Fin> {
  const options = {
    env: { ...process.env, ...REGLAGES, ...env },
    maxBuffer: 1 << 28,
    ...(cwd === undefined ? {} : { cwd }),
  };
  return promisify(execFile)(programme, args, options).then(
    ({ stdout, stderr }) => ({ code: 0, dit: `${stdout}${stderr}` }),
    (fin: { code: number | string; stdout?: string; stderr?: string; message: string }) => ({
      code: typeof fin.code === 'number' ? fin.code : 127,
      dit: `${fin.stdout ?? ''}${fin.stderr ?? ''}` || fin.message,
    }),
  );
}

/** The same, which must succeed: what it printed. */
export async function reussir(...[programme, args, options]: Parameters<typeof commande>): Promise<string> {
  const { code, dit } = await commande(programme, args, options);
  if (code !== 0) throw new Error(`${programme} ${args.join(' ')}: ${code}\n${dit}`);
  return dit;
}

export const podman = (...args: readonly string[]) => reussir('podman', args);

/** Why nothing of this can run here, in words; undefined where it can. */
export async function empechement(...programmes: readonly string[]): Promise<string | undefined> {
  for (const programme of ['podman', 'buildah', ...programmes])
    if ((await commande(programme, ['--version'])).code !== 0) return `${programme} is not on this machine`;
  return undefined;
}

const argument = (nom: string): string => {
  const valeur = new RegExp(`^ARG ${nom}=(.+)$`, 'm').exec(lire('Dockerfile'))?.[1];
  if (valeur === undefined) throw new Error(`The Dockerfile has no ${nom}.`);
  return valeur;
};
const complet = (image: string) =>
  image.includes('.') && image.indexOf('.') < image.indexOf('/')
    ? image
    : `docker.io/${image.includes('/') ? image : `library/${image}`}`;

export const NODE_IMAGE = complet(argument('NODE_IMAGE'));
const BASE_IMAGE = complet(argument('BASE_IMAGE'));

async function absente(image: string): Promise<boolean> {
  if ((await commande('podman', ['image', 'exists', image])).code === 0) return false;
  return (await commande('podman', ['pull', '--quiet', image])).code !== 0;
}

/** Brings the two base images of the Dockerfile: the registry's where it answers, stand-ins elsewhere. */
export async function apporterBases(): Promise<void> {
  const manque = [await absente(NODE_IMAGE), await absente(BASE_IMAGE)].some(Boolean);
  if (manque)
    await reussir('bash', [
      join(SUBSTITUTS, 'bases.sh'),
      NODE_IMAGE,
      BASE_IMAGE,
      join(RACINE, 'node_modules/node/bin/node'),
    ]);
}

/** Brings the images of these names, in the order of `substituts/services.sh`. */
export async function apporterServices(images: readonly string[]): Promise<void> {
  const noms = images.map(complet);
  for (const nom of noms) await absente(nom);
  await reussir('bash', [join(SUBSTITUTS, 'services.sh'), NODE_IMAGE, ...noms]);
}

/** Builds our image from the working tree; `cache`: false, everything again. Resolves to its layers' digests. */
export async function construire(nom: string, version: string, { cache = true } = {}): Promise<string> {
  const options = [
    '--isolation',
    'chroot',
    '--network',
    'host',
    '--pull-never',
    '--format',
    'docker',
    '--timestamp',
    '0',
  ];
  const bases = ['--build-arg', `NODE_IMAGE=${NODE_IMAGE}`, '--build-arg', `BASE_IMAGE=${BASE_IMAGE}`];
  const arguments_ = [
    ...bases,
    '--label',
    `org.opencontainers.image.version=${version}`,
    '--layers',
    ...(cache ? [] : ['--no-cache']),
  ];
  await reussir('buildah', ['bud', ...options, ...arguments_, '-t', nom, RACINE]);
  return (await podman('image', 'inspect', '--format', '{{json .RootFS.Layers}}', nom)).trim();
}
