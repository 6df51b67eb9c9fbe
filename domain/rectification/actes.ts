/** Acts that are decided on the journal, not on the state alone: DEC-29, DEC-33, DEC-34. Their events, and what these leave. */
import type { Decisions, Evolutions } from '../chapitre.ts';
import type { Etat } from '../etat.ts';
import { Refus } from '../refus.ts';

/** Never reached through `juger` (docs/architecture.md): the state alone does not say what a fact was. */
const surLeJournal = (): never => {
  throw new Refus('DEC-33', 'Une rectification se décide sur le journal du dossier, relu en entier.', 'etat');
};

export const decisionsRectification: Decisions<
  'corriger' | 'annuler' | 'confirmer-date' | 'approuver-rectification' | 'reprendre'
> = {
  corriger: surLeJournal,
  annuler: surLeJournal,
  'confirmer-date': surLeJournal,
  'approuver-rectification': surLeJournal,
  reprendre: surLeJournal,
};

const sansDate = ({ aConfirmer }: Etat, rang: number): Partial<Etat> => ({
  aConfirmer: Object.fromEntries(Object.entries(aConfirmer).filter(([cle]) => cle !== String(rang))),
});

export const evolutionsRectification: Evolutions<
  | 'FaitRectifie'
  | 'RectificationProposee'
  | 'RectificationApprouvee'
  | 'DateConfirmee'
  | 'DateContestee'
  | 'DossierRepris'
> = {
  FaitRectifie: (etat, { correctif }) => ({ ...correctif, rang: etat.rang }),
  RectificationProposee: (etat, { acteur, dateLimite }) => ({
    rectification: { rang: etat.rang + 1, proposeePar: acteur === 'ars' ? 'ars' : 'caisse', dateLimite },
  }),
  RectificationApprouvee: (etat, { rang, partie }) =>
    partie === 'association' || etat.rectification?.rang !== rang ? {} : { rectification: null },
  DateConfirmee: (etat, { rang }) => sansDate(etat, rang),
  DateContestee: (etat, { rang }) => sansDate(etat, rang),
  DossierRepris: (etat, { correctif, le, aOrdonner }) => ({
    ...correctif,
    reprise: { rang: etat.rang + 1, le, confirmeeLe: null, dus: aOrdonner },
  }),
};
