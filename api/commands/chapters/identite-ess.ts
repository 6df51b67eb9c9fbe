/** What an ESS is, when it changes: its seat and its caisse, its regime. DEC-47, DEC-50. */
import { z } from 'zod';
import { caisse, count, department, departments, specialties } from '../schemas/fields.ts';
import { le } from '../../contract/examples/values.ts';
import * as read from '../../contract/answers/values.ts';
import type { Entries } from '../../contract/dictionary/entry.ts';
import type { CommandEntries, EventEntries } from '../chapter.ts';

const REGIMES_EXISTANTS = ['en-fonctionnement-conforme', 'en-fonctionnement-a-mettre-en-conformite'] as const;

export const COMMANDS = {
  'transferer-siege': {
    titre: 'Transférer le siège de l’association',
    champs: { siege: department, caisse: caisse.exactOptional() },
    exemple: { le, siege: '40', preuve: { nature: 'acte-signe', reference: 'AG 2026-02-01' } },
    prouve: true,
  },
  'modifier-territoire': {
    titre: 'Demander un autre territoire, ou d’autres spécialités',
    champs: {
      departements: departments,
      specialites: specialties.exactOptional(),
      liberaux: count,
      medecinsPresents: count,
    },
    exemple: { le, departements: ['33', '40'], liberaux: 150, medecinsPresents: 170 },
  },
  'approuver-territoire': {
    titre: 'Décider de la modification du territoire',
    champs: { sens: z.enum(['approuvee', 'accordee', 'refusee']) },
    exemple: { le, sens: 'accordee' },
  },
  'requalifier-regime': {
    titre: 'Requalifier le régime d’une ESS existante',
    champs: { regime: z.enum(REGIMES_EXISTANTS) },
    exemple: {
      le,
      regime: 'en-fonctionnement-a-mettre-en-conformite',
      motif: 'Le projet de santé ne répond pas encore au cahier des charges.',
    },
    motive: true,
  },
} satisfies CommandEntries;

const TERRITOIRE_DEMANDE = {
  departements: read.texts,
  specialites: read.texts,
  liberaux: read.number,
  medecinsPresents: read.number,
};

export const EVENTS = {
  SiegeTransfere: { siege: read.text, caisse: read.text, effectif: read.boolean },
  ModificationTerritoireDemandee: TERRITOIRE_DEMANDE,
  TerritoireModifie: { ...TERRITOIRE_DEMANDE, sens: z.enum(['accordee', 'refusee']) },
  RegimeRequalifie: { regime: z.enum(REGIMES_EXISTANTS), avant: read.regime },
} satisfies EventEntries;

export const WORDS: Entries = {
  enLot: ['DEC-47', 'Ordres déjà dans un lot de la caisse d’avant, qui les garde : le service les indique.'],
  'approuver-territoire.sens': ['DEC-48', 'Accordée (« approuvee » se dit aussi), ou refusée.'],
  'EvenementTerritoireModifie.sens': ['DEC-48', 'Accordée, ou refusée.'],
  modification: ['DEC-48', 'Conflit sur le territoire demandé, non sur celui que tient l’équipe.'],
  financees: ['DEC-48', 'Parmi elles, celles dont un contrat court.'],
  modificationTerritoire: ['DEC-48', 'Modification du territoire demandée, en attente de décision.'],
  aRevendiquer: ['DEC-48', 'Territoire modifié, à revendiquer à nouveau.'],
  effectif: ['DEC-47', 'La caisse est la même : le nouveau siège vaut sans attendre de confirmation.'],
  'EvenementRegimeRequalifie.avant': ['DEC-50', 'Régime d’avant.'],
};
