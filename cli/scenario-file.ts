/** Reads a scenario file; a wrong one is named, with the step and the field. */
import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { lireDate } from '../domain/calendrier/calendrier.ts';
import type { Droit } from '../domain/avenants.ts';
import type { NomCommande } from '../domain/commandes.ts';
import { lireDroit } from '../domain/lire-droit.ts';
import { champsInconnus } from '../domain/simulation/controles.ts';
import { momentDe, type Scenario } from '../domain/simulation/scenario.ts';
import { TABLE } from '../domain/table.ts';
import { ROLES } from '../domain/valeurs.ts';

const date = z
  .string()
  .refine((texte) => lireDate(texte) !== undefined, { error: 'une date (aaaa-mm-jj) est attendue' });
const moment = z.string().superRefine((texte, contexte) => {
  try {
    momentDe(texte, '');
  } catch (erreur) {
    contexte.addIssue({ code: 'custom', message: (erreur as RangeError).message });
  }
});

/** DEC-65 — the texts that the file adds. */
function texteDeDroit(lu: unknown, contexte: z.core.$RefinementCtx<unknown>): void {
  if (lu === undefined) return;
  try {
    lireDroit(lu);
  } catch (erreur) {
    contexte.addIssue({ code: 'custom', message: (erreur as RangeError).message });
  }
}

const nombre = z.number().int().min(0);
const monde = z.object({
  adherents: z
    .union([z.record(date, nombre), z.array(z.object({ le: date, nombre }))], {
      error: 'un nombre par date est attendu : { "2026-01-15": 37 }',
    })
    .optional(),
  finess: z.string().optional(),
});
const scenario = z.object({
  titre: z.string(),
  regles: z.array(z.string()).optional(),
  grace: z.number().int().min(0).optional(),
  monde: monde.extend({ ess: z.record(z.string(), monde).optional() }).optional(),
  etapes: z
    .array(
      z.object({
        le: moment,
        saisiLe: moment.optional(),
        ess: z.string().optional(),
        acteur: z.enum(ROLES),
        commande: z.enum(Object.keys(TABLE) as NomCommande[], {
          error: ({ input }) => `« ${String(input)} » n'est pas une commande`,
        }),
        donnees: z.record(z.string(), z.unknown()).optional(),
      }),
    )
    .min(1),
  jusquAu: moment.optional(),
  attendu: z.array(z.record(z.string(), z.unknown())).optional(),
  nAttendPas: z.array(z.record(z.string(), z.unknown())).optional(),
  droit: z.unknown().superRefine(texteDeDroit).optional(),
});

/** Throws an `Error` whose message is a French sentence naming the file and the field. */
export async function readScenario(chemin: string): Promise<Scenario> {
  const contenu = await readJson(chemin);
  const inconnus = champsInconnus(contenu);
  if (inconnus.length > 0) throw new Error(`« ${chemin} » n'est pas un scénario : ${inconnus.join(' ; ')}.`);
  const lu = scenario.loose().safeParse(contenu, { error: z.locales.fr().localeError });
  if (!lu.success) {
    const { path, message } = lu.error.issues[0] ?? { path: [], message: '' };
    throw new Error(`« ${chemin} » n'est pas un scénario : ${ou(path)} : ${message.replace(/\.$/, '')}.`);
  }
  return contenu as Scenario;
}

/** DEC-65 — texts in a file of their own (`--droit`). Throws an `Error` whose message is a French sentence. */
export async function readLaw(chemin: string): Promise<Droit> {
  const contenu = await readJson(chemin);
  try {
    return lireDroit(contenu);
  } catch (error) {
    throw new Error(`« ${chemin} » : ${(error as RangeError).message}`, { cause: error });
  }
}

async function readJson(chemin: string): Promise<unknown> {
  const texte = await readFile(chemin, 'utf8').catch((error: unknown) => {
    throw new Error(`Le fichier « ${chemin} » ne peut pas être lu : vérifiez son nom.`, { cause: error });
  });
  try {
    return JSON.parse(texte);
  } catch (error) {
    throw new Error(`« ${chemin} » n'est pas un document JSON valide : ${(error as Error).message}`, { cause: error });
  }
}

/** « étape 2, champ « le » »: steps are counted from one, as people do. */
function ou([premier, rang, ...suite]: readonly PropertyKey[]): string {
  return premier === 'etapes' && typeof rang === 'number'
    ? `étape ${rang + 1}, champ « ${suite.join('.')} »`
    : `champ « ${[premier, rang, ...suite].filter((partie) => partie !== undefined).join('.')} »`;
}
