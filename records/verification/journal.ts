/** Checks of the journal itself: no gap, no row changed, nothing said twice differently. */
import type { Check, Link } from './types.ts';
import { digestOf } from '../journal/chain.ts';

export const JOURNAL_CHECKS: readonly Check<Link>[] = [
  {
    nom: 'journal.rangs',
    garantie: 'Les événements d’une ESS se suivent sans trou depuis le premier.',
    verify: ({ ligne, rangAttendu }, juge) =>
      juge(ligne.rang === rangAttendu, () => ({
        rang: ligne.rang,
        attendu: `rang ${rangAttendu}`,
        trouve: `rang ${ligne.rang}`,
      })),
  },
  {
    nom: 'journal.chaine',
    garantie: 'L’empreinte de chaque ligne, recalculée hors de la base, est celle qui y est écrite.',
    verify: ({ ligne, precedente }, juge) => {
      const calculee = digestOf(precedente, ligne);
      juge(calculee.equals(ligne.empreinte), () => ({
        rang: ligne.rang,
        attendu: calculee.toString('hex'),
        trouve: ligne.empreinte.toString('hex'),
      }));
    },
  },
  {
    nom: 'journal.colonnes',
    garantie: 'La date, l’événement, l’acteur et la règle d’une ligne sont ceux de son contenu.',
    verify: ({ ligne, evenement }, juge) => {
      for (const champ of ['le', 'evenement', 'acteur', 'regle'] as const)
        juge(ligne[champ] === evenement[champ], () => ({
          rang: ligne.rang,
          attendu: `${champ} = ${evenement[champ]}`,
          trouve: ligne[champ],
        }));
    },
  },
];
