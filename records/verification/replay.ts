/** Checks of the law against the journal: a life played again by its facts gives its state, and no money is left aside. DEC-33, DEC-34. */
import { faitsDe } from '../../domain/rectification/faits.ts';
import { ecarts, fusionner } from '../../domain/rectification/fusion.ts';
import { rejouer } from '../../domain/rectification/rejeu.ts';
import { fuseau, minuit } from '../../domain/calendrier/calendrier.ts';
import { instant } from '../../domain/valeurs.ts';
import { induPour } from '../../domain/paiements/dus.ts';
import { bases } from '../../domain/paiements/verses.ts';
import type { Check, Life } from './types.ts';

const MIDI = 12 * 3_600_000;

export const REPLAY_CHECKS: readonly Check<Life>[] = [
  {
    nom: 'dossier.rejeu',
    garantie: 'Rejoué par ses faits, dans l’ordre de leurs dates, un dossier redonne son état.',
    verify: ({ etat, journal }, juge) => {
      const derniere = journal.at(-1);
      if (derniere === undefined) return;
      // As it stood when the last line was written; a case of a demonstration has a clock of its own.
      const dernierJour = minuit(etat.dernierLe ?? derniere.evenement.le, fuseau(etat.siege)) + MIDI;
      const { etat: rejoue } = rejouer(etat, faitsDe(journal), instant(Math.max(derniere.enregistreLe, dernierJour)));
      const differe = ecarts(etat, fusionner(etat, rejoue));
      juge(differe.length === 0, () => ({
        attendu: 'le même état',
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
