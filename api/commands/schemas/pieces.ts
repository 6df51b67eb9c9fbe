/** Pieces, activities, lists, reports: what is deposited and checked during the contracts. */
import { z } from 'zod';
import type { Indicateurs, PieceDeposee, PieceVerifiee } from '../../../domain/commandes.ts';
import { ACTIVITES, CANAUX, CODES_PIECES, SIGNATAIRES_PIECE } from '../../../domain/valeurs.ts';
import { cents, civilDate, count, exercice, identifier, line, list, slug, text } from './fields.ts';
import type { OwnFields, ShapeOf } from './fields.ts';
import { doctor, person } from './people.ts';

export const depositedPiece = z.strictObject({
  code: z.enum(CODES_PIECES),
  exercice: exercice.exactOptional(),
  montantCentimes: cents.exactOptional(),
  signePar: list(z.enum(SIGNATAIRES_PIECE), 2).exactOptional(),
  activite: z.enum(ACTIVITES).exactOptional(),
  canal: z.enum(CANAUX).exactOptional(),
} satisfies ShapeOf<PieceDeposee>);

const checkedPiece = z.strictObject({
  code: z.enum(CODES_PIECES),
  conforme: z.boolean(),
  exercice: exercice.exactOptional(),
  motif: text(2000).exactOptional(),
} satisfies ShapeOf<PieceVerifiee>);

const atLeastOnePiece = { error: 'Indiquez au moins une pièce.' };

const indicators = z.strictObject({
  soignantsAdressant: count,
  medecinsTraitantsAdressant: count,
  patientsPrisEnCharge: count,
  demandesTeleexpertise: count,
  medecinsConsultationsAvancees: count,
  consultationsAvancees: count,
  delaiRendezVousJours: count.nullable().exactOptional(),
  delaiTeleexpertiseJours: count.nullable().exactOptional(),
} satisfies ShapeOf<Indicateurs>);

export const PIECE_COMMANDS = {
  'deposer-pieces': {
    pieces: list(depositedPiece, 50).min(1, atLeastOnePiece),
  } satisfies OwnFields<'deposer-pieces'>,
  'verifier-pieces': {
    pieces: list(checkedPiece, 50).min(1, atLeastOnePiece),
  } satisfies OwnFields<'verifier-pieces'>,
  'declarer-activite': { activite: z.enum(ACTIVITES) } satisfies OwnFields<'declarer-activite'>,
  'constater-activite': { activite: z.enum(ACTIVITES) } satisfies OwnFields<'constater-activite'>,
  'deposer-liste-nominative': {
    liste: z.strictObject({
      id: identifier(),
      nombre: count,
      parSpecialite: z.record(slug, count).exactOptional(),
    }),
    exercice: exercice.exactOptional(),
  } satisfies OwnFields<'deposer-liste-nominative'>,
  'enregistrer-adhesions': {
    nombre: count.exactOptional(),
    liste: z.strictObject({ id: identifier() }).exactOptional(),
  } satisfies OwnFields<'enregistrer-adhesions'>,
  'deposer-rapport-activite': {
    exercice: exercice.exactOptional(),
    indicateurs: indicators.exactOptional(),
    indicateursQualitatifs: count.exactOptional(),
  } satisfies OwnFields<'deposer-rapport-activite'>,
  'controler-criteres': {
    resultat: z.enum(['conforme', 'non-conforme']).exactOptional(),
    criteresNonRemplis: list(line(40), 30).exactOptional(),
    liberaux: count.exactOptional(),
    medecinsPresents: count.exactOptional(),
    concertationTracable: z.boolean().exactOptional(),
  } satisfies OwnFields<'controler-criteres'>,
  'consigner-rencontre': {} satisfies OwnFields<'consigner-rencontre'>,
  'demander-documents': {
    documents: list(line(), 50).exactOptional(),
    delai: civilDate.exactOptional(),
  } satisfies OwnFields<'demander-documents'>,
};

const lignes = list(z.strictObject({ libelle: line(), montantCentimes: cents }), 200).min(1, {
  error: 'Indiquez au moins une ligne.',
});
const signatures = z
  .strictObject({ president: civilDate.exactOptional(), tresorier: civilDate.exactOptional() })
  .exactOptional();

/** §14.5: what the pieces say, beside the amounts and signatures that the law counts. */
export const PIECES_FICHE = {
  budget: z.strictObject({ lignes, signatures }).exactOptional(),
  depenses: z.strictObject({ lignes, signatures }).exactOptional(),
  comptes: z.strictObject({ produits: lignes, charges: lignes, signatures }).exactOptional(),
  /** Files sent before (`POST /ess/{id}/fichiers`), by their ids. */
  fichiers: list(z.uuid({ error: 'L’identifiant d’un fichier déjà envoyé est attendu.' }), 50).exactOptional(),
  presentation: text(20_000).exactOptional(),
  coordinateur: person.exactOptional(),
  cooperations: list(
    z.strictObject({ organisation: line(), type: line(100).exactOptional(), formalisation: line().exactOptional() }),
  ).exactOptional(),
};
/** IND-03, IND-04 (the regional trame's indicators: free, none is required), SUI-02. */
export const REPORT_FICHE = {
  appreciations: list(z.strictObject({ libelle: line(), valeur: text(2000) }), 50).exactOptional(),
  indicateursRegionaux: list(z.strictObject({ libelle: line(), valeur: text(2000) }), 50).exactOptional(),
  missions: text(20_000).exactOptional(),
};
/** DOT-08: the adherents' nominative list, as deposited. */
export const LIST_FICHE = { medecins: list(doctor, 2000).exactOptional() };
/** AMO-13, DOT-09, LI-10: an exchange or a meeting. */
export const MEETING_FICHE = {
  participants: list(person, 100).exactOptional(),
  compteRendu: text(20_000).exactOptional(),
};
