/** Templates of contracts: Markdown of a few kinds of line, with `{{name}}` for what the case fills in. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Content } from 'pdfmake/interfaces.js';
import { typographie } from '../pdf.ts';

/** A template that cannot be used: its file, its line, and what to write instead. For whoever installed it. */
export class InvalidTemplate extends Error {
  override readonly name = 'InvalidTemplate';
}

const NOTRES = fileURLToPath(new URL('./modeles/', import.meta.url));

/**
 * The lines of a template: that of `dossier` (setting ESS_MODELES) when the file is there, else ours. Fails with
 * `InvalidTemplate` when it names an unknown field.
 */
export async function readTemplate(
  fichier: string,
  champs: readonly string[],
  dossier: string | undefined,
): Promise<readonly string[]> {
  const texte =
    (dossier === undefined || dossier === '' ? undefined : await lireSiPresent(join(dossier, fichier))) ??
    (await readFile(join(NOTRES, fichier), 'utf8'));
  const lignes = texte.replace(/^\uFEFF/, '').split(/\r?\n/);
  lignes.forEach((ligne, rang) => {
    for (const [, champ = ''] of ligne.matchAll(/\{\{(.*?)\}\}/g))
      if (!champs.includes(champ))
        throw new InvalidTemplate(
          `${fichier}, ligne ${rang + 1} : le champ « ${champ} » est inconnu. Champs possibles : ${champs.join(', ')}.`,
        );
  });
  return lignes;
}

async function lireSiPresent(chemin: string): Promise<string | undefined> {
  return readFile(chemin, 'utf8').catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  });
}

/** What is not known yet is left to be filled in by hand. */
const BLANC = '………………………………';

/** The content of a filled template, in order: headings, lists, paragraphs. */
export function fillTemplate(lignes: readonly string[], valeurs: Readonly<Record<string, string | null>>): Content[] {
  const rempli = (texte: string) =>
    typographie(texte.replace(/\{\{(.*?)\}\}/g, (_tout, champ: string) => valeurs[champ] ?? BLANC));
  const contenu: Content[] = [];
  let liste: string[] = [];
  const fermerListe = () => {
    if (liste.length > 0)
      contenu.push({ ul: liste.map((texte) => ({ stack: [texte], unbreakable: true })), margin: [8, 0, 0, 6] });
    liste = [];
  };
  for (const ligne of lignes) {
    if (ligne.startsWith('- ')) {
      liste.push(rempli(ligne.slice(2)));
      continue;
    }
    fermerListe();
    if (ligne.trim() === '') continue;
    if (ligne.startsWith('## ')) contenu.push({ text: rempli(ligne.slice(3)), style: 'soustitre', headlineLevel: 1 });
    else if (ligne.startsWith('# ')) contenu.push({ text: rempli(ligne.slice(2)), style: 'titre' });
    else contenu.push({ text: rempli(ligne), alignment: 'justify', margin: [0, 0, 0, 6] });
  }
  fermerListe();
  return contenu;
}
