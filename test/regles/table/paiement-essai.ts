/** States and answers that the tests of payments share. */
import type { Etat, Paiement } from '../../../domain/etat.ts';
import { Refus } from '../../../domain/refus.ts';
import { centimes } from '../../../domain/valeurs.ts';
import { d, juger, repondre } from './dernier-acte.ts';
import { ACTES, vivre, type Acte } from './etats.ts';

/** Lived anew in each test, so that mutation testing sees which test lives them. */
export const signe = () => vivre(ACTES.AMORCAGE, '2026-02-10').etat;
export const paye = () => vivre(ACTES.PAYE, '2026-03-01').etat;
export const dote = () => vivre(ACTES.DOTATION, '2026-05-10').etat;
export const sur = (etat: Etat, un: Acte, saisiLe?: string) => juger(repondre(etat, un, saisiLe));
export const phrase = (etat: Etat, un: Acte, saisiLe?: string) => (repondre(etat, un, saisiLe) as Refus).message;
export const premier = (etat: Etat, un: Acte) => {
  const reponse = repondre(etat, un);
  if (reponse instanceof Refus) throw new Error(reponse.message);
  return reponse[0];
};
export const ORDONNE: Paiement = {
  montantCentimes: centimes(2_400_000),
  statut: 'ordonnance',
  ordonnanceLe: d('2026-02-10'),
  dateLimite: d('2026-03-10'),
  duLe: d('2026-02-10'),
  executeLe: null,
  versements: [],
};
/** The same, paid in full on that day. */
export const execute = (le: string): Paiement => ({
  ...ORDONNE,
  statut: 'execute',
  executeLe: d(le),
  versements: [{ le: d(le), montantCentimes: ORDONNE.montantCentimes, reference: null, retourneLe: null }],
});

export const compte = (nombres: Readonly<Record<string, number>>, changement: Partial<Etat> = {}): Etat => ({
  ...dote(),
  paiements: Object.fromEntries(Object.entries(dote().paiements).filter(([cle]) => !cle.startsWith('dotation'))),
  denombrements: Object.fromEntries(
    Object.entries(nombres).map(([cycle, nombre]) => [cycle, { date: d('2026-05-04'), nombre }]),
  ),
  ...changement,
});
