/** Lines, states and adhesions for the tests of the records. */
import type { SuiviPaiement } from '../../records/money/paiements.ts';
import { caisseUnique } from '../../domain/creation/caisses.ts';
import type { LigneJournal } from '../../domain/demandes.types.ts';
import type { Adhesion } from '../../records/registers/adhesions.ts';
import type { DossierSummary } from '../../records/journal/dossiers.ts';
import { centimes, instant, type DateCivile } from '../../domain/valeurs.ts';

export const date = (texte: string): DateCivile => texte as DateCivile;

export const ligne = (rang: number, sujet = 'appel'): LigneJournal => ({
  rang,
  enregistreLe: instant(Date.UTC(2026, 2, 16, 11, 0, rang)),
  evenement: { evenement: 'EchangeConsigne', le: date('2026-03-16'), acteur: 'ars', regle: 'LI-10', sujet },
});

export const resume = ({
  siege = '33',
  region = 'Nouvelle-Aquitaine',
  caisse = caisseUnique(siege),
  ...changes
}: Partial<DossierSummary> = {}): DossierSummary => ({
  regime: 'droit-commun',
  phase: 'lettre-intention',
  siege,
  region,
  regions: [region],
  caisse,
  caisses: [caisse],
  departements: ['33', '40'],
  specialites: ['cardiologie'],
  prochaineEcheance: { cle: 'decision-lettre-intention', expire: date('2026-05-16') },
  montantVerseCentimes: centimes(0),
  ...changes,
});

export const adhesion = (numero: number, changes: Partial<Adhesion> = {}): Adhesion => ({
  rpps: String(10_000_000_000 + numero),
  nom: `Médecin ${String(numero).padStart(2, '0')}`,
  prenom: 'Exemple',
  specialite: 'cardiologie',
  liberal: true,
  signeeLe: date('2026-01-15'),
  sortieLe: null,
  ...changes,
});

/** `nombre` times the same act, all at once. */
export const ensemble = <T>(nombre: number, acte: (numero: number) => Promise<T>): Promise<T[]> =>
  Promise.all(Array.from({ length: nombre }, (_, numero) => acte(numero)));

/** Accounts with good keys, of nobody. */
export const COMPTES_ESSAI = {
  caisse: { titulaire: 'Caisse primaire 33', iban: 'FR1420041010050500013M02606' },
  association: { titulaire: 'Association Dermatologie 33', iban: 'FR7630006000011234567890189' },
};

/** A follow-up of a whole payment of 40 000 €. */
export const suiviDe = (
  suivi: Pick<SuiviPaiement, 'cle' | 'ess' | 'paiement' | 'le'> &
    Partial<SuiviPaiement> & { readonly statut: Exclude<SuiviPaiement['statut'], 'rectifie'> },
): SuiviPaiement => ({
  caisse: '33',
  montantCentimes: centimes(4_000_000),
  apres: suivi.statut === 'libere' ? 'ordonnance' : suivi.statut,
  resteCentimes: centimes(suivi.statut === 'execute' || suivi.statut === 'interrompu' ? 0 : 4_000_000),
  ...suivi,
});
