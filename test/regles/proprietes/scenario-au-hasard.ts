/** A life that nobody wrote, as a scenario file: what `histoires.ts` makes people do, in a world that a file can say. */
import { ajouterJours, dateDe, fuseau } from '../../../domain/calendrier/calendrier.ts';
import type { Evenement } from '../../../domain/evenements.ts';
import { adherentsLe, type Etape, type Monde, type Scenario } from '../../../domain/simulation/scenario.ts';
import { Bande } from './bande.ts';
import { mondeSeul, type Observateur } from './dossier.ts';
import { vivre } from './histoires.ts';

/** What the API keeps in a record, out of the case; and what it takes by a code of a closed list, where people say more. */
const DANS_LA_FICHE = ['sujet'];
const PAR_CODE: Readonly<Record<string, unknown>> = {
  documents: ['autre'],
  preuve: { nature: 'avis-reception' },
};
const commeLApi = <T extends object>(valeur: T): T =>
  Object.fromEntries(
    Object.entries(valeur)
      .filter(([champ]) => !DANS_LA_FICHE.includes(champ))
      .map(([champ, dedans]: [string, unknown]) => [champ, PAR_CODE[champ] ?? dedans]),
  ) as T;

/** Draws of a tape: some thirty acts over a year or several, late entries included. */
const LONGUEUR = 700;

/** A number of adherents that changes every year; none at all now and then (DEC-11). */
function mondeAuHasard(bande: Bande): Monde {
  if (bande.chance(0.2)) return {};
  const ans = Array.from({ length: 12 }, (_, an) => `${2025 + an}-01-01`);
  return {
    adherents: Object.fromEntries(ans.map((le) => [le, bande.chance(0.2) ? bande.entier(1, 9) : bande.entier(10, 60)])),
  };
}

export interface VieAuHasard {
  readonly scenario: Scenario;
  /** What the life left, as far as its last act. */
  readonly evenements: readonly Evenement[];
}

/**
 * The same life for the same seed. What the law refused is left out: it changes nothing, and the API refuses some of it
 * by its form, in other words.
 */
export function vieAuHasard(graine: number, reste: { readonly aTemps?: boolean } = {}): VieAuHasard {
  const bande = new Bande({ graine, longueur: LONGUEUR });
  const monde = mondeAuHasard(bande);
  const grace = bande.parmi([3, 3, 0, 7]);
  const etapes: Etape[] = [];
  const evenements: Evenement[] = [];
  const observateur: Observateur = {
    avantDecision(etat, { commande, acteur, donnees }, maintenant) {
      const { le, ...toutes } = donnees;
      const autres: Readonly<Record<string, unknown>> = commeLApi(toutes);
      const siege = etat.rang === 0 ? String(autres['siege']) : etat.siege;
      const saisiLe = dateDe(maintenant, fuseau(siege));
      etapes.push({
        le,
        ...(saisiLe === le ? {} : { saisiLe }),
        acteur,
        commande,
        ...(Object.keys(autres).length === 0 ? {} : { donnees: autres }),
      });
    },
    refus: () => void etapes.pop(),
    fait: ({ evenement }) => void evenements.push(commeLApi(evenement)),
  };
  const { aujourdhui } = vivre(bande, observateur, {
    repondeur: mondeSeul((date) => adherentsLe(monde, date)),
    aMidi: true,
    sansPlateforme: true,
    grace,
    ...reste,
  });
  return {
    evenements,
    scenario: {
      titre: `Vie au hasard, graine ${graine}`,
      grace,
      monde,
      etapes,
      jusquAu: ajouterJours(aujourdhui, 60),
    },
  };
}
