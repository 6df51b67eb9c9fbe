/** The figures of an event, one line each, for the table of its letter. */
import type { Evenement } from '../../domain/evenements.ts';
import type { DateCivile } from '../../domain/valeurs.ts';
import type { Contexte } from './modeles.types.ts';
import { contrat, dateLongue, echeance, euros, paiement, partie } from '../libelles.ts';

export interface Donnee {
  readonly libelle: string;
  readonly valeur: string;
}

type Champ = readonly [libelle: string, lire: (valeur: never) => string];

/** In the order in which they are shown; a field of the event that is not here is said by the sentences. */
const CHAMPS: Readonly<Record<string, Champ>> = {
  contrat: ['Contrat', (valeur: 'amorcage' | 'dotation') => contrat(valeur)],
  partie: ['Par', (valeur: string) => partie(valeur)],
  paiement: ['Paiement', (valeur: string) => paiement(valeur)],
  montantCentimes: ['Montant', (valeur: number) => euros(valeur)],
  reference: ['Référence', (valeur: string) => valeur],
  numero: ['Numéro FINESS', (valeur: string) => valeur],
  echeance: ['Échéance', (valeur: string) => echeance(valeur)],
  date: ['À la date du', (valeur: DateCivile) => dateLongue(valeur)],
  nombre: ['Nombre de médecins', (valeur: number) => String(valeur)],
  recueLe: ['Reçu le', (valeur: DateCivile) => dateLongue(valeur)],
  effetLe: ['Date d’effet', (valeur: DateCivile) => dateLongue(valeur)],
  dateLimite: ['Dernier jour du délai', (valeur: DateCivile) => dateLongue(valeur)],
};

/** The date of the event first, then what it carries. */
export function donneesDe(evenement: Evenement, { etat }: Contexte): Donnee[] {
  const champs = evenement as unknown as Readonly<Record<string, unknown>>;
  const lus = Object.entries(CHAMPS).flatMap(([champ, [libelle, lire]]) => {
    const valeur = champs[champ];
    return valeur === undefined || valeur === null ? [] : [{ libelle, valeur: lire(valeur as never) }];
  });
  const finess = etat?.finess?.numero;
  return [
    { libelle: 'Date', valeur: dateLongue(evenement.le) },
    ...lus,
    ...(evenement.evenement === 'PaiementOrdonnance' && finess !== undefined
      ? [{ libelle: 'Numéro FINESS', valeur: finess }]
      : []),
  ];
}
