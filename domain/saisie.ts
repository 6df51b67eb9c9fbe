/**
 * The form of a payload, field by field, as the line of its command says. The API checks more, and better (zod, out of the
 * workflow bundle); this is for what reaches a case by a Signal or a raw Update: whatever it holds, it is refused and
 * named, it never stops the case.
 */
import type { Commande } from './commandes.ts';
import { DATE, OBJET, TEXTE, facultatif, objet, type Forme } from './formes.ts';
import { octets } from './octets.ts';
import { exiger } from './refus.ts';
import { TABLE } from './table.ts';
import type { Commune } from './charges.ts';

/** Fields that every command may bear. */
export const COMMUNES: Readonly<Record<keyof Commune, Forme>> = {
  le: DATE,
  preuve: facultatif(OBJET),
  fiche: facultatif(TEXTE),
  motif: facultatif(TEXTE),
};

/** What one demand may weigh in a case, as JSON in UTF-8; its fiche, which the case never sees, apart. */
export const OCTETS_PAR_DEMANDE = 128 * 1024;
const PROFONDEUR = 8;

/** What no database text is, no reader sees, or turns a line around: controls (but tab and line ends), direction marks. */

const HORS_TEXTE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069]/;

/** Whether a text can be kept and shown as it is. */
export const estTexteSain = (texte: string): boolean => texte.isWellFormed() && !HORS_TEXTE.test(texte);

/** Whether a value is JSON that can be kept: sane texts, names of fields included, not too deep. */
function sain(valeur: unknown, profondeur = PROFONDEUR): boolean {
  if (typeof valeur === 'string') return estTexteSain(valeur);
  if (typeof valeur !== 'object' || valeur === null) return true;
  if (profondeur === 0) return false;
  return Object.entries(valeur).every(([nom, dedans]) => estTexteSain(nom) && sain(dedans, profondeur - 1));
}

/** Refuses, naming the field, what no case may take in, whatever the command. */
export function exigerSain(donnees: Readonly<Record<string, unknown>>): void {
  for (const [champ, valeur] of Object.entries(donnees))
    exiger(
      estTexteSain(champ) && sain(valeur),
      'SAISIE',
      `« ${nomLisible(champ)} » : ce texte contient des caractères invisibles ou illisibles, ou trop de niveaux ; saisissez-le à nouveau.`,
      'donnees',
    );
  exiger(
    octets(donnees) <= OCTETS_PAR_DEMANDE,
    'SAISIE',
    `Cette demande est trop longue (${OCTETS_PAR_DEMANDE / 1024} Ko au plus) : abrégez ses textes, ou joignez-les en fichier.`,
    'donnees',
  );
}

/** What was received, as a sentence may repeat it. */
export const cite = (valeur: unknown): string =>
  typeof valeur === 'string' && estTexteSain(valeur) ? `« ${valeur.slice(0, 60).toWellFormed()} »` : 'cette valeur';

const nomLisible = (champ: string): string => (estTexteSain(champ) ? champ.slice(0, 60) : 'champ');

/** Refuses, naming the field, a payload that is not of the command's form. Fields that are not its own are left alone. */
export function exigerForme({ commande, donnees }: Commande): void {
  exiger(objet(donnees), 'SAISIE', 'La commande ne porte pas de données.', 'donnees');
  for (const [champ, { controle, attendu, facultatif: optionnel }] of Object.entries({
    ...COMMUNES,
    ...TABLE[commande].forme,
  })) {
    const valeur = (donnees as Readonly<Record<string, unknown>>)[champ];
    if (valeur === undefined && optionnel === true) continue;
    exiger(controle(valeur), 'SAISIE', `« ${champ} » : ${attendu} est attendu.`, 'donnees');
  }
}
