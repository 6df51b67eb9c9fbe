/**
 * How orders join a payment system that takes files: one JSON file an order in `a-prendre/`, whole or not there at all. The
 * system moves to `pris/` what it has taken; a key is written once, whichever folder holds it.
 */
import { randomUUID } from 'node:crypto';
import { link, mkdir, open, readFile, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import type { SystemeDePaiement } from './executant.ts';

export const A_PRENDRE = 'a-prendre';
export const PRIS = 'pris';

/** Something else is already there under the same key: nothing is written, nobody is paid twice. */
export class OrdreContradictoire extends Error {
  override readonly name = 'OrdreContradictoire';
}

const NATURES: Readonly<Record<string, string>> = { interrompu: 'interruption', libere: 'liberation' };

/** Opens the folder `dossier`, and makes the two it needs. */
export async function dossierEchange(dossier: string): Promise<SystemeDePaiement> {
  for (const nom of [A_PRENDRE, PRIS]) await mkdir(join(dossier, nom), { recursive: true, mode: 0o700 });
  return {
    ordonner: ({ type: _type, voie: _voie, ...ordre }) => deposer(dossier, ordre.cle, { nature: 'ordre', ...ordre }),
    suivre: ({ type: _type, voie: _voie, ...suite }) =>
      deposer(dossier, suite.cle, { nature: NATURES[suite.statut] ?? 'reemission', ...suite }),
  };
}

/** « ess-33-abc/ordonner-paiement/12 » → « ess-33-abc.ordonner-paiement.12.json ». */
export function nomDeFichier(cle: string): string {
  const nom = cle.replaceAll('/', '.');
  if (!/^[A-Za-z0-9][\w.-]{0,200}$/.test(nom)) throw new OrdreContradictoire(`${cle}: no name of a file`);
  return `${nom}.json`;
}

async function deposer(dossier: string, cle: string, contenu: object): Promise<void> {
  const nom = nomDeFichier(cle);
  const texte = `${JSON.stringify(contenu, null, 2)}\n`;
  const connu = (await lire(join(dossier, PRIS, nom))) ?? (await ecrire(join(dossier, A_PRENDRE), nom, texte));
  if (connu !== undefined && connu !== texte) throw new OrdreContradictoire(`${cle}: another order bears this key`);
}

/** On the disk, then under its name, in one step; the text that is there already, if any. */
async function ecrire(dossier: string, nom: string, texte: string): Promise<string | undefined> {
  const provisoire = join(dossier, `.${randomUUID()}.part`);
  const fichier = await open(provisoire, 'wx', 0o600);
  try {
    await fichier.writeFile(texte);
    await fichier.sync();
  } finally {
    await fichier.close();
  }
  try {
    await link(provisoire, join(dossier, nom));
    return undefined;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    return await lire(join(dossier, nom));
  } finally {
    await unlink(provisoire);
  }
}

async function lire(chemin: string): Promise<string | undefined> {
  return readFile(chemin, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
}
