/** Files of the double: what is announced of them, their virus scan, and addresses good for one hour. */
import { createHash, createHmac, randomBytes } from 'node:crypto';
import { Refus, type Fichier, type Virus } from './model.ts';
import type { World } from './world.ts';

const HOUR = 3_600_000;
const secret = randomBytes(32);

export const md5 = (content: Uint8Array): string => createHash('md5').update(content).digest('base64');

export interface NewFile {
  readonly nom: string;
  readonly type: string;
  readonly contenu: Uint8Array;
  /** What the scan will say, once `world.dureeScan` has passed. Default: `safe`. */
  readonly scan?: Exclude<Virus, 'pending'>;
  /** Announced in place of the true one. */
  readonly checksum?: string;
}

/** Keeps a file and begins its scan. */
export function keepFile(world: World, { nom, type, contenu, scan, checksum }: NewFile): Fichier {
  const fichier = announce(world, { nom, type, checksum: checksum ?? md5(contenu), taille: contenu.length });
  receive(world, fichier, contenu, scan);
  return fichier;
}

/** A direct upload: what will be sent is announced first. */
export function announce(
  world: World,
  { nom, type, checksum, taille }: Pick<Fichier, 'nom' | 'type' | 'checksum' | 'taille'>,
): Fichier {
  const id = String(world.next('fichier'));
  const le = world.clock.now();
  const fichier: Fichier = { id, nom, type, le, checksum, taille, contenu: null, virus: 'pending', scan: null };
  world.fichiers.set(id, fichier);
  return fichier;
}

/** The bytes arrive. */
export function receive(
  world: World,
  fichier: Fichier,
  contenu: Uint8Array,
  resultat: Exclude<Virus, 'pending'> = 'safe',
): void {
  fichier.contenu = contenu;
  if (world.dureeScan === 0) fichier.virus = resultat;
  else fichier.scan = { le: world.clock.now() + world.dureeScan, resultat };
}

/** Only these are listed: an infected file vanishes. */
export const isListed = ({ virus, contenu }: Fichier): boolean =>
  contenu !== null && (virus === 'safe' || virus === 'pending');

/** The file that a mutation attaches, whose bytes are those that were announced. */
export function attached(world: World, signedId: string): Fichier {
  const fichier = world.fichiers.get(signedIdOf(signedId) ?? '');
  if (fichier === undefined) throw new Refus('L’identifiant du fichier téléversé est invalide');
  if (fichier.contenu === null)
    throw new Refus('Le fichier n’a pas été correctement téléversé sur le serveur de stockage');
  if (md5(fichier.contenu) !== fichier.checksum) throw new Refus('Le hash du fichier téléversé est invalide');
  return fichier;
}

const seal = (text: string): string => createHmac('sha256', secret).update(text).digest('base64url').slice(0, 24);

export const signedId = ({ id }: Fichier): string => `${id}--${seal(`blob:${id}`)}`;
export function signedIdOf(given: string): string | undefined {
  const [id = '', sign] = given.split('--');
  return sign === seal(`blob:${id}`) ? id : undefined;
}

/** Path of a download, good for one hour of the double's clock. */
export function downloadPath(world: World, { id, nom }: Pick<Fichier, 'id' | 'nom'>): string {
  const end = String(world.clock.now() + HOUR);
  return `/fichiers/${id}/${end}/${seal(`${id}:${end}`)}/${encodeURIComponent(nom)}`;
}

/** The file of such a path; `undefined` when it is over, or none of ours. */
export function downloaded(world: World, path: string): Fichier | undefined {
  const [, , id = '', end = '', sign] = path.split('/');
  if (sign !== seal(`${id}:${end}`) || Number(end) < world.clock.now()) return undefined;
  const fichier = world.fichiers.get(id);
  return fichier === undefined || !isListed(fichier) ? undefined : fichier;
}
