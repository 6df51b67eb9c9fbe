/** The file of one démarche: where it is, whose it is, and which of its fields is which of ours. Read whole, or refused. */
import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { requireSafe } from '../client/client.ts';
import { CIBLES } from './targets.ts';

const id = z
  .string()
  .regex(/^[A-Za-z0-9+/=_|-]{4,200}$/, { error: 'un identifiant de Démarche Numérique est attendu' });

const simple = {
  id,
  type: z.string().regex(/^[A-Za-z]+Champ$/, { error: 'le type d’un champ est attendu (« TextChamp »)' }),
  /** What its label is expected to say: checked, never a key. */
  libelle: z.string(),
  /** Each of its options, and our code for it. */
  options: z.record(z.string(), z.string().min(1)).exactOptional(),
};
const champ = z.strictObject({
  ...simple,
  /** A dossier without it waits for someone, whatever our API would take. */
  obligatoire: z.boolean().exactOptional(),
  lignes: z.record(z.string(), z.strictObject(simple)).exactOptional(),
});

const nature = z.enum(['lettre-intention', 'projet-sante']);

/** What each label of theirs says of a case of ours. */
export const ETIQUETTES = ['reprise', 'tacite', 'amorcage', 'dotation', 'close'] as const;
export type Etiquette = (typeof ETIQUETTES)[number];
const etiquette = z.strictObject({ id, libelle: z.string() }).exactOptional();

const groupe = z.strictObject({
  id,
  libelle: z.string(),
  region: z
    .string()
    .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, { error: 'le code d’une région est attendu (« nouvelle-aquitaine »)' }),
  /** Who writes there for us. */
  instructeur: id.exactOptional(),
});

const fichier = z
  .strictObject({
    adresse: z.string(),
    /** What keys and proofs call this service: it never changes once a dossier was imported. */
    instance: z
      .string()
      .regex(/^[A-Za-z0-9]{1,6}$/, { error: 'un nom court est attendu, de 1 à 6 lettres ou chiffres' })
      .default('DN'),
    demarche: z.int().positive(),
    nature: z.union([
      z.strictObject({ valeur: nature }),
      z.strictObject({ champ: id, libelle: z.string(), valeurs: z.record(z.string(), nature) }),
    ]),
    jeton: z.strictObject({ fichier: z.string().min(1), expireLe: z.iso.date() }),
    /** Hosts from which a file may be taken. */
    hotesDesFichiers: z.array(z.string().regex(/^[a-z0-9.-]+(:\d+)?$/)).default([]),
    /** Whether anything is written in Démarche Numérique. */
    ecriture: z.boolean(),
    /** Which acts Démarche Numérique tells the applicant of; of the others, we do. */
    courriels: z
      .strictObject({ passageEnInstruction: z.boolean().default(false), decision: z.boolean().default(false) })
      .default({ passageEnInstruction: false, decision: false }),
    /** An answer to a request: made an act, or shown to the ARS. */
    reponses: z.enum(['appliquer', 'proposer']).default('proposer'),
    groupes: z.array(groupe).min(1),
    champs: z.record(z.string(), champ),
    annotations: z
      .strictObject({
        ess: z.strictObject(simple).exactOptional(),
        etat: z.strictObject(simple).exactOptional(),
        echeance: z.strictObject(simple).exactOptional(),
        decision: z.strictObject(simple).exactOptional(),
      })
      .default({}),
    etiquettes: z
      .strictObject({
        reprise: etiquette,
        tacite: etiquette,
        amorcage: etiquette,
        dotation: etiquette,
        close: etiquette,
      } satisfies Record<Etiquette, typeof etiquette>)
      .default({}),
  })
  .superRefine(({ adresse, champs, groupes }, context) => {
    const refuse = (path: (string | number)[], message: string) => context.addIssue({ code: 'custom', path, message });
    try {
      requireSafe(adresse);
    } catch {
      refuse(['adresse'], 'une adresse en https est attendue');
    }
    for (const nom of Object.keys(champs))
      if (!Object.hasOwn(CIBLES, nom)) refuse(['champs', nom], 'ce champ n’est pas l’un des nôtres');
    groupes.forEach((un, rang) => {
      if (groupes.findIndex((autre) => autre.id === un.id) !== rang)
        refuse(['groupes', rang, 'id'], 'ce groupe est déjà dit');
    });
  });

export type Correspondance = z.output<typeof fichier>;
export type ChampRepris = z.output<typeof champ>;
export type ChampSimple = Omit<ChampRepris, 'lignes' | 'obligatoire'>;

/** What is wrong with a file: where, and why. */
export class UnreadableMapping extends Error {
  override readonly name = 'UnreadableMapping';
}

/** @throws UnreadableMapping */
export function parseMapping(text: string): Correspondance {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new UnreadableMapping('ce n’est pas du JSON');
  }
  const read = fichier.safeParse(value, { error: z.locales.fr().localeError });
  if (read.success) return read.data;
  throw new UnreadableMapping(
    read.error.issues.map(({ path, message }) => `${path.join('.') || 'fichier'} : ${message}`).join('\n'),
  );
}

/** @throws UnreadableMapping */
export async function readMapping(path: string): Promise<Correspondance> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new UnreadableMapping(`le fichier ne peut pas être lu (${error.code ?? 'erreur'})`);
  });
  return parseMapping(text);
}
