/**
 * The form of a payload, field by field, as the line of its command says. The API checks more, and better (zod, out of the
 * workflow bundle); this is for what reaches a case by a Signal or a raw Update: a wrong form is refused and named, it
 * never stops the case.
 */
import type { Commande, Commune } from './commandes.ts';
import { DATE, OBJET, TEXTE, facultatif, objet, type Forme } from './formes.ts';
import { exiger } from './refus.ts';
import { TABLE } from './table.ts';

const COMMUNES: Readonly<Record<keyof Commune, Forme>> = {
  le: DATE,
  preuve: facultatif(OBJET),
  fiche: facultatif(TEXTE),
  motif: facultatif(TEXTE),
};

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
