/** A line of a case's life for the terminal: civil date, event, author, rule, amount. */
import type { Ligne } from '../domain/simulation/scenario.ts';

const euros = new Intl.NumberFormat('fr-FR', { style: 'currency', currency: 'EUR' });

/** « 40 000,00 € », from cents. */
export const inEuros = (centimes: number): string => euros.format(centimes / 100);

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

export function asLine(ligne: Ligne): string {
  const lire = (champ: string) =>
    typeof ligne[champ] === 'string' || typeof ligne[champ] === 'number' ? `${ligne[champ]}` : '';
  const colonne = (champ: string, largeur: number) => lire(champ).padEnd(largeur);
  const details = DETAILS.filter((champ) => ligne[champ] !== undefined).map((champ) =>
    champ === 'dateLimite' ? `au plus tard ${lire(champ)}` : lire(champ),
  );
  const montant = typeof ligne['montantCentimes'] === 'number' ? inEuros(ligne['montantCentimes']) : '';
  const ess = ligne['ess'] === undefined ? '' : `${lire('ess')} `;
  return `${ess}${colonne('le', 11)} ${colonne('evenement', 30)} ${colonne('acteur', 8)} ${colonne('regle', 10)} ${montant.padStart(12)}  ${details.join(' · ')}`.trimEnd();
}

/** Sum of the executed payments, in cents. */
export const totalPaid = (lignes: readonly Ligne[]): number =>
  lignes
    .filter(({ evenement }) => evenement === 'PaiementExecute')
    .reduce((total, ligne) => total + (ligne['montantCentimes'] as number), 0);
