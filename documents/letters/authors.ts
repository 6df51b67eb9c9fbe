/** Who writes a letter, and to whom, by the names that all letters use. */
import { nomCaisse } from '../../domain/creation/caisses.ts';
import { REGIONS } from '../../domain/creation/regions.ts';
import type { Evenement, NomEvenement } from '../../domain/evenements.ts';
import type { Role } from '../../domain/valeurs.ts';
import type { Courrier } from './courrier.ts';
import type { Expediteur } from './modeles.types.ts';

/** `service`: what the authorities hear of others' acts, and of time, is told by the service itself; nobody signs it. */
export type Emetteur = 'ars' | 'caisse' | 'service';

/** What the caisse tells the porteur when nobody in particular acted; the ARS tells them the rest. */
const PAR_LA_CAISSE: readonly NomEvenement[] = [
  'AdherentsDenombres',
  'ComplementAccorde',
  'CoordonneesBancairesDeclarees',
  'MontantDotationFixe',
  'PaiementExecute',
  'PaiementInterrompu',
  'PaiementLibere',
  'PaiementOrdonnance',
  'PaiementReemis',
  'PaiementRejete',
  'PaiementRetenu',
  'PaiementRetourne',
  'PiecesDeposees',
  'PiecesVerifiees',
  'ProcedureDixHuitMoisOuverte',
  'RecouvrementClos',
  'RecouvrementConfirme',
  'RecouvrementEchu',
  'RecouvrementPropose',
  'RemboursementConstate',
];

/** Who decided writes; to the porteur an authority always does. */
export function emetteurDe({ acteur, evenement }: Evenement, destinataire: Role): Emetteur {
  if (acteur === 'ars' || acteur === 'caisse') return acteur;
  if (destinataire !== 'porteur') return 'service';
  return PAR_LA_CAISSE.includes(evenement) ? 'caisse' : 'ars';
}

const nomDeLArs = (region: string): string => {
  const nom = REGIONS.find(({ code }) => code === region)?.nom;
  return nom === undefined ? 'Agence régionale de santé' : `Agence régionale de santé ${nom}`;
};
const SERVICE = 'Service de suivi des équipes de soins spécialisés';

/** The sender as far as the letter itself knows it: its name. */
export function expediteurParDefaut({ emetteur, region, caisse }: Courrier): Expediteur {
  const nom = emetteur === 'ars' ? nomDeLArs(region) : emetteur === 'caisse' ? nomCaisse(caisse) : SERVICE;
  const manquants = emetteur === 'service' ? [] : ['adresse', 'téléphone', 'courriel', 'signataire'];
  const vide = { service: null, adresse: [], telephone: null, courriel: null, logo: null, signataire: null };
  return { nom, ...vide, manquants };
}

/** The recipient as far as the letter itself knows it. */
export function destinataireParDefaut({ destinataire, region, caisse, ess, intitule }: Courrier): readonly string[] {
  if (destinataire === 'ars') return [nomDeLArs(region)];
  if (destinataire === 'caisse') return [nomCaisse(caisse)];
  if (destinataire === 'porteur') return ['Équipe de soins spécialisés', intitule ?? `Dossier ${ess}`];
  return [destinataire === 'national' ? 'DGOS et CNAM' : 'Exploitant du service de suivi'];
}
