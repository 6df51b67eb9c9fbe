/** A line of a case's life for the terminal: civil date, event, author, rule, amount. */
import type { Ligne } from '../domain/scenario.ts';

const euros = new Intl.NumberFormat('fr-FR', { style: 'currency', currency: 'EUR' });

/** « 40 000,00 € », from cents. */
export const enEuros = (centimes: number): string => euros.format(centimes / 100);

const DETAILS = [
  'mode',
  'partie',
  'echeance',
  'paiement',
  'nombre',
  'activite',
  'code',
  'dateLimite',
  'motifCloture',
  'commande',
  'phrase',
] as const;

export function enLigne(ligne: Ligne): string {
  const colonne = (champ: string, largeur: number) => String(ligne[champ] ?? '').padEnd(largeur);
  const details = DETAILS.filter((champ) => ligne[champ] !== undefined).map((champ) =>
    champ === 'dateLimite' ? `au plus tard ${String(ligne[champ])}` : String(ligne[champ]),
  );
  const montant = typeof ligne['montantCentimes'] === 'number' ? enEuros(ligne['montantCentimes']) : '';
  const ess = ligne['ess'] === undefined ? '' : `${String(ligne['ess'])} `;
  return `${ess}${colonne('le', 11)} ${colonne('evenement', 28)} ${colonne('acteur', 8)} ${colonne('regle', 10)} ${montant.padStart(12)}  ${details.join(' · ')}`.trimEnd();
}

/** Sum of the executed payments, in cents. */
export const totalVerse = (lignes: readonly Ligne[]): number =>
  lignes
    .filter(({ evenement }) => evenement === 'PaiementExecute')
    .reduce((total, ligne) => total + (ligne['montantCentimes'] as number), 0);
