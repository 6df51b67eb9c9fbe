/** How an amount was found, as a letter shows it: only where the figures of the case give that very amount. */
import { joursEntre } from '../../domain/calendrier/calendrier.ts';
import type { Etat } from '../../domain/etat.ts';
import {
  anneeContrat,
  anniversaire,
  baremeDuCycle,
  dotation,
  prorataRestant,
} from '../../domain/paiements/montants.ts';
import { totalPaye, versePour } from '../../domain/paiements/verses.ts';
import type { BasePaiement, DateCivile } from '../../domain/valeurs.ts';
import { euros, jour } from '../libelles.ts';

/** DOT-05 — « 50 000,00 € au titre des 10 premiers et 27 × (100 000,00 € − 50 000,00 €) ÷ 90 au titre des 27 autres ». */
export function calculDuPaiement(etat: Etat | undefined, cle: string, montantCentimes: number): string | undefined {
  if (cle === 'amorcage-1' || cle === 'amorcage-2')
    return `${euros(montantCentimes)}, moitié du crédit d'amorçage de ${euros(2 * montantCentimes)} (AMO-09)`;
  const [, cycle] = /^dotation-(\d+)$/.exec(cle) ?? [];
  const compte = cycle === undefined ? undefined : etat?.denombrements[cycle];
  if (etat === undefined || compte === undefined) return undefined;
  const { date, nombre } = compte;
  const bareme = baremeDuCycle(etat, date);
  if (dotation(nombre, bareme) !== montantCentimes) return undefined;
  const { adherentsPlancher: bas, adherentsPlafond: haut, dotationPlancher, dotationPlafond } = bareme;
  const comptes = `pour ${nombre} médecins adhérents ${jour(date)}`;
  if (nombre >= haut) return `${comptes}, ${euros(dotationPlafond)}, montant dû à partir de ${haut} médecins (DOT-05)`;
  if (nombre === bas) return `${comptes}, ${euros(dotationPlancher)}, montant dû pour ${bas} médecins (DOT-05)`;
  return `${comptes}, ${euros(dotationPlancher)} au titre des ${bas} premiers et ${nombre - bas} × (${euros(dotationPlafond)} − ${euros(dotationPlancher)}) ÷ ${haut - bas} au titre des ${nombre - bas} autres, soit ${euros(montantCentimes)} (DOT-05)`;
}

/** RES-A-04, DEC-10 — what a résiliation that took effect makes due: all of the amorçage, or a share of the year's dotation. */
export function calculDuRemboursement(
  etat: Etat | undefined,
  contrat: 'amorcage' | 'dotation',
  effetLe: DateCivile,
  montantCentimes?: number,
): string | undefined {
  if (etat === undefined) return undefined;
  if (contrat === 'amorcage') {
    const verse = totalPaye(etat, 'amorcage');
    return montantCentimes === undefined || montantCentimes === verse
      ? `${euros(verse)}, totalité de ce qui a été versé au titre du crédit d'amorçage (RES-A-04)`
      : undefined;
  }
  const { concluLe } = etat.dotation;
  if (concluLe === null) return undefined;
  const annee = anneeContrat(concluLe, effetLe);
  const verse = versePour(etat, `dotation-${annee}` as BasePaiement);
  const du = prorataRestant(verse, concluLe, effetLe);
  if (montantCentimes !== undefined && montantCentimes !== du) return undefined;
  const fin = anniversaire(concluLe, annee);
  const restants = joursEntre(effetLe, fin);
  const total = joursEntre(anniversaire(concluLe, annee - 1), fin);
  return `${euros(verse)} versés pour l'année ${annee} × ${restants} jours qui restent à courir ÷ ${total} jours, soit ${euros(du)} (RES-D-05, DEC-10)`;
}
