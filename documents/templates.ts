/**
 * Templates of contracts and letters: ours, or those of an administration (setting ESS_MODELES), Typst files with named
 * fields that they read by name.
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { composePdf, TypstFault, type Page } from './pdf.ts';

/** A template that cannot be used: its file, its line, and what to write instead. For whoever installed it. */
export class InvalidTemplate extends Error {
  override readonly name = 'InvalidTemplate';
}

/** A template to lay out: ours by its path, or theirs with its text. */
export interface Template {
  readonly modele: string;
  /** The file's name, where it is not ours. */
  readonly fichier?: string;
  readonly source?: string;
}

/** Theirs stand beside ours, so that they may import what ours have in common. */
const LES_LEURS = 'administration/';
/** A package is fetched from the network, which a letter never waits for. */
const PAQUET = /\b(?:import|include)\s+"@/;

/** The first of these files that is in `dossier`, else ours. Fails with `InvalidTemplate` when it asks for a package. */
export async function findTemplate(
  fichiers: readonly string[],
  notre: string,
  dossier: string | undefined,
): Promise<Template> {
  if (dossier === undefined || dossier === '') return { modele: notre };
  for (const fichier of fichiers) {
    const source = await readIfPresent(join(dossier, fichier));
    if (source === undefined) continue;
    const ligne = source.split('\n').findIndex((texte) => PAQUET.test(texte));
    if (ligne >= 0)
      throw new InvalidTemplate(
        `${fichier}, ligne ${ligne + 1} : un modèle n'importe pas de paquet, qui viendrait du réseau. Copiez dans le modèle ce qu'il en utilise.`,
      );
    return { modele: `${LES_LEURS}${fichier}`, fichier, source: source.replace(/^\uFEFF/, '') };
  }
  return { modele: notre };
}

async function readIfPresent(chemin: string): Promise<string | undefined> {
  return readFile(chemin, 'utf8').catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  });
}

const CHAMP_INCONNU = /dictionary does not contain key "([^"]*)"/;

/** The PDF of a template. `champs`: what it may name, for whom its fault is told. Fails with `InvalidTemplate` on theirs. */
export function layOut(
  template: Template,
  page: Omit<Page, 'modele' | 'source'>,
  champs: readonly string[],
): Uint8Array {
  const { fichier, modele, source } = template;
  try {
    return composePdf({ modele, ...page, ...(source === undefined ? {} : { source }) });
  } catch (error) {
    if (!(error instanceof TypstFault) || fichier === undefined) throw error;
    const ou = `${fichier}${error.ligne === undefined ? '' : `, ligne ${error.ligne}`}`;
    const [, inconnu] = CHAMP_INCONNU.exec(error.message) ?? [];
    throw new InvalidTemplate(
      inconnu === undefined
        ? `${ou} : Typst refuse ce modèle (« ${error.message} »).`
        : `${ou} : le champ « ${inconnu} » est inconnu. Champs possibles : ${champs.join(', ')}.`,
      { cause: error },
    );
  }
}
