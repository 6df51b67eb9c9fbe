/** A résiliation of the amorçage contract, act by act, and the words to ask for one. */
import type { Role } from '../../../domain/valeurs.ts';
import { ACTES, type Acte } from './etats.ts';

export const proposer = (le: string, acteur: Role, donnees: object): Acte => [
  le,
  acteur,
  'proposer-resiliation',
  donnees,
];
export const MANQUEMENT = { fondement: 'manquement-manifeste', motif: 'Fonds sans emploi.' };
export const EFFECTIFS = { fondement: 'effectifs-objectifs', motif: 'Objectifs non tenus.' };
export const PS_NON_DEPOSE = { fondement: 'ps-non-depose', motif: 'Rien reçu.' };
/** By the authorities. */
export const PROPOSEE: readonly Acte[] = [...ACTES.PAYE, proposer('2026-03-02', 'caisse', MANQUEMENT)];
export const APPROUVEE: readonly Acte[] = [...PROPOSEE, ['2026-03-03', 'ars', 'approuver-resiliation']];
export const NOTIFIEE: readonly Acte[] = [...APPROUVEE, ['2026-03-16', 'ars', 'notifier-resiliation']];
export const SAISIE: readonly Acte[] = [...NOTIFIEE, ['2026-03-28', 'porteur', 'saisir']];
/** By the ESS. */
export const DEMANDEE: readonly Acte[] = [...ACTES.PAYE, ['2026-03-02', 'porteur', 'resilier']];
/** Of the dotation, by the authorities, notified on 3 June. */
export const DOTATION_PROPOSEE: readonly Acte[] = [...ACTES.DOTATION, proposer('2026-06-01', 'ars', EFFECTIFS)];
export const DOTATION_NOTIFIEE: readonly Acte[] = [
  ...DOTATION_PROPOSEE,
  ['2026-06-02', 'caisse', 'approuver-resiliation'],
  ['2026-06-03', 'ars', 'notifier-resiliation'],
];
