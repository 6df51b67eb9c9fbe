/** A life entered late, act by act, and what its replay makes of it. */
import type { Etat } from '../../../domain/etat.ts';
import type { NomEvenement } from '../../../domain/evenements.ts';
import { faitsDe } from '../../../domain/rectification/faits.ts';
import { ecarts, fusionner } from '../../../domain/rectification/fusion.ts';
import { rejouer } from '../../../domain/rectification/rejeu.ts';
import { Refus } from '../../../domain/refus.ts';
import type { DateCivile, Role } from '../../../domain/valeurs.ts';
import { Dossier, mondeSeul } from '../proprietes/dossier.ts';
import { acte, midi, type Acte } from './etats.ts';

/** What a platform stamped is of its date, whenever it is entered (DEC-29). */
export const PLATEFORME = { preuve: { nature: 'plateforme' } };
/** An act, and the day on which it is entered. */
export type Saisie = readonly [saisiLe: string, acte: Acte];
export const aTemps = (actes: readonly Acte[]): readonly Saisie[] => actes.map((un) => [un[0], un]);

/** The case after these entries, on its clock of the last; throws when one of them is refused. */
export function saisis(saisies: readonly Saisie[], adherents: (date: DateCivile) => number | null = () => 37): Dossier {
  const dossier = new Dossier(midi('2026-01-01'), mondeSeul(adherents));
  for (const saisie of saisies) {
    const reponse = saisir(dossier, saisie);
    if (reponse instanceof Refus) throw new Error(`${saisie[0]} ${saisie[1][2]}: ${reponse.message}`);
  }
  return dossier;
}
export function saisir(dossier: Dossier, [saisiLe, [le, acteur, commande, donnees]]: Saisie) {
  dossier.avancer(midi(saisiLe));
  return dossier.commander(acte(commande, acteur, le, donnees));
}

/** The field of the last event of that name put right; the other authority agrees where it must. */
export function corriger(
  dossier: Dossier,
  le: string,
  acteur: Role,
  nom: NomEvenement,
  champ: string,
  valeur: unknown,
): void {
  const rang = dossier.journal.findLast(({ evenement }) => evenement.evenement === nom)?.rang;
  const demande = saisir(dossier, [le, [le, acteur, 'corriger', { motif: 'Erreur de saisie.', rang, champ, valeur }]]);
  if (demande instanceof Refus) throw new Error(demande.message);
  const attente = dossier.etat.rectification;
  if (attente === null) return;
  const accord = { rang: attente.rang, sens: 'approuvee' };
  const reponse = saisir(dossier, [le, [le, acteur === 'ars' ? 'caisse' : 'ars', 'approuver-rectification', accord]]);
  if (reponse instanceof Refus) throw new Error(reponse.message);
}

/** What the replay of a case gives otherwise than its state. */
export function rejeuDe({ etat, journal, horloge }: Dossier): {
  readonly ecarts: readonly string[];
  readonly impossibles: readonly number[];
  readonly rejoue: Etat;
} {
  const { etat: rejoue, impossibles } = rejouer(etat, faitsDe(journal), horloge);
  return {
    ecarts: ecarts(etat, fusionner(etat, rejoue)),
    impossibles: impossibles.map(({ rang }) => rang),
    rejoue,
  };
}
export const FIDELE = { ecarts: [], impossibles: [] };
