/** Path parameters and headers: one meaning for each name, wherever it stands. */
import { z } from 'zod';
import { INSTANCE } from '../routes/demarches-schemas.ts';
import { caisse } from '../commands/schemas/fields.ts';
import { EXAMPLE_ESS } from './examples/values.ts';
import { ROLES } from '../../domain/valeurs.ts';
import { essId } from './answers/values.ts';

export interface Parameter {
  readonly schema: z.ZodType;
  readonly description: string;
  /** What a page of documentation asks with at first. */
  readonly example?: string;
}

/** By name; for « nom » and « id », what the operation says completes this. */
export const PATH_PARAMETERS: Readonly<Record<string, Parameter>> = {
  ess: {
    schema: essId,
    example: EXAMPLE_ESS,
    description: 'Identifiant de l’ESS, tel que l’ouverture du dossier l’a donné. (GEN-06)',
  },
  caisse: { schema: caisse, example: 'gironde', description: 'Code de la caisse (exemple : gironde). (DEC-66)' },
  regle: {
    schema: z.string().regex(/^[A-Z][A-Za-z0-9-]{0,19}$/),
    example: 'LI-09',
    description: 'Référence d’une règle : `LI-09`. (API-06)',
  },
  id: { schema: z.uuid(), description: 'Numéro (UUID) donné par la liste correspondante. (API-06)' },
  numero: { schema: z.coerce.number().int().min(1), description: 'Numéro du lot. (PAY-01)' },
  instance: {
    schema: z.string().regex(INSTANCE),
    example: 'DN',
    description: 'Nom court du service, celui des preuves (exemple : DN). (LI-02)',
  },
  demarche: {
    schema: z.coerce.number().int().min(1),
    description: 'Numéro de la démarche dans Démarche Numérique. (LI-02)',
  },
  dossier: {
    schema: z.coerce.number().int().min(1),
    description: 'Numéro du dossier dans Démarche Numérique. (LI-02)',
  },
  nom: { schema: z.string().regex(/^[\w-]+\.[a-z]+$/), description: 'Nom du document, extension comprise. (API-06)' },
  secret: { schema: z.string().regex(/^[\w-]{10,64}$/), description: 'Secret donné à la création. (API-06)' },
  type: {
    schema: z.string().regex(/^[a-z-]+$/),
    example: 'champs-invalides',
    description: 'Type du problème (exemple : champs-invalides). (API-06)',
  },
};

export const HEADERS: Readonly<Record<string, Parameter>> = {
  'Idempotency-Key': {
    schema: z.string().regex(/^[\x21-\x7e]{1,200}$/),
    description:
      'Clé de votre choix, un UUID par exemple. La même clé ne fait pas deux fois la même chose : elle rend le même reçu. Absente, le service en tire une et la rend. (API-03)',
  },
  'If-Match': {
    schema: z.string().regex(/^("\d{1,9}"|\*)$/),
    description: 'L’`ETag` de ce que vous avez lu : s’il a changé depuis, rien n’est décidé (412). (API-03)',
  },
  'X-Delegation': {
    schema: z.uuid(),
    description: 'Numéro de la délégation sous laquelle vous agissez pour un collègue. (API-03)',
  },
  'X-Role': {
    schema: z.enum(ROLES),
    description: 'Rôle sous lequel vous agissez, si vous en avez plusieurs ; sans lui, le premier. (API-03)',
  },
  'X-Horloge-Origine': {
    schema: z.iso.datetime({ offset: true }),
    description: 'Essais et démonstrations seulement : instant d’où part l’horloge du dossier. (API-03)',
  },
  'X-Grace-Jours': {
    schema: z.string().regex(/^\d{1,2}$/),
    description: 'Essais et démonstrations seulement : jours de grâce du dossier (DEC-19). (API-03)',
  },
  'X-Droit': {
    schema: z.string().max(8_000),
    description:
      'Essais et démonstrations seulement : textes fictifs que ce dossier connaît (DEC-65), en JSON encodé pour une adresse. (API-03)',
  },
};

export const ANSWER_HEADERS: Readonly<Record<string, Parameter>> = {
  ETag: {
    schema: z.string().regex(/^"\d+"$/),
    description:
      'L’état lu : d’un dossier, le rang de son dernier événement ; d’un brouillon ou de préférences, leur version.',
  },
  'Idempotency-Key': { schema: z.string(), description: 'La clé employée, la vôtre ou celle que le service a tirée.' },
  Location: { schema: z.string(), description: 'Adresse du dossier ouvert.' },
  'Retry-After': { schema: z.string(), description: 'Secondes à attendre avant de renvoyer la même demande.' },
  'WWW-Authenticate': { schema: z.string(), description: 'Ce qui est attendu (RFC 6750).' },
};
