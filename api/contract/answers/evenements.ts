/** Events as readers get them: one shape each, held to `domain/evenements.ts` field by field. */
import { z } from 'zod';
import type { Charges, NomEvenement } from '../../../domain/evenements.ts';
import { ACTIVITES, CANAUX, CODES_PIECES, CONTRATS, PARTIES, SIGNATAIRES_PIECE } from '../../../domain/valeurs.ts';
import { evaluation } from '../../commands/schemas/fields.ts';
import { boolean, cents, date, explanation, instant, motifCloture, number, regime, role, text } from './values.ts';

const list = z.array(text);
const paiement = text;
const onPayment = { paiement, montantCentimes: cents };
const onRecovery = { recouvrement: text, montantCentimes: cents };
const partie = z.enum(PARTIES);
const contrat = z.enum(CONTRATS);
const dateLimite = date;
const optionalLimit = date.exactOptional();
const opinion = evaluation.exactOptional();
const mode = z.enum(['expresse', 'tacite']);
const staff = {
  medecinsPresents: number.exactOptional(),
  liberaux: number.exactOptional(),
  engages: number.exactOptional(),
};
const territory = { specialites: list, departements: list, siege: text };
const exercice = number.exactOptional();
const deposited = z.strictObject({
  code: z.enum(CODES_PIECES),
  cle: text,
  exercice,
  montantCentimes: cents.exactOptional(),
  signePar: z.array(z.enum(SIGNATAIRES_PIECE)).exactOptional(),
  activite: z.enum(ACTIVITES).exactOptional(),
  canal: z.enum(CANAUX).exactOptional(),
});
const checked = z.strictObject({
  code: z.enum(CODES_PIECES),
  cle: text,
  conforme: boolean,
  exercice,
  motif: text.exactOptional(),
});
const delay = number.nullable().exactOptional();
const indicators = z.strictObject({
  soignantsAdressant: number,
  medecinsTraitantsAdressant: number,
  patientsPrisEnCharge: number,
  demandesTeleexpertise: number,
  medecinsConsultationsAvancees: number,
  consultationsAvancees: number,
  delaiRendezVousJours: delay,
  delaiTeleexpertiseJours: delay,
});
const silence = z.enum([
  'validation-tacite',
  'alerte',
  'fin-de-contrat',
  'resiliation',
  'reconduction',
  'denombrement',
  'procedure',
  'impaye',
  'rappel',
]);

/** Payload of each event. A field that the law adds to an event fails to compile until it is here. */
export const PAYLOADS = {
  LettreIntentionDeposee: {
    ...territory,
    ...staff,
    canal: z.enum(CANAUX),
    complete: boolean,
    derogationRequise: boolean,
    indicateurQualitatif: boolean,
    dateLimite: optionalLimit,
  },
  EssExistanteDeclaree: { ...territory, ...staff, regime },
  TerritoireRevendique: { conteste: boolean, autres: list },
  TerritoireLibere: {},
  PiecesLettreIntentionDemandees: { piecesManquantes: list, delai: date.exactOptional() },
  LettreIntentionCompletee: { ...staff, complete: boolean, dateLimite: optionalLimit },
  EchangeConsigne: { sujet: text.exactOptional() },
  AvisCaisseRendu: {
    sur: z.enum(['lettre-intention', 'projet-sante']),
    sens: z.enum(['favorable', 'defavorable']),
    evaluation: opinion,
  },
  LettreIntentionValidee: { mode, dateLimite, evaluation: opinion },
  LettreIntentionRefusee: { critere: text, evaluation: opinion },
  DerogationConsignee: {
    sens: z.enum(['accordee', 'refusee']),
    objet: text.exactOptional(),
    dateLimite: optionalLimit,
  },
  ConflitTerritoireSignale: { autres: list },
  AssociationDeclaree: {},
  FinessAttribue: { numero: text, mode: z.enum(['automatique', 'manuel']) },
  CoordonneesBancairesDeclarees: {},
  PiecesDeposees: { pieces: z.array(deposited) },
  PiecesVerifiees: { pieces: z.array(checked) },
  ContratAmorcageSigne: { partie },
  ContratAmorcageConclu: { contrat: z.literal('amorcage'), dateLimite },
  ContratAmorcageTermine: {
    contrat: z.literal('amorcage'),
    cause: z.enum(['tranche-2-executee', 'tranche-2-non-due', 'duree', 'complement-execute']),
  },
  DepotProjetSanteProlonge: { dateLimite },
  ProjetSanteDepose: { recueLe: date, dateLimite, version: number, actualisation: boolean },
  ReceptionProjetSanteAccusee: { partie, recueLe: date },
  PrecisionsDemandees: { dateLimite },
  PrecisionsRecues: { dateLimite },
  OppositionCaisseConsignee: { fondement: text.exactOptional() },
  ProjetSanteValide: { mode, evaluation: opinion },
  ProjetSanteRefuse: { fondement: text, evaluation: opinion },
  ActiviteDeclaree: { activite: z.enum(ACTIVITES) },
  ActiviteConstatee: { activite: z.enum(ACTIVITES) },
  ListeNominativeDeposee: { liste: text, nombre: number, cle: text },
  AdhesionsEnregistrees: { nombre: number.exactOptional() },
  AdherentsDenombres: { date, nombre: number, cycle: number },
  PaiementOrdonnance: { ...onPayment, dateLimite },
  PaiementExecute: { ...onPayment, reference: text.exactOptional() },
  PaiementRejete: onPayment,
  PaiementInterrompu: onPayment,
  PaiementReemis: { ...onPayment, dateLimite },
  MontantDotationFixe: onPayment,
  MontantDotationApprouve: onPayment,
  ContratDotationSigne: { partie },
  ContratDotationConclu: { contrat: z.literal('dotation'), dateLimite },
  ContratDotationReconduit: { contrat: z.literal('dotation'), periode: number, dateLimite },
  RapportActiviteDepose: { cle: text, indicateurs: indicators.exactOptional() },
  CriteresControles: {
    resultat: z.enum(['conforme', 'non-conforme']),
    criteresNonRemplis: list,
    liberaux: number.exactOptional(),
    medecinsPresents: number.exactOptional(),
    concertationTracable: boolean,
  },
  RencontreConsignee: {},
  DocumentsDemandes: { documents: list, delai: date.exactOptional() },
  ResiliationDemandee: { contrat },
  ReceptionResiliationAccusee: { partie, recueLe: date, dateLimite: optionalLimit },
  ResiliationProposee: { contrat, partie, fondement: text },
  ResiliationApprouvee: { contrat, partie },
  ResiliationNotifiee: { contrat, recueLe: date, dateLimite },
  SaisineRecue: { contrat, dateLimite },
  SaisineTranchee: { partie, sens: z.enum(['accepte', 'rejete']) },
  ResiliationRetiree: { contrat },
  ResiliationEffective: { contrat, dateLimite },
  RecouvrementPropose: {
    ...onRecovery,
    origine: z.enum(['amorcage', 'dotation', 'dix-huit-mois']),
    dateLimite: optionalLimit,
  },
  RecouvrementConfirme: { ...onRecovery, dateLimite },
  RemboursementConstate: { ...onRecovery, resteDuCentimes: cents },
  RecouvrementEchu: onRecovery,
  RecouvrementClos: { ...onRecovery, issue: z.enum(['rembourse', 'remise', 'rien-du']) },
  ProcedureDixHuitMoisOuverte: { montantCentimes: cents, paiements: list },
  ConformiteConstatee: { conforme: boolean },
  MiseEnConformiteEngagee: {},
  FinancementArsDeclare: { du: date, au: date, montantCentimes: cents },
  ChevauchementSignale: { jours: z.int(), montantCentimes: cents },
  DelaiProjetSanteFixe: { partie, dateLimite: optionalLimit, mois: number.exactOptional() },
  ComplementAccorde: { paiement: z.literal('amorcage-30'), montantCentimes: cents },
  AideInterrompue: { cause: z.enum(['projet-sante-valide', 'non-conforme']) },
  CommandeRefusee: { commande: text, phrase: text },
  IncidentOuvert: { effet: text },
  IncidentLeve: { effet: text },
  EffetRelance: { effet: text },
  EffetEcarte: { effet: text },
  FinessFerme: { numero: text },
  EcheanceDepassee: { echeance: text, dateLimite, attendu: z.array(role).exactOptional() },
  RappelEmis: {
    echeance: text,
    dateLimite,
    attendu: z.array(role),
    jours: number.exactOptional(),
    silence: silence.exactOptional(),
  },
  Renonciation: {},
  CorrectionApportee: {
    objet: text,
    ancienne: z.union([text, z.number()]).nullable(),
    valeur: z.union([text, z.number()]),
    rouvertLe: date.exactOptional(),
  },
  EssClose: { motifCloture },
} satisfies { readonly [N in NomEvenement]: { readonly [K in keyof Charges[N]]-?: z.ZodType } };

const envelope = {
  le: date,
  acteur: role,
  regle: text,
  avertissements: z.array(z.strictObject({ regle: text, phrase: text })).exactOptional(),
  motif: text.exactOptional(),
  fiche: text.exactOptional(),
  preuve: z.strictObject({ nature: text, reference: text.exactOptional() }).exactOptional(),
};

type Shape = Readonly<Record<string, z.ZodType>>;

function union() {
  const [first, ...others] = Object.entries<Shape>(PAYLOADS).map(([name, payload]) =>
    z.strictObject({ evenement: z.literal(name), ...envelope, ...payload }).meta({ id: `Evenement${name}` }),
  );
  if (first === undefined) throw new Error('the law has no event');
  return z.discriminatedUnion('evenement', [first, ...others]).meta({ id: 'Evenement' });
}

/** Any event, told by `evenement`. */
export const event = union();

/** A line of the journal: an event, its ordinal, and when it was written. */
export const journalLine = z.intersection(event, z.strictObject({ rang: number, enregistreLe: instant }));

/** A line of a forecast: an event that would happen, and why. */
export const forecastLine = z.intersection(
  event,
  z.strictObject({ pourquoi: z.strictObject(explanation).meta({ id: 'Explication' }) }),
);
