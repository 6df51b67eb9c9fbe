/** The facts of a life, drawn from its journal: what persons did, what the records answered. DEC-33. */
import { fuseau, heureLocale } from '../calendrier/calendrier.ts';
import type { Commande, NomCommande } from '../commandes.ts';
import { caissesDe } from '../creation/caisses.ts';
import type { LigneJournal } from '../demandes.types.ts';
import type { Evenement, NomEvenement } from '../evenements.ts';
import { TABLE } from '../table.ts';
import { instant, type DateCivile, type Instant } from '../valeurs.ts';
import type { FaitRepris } from './vocabulaire.ts';

/** What someone did: the command that its event says, its ordinal, and the day on which it was entered when that was later. */
export interface Fait {
  readonly rang: number;
  readonly commande: Commande;
  /** As the journal has it, its rectifications made: what it says of money is kept, whatever the law makes of it. */
  readonly evenement?: Evenement;
  /** DEC-67: told by a `DossierRepris`, where its place in the list is its ordinal; corrected by another reprise only. */
  readonly repris?: true;
}

/** An answer of the records, as it was given. */
export type ReponseConsignee = Evenement<
  'AdherentsDenombres' | 'FinessAttribue' | 'TerritoireRevendique' | 'ConflitTerritoireSignale'
>;

export interface Faits {
  readonly faits: readonly Fait[];
  readonly reponses: readonly { readonly rang: number; readonly evenement: ReponseConsignee }[];
  /** The last rectification, at its instant: what was impossible then stays so while nothing else is rectified. */
  readonly rectifie?: { readonly rang: number; readonly instant: Instant };
  /** DEC-67: the day of the reprise, before which the records knew nothing. */
  readonly reprisLe?: DateCivile;
}

/** The command of which each event is the trace; null for what the law, the clock or the shell did by itself. */
const COMMANDES: Readonly<Record<NomEvenement, NomCommande | null>> = {
  LettreIntentionDeposee: 'deposer-lettre-intention',
  PiecesLettreIntentionDemandees: 'demander-pieces-lettre-intention',
  LettreIntentionCompletee: 'completer-lettre-intention',
  EchangeConsigne: 'consigner-echange',
  LettreIntentionValidee: 'valider-lettre-intention',
  LettreIntentionRefusee: 'refuser-lettre-intention',
  DerogationConsignee: 'consigner-derogation',
  TerritoireRevendique: null,
  TerritoireLibere: null,
  ConflitTerritoireSignale: null,
  AssociationDeclaree: 'declarer-association',
  FinessAttribue: 'attribuer-finess',
  CoordonneesBancairesDeclarees: 'declarer-coordonnees-bancaires',
  FinessFerme: 'fermer-finess',
  Renonciation: 'renoncer',
  DepotProjetSanteProlonge: 'prolonger-depot-projet-sante',
  ProjetSanteDepose: 'deposer-projet-sante',
  ReceptionProjetSanteAccusee: 'accuser-reception-projet-sante',
  PrecisionsDemandees: 'demander-precisions',
  PrecisionsRecues: 'repondre-precisions',
  OppositionCaisseConsignee: 's-opposer-projet-sante',
  ProjetSanteValide: 'valider-projet-sante',
  ProjetSanteRefuse: 'refuser-projet-sante',
  EssExistanteDeclaree: 'declarer-ess-existante',
  ContratAmorcageSigne: 'signer-contrat-amorcage',
  ContratAmorcageConclu: null,
  ContratAmorcageTermine: null,
  AdherentsDenombres: null,
  ContratDotationSigne: 'signer-contrat-dotation',
  ContratDotationConclu: null,
  ContratDotationReconduit: null,
  ConformiteConstatee: 'constater-conformite',
  MiseEnConformiteEngagee: 'engager-mise-en-conformite',
  FinancementArsDeclare: 'declarer-financement-ars',
  ChevauchementSignale: null,
  DelaiProjetSanteFixe: 'fixer-delai-projet-sante',
  ComplementAccorde: 'accorder-complement',
  AideInterrompue: 'interrompre-aide',
  CompletudeConstatee: 'constater-completude',
  AutreEssAttestee: 'attester-autre-ess',
  OppositionLevee: 'lever-opposition',
  DesaccordConstate: null,
  PiecesDeposees: 'deposer-pieces',
  PiecesVerifiees: 'verifier-pieces',
  PaiementOrdonnance: null,
  PaiementExecute: 'executer-paiement',
  PaiementRejete: 'rejeter-paiement',
  PaiementInterrompu: null,
  PaiementReemis: 'reemettre-paiement',
  MontantDotationFixe: 'fixer-montant-dotation',
  MontantDotationApprouve: 'approuver-montant-dotation',
  ResiliationDemandee: 'resilier',
  ReceptionResiliationAccusee: 'accuser-reception-resiliation',
  ResiliationProposee: 'proposer-resiliation',
  ResiliationApprouvee: 'approuver-resiliation',
  ResiliationNotifiee: 'notifier-resiliation',
  SaisineRecue: 'saisir',
  SaisineTranchee: 'repondre-saisine',
  ResiliationRetiree: null,
  ResiliationEffective: null,
  RecouvrementPropose: null,
  RecouvrementConfirme: 'confirmer-recouvrement',
  RemboursementConstate: 'constater-remboursement',
  RecouvrementEchu: null,
  RecouvrementClos: 'clore-recouvrement',
  ProcedureDixHuitMoisOuverte: null,
  AvisCaisseRendu: 'rendre-avis',
  ActiviteDeclaree: 'declarer-activite',
  ActiviteConstatee: 'constater-activite',
  ListeNominativeDeposee: 'deposer-liste-nominative',
  AdhesionsEnregistrees: 'enregistrer-adhesions',
  RapportActiviteDepose: 'deposer-rapport-activite',
  CriteresControles: 'controler-criteres',
  RencontreConsignee: 'consigner-rencontre',
  DocumentsDemandes: 'demander-documents',
  CommandeRefusee: null,
  IncidentOuvert: null,
  IncidentLeve: null,
  EffetRelance: null,
  EffetEcarte: null,
  EcheanceDepassee: null,
  RappelEmis: null,
  PaiementRetenu: 'retenir-paiement',
  PaiementLibere: 'liberer-paiement',
  PaiementRetourne: 'retourner-paiement',
  ResiliationAbandonnee: 'abandonner-resiliation',
  RetraitResiliationDemande: 'retirer-resiliation',
  ResiliationCaduque: null,
  DissolutionConstatee: 'constater-dissolution',
  ModificationTerritoireDemandee: 'modifier-territoire',
  TerritoireModifie: 'approuver-territoire',
  FinessRectifie: 'rectifier-finess',
  SiegeTransfere: 'transferer-siege',
  RegimeRequalifie: 'requalifier-regime',
  ConstatConfirme: 'confirmer-constat',
  MiseEnDemeure: 'mettre-en-demeure',
  AbandonConstate: 'constater-abandon',
  InstructionSansObjet: null,
  DossierRouvert: null,
  DossierArchive: null,
  EssClose: null,
  RectificationProposee: null,
  RectificationApprouvee: null,
  FaitRectifie: null,
  DateConfirmee: null,
  DateContestee: null,
  DossierRepris: null,
};

/** Fields that a command names otherwise than its event. */
function donneesDe(evenement: Evenement): Readonly<Record<string, unknown>> {
  switch (evenement.evenement) {
    case 'LettreIntentionDeposee':
      return { derogationDemandee: evenement.derogationRequise };
    case 'DepotProjetSanteProlonge':
      return { jusquAu: evenement.jusquAu ?? evenement.dateLimite };
    case 'DelaiProjetSanteFixe':
      return evenement.dateLimite === undefined ? {} : { jusquAu: evenement.dateLimite };
    case 'PrecisionsDemandees':
      return { delai: evenement.delai ?? evenement.dateLimite };
    case 'PrecisionsRecues':
    case 'SaisineRecue':
      return { recueLe: evenement.le };
    case 'ProjetSanteDepose':
      return { version: undefined };
    case 'ListeNominativeDeposee':
      return { liste: { id: evenement.liste, nombre: evenement.nombre }, exercice: cycleDeLaCle(evenement.cle) };
    case 'RapportActiviteDepose':
      return { exercice: cycleDeLaCle(evenement.cle) };
    case 'PiecesDeposees':
    case 'PiecesVerifiees':
      return {
        pieces: evenement.pieces.map(({ cle, ...piece }) =>
          cle.includes('#') ? { ...piece, exercice: cycleDeLaCle(cle) } : piece,
        ),
      };
    default:
      return {};
  }
}
const COMMUNS: readonly string[] = ['le', 'motif', 'fiche', 'preuve', 'declareLe'];

/** The yearly pieces bear their cycle: `liste-nominative#2`. */
const cycleDeLaCle = (cle: string): number | undefined =>
  cle.includes('#') ? Number(cle.slice(cle.indexOf('#') + 1)) : undefined;

/** The command of which this event is the trace; undefined when nobody's act made it. */
export function commandeDe(evenement: Evenement): Commande | undefined {
  const commande = COMMANDES[evenement.evenement];
  if (commande === null || evenement.acteur === 'systeme' || evenement.regle === 'DEC-67') return undefined;
  const { acteur, saisiLe } = evenement;
  const champs = [...COMMUNS, ...Object.keys(TABLE[commande].forme)];
  const donnees = Object.fromEntries(
    Object.entries({ ...evenement, ...donneesDe(evenement) }).filter(
      ([champ, valeur]) => valeur !== undefined && champs.includes(champ),
    ),
  );
  return { commande, acteur, donnees, ...(saisiLe === undefined ? {} : { saisiLe }) } as unknown as Commande;
}

const estReponse = (evenement: Evenement): evenement is ReponseConsignee =>
  evenement.acteur === 'systeme' &&
  ['AdherentsDenombres', 'FinessAttribue', 'TerritoireRevendique', 'ConflitTerritoireSignale'].includes(
    evenement.evenement,
  );

/** A fact that was entered after what it precedes; what is put right instead has a field, or what it was. */
export const saisiApresCoup = ({ champ, avant }: { readonly champ?: string | undefined; readonly avant: unknown }) =>
  champ === undefined && avant === null;

/** What changes of a fact: a field, or all of it (`valeur` null: struck). `champ` undefined: the fact itself. */
export interface Changement {
  readonly rang: number;
  readonly champ: string | null;
  readonly valeur: unknown;
  /** Day on which the change was entered: a grace counts from it (DEC-30). */
  readonly saisiLe?: DateCivile;
}

/** The facts of a journal, its rectifications made, in the order of their ordinals. */
export function faitsDe(journal: readonly LigneJournal[], autre?: Changement): Faits {
  const faits: Fait[] = [];
  const reponses: { rang: number; evenement: ReponseConsignee }[] = [];
  const changements = [
    ...journal.flatMap(({ evenement }) =>
      evenement.evenement === 'FaitRectifie' && !saisiApresCoup(evenement)
        ? [
            {
              rang: evenement.rang,
              champ: evenement.champ ?? null,
              valeur: evenement.apres,
              saisiLe: evenement.saisiLe ?? evenement.le,
            },
          ]
        : [],
    ),
    ...(autre === undefined ? [] : [autre]),
  ];
  let entree: Fait | undefined;
  let reprisLe: DateCivile | undefined;
  for (const { rang, evenement } of journal) {
    const { evenement: nom } = evenement;
    if (evenement.evenement === 'DossierRepris') {
      faits.push(...faitsRepris(evenement.faits));
      reprisLe = evenement.le;
      continue;
    }
    if (estReponse(evenement)) {
      const recue = changements
        .filter((un) => un.rang === rang && un.champ !== null)
        .reduce((courante, { champ, valeur }) => ({ ...courante, [champ ?? '']: valeur }), evenement);
      reponses.push({ rang, evenement: recue });
      continue;
    }
    const commande = commandeDe(evenement);
    if (commande === undefined) continue;
    // A number declared with the entry is part of it.
    if (nom === 'FinessAttribue' && entree?.commande.commande === 'declarer-ess-existante') {
      const { numero } = commande.donnees as { readonly numero?: unknown };
      faits[0] = { rang: entree.rang, commande: avecChamp(entree.commande, 'finess', numero) };
      entree = undefined;
      continue;
    }
    const siens = changements.filter((un) => un.rang === rang);
    entree = undefined;
    if (siens.some(({ champ }) => champ === null)) continue;
    const fait = {
      rang,
      evenement: siens.reduce<Evenement>(
        (courant, { champ, valeur }) => ({ ...courant, [champ ?? '']: valeur }),
        evenement,
      ),
      commande: siens.reduce(
        (courante, { champ, valeur, saisiLe }) => ({
          ...avecChamp(courante, champ ?? '', valeur),
          ...(saisiLe === undefined ? {} : { saisiLe }),
        }),
        commande,
      ),
    };
    faits.push(fait);
    entree = fait;
  }
  const derniere =
    autre === undefined ? journal.findLast(({ evenement }) => evenement.evenement === 'FaitRectifie') : undefined;
  return {
    faits,
    reponses,
    ...(derniere === undefined ? {} : { rectifie: { rang: derniere.rang, instant: auPlusTot(derniere) } }),
    ...(reprisLe === undefined ? {} : { reprisLe }),
  };
}

/** The instant of a line, and not before the noon of its own day: whatever the clock that wrote it. */
const auPlusTot = ({ enregistreLe, evenement: { le } }: LigneJournal): Instant =>
  instant(Math.max(enregistreLe, heureLocale(le, '12:00', fuseau(''))));

/** The facts of a journal, and one more, that is entered after what it precedes. */
export function avecFait(journal: readonly LigneJournal[], fait: Fait): Faits {
  const { rectifie: _avant, ...vecus } = faitsDe(journal);
  return { ...vecus, faits: [...vecus.faits, fait] };
}

/** DEC-67 — the facts of a reprise: numbered from 1, as its list. */
export const faitsRepris = (faits: readonly FaitRepris[]): readonly Fait[] =>
  faits.map(({ commande, acteur, donnees }, rang) => ({
    rang: rang + 1,
    repris: true,
    commande: { commande, acteur, donnees } as unknown as Commande,
  }));

/** A date moves with the receipt that was the same day. */
function avecChamp(commande: Commande, champ: string, valeur: unknown): Commande {
  const { le, recueLe } = commande.donnees as { readonly le: DateCivile; readonly recueLe?: DateCivile };
  const aussi =
    champ === 'le' && recueLe === le
      ? { recueLe: valeur }
      : champ === 'recueLe' && typeof valeur === 'string' && valeur < le
        ? { le: valeur }
        : {};
  // DEC-66: the caisse is that of the seat, unless another one of its department was named.
  const { caisse } = commande.donnees as { readonly caisse?: string };
  const ailleurs =
    champ === 'siege' && typeof valeur === 'string' && caissesDe(valeur).every(({ code }) => code !== caisse);
  const donnees = { ...commande.donnees, ...aussi, [champ]: valeur, ...(ailleurs ? { caisse: undefined } : {}) };
  return { ...commande, donnees } as unknown as Commande;
}
