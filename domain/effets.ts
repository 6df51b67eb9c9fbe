/** What the outside world is told of an event: payment orders, release of the territory, notices. */
import type { Effet } from './demandes.types.ts';
import type { Etat } from './etat.ts';
import type { Evenement, NomEvenement } from './evenements.ts';
import { resteAVerser } from './paiements/verses.ts';
import { cleAvis } from './suivi/incidents.ts';
import { centimes, type Role } from './valeurs.ts';

const TOUS: readonly Role[] = ['porteur', 'ars', 'caisse'];
const AUTORITES: readonly Role[] = ['ars', 'caisse'];

/** Who is told of what; an event that is absent is told to nobody. */
export const DESTINATAIRES: Readonly<Partial<Record<NomEvenement, readonly Role[]>>> = {
  LettreIntentionDeposee: TOUS,
  EssExistanteDeclaree: TOUS,
  ConflitTerritoireSignale: AUTORITES,
  PiecesLettreIntentionDemandees: ['porteur'],
  LettreIntentionCompletee: TOUS,
  CompletudeConstatee: TOUS,
  LettreIntentionValidee: TOUS,
  LettreIntentionRefusee: TOUS,
  DerogationConsignee: TOUS,
  FinessAttribue: TOUS,
  AutreEssAttestee: AUTORITES,
  PiecesDeposees: ['caisse'],
  PiecesVerifiees: ['porteur'],
  ContratAmorcageConclu: TOUS,
  ContratAmorcageTermine: TOUS,
  DepotProjetSanteProlonge: ['porteur', 'caisse'],
  ProjetSanteDepose: TOUS,
  ReceptionProjetSanteAccusee: ['porteur'],
  PrecisionsDemandees: ['porteur', 'caisse'],
  PrecisionsRecues: TOUS,
  OppositionCaisseConsignee: ['porteur', 'ars'],
  OppositionLevee: ['porteur', 'ars'],
  ProjetSanteValide: TOUS,
  ProjetSanteRefuse: TOUS,
  PaiementOrdonnance: ['porteur', 'caisse'],
  PaiementExecute: ['porteur'],
  PaiementRejete: ['porteur', 'ars'],
  PaiementInterrompu: TOUS,
  PaiementRetenu: TOUS,
  PaiementLibere: TOUS,
  PaiementRetourne: TOUS,
  CoordonneesBancairesDeclarees: ['porteur', 'caisse'],
  MontantDotationFixe: ['ars'],
  MontantDotationApprouve: ['porteur', 'caisse'],
  ContratDotationConclu: TOUS,
  ContratDotationReconduit: TOUS,
  DocumentsDemandes: ['porteur'],
  ResiliationDemandee: TOUS,
  ReceptionResiliationAccusee: TOUS,
  ResiliationProposee: AUTORITES,
  ResiliationApprouvee: AUTORITES,
  ResiliationNotifiee: TOUS,
  SaisineRecue: TOUS,
  SaisineTranchee: ['porteur'],
  ResiliationAbandonnee: AUTORITES,
  RetraitResiliationDemande: TOUS,
  ResiliationRetiree: TOUS,
  ResiliationCaduque: TOUS,
  ResiliationEffective: TOUS,
  RecouvrementPropose: TOUS,
  RecouvrementConfirme: TOUS,
  RemboursementConstate: ['porteur'],
  RecouvrementEchu: TOUS,
  RecouvrementClos: TOUS,
  ProcedureDixHuitMoisOuverte: TOUS,
  ChevauchementSignale: ['ars'],
  DelaiProjetSanteFixe: ['porteur'],
  DesaccordConstate: TOUS,
  ComplementAccorde: TOUS,
  AideInterrompue: TOUS,
  FaitRectifie: TOUS,
  RectificationProposee: TOUS,
  RectificationApprouvee: TOUS,
  DateConfirmee: TOUS,
  DateContestee: TOUS,
  Renonciation: TOUS,
  MiseEnDemeure: TOUS,
  AbandonConstate: TOUS,
  DissolutionConstatee: TOUS,
  ConstatConfirme: TOUS,
  InstructionSansObjet: TOUS,
  DossierRouvert: TOUS,
  EssClose: TOUS,
  IncidentOuvert: ['exploitant'],
};

/** Who is told, where it depends on what the event says. */
function destinatairesDe(evenement: Evenement): readonly Role[] | undefined {
  switch (evenement.evenement) {
    case 'RappelEmis':
      return evenement.attendu;
    // DEC-60: the yearly control is the caisse's own affair.
    case 'EcheanceDepassee':
      return evenement.echeance.startsWith('controle-annuel-') ? evenement.attendu : TOUS;
    // DEC-58: what lacks at a signature is told to all three; a signature that lacks nothing, to nobody.
    case 'ContratAmorcageSigne':
      return evenement.avertissements?.some(({ regle }) => regle === 'AMO-10' || regle === 'TRA-B') === true
        ? TOUS
        : undefined;
    // DEC-52: bank details are news only where others were known.
    case 'CoordonneesBancairesDeclarees':
      return evenement.nouvelles === true ? DESTINATAIRES.CoordonneesBancairesDeclarees : undefined;
    default:
      return DESTINATAIRES[evenement.evenement];
  }
}

/** DEC-56 — events after which a case stands elsewhere for those on its territory. */
export const CHANGEMENTS: readonly NomEvenement[] = [
  'LettreIntentionDeposee',
  'EssExistanteDeclaree',
  'LettreIntentionValidee',
  'LettreIntentionRefusee',
  'ConformiteConstatee',
  'ContratAmorcageConclu',
  'ContratDotationConclu',
  'TerritoireLibere',
  'EssClose',
];

/** Effects of one event, whose ordinal is `etat.rang` (`etat`: the state it left), in order within each lane. */
export function effets(evenement: Evenement, etat: Etat): readonly Effet[] {
  const { ess, rang, siege: caisse } = etat;
  const cle = (nom: string) => `${ess}/${nom}/${rang}`;
  const faits: Effet[] = [];
  switch (evenement.evenement) {
    case 'PaiementOrdonnance': {
      const { paiement, montantCentimes, le, dateLimite } = evenement;
      const ordre = { ess, caisse, paiement, montantCentimes, le, dateLimite };
      faits.push({ type: 'ordonner-paiement', voie: 'argent', cle: cle('ordonner-paiement'), ...ordre });
      break;
    }
    case 'PaiementExecute':
    case 'PaiementRejete':
    case 'PaiementInterrompu':
    case 'PaiementReemis':
    case 'PaiementRetenu':
    case 'PaiementLibere':
    case 'PaiementRetourne': {
      const { paiement, le, montantCentimes } = evenement;
      const [statut, voie] = SUITES[evenement.evenement];
      const reference =
        'reference' in evenement && evenement.reference !== undefined ? { reference: evenement.reference } : {};
      const devenu = etat.paiements[paiement];
      const apres = devenu?.statut ?? 'execute';
      const resteCentimes = devenu === undefined ? centimes(0) : resteAVerser(devenu);
      const suivi = { ess, caisse, paiement, statut, le, montantCentimes, apres, resteCentimes, ...reference };
      faits.push({ type: 'suivre-paiement', voie, cle: cle('suivre-paiement'), ...suivi });
      break;
    }
    case 'TerritoireLibere':
      faits.push({
        type: 'liberer-territoire',
        voie: 'registre',
        cle: cle('liberer-territoire'),
        ess,
        le: evenement.le,
      });
      break;
    case 'EffetRelance':
      if (evenement.effet === cleAvis(ess))
        faits.push({ type: 'relancer-avis', voie: 'journal', cle: cle('relancer-avis'), ess });
      break;
    case 'EffetEcarte':
      faits.push({ type: 'ecarter-avis', voie: 'journal', cle: cle('ecarter-avis'), ess, avis: evenement.effet });
      break;
    default:
  }
  if (CHANGEMENTS.includes(evenement.evenement)) {
    const { specialites, departements } = etat;
    const { le } = evenement;
    faits.push({
      type: 'prevenir-rivaux',
      voie: 'registre',
      cle: cle('prevenir-rivaux'),
      ess,
      le,
      specialites,
      departements,
    });
  }
  const destinataires = destinatairesDe(evenement);
  if (destinataires !== undefined)
    faits.push({ type: 'notifier', voie: 'avis', cle: cle('notifier'), ess, rang, destinataires });
  return faits;
}

/** What the payment becomes, and whether the caisse must be told: it knows what it has itself executed or rejected. */
const SUITES = {
  PaiementExecute: ['execute', 'journal'],
  PaiementRejete: ['rejete', 'journal'],
  PaiementInterrompu: ['interrompu', 'argent'],
  PaiementReemis: ['ordonnance', 'argent'],
  PaiementRetenu: ['retenu', 'journal'],
  PaiementLibere: ['libere', 'journal'],
  PaiementRetourne: ['retourne', 'journal'],
} as const;
