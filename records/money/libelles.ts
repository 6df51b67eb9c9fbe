/** French words of the books: the same in the exports, on the screens and at the command line. */
import type { CompteDuLivre, NatureMouvement } from './plan.ts';

export const LIBELLES_COMPTES: Readonly<Record<CompteDuLivre, string>> = {
  aide: 'Aides accordées',
  'a-payer': 'Ordonnancé, à payer',
  envoye: 'Envoyé à la banque',
  'a-reemettre': 'Rejeté ou retourné, à réémettre',
  'a-recouvrer': 'À recouvrer',
  'a-rendre': 'Remboursé en trop, à rendre',
  banque: 'Banque',
  remise: 'Remises accordées',
  imputation: 'Remboursements imputés à une autre créance',
  reprise: 'Payé avant la reprise du dossier',
};

export const LIBELLES_MOUVEMENTS: Readonly<Record<NatureMouvement, string>> = {
  ordonne: 'Ordonnancé',
  envoye: 'Envoyé à la banque',
  reemis: 'Réémis',
  execute: 'Exécuté',
  'reste-a-payer': 'Reste à payer',
  'trop-verse': 'Versé en trop',
  rejete: 'Rejeté par la banque',
  interrompu: 'Interrompu',
  retourne: 'Retourné par la banque',
  'recouvrement-ouvert': 'Recouvrement ouvert',
  'recouvrement-modifie': 'Recouvrement modifié',
  'recouvrement-retire': 'Recouvrement retiré',
  remboursement: 'Remboursé',
  'a-rendre': 'Remboursé en trop',
  remise: 'Remise accordée',
  impute: 'Imputé à une autre créance',
  rectifie: 'Rectifié',
  transfere: 'Transféré à une autre caisse',
  repris: 'Repris avec le dossier',
};

/** « 40000,00 », « -12,05 »: what a French spreadsheet reads as a number. Integer arithmetic, to the cent. */
export function eurosDeTableur(montantCentimes: number): string {
  const absolu = Math.abs(montantCentimes);
  const signe = montantCentimes < 0 ? '-' : '';
  return `${signe}${Math.trunc(absolu / 100)},${String(absolu % 100).padStart(2, '0')}`;
}
