/** Création: the association, its number, its bank details. */
import { z } from 'zod';
import { caisse, department } from '../schemas/fields.ts';
import { finess } from '../schemas/identifiers.ts';
import { name } from '../schemas/text.ts';
import { association, bic, iban } from '../schemas/people.ts';
import { le } from '../../contract/examples/values.ts';
import * as read from '../../contract/answers/values.ts';
import type { Entries } from '../../contract/dictionary/entry.ts';
import type { CommandEntries, EventEntries } from '../chapter.ts';

/** ASS-01: who the association is. */
export const ASSOCIATION_FICHE = { association: association.exactOptional() };

/** DEC-13: where the money goes. */
const BANK_FICHE = {
  iban: iban.exactOptional(),
  bic: bic.exactOptional(),
  titulaire: name().exactOptional(),
};

export const COMMANDS = {
  'declarer-association': {
    titre: 'Déclarer l’association',
    champs: { siege: department.exactOptional(), caisse: caisse.exactOptional() },
    fiche: ASSOCIATION_FICHE,
    exemple: {
      le,
      association: { nom: 'Association de démonstration', declareeLe: '2026-02-20', president: { nom: 'Médecin 01' } },
    },
  },
  'attribuer-finess': {
    titre: 'Attribuer un numéro FINESS',
    champs: { numero: finess },
    exemple: { le, numero: '330000019' },
  },
  'rectifier-finess': {
    titre: 'Rectifier un numéro FINESS erroné',
    champs: { numero: finess },
    exemple: { le, numero: '330000019', motif: 'Le numéro attribué est celui d’un autre établissement.' },
    motive: true,
  },
  'attester-autre-ess': {
    titre: 'Attester qu’il s’agit d’une autre équipe que celle déjà financée',
    champs: {},
    exemple: { le, motif: 'Ni la même association, ni les mêmes médecins.' },
    motive: true,
  },
  'fermer-finess': {
    titre: 'Fermer le numéro FINESS',
    champs: {},
    exemple: { le },
  },
  'declarer-coordonnees-bancaires': {
    titre: 'Déclarer les coordonnées bancaires',
    champs: {},
    fiche: BANK_FICHE,
    exemple: {
      le,
      iban: 'FR7630006000011234567890189',
      bic: 'AGRIFRPPXXX',
      titulaire: 'Association de démonstration',
    },
  },
} satisfies CommandEntries;

export const EVENTS = {
  AssociationDeclaree: { siege: read.text.exactOptional(), caisse: read.text.exactOptional() },
  FinessAttribue: { numero: read.text, mode: z.enum(['automatique', 'manuel']) },
  FinessRectifie: { numero: read.text, avant: read.text },
  FinessFerme: { numero: read.text },
  CoordonneesBancairesDeclarees: { nouvelles: read.yes.exactOptional() },
} satisfies EventEntries;

export const WORDS: Entries = {
  finess: ['FIN-01', 'Numéro FINESS ; dans un dossier, avec la date de sa fermeture.'],
  numero: ['FIN-01', 'Numéro FINESS.'],
  'EvenementFinessRectifie.avant': ['DEC-51', 'Numéro d’avant.'],
};
