/** Teams that existed before the scheme: regimes A, B and C. */
import { z } from 'zod';
import { cents, civilDate } from '../schemas/fields.ts';
import { finess } from '../schemas/identifiers.ts';
import { PARTIES, REGIMES } from '../../../domain/valeurs.ts';
import { le, TERRITOIRE } from '../../contract/examples/values.ts';
import { LETTER_FICHE, TERRITORY_FIELDS, STAFF_FIELDS, TERRITORY_READ, STAFF_READ } from './lettre-intention.ts';
import { ASSOCIATION_FICHE } from './creation.ts';
import * as read from '../../contract/answers/values.ts';
import type { Entries } from '../../contract/dictionary/entry.ts';
import type { CommandEntries, EventEntries } from '../chapter.ts';

export const COMMANDS = {
  'declarer-ess-existante': {
    titre: 'Déclarer une ESS qui existe déjà',
    champs: {
      ...TERRITORY_FIELDS,
      ...STAFF_FIELDS,
      regime: z.enum(REGIMES),
      finess: finess.exactOptional(),
    },
    fiche: { ...LETTER_FICHE, ...ASSOCIATION_FICHE },
    exemple: { le, ...TERRITOIRE, regime: 'en-fonctionnement-conforme' },
  },
  'constater-conformite': {
    titre: 'Constater la conformité d’une ESS existante',
    champs: { conforme: z.boolean().exactOptional() },
    exemple: { le, conforme: true },
  },
  'engager-mise-en-conformite': {
    titre: 'S’engager à la mise en conformité',
    champs: {},
    exemple: { le },
  },
  'declarer-financement-ars': {
    titre: 'Déclarer un financement antérieur de l’ARS',
    champs: {
      du: civilDate.exactOptional(),
      au: civilDate.exactOptional(),
      jusquAu: civilDate.exactOptional(),
      montantCentimes: cents,
    },
    exemple: { le, du: '2025-01-01', au: '2025-12-31', montantCentimes: 3000000 },
  },
  'fixer-delai-projet-sante': {
    titre: 'Fixer le délai du projet de santé d’une ESS en projet',
    champs: {
      jusquAu: civilDate.exactOptional(),
      delai: civilDate.exactOptional(),
      mois: z
        .int({ error: 'Un nombre entier de mois est attendu.' })
        .min(1, { error: 'Ce délai compte au moins un mois.' })
        .max(120, { error: 'Ce délai est trop long.' })
        .exactOptional(),
    },
    exemple: { le, mois: 6 },
  },
  'accorder-complement': {
    titre: 'Accorder le complément de crédit d’amorçage',
    champs: {},
    exemple: { le },
  },
  'interrompre-aide': {
    titre: 'Consigner la fin de l’aide de l’ARS',
    champs: {},
    exemple: { le, motif: 'Le projet de santé actualisé n’a pas été déposé.' },
  },
} satisfies CommandEntries;

export const EVENTS = {
  EssExistanteDeclaree: { ...TERRITORY_READ, ...STAFF_READ, regime: read.regime },
  ConformiteConstatee: { conforme: read.boolean },
  MiseEnConformiteEngagee: {},
  FinancementArsDeclare: { du: read.date, au: read.date, montantCentimes: read.cents },
  ChevauchementSignale: { jours: z.int(), montantCentimes: read.cents },
  DelaiProjetSanteFixe: {
    partie: z.enum(PARTIES),
    dateLimite: read.date.exactOptional(),
    mois: read.number.exactOptional(),
    jusquAu: read.date.exactOptional(),
  },
  ComplementAccorde: { paiement: z.literal('amorcage-30'), montantCentimes: read.cents },
  AideInterrompue: { cause: z.enum(['projet-sante-valide', 'non-conforme', 'projet-sante-non-depose']) },
  DesaccordConstate: {
    sur: z.literal('delai-projet-sante'),
    ars: z.union([read.date, read.number]),
    caisse: z.union([read.date, read.number]),
    dateLimite: read.date.exactOptional(),
  },
} satisfies EventEntries;

export const WORDS: Entries = {
  regime: ['DEC-28', 'Régime du dossier : droit commun, ou ESS qui existait avant le dispositif.'],
  du: ['TRA-03', 'Premier jour.'],
  au: ['TRA-03', 'Dernier jour.'],
  mois: ['TRA-C', 'Nombre de mois depuis la signature.'],
};
