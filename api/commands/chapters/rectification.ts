/** Rectifications: what was entered wrong, late, or on the wrong file; dates that the porteur declares. Traced, never an edit. */
import { z } from 'zod';
import { FAITS_AU_PLUS } from '../../../domain/formes.ts';
import type { FaitRepris } from '../../../domain/rectification/vocabulaire.ts';
import { PHASES } from '../../../domain/valeurs.ts';
import { TABLE } from '../../../domain/table.ts';
import { le, TERRITOIRE } from '../../contract/examples/values.ts';
import * as read from '../../contract/answers/values.ts';
import type { Entries } from '../../contract/dictionary/entry.ts';
import type { CommandEntries, EventEntries } from '../chapter.ts';
import { reference } from '../schemas/closed.ts';
import { list, slug } from '../schemas/fields.ts';

const rang = z.int().min(1, { error: 'Le numéro d’un événement du journal est attendu.' });
/** As the field itself is taken: a date, a word of a closed list, a code. It stays in the journal, where nobody is named. */
const code = z.union([slug, reference]);
const value = z.union([code, z.number(), z.boolean(), list(code)], {
  error: 'Une date (aaaa-mm-jj), un nombre, un mot d’une liste close, un code ou une liste de codes est attendu.',
});
/** Every field that some act has; the law says which of them the fact has. */
const field = z.enum(
  [...new Set(['le', 'nombre', ...Object.values(TABLE).flatMap(({ forme }) => Object.keys(forme))])].toSorted(),
);
/** A date of an act, or a number of the letter. */
const thing = z
  .string()
  .regex(/^((depot|completude|reception|decision)-[a-z-]{1,40}|medecinsPresents|liberaux|engages)$/);

/** DEC-67: the form of each fact is that of its own command (`facts.ts`). */
const fact = z
  .strictObject({
    commande: z.enum(Object.keys(TABLE).filter((nom) => nom !== 'reprendre')),
    acteur: z.enum(['porteur', 'ars', 'caisse']),
    donnees: z.looseObject({}),
  })
  .meta({ id: 'FaitRepris' });
const faits = z
  .array(fact)
  .min(1, { error: 'Indiquez au moins l’entrée du dossier.' })
  .max(FAITS_AU_PLUS, { error: `Un dossier se reprend en ${FAITS_AU_PLUS} faits au plus.` }) as unknown as z.ZodType<
  readonly FaitRepris[]
>;
const FAITS = [
  {
    commande: 'deposer-lettre-intention',
    acteur: 'porteur',
    donnees: { le, ...TERRITOIRE, preuve: { nature: 'autre' } },
  },
];

export const COMMANDS = {
  corriger: {
    titre: 'Corriger une saisie inexacte',
    champs: {
      rang: rang.exactOptional(),
      champ: field.exactOptional(),
      objet: thing.exactOptional(),
      valeur: value,
    },
    exemple: { le, rang: 1, champ: 'le', valeur: '2026-02-27', motif: 'Date du tampon de la plateforme.' },
    motive: true,
  },
  annuler: {
    titre: 'Annuler un fait saisi par erreur',
    champs: { rang },
    exemple: { le, rang: 7, motif: 'Saisi sur un autre dossier que le sien.' },
    motive: true,
  },
  'confirmer-date': {
    titre: 'Confirmer ou contester une date déclarée par le porteur',
    champs: { rang, sens: z.enum(['confirmee', 'contestee']) },
    exemple: { le, rang: 1, sens: 'confirmee' },
  },
  'approuver-rectification': {
    titre: 'Répondre à une rectification proposée',
    champs: { rang, sens: z.enum(['approuvee', 'refusee']) },
    exemple: { le, rang: 12, sens: 'approuvee' },
  },
  reprendre: {
    titre: 'Reprendre un dossier en cours',
    champs: { faits },
    exemple: { le, preuve: { nature: 'autre' }, faits: FAITS },
    prouve: true,
  },
} satisfies CommandEntries;

const json = z.unknown();
const differences = z.array(
  z
    .strictObject({
      quoi: z.enum(['echeance', 'decision', 'contrat', 'paiement', 'recouvrement', 'phase', 'courrier', 'impossible']),
      cle: read.text,
      avant: z.union([read.text, z.number()]).nullable(),
      apres: z.union([read.text, z.number()]).nullable(),
      rang: read.number.exactOptional(),
    })
    .meta({ id: 'Difference' }),
);
const rectification = {
  rang: read.number,
  du: read.date.exactOptional(),
  champ: read.text.exactOptional(),
  avant: json,
  apres: json,
  differences,
};

export const EVENTS = {
  FaitRectifie: { ...rectification, correctif: z.record(z.string(), json) },
  RectificationProposee: {
    ...rectification,
    commande: read.text,
    donnees: z.record(z.string(), json),
    dateLimite: read.date,
  },
  RectificationApprouvee: { rang: read.number, sens: z.enum(['approuvee', 'refusee']), partie: read.text },
  DateConfirmee: { rang: read.number, declareLe: read.date },
  DateContestee: { rang: read.number, declareLe: read.date },
  DossierRepris: {
    faits: z.array(z.strictObject({ commande: read.text, acteur: read.text, donnees: z.record(z.string(), json) })),
    phase: z.enum(PHASES),
    verseCentimes: read.cents,
    aOrdonner: z.array(z.strictObject({ paiement: read.text, montantCentimes: read.cents, dateLimite: read.date })),
    suites: z.array(z.strictObject({ le: read.date, evenement: read.text, regle: read.text })),
    correctif: z.record(z.string(), json),
  },
} satisfies EventEntries;

export const WORDS: Entries = {
  'corriger.rang': ['DEC-33', 'Numéro du fait au journal.'],
  'corriger.champ': ['DEC-33', 'Donnée à corriger : celle de la commande qui l’a saisie.'],
  'corriger.objet': ['DEC-33', 'Donnée à corriger, par son nom, au lieu de « rang » et « champ ».'],
  'corriger.valeur': ['DEC-33', 'Valeur exacte.'],
  'annuler.rang': ['DEC-33', 'Numéro du fait à annuler.'],
  'confirmer-date.rang': ['DEC-29', 'Numéro du fait dont la date est déclarée.'],
  'confirmer-date.sens': ['DEC-29', 'Confirmée, ou contestée.'],
  'approuver-rectification.rang': ['DEC-34', 'Numéro de la rectification proposée.'],
  'approuver-rectification.sens': ['DEC-34', 'Approuvée, ou refusée.'],
  rangVise: ['DEC-33', 'Numéro du fait rectifié, quand « rang » est celui de la ligne.'],
  'EvenementFaitRectifie.du': ['DEC-33', 'Date qu’avait le fait rectifié.'],
  'EvenementRectificationProposee.du': ['DEC-33', 'Date qu’avait le fait à rectifier.'],
  champ: ['DEC-33', 'Donnée rectifiée ; absent : le fait lui-même.'],
  avant: ['DEC-33', 'Valeur d’avant ; nul : le fait n’avait pas été saisi.'],
  apres: ['DEC-33', 'Valeur d’après ; nul : le fait est annulé.'],
  differences: ['DEC-33', 'Ce que la rectification change.'],
  'Difference.quoi': ['DEC-33', 'Nature de ce qui change.'],
  'Difference.cle': ['DEC-33', 'Ce qui change.'],
  'Difference.rang': ['DEC-33', 'Numéro de la lettre à corriger, ou de l’acte qui n’est plus possible.'],
  correctif: ['DEC-33', 'Champs de l’état que la rectification remplace.'],
  declareLe: ['DEC-29', 'Date antérieure déclarée par le porteur.'],
  saisiLe: ['DEC-30', 'Jour de la saisie, quand elle est tardive : le délai de grâce court de ce jour.'],
  aConfirmer: ['DEC-29', 'Dates déclarées qui attendent d’être confirmées.'],
  rectification: ['DEC-34', 'Rectification qui attend l’accord de l’autre autorité.'],
  faits: ['DEC-67', 'Faits du dossier en cours, dans l’ordre, l’entrée d’abord ; paiements exécutés compris.'],
  'FaitRepris.commande': ['DEC-67', 'Commande qui saisit ce fait.'],
  'FaitRepris.donnees': ['DEC-67', 'Données de cette commande, avec la date et la preuve du fait.'],
  aOrdonner: ['DEC-67', 'Paiements dus et non exécutés : ordonnés quand la caisse aura confirmé la reprise.'],
  dus: ['DEC-67', 'Paiements dus au jour de la reprise, avec leur dernier jour.'],
  suites: ['DEC-67', 'Ce que la règle a tiré de ces faits, avant le jour de la reprise.'],
  reprise: ['DEC-67', 'Reprise d’un dossier en cours ; sa confirmation par la caisse.'],
  annuleeLe: ['DEC-33', 'Jour où l’entrée a été annulée.'],
  faitLe: ['DEC-33', 'Date du dernier fait ou effet du dossier.'],
};
