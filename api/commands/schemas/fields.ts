/**
 * Building blocks of every schema. Messages are read by people: French sentences. `Field<…>` types hold a schema to the
 * domain's payload type, field by field, in both directions (nothing missing, nothing more, right values).
 */
import { z } from 'zod';
import type { Donnees, NomCommande } from '../../../domain/commandes.ts';
import { CODES_CAISSES, nomCaisse } from '../../../domain/creation/caisses.ts';
import { lireDate } from '../../../domain/calendrier/calendrier.ts';
import { estMedecineGenerale } from '../../../domain/lettre-intention/eligibilite.ts';
import { phraseSpecialiteInconnue, SPECIALITES, specialiteDe } from '../../../domain/lettre-intention/specialites.ts';
import type { Centimes, ClePaiement, DateCivile } from '../../../domain/valeurs.ts';
import type { Commune } from '../../../domain/charges.ts';
import { majuscule, objetEnClair } from '../../../documents/libelles.ts';
import { CODES_DEPARTEMENTS, departement } from '../../../documents/places.ts';
import { proofKind, reference } from './closed.ts';
import { text } from './text.ts';

type Field<T, K extends keyof T> =
  Record<never, never> extends Pick<T, K> ? z.ZodExactOptional<z.ZodType<Exclude<T[K], undefined>>> : z.ZodType<T[K]>;

/** The shape a schema must have to stand for `T`. */
export type ShapeOf<T> = { readonly [K in keyof T]-?: Field<T, K> };

/** Fields of the law that the API keeps in a fiche, since they are free text: a case gets them from no request. */
type InFiche = 'sujet';

/** Fields proper to one command: what it adds to `Commune`. */
export type OwnFields<N extends NomCommande> = ShapeOf<Omit<Donnees[N], keyof Commune | InFiche>>;

export const list = <T extends z.ZodType>(item: T, max = 200) =>
  z.array(item).max(max, { error: `Cette liste dépasse ${max} éléments.` });

const existingDate = (value: string): boolean => {
  const date = lireDate(value);
  return date !== undefined && date >= '1901-01-01' && date <= '2099-12-31';
};

/** What the contract says of it; leap years are the business of `format`. */
const CIVIL_DATE_PATTERN =
  '^(19(0[1-9]|[1-9]\\d)|20\\d\\d)-((0[1-9]|1[0-2])-(0[1-9]|1\\d|2[0-8])|(0[13-9]|1[0-2])-(29|30)|(0[13578]|1[02])-31|02-29)$';

/** DEC-01 — a civil date that exists. */
export const civilDate = z
  .string()
  .refine(existingDate, {
    error: 'Cette date n’existe pas dans le calendrier : écrivez-la sous la forme aaaa-mm-jj (1901 à 2099).',
  })
  .meta({
    id: 'DateCivile',
    format: 'date',
    pattern: CIVIL_DATE_PATTERN,
    example: '2026-03-02',
  }) as unknown as z.ZodType<DateCivile, string>;

/** DEC-18 — integer cents of euro. */
export const cents = z
  .int({ error: 'Ce montant s’écrit en centimes d’euro, sans décimale.' })
  .min(0, { error: 'Un montant ne peut pas être négatif.' })
  .max(100_000_000_00, { error: 'Ce montant est trop grand.' }) as unknown as z.ZodType<Centimes, number>;

export const count = z
  .int({ error: 'Un nombre entier est attendu.' })
  .min(0, { error: 'Ce nombre ne peut pas être négatif.' })
  .max(1_000_000, { error: 'Ce nombre est trop grand.' });

/** EXTERNAL — department codes, overseas included; which ones the scheme covers is the domain's business (GEN-04). */
export const department = z
  .string()
  .regex(/^(0[1-9]|1\d|2[1-9]|2[AB]|[3-8]\d|9[0-5]|97[1-8]|98[678])$/, {
    error: 'Ce code de département n’existe pas (exemples : 33, 2A, 974).',
  })
  .meta({
    id: 'Departement',
    'x-libelles': Object.fromEntries(CODES_DEPARTEMENTS.map((code) => [code, departement(code)])),
  });
/** DEC-66 — a caisse, by its code. */
export const caisse = z
  .enum(CODES_CAISSES as [string, ...string[]], {
    error: 'Cette caisse n’existe pas : son code est attendu (exemple : gironde).',
  })
  .meta({ id: 'Caisse', 'x-libelles': Object.fromEntries(CODES_CAISSES.map((code) => [code, nomCaisse(code)])) });
export const departments = list(department, 30)
  .min(1, { error: 'Indiquez au moins un département.' })
  .refine((codes) => new Set(codes).size === codes.length, { error: 'Le même département est indiqué deux fois.' });

export const slug = z
  .string()
  .max(80, { error: 'Cet identifiant est trop long.' })
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, {
    error: 'Écrivez en minuscules sans accents, avec des tirets (exemple : dermatologie).',
  });
/** DEC-62 — labels of the specialties, by slug: what people choose among. */
export const SPECIALTY_LABELS: Readonly<Record<string, string>> = Object.fromEntries(
  SPECIALITES.map(({ slug, libelle }) => [slug, libelle]),
);
/**
 * DEC-62 — a specialty, by its slug, its code in TRE_R38 or another of its names; the case keeps its slug. What is none is
 * refused here: nothing else that is written there reaches the engine. General medicine is the law's to refuse (GEN-02).
 */
export const specialty = z
  .string()
  .max(80, { error: 'Ce nom de spécialité est trop long.' })
  .refine((texte) => texte.length > 80 || specialiteDe(texte) !== undefined || estMedecineGenerale(texte), {
    error: ({ input }) => phraseSpecialiteInconnue(String(input)),
  })
  .meta({
    id: 'Specialite',
    description: 'Spécialité : son nom, son code de la nomenclature (TRE_R38) ou un synonyme.',
    examples: ['dermatologie'],
    'x-libelles': SPECIALTY_LABELS,
    'x-synonymes': Object.fromEntries(
      SPECIALITES.map(({ slug, codes, synonymes }) => [slug, [...codes, ...synonymes]]),
    ),
  });
export const specialties = list(specialty, 10)
  .min(1, { error: 'Indiquez au moins une spécialité.' })
  .refine((slugs) => new Set(slugs).size === slugs.length, { error: 'La même spécialité est indiquée deux fois.' });

/** Identifier of a record, of a rule, of an effect: no spaces. */
export const identifier = (max = 200) =>
  z
    .string()
    .min(1, { error: 'Cet identifiant est vide.' })
    .max(max, { error: 'Cet identifiant est trop long.' })
    .regex(/^[\w.:#/-]+$/, { error: 'Cet identifiant contient des caractères non admis.' });

/** Payments that people name: two periods of the annual contract; later ones are those of the case itself. */
const PAYMENTS = [
  'amorcage-1',
  'amorcage-2',
  'amorcage-30',
  ...Array.from({ length: 10 }, (_, n) => `dotation-${n + 1}`),
];
const labelled = (keys: readonly string[]) =>
  Object.fromEntries(keys.map((key) => [key, majuscule(objetEnClair(key))] as const));

/** DEC-34 — key of a recovery. */
export const recoveryKey = z
  .string()
  .regex(/^(amorcage|dotation|dix-huit-mois|indu-(amorcage-(1|2|30)|dotation-[1-9]\d{0,2}))$/, {
    error:
      'Ce recouvrement n’existe pas (valeurs admises : amorcage, dotation, dix-huit-mois, indu-amorcage-1, indu-dotation-2…).',
  })
  .meta({
    id: 'CleRecouvrement',
    'x-libelles': labelled(['amorcage', 'dotation', 'dix-huit-mois', ...PAYMENTS.map((key) => `indu-${key}`)]),
  });

export const paymentKey = z
  .string()
  .regex(/^(amorcage-(1|2|30)|dotation-[1-9]\d{0,2})(-complement(-[1-9]\d?)?)?$/, {
    error: 'Ce paiement n’existe pas (valeurs admises : amorcage-1, amorcage-2, amorcage-30, dotation-1, dotation-2…).',
  })
  .meta({ id: 'ClePaiement', 'x-libelles': labelled(PAYMENTS) }) as unknown as z.ZodType<ClePaiement, string>;

export const exercice = z
  .int({ error: 'Un nombre entier est attendu.' })
  .min(0, { error: 'Cet exercice ne peut pas être négatif.' })
  .max(2099, { error: 'Cet exercice est trop grand.' });

/** ELI-12: the four questions. */
export const evaluation = z.strictObject({
  besoinReel: z.boolean(),
  adequationCahierDesCharges: z.boolean(),
  contenuAdapte: z.boolean(),
  projetMature: z.boolean(),
});

/** What makes a date certain. */
export const proof = z.strictObject({ nature: proofKind, reference: reference.exactOptional() });

/** Fields of every command. `motif` alone is free text that is journalled, the ground of a decision: it names no one. `fiche` is given by the API, never from outside. */
export const COMMON_FIELDS = {
  le: civilDate,
  preuve: proof.exactOptional(),
  motif: text(2000).exactOptional(),
} satisfies ShapeOf<Omit<Commune, 'fiche'>>;
