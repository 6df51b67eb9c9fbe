/** Reads a scenario file; a wrong one is named, with the step and the field. */
import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { lireDate } from '../domain/calendrier/calendrier.ts';
import type { NomCommande } from '../domain/commandes.ts';
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
});

/** Throws an `Error` whose message is a French sentence naming the file and the field. */
export async function readScenario(chemin: string): Promise<Scenario> {
  const texte = await readFile(chemin, 'utf8').catch((error: unknown) => {
    throw new Error(`Le fichier « ${chemin} » ne peut pas être lu : vérifiez son nom.`, { cause: error });
  });
  let contenu: unknown;
  try {
    contenu = JSON.parse(texte);
  } catch (error) {
    throw new Error(`« ${chemin} » n'est pas un document JSON valide : ${(error as Error).message}`, { cause: error });
  }
  const lu = scenario.loose().safeParse(contenu, { error: z.locales.fr().localeError });
  if (!lu.success) {
    const { path, message } = lu.error.issues[0] ?? { path: [], message: '' };
    throw new Error(`« ${chemin} » n'est pas un scénario : ${ou(path)} : ${message.replace(/\.$/, '')}.`);
  }
  return contenu as Scenario;
}

/** « étape 2, champ « le » »: steps are counted from one, as people do. */
function ou([premier, rang, ...suite]: readonly PropertyKey[]): string {
  return premier === 'etapes' && typeof rang === 'number'
    ? `étape ${rang + 1}, champ « ${suite.join('.')} »`
    : `champ « ${[premier, rang, ...suite].filter((partie) => partie !== undefined).join('.')} »`;
}
