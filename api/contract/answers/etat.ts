/** The state of a case as `GET /ess/{ess}` shows it: `domain/etat.ts`, less its machinery, field by field. */
import { z } from 'zod';
import type { Etat } from '../../../domain/etat.ts';
import { ACTIVITES, CODES_PIECES, CONTRATS, PARTIES, SIGNATAIRES_PIECE } from '../../../domain/valeurs.ts';
import { boolean, cents, date, essId, motifCloture, number, phase, regime, text } from './values.ts';

type Machinery = 'version' | 'revision' | 'grace' | 'delaisDeRappel' | 'droit' | 'conflitsVerifies' | 'depassees';

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
  piecesDemandeesLe: day,
  echanges: z.array(date),
  avis,
  decision: z.strictObject({ sens: z.enum(['validee', 'refusee']), mode, le: date }).nullable(),
  indicateurQualitatif: boolean,
  rouverteLe: day,
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
  recuLe: day,
  version: number,
  accuses: authorities(date),
  avis,
  precisions: z.strictObject({ demandeesLe: date, delai: date, recuesLe: day }).nullable(),
  oppositionLe: day,
  decision: z.strictObject({ sens: z.enum(['valide', 'refuse']), mode, le: date }).nullable(),
  rouvertLe: day,
});

const payment = z.strictObject({
  montantCentimes: cents,
  statut: z.enum(['ordonnance', 'execute', 'rejete', 'interrompu']),
  ordonnanceLe: date,
  dateLimite: date,
  executeLe: day,
  versionDroit: text.exactOptional(),
});

const termination = z
  .strictObject({
    contrat: z.enum(CONTRATS),
    origine: z.enum(['ess', 'caisse-ars']),
    fondement: text.nullable(),
    proposeePar: z.enum(PARTIES).nullable(),
    approuvee: boolean,
    demandeeLe: date,
    receptions: z.partialRecord(z.enum(PARTIES), date),
    saisine: z
      .strictObject({
        recueLe: date,
        reponses: authorities(z.strictObject({ sens: z.enum(['accepte', 'rejete']), le: date })),
      })
      .nullable(),
  })
  .nullable()
  .meta({ id: 'Resiliation' });

const recovery = z.strictObject({
  origine: z.enum(['amorcage', 'dotation', 'dix-huit-mois']),
  statut: z.enum(['propose', 'notifie', 'rembourse', 'impaye', 'clos']),
  montantCentimes: cents,
  rembourseCentimes: cents,
  dateLimite: day,
  ouvertLe: date,
});

const transition = z.strictObject({
  conformite: boolean.nullable(),
  conformiteLe: day,
  engagementLe: day,
  complementAccordeLe: day,
  financementArs: z.strictObject({ du: date, au: date, montantCentimes: cents }).nullable(),
  aideInterrompueLe: day,
  chevauchementSignale: boolean,
});

const headcount = number.nullable();

/** Every field of the state that readers see, and no other: a field added to `Etat` fails to compile until it is here. */
export const STATE_FIELDS = {
  ess: essId,
  rang: number,
  regime,
  phase,
  motifCloture: motifCloture.nullable(),
  entreeLe: day,
  specialites: z.array(text),
  departements: z.array(text),
  siege: text,
  effectifs: z.strictObject({ medecinsPresents: headcount, liberaux: headcount, engages: headcount }),
  li: letter.nullable(),
  derogation: z.strictObject({
    requise: boolean,
    sens: sens.nullable(),
    le: day,
    objet: text.nullable(),
    unicite: z.strictObject({ sens, le: date }).nullable(),
  }),
  territoire: z.enum(['libre', 'revendique', 'conteste', 'libere']),
  conflits: z.array(text),
  associationLe: day,
  finess: z.strictObject({ numero: text, fermeLe: day }).nullable(),
  coordonneesBancairesLe: day,
  adhesionsLe: day,
  pieces: z.record(text, piece),
  listeNominative: z.strictObject({ le: date, nombre: number }).nullable(),
  amorcage: contract,
  dotation: contract,
  projetSante: project,
  activites: z.record(z.enum(ACTIVITES), z.strictObject({ declareeLe: day, constateeLe: day })),
  paiements: z.record(text, payment),
  denombrements: z.record(text, z.strictObject({ date, nombre: number })),
  montantsFixes: z.record(text, z.strictObject({ montantCentimes: cents, approuve: boolean })),
  concertationLe: day,
  resiliation: termination,
  resiliationEffective: termination,
  recouvrements: z.record(text, recovery),
  dixHuitMoisOuvertLe: day,
  renonceeLe: day,
  transition,
  rappels: z.record(text, date),
  dernierLe: day,
  corrections: number,
  incidents: z.record(text, date),
} satisfies { readonly [K in Exclude<keyof Etat, Machinery>]-?: z.ZodType };
