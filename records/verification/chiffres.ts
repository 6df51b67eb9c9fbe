/** Checks of the figures kept for the national picture (SUI-03) against a full reading of the journal. */
import { anneesGardees, type AnneeGardee } from '../../domain/etat-des-lieux/chiffres-gardes.ts';
import { firstDifference } from './difference.ts';
import type { Check, Life } from './types.ts';

const parAnnee = (gardees: readonly AnneeGardee[]) => new Map(gardees.map((gardee) => [gardee.annee, gardee]));

export const FIGURE_CHECKS: readonly Check<Life>[] = [
  {
    nom: 'chiffres.annuels',
    garantie: 'Les chiffres gardés pour l’état des lieux sont, chaque année, ceux que redonne le journal (SUI-03).',
    verify({ ess, journal, registres: { chiffres } }, juge) {
      // Behind the journal, they are read by no picture.
      if (chiffres.aRefaire) return;
      const redonnees = parAnnee(anneesGardees(ess, journal));
      const gardees = parAnnee(chiffres.annees);
      for (const annee of [...new Set([...redonnees.keys(), ...gardees.keys()])].toSorted((a, b) => a - b)) {
        const difference = firstDifference(redonnees.get(annee), gardees.get(annee));
        juge(difference === undefined, () => ({
          attendu: dit(annee, difference?.chemin, difference?.attendu),
          trouve: dit(annee, difference?.chemin, difference?.trouve),
        }));
      }
    },
  },
];

/** `2027, chiffres.verseCentimes : 100`. */
const dit = (annee: number, chemin = '', valeur?: unknown): string =>
  `${annee}${chemin === '' ? '' : `, ${chemin}`} : ${valeur === undefined ? 'rien' : JSON.stringify(valeur)}`;
