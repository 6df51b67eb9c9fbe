/** Checks of the journal itself: no gap, no row changed, nothing said twice differently. */
import type { Controle, Maillon } from './types.ts';
import { empreinteDe } from '../journal/chain.ts';

export const CONTROLES_JOURNAL: readonly Controle<Maillon>[] = [
  {
    nom: 'journal.rangs',
    garantie: 'Les événements d’une ESS se suivent sans trou depuis le premier.',
    verifier: ({ ligne, rangAttendu }, juge) =>
      juge(ligne.rang === rangAttendu, () => ({
        rang: ligne.rang,
        attendu: `rang ${rangAttendu}`,
        trouve: `rang ${ligne.rang}`,
      })),
  },
  {
    nom: 'journal.chaine',
    garantie: 'L’empreinte de chaque ligne, recalculée hors de la base, est celle qui y est écrite.',
    verifier: ({ ligne, precedente }, juge) => {
      const calculee = empreinteDe(precedente, ligne);
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
    verifier: ({ ligne, evenement }, juge) => {
      for (const champ of ['le', 'evenement', 'acteur', 'regle'] as const)
        juge(ligne[champ] === evenement[champ], () => ({
          rang: ligne.rang,
          attendu: `${champ} = ${evenement[champ]}`,
          trouve: ligne[champ],
        }));
    },
  },
];
