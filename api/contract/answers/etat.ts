/** The state of a case as `GET /ess/{ess}` shows it: `domain/etat.ts`, less its machinery, field by field. */
import { z } from 'zod';
import type { Etat } from '../../../domain/etat.ts';
import {
  ACTIVITES,
  CODES_PIECES,
  CONTRATS,
  ORIGINES_RECOUVREMENT,
  ORIGINES_RESILIATION,
  PARTIES,
  SIGNATAIRES_PIECE,
  STATUTS_PAIEMENT,
} from '../../../domain/valeurs.ts';
import { rivalRead } from './rivals.ts';
import { boolean, cents, date, essId, motifCloture, number, phase, regime, text } from './values.ts';

type Machinery =
  'liberations' | 'version' | 'revision' | 'grace' | 'delaisDeRappel' | 'droit' | 'conflitsVerifies' | 'depassees';

const mode = z.enum(['expresse', 'tacite']);
const sens = z.enum(['accordee', 'refusee']);
const day = date.nullable();
const avis = z
  .strictObject({ le: date, sens: z.enum(['favorable', 'defavorable']) })
  .nullable()
  .meta({ id: 'Avis' });

const letter = z.strictObject({
  deposeeLe: date,
  piecesCompletesLe: day,
  canal: text,
  piecesManquantes: z.array(text),
  piecesDemandees: z.array(text),
  piecesDemandeesLe: day,
  delaiPieces: day,
  suspendueLe: day,
  suspensions: z.array(z.strictObject({ du: date, au: date })),
  echanges: z.array(date),
  avis,
  decision: z.strictObject({ sens: z.enum(['validee', 'refusee']), mode, le: date }).nullable(),
  indicateurQualitatif: boolean,
  saisieLe: day,
});

const piece = z.strictObject({
  code: z.enum(CODES_PIECES),
  statut: z.enum(['deposee', 'conforme', 'non-conforme']),
  deposeeLe: day,
  verifieeLe: day,
  motif: text.nullable(),
  montantCentimes: cents.nullable(),
  signePar: z.array(z.enum(SIGNATAIRES_PIECE)),
});

const contract = z
  .strictObject({
    signatures: z.partialRecord(z.enum(PARTIES), date),
    concluLe: day,
    priseEffet: day,
    finiLe: day,
    fin: z.enum(['termine', 'resilie']).nullable(),
    reconductions: number,
  })
  .meta({ id: 'Contrat' });

const authorities = <T extends z.ZodType>(of: T) => z.partialRecord(z.enum(['ars', 'caisse']), of);

const project = z.strictObject({
  prolongeAu: day,
  delaiFixe: authorities(z.union([date, number])),
  premierDepot: day,
  premierEnvoi: day,
  recuLe: day,
  version: number,
  accuses: authorities(date),
  avis,
  precisions: z.strictObject({ demandeesLe: date, delai: date, recuesLe: day }).nullable(),
  oppositionLe: day,
  oppositionLeveeLe: day,
  decision: z.strictObject({ sens: z.enum(['valide', 'refuse']), mode, le: date }).nullable(),
  saisiLe: day,
  sansObjetLe: day,
});

const payment = z.strictObject({
  montantCentimes: cents,
  statut: z.enum(STATUTS_PAIEMENT),
  ordonnanceLe: date,
  duLe: day,
  dateLimite: date,
  executeLe: day,
  versements: z.array(
    z.strictObject({ le: date, montantCentimes: cents, reference: text.nullable(), retourneLe: day }),
  ),
  versionDroit: text.exactOptional(),
});

const termination = z
  .strictObject({
    contrat: z.enum(CONTRATS),
    origine: z.enum(ORIGINES_RESILIATION),
    fondement: text.nullable(),
    proposeePar: z.enum(PARTIES).nullable(),
    approuvee: boolean,
    demandeeLe: date,
    receptions: z.partialRecord(z.enum(PARTIES), date),
    retraits: z.partialRecord(z.enum(PARTIES), date),
    fin: z.enum(['effective', 'retiree', 'abandonnee', 'caduque', 'non-notifiee']).nullable(),
    finLe: day,
    saisine: z
      .strictObject({
        recueLe: date,
        reponses: authorities(z.strictObject({ sens: z.enum(['accepte', 'rejete']), le: date })),
      })
      .nullable(),
  })
  .meta({ id: 'Resiliation' });

const ending = z.strictObject({ fin: z.enum(['termine', 'resilie']).nullable(), finiLe: day });
const dissolution = z.strictObject({
  rang: number,
  le: date,
  partie: z.enum(['ars', 'caisse']),
  confirmeeLe: day,
  lettreLe: day,
  objectionLe: day,
  reponses: authorities(z.strictObject({ sens: z.enum(['accepte', 'rejete']), le: date })),
  avant: z.strictObject({
    amorcage: ending,
    dotation: ending,
    resiliations: z.partialRecord(z.enum(ORIGINES_RESILIATION), termination),
  }),
});

const recovery = z.strictObject({
  origine: z.enum(ORIGINES_RECOUVREMENT),
  statut: z.enum(['propose', 'notifie', 'rembourse', 'impaye', 'clos']),
  montantCentimes: cents,
  duCentimes: cents,
  rembourseCentimes: cents,
  remisCentimes: cents,
  notifieLe: day,
  dateLimite: day,
  ouvertLe: date,
});

const transition = z.strictObject({
  conformite: boolean.nullable(),
  conformiteLe: day,
  engagementLe: day,
  complementAccordeLe: day,
  financementsArs: z.array(z.strictObject({ du: date, au: date, montantCentimes: cents, declareLe: date })),
  aideInterrompueLe: day,
  aideArsInterrompueLe: day,
  chevauchementCentimes: cents.nullable(),
});

const headcount = number.nullable();

const activity = z.strictObject({
  declareeLe: day,
  constateeLe: day,
  constat: z.strictObject({ le: date, sens: z.enum(['presente', 'absente']) }).nullable(),
});

/** Every field of the state that readers see, and no other: a field added to `Etat` fails to compile until it is here. */
export const STATE_FIELDS = {
  ess: essId,
  rang: number,
  regime,
  phase,
  motifCloture: motifCloture.nullable(),
  closeLe: day,
  archiveLe: day,
  entreeLe: day,
  specialites: z.array(text),
  departements: z.array(text),
  siege: text,
  caisse: text,
  caissesAnterieures: z.array(text),
  gardes: z.record(text, text),
  siegeAnnonce: z.strictObject({ rang: number, le: date, siege: text, caisse: text }).nullable(),
  ars: text,
  effectifs: z.strictObject({ medecinsPresents: headcount, liberaux: headcount, engages: headcount }),
  li: letter.nullable(),
  derogation: z.strictObject({
    requise: boolean,
    sens: sens.nullable(),
    le: day,
    objet: text.nullable(),
    delai: day,
    unicite: z.strictObject({ sens, le: date }).nullable(),
  }),
  territoire: z.enum(['libre', 'revendique', 'conteste', 'libere']),
  conflits: z.array(text),
  modificationTerritoire: z
    .strictObject({
      rang: number,
      le: date,
      departements: z.array(text),
      specialites: z.array(text),
      liberaux: number,
      medecinsPresents: number,
      avis,
      autres: z.array(text),
      financees: z.array(text),
    })
    .nullable(),
  aRevendiquer: z.strictObject({ rang: number, le: date }).nullable(),
  rivaux: z.array(rivalRead),
  dejaFinances: z.array(text),
  attestations: authorities(date),
  associationLe: day,
  finess: z.strictObject({ numero: text, fermeLe: day }).nullable(),
  coordonneesBancairesLe: day,
  ribAVerifier: boolean,
  adhesionsLe: day,
  pieces: z.record(text, piece),
  listeNominative: z.strictObject({ le: date, nombre: number }).nullable(),
  documentsAttendus: z.strictObject({ documents: z.array(text), demandesLe: date, delai: day }).nullable(),
  controles: z.record(text, date),
  amorcage: contract,
  dotation: contract,
  projetSante: project,
  activites: z.record(z.enum(ACTIVITES), activity),
  paiements: z.record(text, payment),
  denombrements: z.record(text, z.strictObject({ date, nombre: number })),
  montantsFixes: z.record(text, z.strictObject({ montantCentimes: cents, approuve: boolean })),
  concertationLe: day,
  resiliations: z.partialRecord(z.enum(ORIGINES_RESILIATION), termination),
  resiliationEffective: termination.nullable(),
  recouvrements: z.record(text, recovery),
  dixHuitMoisOuvertLe: day,
  dixHuitMoisTenus: z.boolean(),
  renonceeLe: day,
  abandonneLe: day,
  miseEnDemeure: z.strictObject({ le: date, recueLe: date, dateLimite: date, echeance: text }).nullable(),
  dissolution: dissolution.nullable(),
  porteurActifLe: day,
  transition,
  rappels: z.record(text, date),
  dernierLe: day,
  faitLe: day,
  aConfirmer: z.record(text, z.strictObject({ declareLe: date, saisiLe: date })),
  rectification: z.strictObject({ rang: number, proposeePar: z.enum(['ars', 'caisse']), dateLimite: date }).nullable(),
  reprise: z
    .strictObject({
      rang: number,
      le: date,
      confirmeeLe: day,
      dus: z.array(z.strictObject({ paiement: text, montantCentimes: cents, dateLimite: date })),
    })
    .nullable(),
  annuleeLe: day,
  incidents: z.record(text, date),
} satisfies { readonly [K in Exclude<keyof Etat, Machinery>]-?: z.ZodType };
