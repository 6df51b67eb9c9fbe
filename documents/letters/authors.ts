/** Who writes a letter, and to whom, by the names that all letters use. */
import type { Evenement, NomEvenement } from '../../domain/evenements.ts';
import type { Role } from '../../domain/valeurs.ts';
import { AUCUNE_AUTORITE, autoriteQuiEcrit, type Autorites } from '../authorities/index.ts';
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

const SERVICE = 'Service de suivi des équipes de soins spécialisés';
const DU_SERVICE: Expediteur = {
  nom: SERVICE,
  service: null,
  adresse: [],
  telephone: null,
  courriel: null,
  logo: null,
  signataire: null,
  manquants: [],
};

/** The sender of a letter, by the settings of the installation. */
export const expediteurDe = (
  { emetteur, region, caisse }: Courrier,
  autorites: Autorites = AUCUNE_AUTORITE,
): Expediteur =>
  emetteur === 'service'
    ? DU_SERVICE
    : autoriteQuiEcrit(autorites, { role: emetteur, code: emetteur === 'ars' ? region : caisse });

/** An authority to which a letter goes: its name, its service and its address where they are known. */
function autorite(role: 'ars' | 'caisse', code: string, autorites: Autorites): readonly string[] {
  const { nom, service, adresse } = autoriteQuiEcrit(autorites, { role, code });
  return [nom, ...(service === null ? [] : [service]), ...adresse];
}

/** The lines of the recipient. `equipe`: those of the association, or of who carries the project, where the records have them. */
export function destinataireDe(
  { destinataire, region, caisse, ess, intitule }: Courrier,
  autorites: Autorites = AUCUNE_AUTORITE,
  equipe?: readonly string[],
): readonly string[] {
  if (destinataire === 'ars') return autorite('ars', region, autorites);
  if (destinataire === 'caisse') return autorite('caisse', caisse, autorites);
  if (destinataire === 'porteur') return equipe ?? ['Équipe de soins spécialisés', intitule ?? `Dossier ${ess}`];
  return [destinataire === 'national' ? 'DGOS et CNAM' : 'Exploitant du service de suivi'];
}
