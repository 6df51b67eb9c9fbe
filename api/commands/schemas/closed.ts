/**
 * Values that reach the engine and the journal, where nothing is erased: of a closed list, or codes of a strict form. Free
 * text goes to a fiche; `motif` alone is written to the journal.
 */
import { z } from 'zod';
import { regle } from '../../../domain/catalogue/index.ts';
import { CRITERES_LI } from '../../../domain/valeurs.ts';
import { DOCUMENTS_DEMANDES, ELEMENTS_LETTRE, FONDEMENTS, PREUVES } from '../../../documents/closed-lists.ts';

/** One of these; the contract shows how each reads. */
const oneOf = (labels: Readonly<Record<string, string>>) =>
  z.enum(Object.keys(labels)).meta({ 'x-libelles': { ...labels } });

export const proofKind = oneOf(PREUVES);
export const letterElement = oneOf(ELEMENTS_LETTRE);
export const askedDocument = oneOf(DOCUMENTS_DEMANDES);
/** Of a decision, of an opposition, of a résiliation. */
export const ground = oneOf(FONDEMENTS).exactOptional();

/** Of a transfer, of a title, of a proof, of a list: a number, or a lone letter, makes it a reference and not a name. */
export const reference = z
  .string()
  .regex(/^(?=.*(\d|\b[A-Za-z]\b))[A-Za-z0-9]+([ ./-][A-Za-z0-9]+)*$/, {
    error:
      'Une référence s’écrit en lettres sans accents et en chiffres, avec au moins un chiffre, séparés au besoin par une espace, un point, un tiret ou une barre (exemple : VIR-2026-0001).',
  })
  .max(35, { error: 'Une référence compte 35 caractères au plus.' });

const CRITERIA: Readonly<Record<string, string>> = {
  ...Object.fromEntries(CRITERES_LI.map((id) => [id, regle(id)?.titre ?? id])),
  autre: 'autre critère : refusé, la liste est limitative',
};

/** SUI-01 — what a control finds not met. */
export const unmetCriterion = oneOf(CRITERIA);

/** LI-08, DEC-16 — what a refusal is founded on. Another rule than these is the law's to refuse: its sentence says which ones. */
export const criterion = z
  .string()
  .regex(/^([A-Z]{2,4}(-[A-Z])?-\d{2}|autre)$/, {
    error: 'Un critère s’écrit par l’identifiant de sa règle (exemple : ELI-03).',
  })
  .meta({ override: { enum: Object.keys(CRITERIA), pattern: undefined }, 'x-libelles': CRITERIA });

/** Of the projet de santé, as the team numbers it. */
export const versionNumber = z.string().regex(/^\d{1,3}(\.\d{1,3}){0,2}$/, {
  error: 'Une version s’écrit en chiffres (exemples : 2, 1.3).',
});

/** Of an effect or of a notice, as an incident gives it. */
export const effectKey = z.string().regex(/^ess-(\d[\dAB]|9[78]\d)-[0-9a-z]{8}(\/[A-Za-z0-9-]{1,40}){1,3}$/, {
  error: 'La clé d’un effet est attendue, telle que l’incident la donne (exemple : ess-33-7k2m9qxa/notifier/3).',
});
