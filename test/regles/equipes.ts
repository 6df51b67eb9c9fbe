/** Teams as the national picture counts them (SUI-03): one in dotation in the Gironde, but for what a test says of it. */
import type { ChiffresEss, DecisionRendue } from '../../domain/etat-des-lieux/chiffres-annuels.ts';
import type { Indicateurs } from '../../domain/suivi/vocabulaire.ts';

const VIDE: ChiffresEss = {
  region: 'nouvelle-aquitaine',
  departement: '33',
  specialites: ['dermatologie'],
  departements: ['33'],
  tientSonTerritoire: true,
  phase: 'dotation',
  entree: false,
  cloture: false,
  operationnelle: false,
  socleComplet: false,
  lettreIntention: [],
  projetSante: [],
  adherents: 0,
  rapport: false,
  indicateurs: null,
  verseCentimes: 0,
  rembourseCentimes: 0,
  cible30: null,
  cible50: null,
};
export const equipe = (propre: Partial<ChiffresEss> = {}): ChiffresEss => ({ ...VIDE, ...propre });
export const AIN = { region: 'auvergne-rhone-alpes', departement: '01', departements: ['01'] };
/** IND-01…05 — those of a team that gives all but one. */
export const INDICATEURS = {
  soignantsAdressant: 40,
  medecinsTraitantsAdressant: 25,
  patientsPrisEnCharge: 300,
  demandesTeleexpertise: 60,
  medecinsConsultationsAvancees: 12,
  consultationsAvancees: 90,
  delaiRendezVousJours: 15,
};
export const indicateurs = (propres: Partial<Indicateurs>): Partial<ChiffresEss> => ({
  rapport: true,
  indicateurs: propres as Indicateurs,
});
export const rendue = (favorable: boolean, tacite: boolean, delaiJours: number | null): DecisionRendue => ({
  favorable,
  tacite,
  delaiJours,
});
