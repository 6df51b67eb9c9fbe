/** Pieces: deposited by the team, checked by the caisse; §14.5, what the structured ones hold. */
import * as read from '../../contract/answers/values.ts';
import { z } from 'zod';
import { cents, civilDate, exercice, list } from '../schemas/fields.ts';
import { line, name, text } from '../schemas/text.ts';
import { person } from '../schemas/people.ts';
import { ACTIVITES, CANAUX, CODES_PIECES, SIGNATAIRES_PIECE } from '../../../domain/valeurs.ts';
import { le } from '../../contract/examples/values.ts';
import type { Entries } from '../../contract/dictionary/entry.ts';
import type { CommandEntries, EventEntries } from '../chapter.ts';
import type { ShapeOf } from '../schemas/fields.ts';
import type { PieceDeposee, PieceVerifiee } from '../../../domain/paiements/vocabulaire.ts';

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
  motif: text(500).exactOptional(),
} satisfies ShapeOf<PieceVerifiee>);
const atLeastOnePiece = { error: 'Indiquez au moins une pièce.' };
const lignes = list(z.strictObject({ libelle: line(), montantCentimes: cents }), 200).min(1, {
  error: 'Indiquez au moins une ligne.',
});

const signatures = z
  .strictObject({ president: civilDate.exactOptional(), tresorier: civilDate.exactOptional() })
  .exactOptional();

/** §14.5: what the pieces say, beside the amounts and signatures that the law counts. */
const PIECES_FICHE = {
  budget: z.strictObject({ lignes, signatures }).exactOptional(),
  depenses: z.strictObject({ lignes, signatures }).exactOptional(),
  comptes: z.strictObject({ produits: lignes, charges: lignes, signatures }).exactOptional(),
  /** Files sent before (`POST /ess/{id}/fichiers`), by their ids. */
  fichiers: list(z.uuid({ error: 'L’identifiant d’un fichier déjà envoyé est attendu.' }), 50).exactOptional(),
  presentation: text(20_000).exactOptional(),
  coordinateur: person.exactOptional(),
  cooperations: list(
    z.strictObject({ organisation: name(), type: line(100).exactOptional(), formalisation: line().exactOptional() }),
  ).exactOptional(),
};

const deposited = z.strictObject({
  code: z.enum(CODES_PIECES),
  cle: read.text,
  exercice: read.number.exactOptional(),
  montantCentimes: read.cents.exactOptional(),
  signePar: z.array(z.enum(SIGNATAIRES_PIECE)).exactOptional(),
  activite: z.enum(ACTIVITES).exactOptional(),
  canal: z.enum(CANAUX).exactOptional(),
});

const checked = z.strictObject({
  code: z.enum(CODES_PIECES),
  cle: read.text,
  conforme: read.boolean,
  exercice: read.number.exactOptional(),
  motif: read.text.exactOptional(),
});

export const COMMANDS = {
  'deposer-pieces': {
    titre: 'Déposer des pièces',
    champs: {
      pieces: list(depositedPiece, 50).min(1, atLeastOnePiece),
    },
    fiche: PIECES_FICHE,
    exemple: {
      le,
      pieces: [{ code: 'statuts' }, { code: 'budget-previsionnel' }],
      budget: { lignes: [{ libelle: 'Temps de coordination', montantCentimes: 2500000 }] },
    },
  },
  'verifier-pieces': {
    titre: 'Vérifier des pièces',
    champs: {
      pieces: list(checkedPiece, 50).min(1, atLeastOnePiece),
    },
    exemple: { le, pieces: [{ code: 'statuts', conforme: true }] },
  },
} satisfies CommandEntries;

export const EVENTS = {
  PiecesDeposees: { pieces: z.array(deposited) },
  PiecesVerifiees: { pieces: z.array(checked) },
} satisfies EventEntries;

export const WORDS: Entries = {
  'budget.signatures': ['AMO-10', 'Dates des signatures du budget.'],
  'depenses.signatures': ['AMO-11', 'Dates des signatures de l’état des dépenses.'],
  'comptes.signatures': ['DOT-08', 'Dates des signatures des comptes.'],
  pieces: ['AMO-10', 'Pièces : déposées, vérifiées, ou par clé dans un dossier.'],
  budget: ['AMO-10', 'Contenu du budget prévisionnel : le total en est calculé.'],
  depenses: ['AMO-11', 'Contenu de l’état des dépenses.'],
  comptes: ['DOT-08', 'Contenu des comptes.'],
  'budget.lignes': ['AMO-10', 'Lignes, en centimes.'],
  'depenses.lignes': ['AMO-11', 'Lignes, en centimes.'],
  produits: ['DOT-08', 'Produits de l’exercice.'],
  charges: ['DOT-08', 'Charges de l’exercice.'],
  presentation: ['AMO-11', 'Présentation : d’une action, du fonctionnement et des perspectives.'],
  coordinateur: ['DOT-08', 'Personne qui coordonne l’équipe.'],
  'cooperations.organisation': ['ELI-07', 'Organisation partenaire.'],
  'cooperations.type': ['ELI-07', 'Type de l’organisation.'],
};
