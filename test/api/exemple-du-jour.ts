/** The example that the contract gives of a command, as if it were given on another day. */
import { COMMANDS } from '../../api/commands/chapters/all.ts';
import { ajouterJours, joursEntre, lireDate } from '../../domain/calendrier/calendrier.ts';
import type { NomCommande } from '../../domain/commandes.ts';
import type { DateCivile } from '../../domain/valeurs.ts';

export function exempleDu(commande: NomCommande, jour: DateCivile): Readonly<Record<string, unknown>> {
  const { exemple } = COMMANDS[commande];
  const ecart = joursEntre(exemple['le'] as DateCivile, jour);
  const decale = (valeur: unknown): unknown => {
    if (Array.isArray(valeur)) return valeur.map(decale);
    if (typeof valeur === 'object' && valeur !== null)
      return Object.fromEntries(Object.entries(valeur).map(([champ, dedans]) => [champ, decale(dedans)]));
    const date = lireDate(valeur);
    return date === undefined ? valeur : ajouterJours(date, ecart);
  };
  return decale(exemple) as Readonly<Record<string, unknown>>;
}
