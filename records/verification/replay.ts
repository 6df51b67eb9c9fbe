/** Checks of the law against the journal: a life played again by its facts gives its state, and no money is left aside. DEC-33, DEC-34. */
import { faitsDe } from '../../domain/rectification/faits.ts';
import { ecarts, fusionner } from '../../domain/rectification/fusion.ts';
import { rejouer } from '../../domain/rectification/rejeu.ts';
import { fuseau, minuit } from '../../domain/calendrier/calendrier.ts';
import type { LigneJournal } from '../../domain/demandes.types.ts';
import type { Evenement } from '../../domain/evenements.ts';
import { instant } from '../../domain/valeurs.ts';
import { induPour } from '../../domain/paiements/dus.ts';
import { bases } from '../../domain/paiements/verses.ts';
import type { Check, Life } from './types.ts';

const MIDI = 12 * 3_600_000;

/** DEC-31 — effects that the law gives and the journal has not, named with their dates. */
const effetsAbsents = (rejoues: readonly Evenement[], journal: readonly LigneJournal[]): readonly string[] => {
  const nomme = ({ evenement, le }: Evenement) => `${evenement} le ${le}`;
  const consignes = new Set(journal.map((ligne) => nomme(ligne.evenement)));
  const absents = rejoues.filter(({ acteur }) => acteur === 'systeme').map(nomme);
  return [...new Set(absents)].filter((effet) => !consignes.has(effet));
};

export const REPLAY_CHECKS: readonly Check<Life>[] = [
  {
    nom: 'dossier.rejeu',
    garantie: 'Rejoué par ses faits, dans l’ordre de leurs dates, un dossier redonne son état.',
    verify: ({ etat, journal }, juge) => {
      const derniere = journal.at(-1);
      // Its entry struck (DEC-33), nothing of its life is left to be played.
      if (derniere === undefined || etat.annuleeLe !== null) return;
      // As it stood when the last line was written; a case of a demonstration has a clock of its own.
      const dernierJour = minuit(etat.dernierLe ?? derniere.evenement.le, fuseau(etat.siege)) + MIDI;
      const rejeu = rejouer(etat, faitsDe(journal), instant(Math.max(derniere.enregistreLe, dernierJour)));
      const differe = ecarts(etat, fusionner(etat, rejeu.etat));
      juge(differe.length === 0, () => ({
        attendu: ['le même état', ...effetsAbsents(rejeu.evenements, journal)].join(', '),
        trouve: `autre chose pour : ${differe.join(', ')}`,
      }));
    },
  },
  {
    nom: 'paiements.ni-dus-ni-reclames',
    garantie: 'Ce qui est versé au-delà du dû est réclamé.',
    verify: ({ etat }, juge) => {
      for (const base of bases(etat)) {
        const indu = induPour(etat, base);
        const reclame = etat.recouvrements[`indu-${base}`] !== undefined;
        juge(indu === 0 || reclame || etat.rectification !== null, () => ({
          attendu: `« ${base} » : ${indu} centimes réclamés`,
          trouve: 'aucun recouvrement',
        }));
      }
    },
  },
];
