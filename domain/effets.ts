/** What the outside world is told of an event: payment orders, release of the territory, notices. */
import type { Effet } from './demandes.types.ts';
import { caisseDuPaiement } from './creation/competence.ts';
import type { Etat, Paiement } from './etat.ts';
import type { Evenement, NomEvenement } from './evenements.ts';
import { resteAVerser, verseSur } from './paiements/verses.ts';
import { cleAvis } from './suivi/incidents.ts';
import { centimes, type ClePaiement, type Role } from './valeurs.ts';

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
  AssociationDeclaree: ['ars'],
  FinessAttribue: TOUS,
  FinessRectifie: TOUS,
  FinessFerme: TOUS,
  SiegeTransfere: TOUS,
  ConstatConfirme: TOUS,
  RegimeRequalifie: TOUS,
  ModificationTerritoireDemandee: TOUS,
  TerritoireModifie: TOUS,
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
  DossierRepris: TOUS,
  RectificationProposee: TOUS,
  RectificationApprouvee: TOUS,
  DateConfirmee: TOUS,
  DateContestee: TOUS,
  Renonciation: TOUS,
  MiseEnDemeure: TOUS,
  AbandonConstate: TOUS,
  DissolutionConstatee: TOUS,
  InstructionSansObjet: TOUS,
  DossierRouvert: TOUS,
  EssClose: TOUS,
  IncidentOuvert: ['exploitant'],
};

/**
 * What a porteur sends and is owed an acknowledgement of (CRPA L. 112-3), with its dates, or asks for and awaits. Nobody
 * else is told of their own act: they did it, and their receipt says what it made.
 */
const ACCUSES: readonly NomEvenement[] = [
  'LettreIntentionDeposee',
  'LettreIntentionCompletee',
  'ModificationTerritoireDemandee',
  'SiegeTransfere',
  'ProjetSanteDepose',
  'PrecisionsRecues',
  'ResiliationDemandee',
  'ReceptionResiliationAccusee',
  'SaisineRecue',
  // DEC-52: told to them all the same, in case they declared nothing.
  'CoordonneesBancairesDeclarees',
];
/** DEC-34 — a rectification replaces letters that its author has too. */
const ditASonAuteur = ({ evenement, acteur }: Evenement): boolean =>
  evenement === 'FaitRectifie' || (acteur === 'porteur' && ACCUSES.includes(evenement));

/** Who is told: those whom it concerns, but for who did it. */
function destinatairesDe(evenement: Evenement): readonly Role[] | undefined {
  const autres = concernes(evenement)?.filter((role) => role !== evenement.acteur || ditASonAuteur(evenement));
  return autres?.length === 0 ? undefined : autres;
}

/** Whom an event concerns, where it depends on what the event says. */
function concernes(evenement: Evenement): readonly Role[] | undefined {
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
    // DEC-34: the caisse that issues again tells itself nothing; an order that is due again is news to both.
    case 'PaiementReemis':
      return evenement.acteur === 'systeme' ? DESTINATAIRES.PaiementOrdonnance : undefined;
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
  'DossierRepris',
  'LettreIntentionValidee',
  'LettreIntentionRefusee',
  'ConformiteConstatee',
  'ContratAmorcageConclu',
  'ContratDotationConclu',
  'TerritoireLibere',
  'EssClose',
];

/** Effects of one event, whose ordinal is `etat.rang` (`avant`, `etat`: the states it found and left), in order within each lane. */
export function effets(evenement: Evenement, etat: Etat, avant: Etat = etat): readonly Effet[] {
  const { ess, rang } = etat;
  const cle = (nom: string) => `${ess}/${nom}/${rang}`;
  const faits: Effet[] = [];
  switch (evenement.evenement) {
    case 'PaiementOrdonnance': {
      const { paiement, montantCentimes, le, dateLimite } = evenement;
      const caisse = caisseDuPaiement(etat, paiement);
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
      const [statut, dite] = SUITES[evenement.evenement];
      // DEC-36: the hold that ends with the résiliation is news to the caisse.
      const voie = statut === 'libere' && evenement.acteur === 'systeme' ? 'argent' : dite;
      const reference =
        'reference' in evenement && evenement.reference !== undefined ? { reference: evenement.reference } : {};
      const caisse = caisseDuPaiement(etat, paiement);
      const devenu = etat.paiements[paiement];
      const apres = devenu?.statut ?? 'execute';
      const resteCentimes = devenu === undefined ? centimes(0) : resteAVerser(devenu);
      const suivi = { ess, caisse, paiement, statut, le, montantCentimes, apres, resteCentimes, ...reference };
      faits.push({ type: 'suivre-paiement', voie, cle: cle('suivre-paiement'), ...suivi });
      break;
    }
    case 'FaitRectifie':
      faits.push(...ordresRectifies(evenement, avant, etat));
      break;
    case 'ConstatConfirme':
      faits.push(...ordresTransferes(evenement, etat));
      break;
    case 'TerritoireLibere':
      faits.push({
        type: 'liberer-territoire',
        voie: 'registre',
        cle: cle('liberer-territoire'),
        ess,
        le: evenement.le,
      });
      break;
    case 'TerritoireModifie':
      if (evenement.sens === 'accordee')
        faits.push({
          type: 'liberer-territoire',
          voie: 'registre',
          cle: cle('liberer-territoire'),
          ess,
          le: evenement.le,
          gardees: { specialites: evenement.specialites, departements: evenement.departements },
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

/**
 * DEC-33, DEC-34 — orders that are not what they were once the life was played again: the transfer of one is of another sum,
 * or did not leave, or did not come back. It is the caisse that said it: the records alone are told.
 */
function ordresRectifies({ le }: Evenement<'FaitRectifie'>, avant: Etat, etat: Etat): readonly Effet[] {
  const { ess, rang } = etat;
  return (Object.entries(avant.paiements) as [ClePaiement, Paiement][]).flatMap(
    ([paiement, ordre]): readonly Effet[] => {
      const devenu = etat.paiements[paiement];
      const [apres, resteCentimes] = devenir(devenu);
      if (apres === ordre.statut && resteCentimes === resteAVerser(ordre)) return [];
      const reference = devenu?.versements.findLast(({ retourneLe }) => retourneLe === null)?.reference ?? null;
      return [
        {
          type: 'suivre-paiement',
          voie: 'journal',
          cle: `${ess}/suivre-paiement/${rang}/${paiement}`,
          ess,
          caisse: caisseDuPaiement(etat, paiement),
          paiement,
          statut: 'rectifie',
          le,
          montantCentimes: devenu === undefined ? centimes(0) : verseSur(devenu),
          apres,
          resteCentimes,
          ...(reference === null ? {} : { reference }),
        },
      ];
    },
  );
}
/** Executed without order, then struck: nothing left, and nothing was ever due. */
const devenir = (paiement: Paiement | undefined) =>
  paiement === undefined
    ? (['interrompu', centimes(0)] as const)
    : ([paiement.statut, resteAVerser(paiement)] as const);

/** DEC-47 — orders that the former caisse had not executed, nor in a batch. `etat`: once the caisse has changed. */
function ordresTransferes({ le, sens, siege }: Evenement<'ConstatConfirme'>, etat: Etat): readonly Effet[] {
  const { ess, rang, gardes, caisse: vers } = etat;
  const [de] = etat.caissesAnterieures;
  if (siege === undefined || sens !== 'confirme' || de === undefined) return [];
  return Object.entries(etat.paiements).flatMap(([cle, { statut, montantCentimes, dateLimite }]): readonly Effet[] =>
    (statut === 'ordonnance' || statut === 'rejete') && gardes[cle] === undefined
      ? [
          {
            type: 'transferer-ordre',
            voie: 'argent',
            cle: `${ess}/transferer-ordre/${rang}/${cle}`,
            ess,
            de,
            vers,
            paiement: cle as ClePaiement,
            statut,
            montantCentimes,
            le,
            dateLimite,
          },
        ]
      : [],
  );
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
