/** What the image holds, made from its recipe without an engine of containers: `.dockerignore`, `npm ci --omit=dev`, `prune.mjs`. */
import { execFileSync } from 'node:child_process';
import { cpSync, linkSync, mkdirSync, readFileSync, readdirSync, rmSync, type Dirent } from 'node:fs';
import { dirname, join } from 'node:path';
import dockerignore from '@balena/dockerignore';

const RACINE = join(import.meta.dirname, '../..');
const lire = (fichier: string) => readFileSync(join(RACINE, fichier), 'utf8');

/** Large, and of the machine; a test holds that none of it enters the image. */
const HORS_DE_PORTEE = ['.git', 'node_modules', 'donnees'];

/** Of these paths, those that `COPY . .` takes. */
export const admis = (chemins: readonly string[]): string[] =>
  dockerignore
    .default()
    .add(lire('.dockerignore'))
    .filter([...chemins]);

/** The program's files in the image, from the working tree as it stands. */
export function fichiersDeLImage(): string[] {
  const sous = (entree: Dirent): string[] =>
    entree.isDirectory()
      ? readdirSync(join(RACINE, entree.name), { recursive: true, withFileTypes: true })
          .filter((un) => un.isFile())
          .map((un) => join(un.parentPath, un.name).slice(RACINE.length + 1))
      : [entree.name];
  return admis(
    readdirSync(RACINE, { withFileTypes: true })
      .filter(({ name }) => !HORS_DE_PORTEE.includes(name))
      .flatMap(sous),
  );
}

/** Folders of the packages that `npm ci --omit=dev` installs. */
function paquets(): string[] {
  const { packages } = JSON.parse(lire('package-lock.json')) as { packages: Record<string, { dev?: boolean }> };
  return Object.entries(packages)
    .filter(([dossier, { dev }]) => dossier !== '' && dev !== true)
    .map(([dossier]) => dossier);
}

/** By links where the disk is the same one: real files, so that a package is sought beside the copy and nowhere else. */
function lier(de: string, vers: string): void {
  mkdirSync(vers, { recursive: true });
  for (const entree of readdirSync(de, { withFileTypes: true })) {
    const [source, copie] = [join(de, entree.name), join(vers, entree.name)];
    // Packages within a package are packages of their own in package-lock.json.
    if (entree.isDirectory() && entree.name !== 'node_modules') lier(source, copie);
    if (entree.isFile()) lierFichier(source, copie);
  }
}

function lierFichier(source: string, copie: string): void {
  try {
    linkSync(source, copie);
  } catch (error) {
    if (!['EXDEV', 'EPERM', 'EMLINK'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
    cpSync(source, copie);
  }
}

/** Fills `dossier` with what `/app` holds. What is not installed on this platform is in no image of it either. */
export function copierImage(dossier: string): void {
  for (const fichier of fichiersDeLImage()) {
    mkdirSync(dirname(join(dossier, fichier)), { recursive: true });
    cpSync(join(RACINE, fichier), join(dossier, fichier));
  }
  for (const paquet of paquets())
    try {
      lier(join(RACINE, paquet), join(dossier, paquet));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
      rmSync(join(dossier, paquet), { recursive: true, force: true });
    }
  // The links of the copy, not what they lead to.
  execFileSync(process.execPath, [join(RACINE, 'deploy/image/prune.mjs'), dossier]);
}
