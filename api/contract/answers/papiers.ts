/** Papers of a case: files, records, letters, incidents. */
import { z } from 'zod';
import { CONSTATS, POINTS } from '../../../domain/paiements/controle.ts';
import { CODES_PIECES, SIGNATAIRES_PIECE } from '../../../domain/valeurs.ts';
import { AUTRES_DOCUMENTS } from '../../routes/fichiers.ts';
import { cents, date, essId, explained, instant, number, role, sha256, text, uuid } from './values.ts';

const fileFields = {
  id: uuid,
  code: z.enum([...CODES_PIECES, ...AUTRES_DOCUMENTS]),
  exercice: number.nullable(),
  rang: number.nullable(),
  nom: text,
  type: text,
  taille: number,
  sha256,
  examen: z.enum(['sain', 'non-analyse']),
  deposePar: role,
  deposeLe: instant,
  proposition: z
    .strictObject({
      commande: z.literal('deposer-pieces'),
      donnees: z.strictObject({
        pieces: z.array(z.strictObject({ code: z.enum(CODES_PIECES), exercice: number.exactOptional() })),
        fichiers: z.array(uuid),
      }),
    })
    .exactOptional(),
};
export const depositedFile = z.strictObject({ ess: essId, ...fileFields });
export const files = z.strictObject({
  ess: essId,
  fichiers: z.array(z.strictObject(fileFields).meta({ id: 'Fichier' })),
});

const checkPoint = z.strictObject({
  point: z.enum(POINTS).meta({
    id: 'PointDeControle',
    'x-libelles': {
      'piece-demandee': 'C’est bien la pièce demandée.',
      'double-signature': 'Le président et le trésorier l’ont signée.',
      'dans-la-subvention': 'Le total tient dans la subvention.',
      'depot-demarches-simplifiees': 'La lettre d’intention a été déposée sur Démarches Simplifiées.',
      'medecins-engages': 'La liste nomme les médecins engagés.',
      'adherents-nommes': 'La liste nomme les adhérents.',
      'action-demarree': 'Elle présente au moins une action socle réellement démarrée.',
      'compte-declare': 'Le titulaire et l’IBAN sont ceux que l’association a déclarés.',
    } satisfies Readonly<Record<(typeof POINTS)[number], string>>,
  }),
  constat: z.enum(CONSTATS).meta({
    id: 'ConstatDeControle',
    'x-libelles': {
      dit: 'le dépôt le dit',
      contraire: 'le dépôt dit le contraire',
      'a-voir': 'à voir dans le fichier',
    },
  }),
  attendu: number.nullable(),
  pourquoi: explained,
});
/** Each piece beside what is to be looked for in it. */
export const checkedPieces = z.strictObject({
  ess: essId,
  pieces: z.array(
    z
      .strictObject({
        cle: text,
        code: z.enum(CODES_PIECES),
        cycle: number.nullable(),
        statut: z.enum(['deposee', 'conforme', 'non-conforme']),
        deposeeLe: date.nullable(),
        verifieeLe: date.nullable(),
        motif: text.nullable(),
        montantCentimes: cents.nullable(),
        signePar: z.array(z.enum(SIGNATAIRES_PIECE)),
        paiements: z.array(text),
        points: z.array(checkPoint),
        fichiers: z.array(z.strictObject({ id: uuid, nom: text, type: text, deposeLe: instant })),
      })
      .meta({ id: 'PieceAControler' }),
  ),
});

const recordFields = { id: uuid, nature: text, creeLe: instant };
export const recordsOfCase = z.strictObject({ ess: essId, fiches: z.array(z.strictObject(recordFields)) });
/** What a record holds is what its command was sent with, less what the workflow keeps. */
export const oneRecord = z.strictObject({ ...recordFields, ess: essId, contenu: z.record(text, z.unknown()) });

export const letters = z.strictObject({
  ess: essId,
  courriers: z.array(
    z.strictObject({
      rang: number,
      destinataire: text,
      evenement: text,
      objet: text,
      envoyeLe: instant.nullable(),
      revenuLe: instant.nullable(),
      tentatives: number,
      derniereErreur: text.nullable(),
      messageId: text,
      pdfSha256: sha256.nullable(),
    }),
  ),
});

export const incidents = z.strictObject({
  incidents: z.array(
    z.strictObject({
      id: number,
      ess: essId,
      cle: text,
      nature: z.enum([
        'envoi-impossible',
        'adresse-refusee',
        'courriel-revenu',
        'effet-en-echec',
        'dossier-bloque',
        'dossier-interrompu',
      ]),
      message: text,
      ouvertLe: instant,
      leveLe: instant.nullable(),
    }),
  ),
});

const calendarFields = {
  id: uuid,
  demande: z.strictObject({
    region: text.exactOptional(),
    caisse: text.exactOptional(),
    ess: text.exactOptional(),
  }),
  creeLe: instant,
  expireLe: instant,
};
export const newCalendar = z.strictObject({ ...calendarFields, adresse: text });
export const calendars = z.strictObject({ calendriers: z.array(z.strictObject(calendarFields)) });

const regions = z.array(text);
const delegationFields = {
  id: uuid,
  delegant: text,
  delegataire: text,
  organisation: text,
  role,
  regions,
  caisses: regions,
  du: date,
  au: date,
  motif: text,
  creeeLe: instant,
  revoqueeLe: instant.nullable(),
};
export const delegation = z.strictObject(delegationFields).meta({ id: 'Delegation' });
export const delegations = z.strictObject({ delegations: z.array(delegation) });
export const mandates = z.strictObject({
  ess: essId,
  mandats: z.array(z.strictObject({ id: uuid, titulaire: text, donneLe: instant, retireLe: instant.nullable() })),
});
export const invitations = z.strictObject({
  ess: essId,
  invitations: z.array(
    z.strictObject({
      id: uuid,
      courriel: text.nullable(),
      etat: z.enum(['en-attente', 'acceptee', 'refusee', 'retiree', 'expiree']),
      inviteLe: instant,
      expireLe: instant,
    }),
  ),
});
export const invitation = z.strictObject({ ess: essId, intitule: text.nullable(), expireLe: instant });
export const invitationAnswered = z.strictObject({ ess: essId, reponse: z.enum(['accepter', 'refuser']) });
export const myself = z.strictObject({
  role,
  sujet: text,
  organisation: text,
  regions,
  caisses: regions,
  delegation: uuid.exactOptional(),
  connecteur: z.literal(true).exactOptional(),
  roles: z.array(role),
  droits: z.array(text),
  commandes: z.array(text),
});
