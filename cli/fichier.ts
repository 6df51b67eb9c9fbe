/** Reads a scenario file; a wrong one is named, with the field. */
import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import type { Scenario } from '../domain/scenario.ts';
import { ROLES } from '../domain/valeurs.ts';

const nombre = z.number().int().min(0);
const monde = z.object({
  adherents: z.union([z.record(z.string(), nombre), z.array(z.object({ le: z.string(), nombre }))]).optional(),
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
        le: z.string(),
        saisiLe: z.string().optional(),
        ess: z.string().optional(),
        acteur: z.enum(ROLES),
        commande: z.string(),
        donnees: z.record(z.string(), z.unknown()).optional(),
      }),
    )
    .min(1),
  jusquAu: z.string().optional(),
  attendu: z.array(z.record(z.string(), z.unknown())).optional(),
});

/** Throws an `Error` whose message is a French sentence naming the file and the field. */
export async function lireScenario(chemin: string): Promise<Scenario> {
  const texte = await readFile(chemin, 'utf8').catch((error: unknown) => {
    throw new Error(`Le fichier « ${chemin} » ne peut pas être lu : vérifiez son nom.`, { cause: error });
  });
  let contenu: unknown;
  try {
    contenu = JSON.parse(texte);
  } catch (error) {
    throw new Error(`« ${chemin} » n'est pas un document JSON valide : ${(error as Error).message}`, { cause: error });
  }
  const lu = scenario.loose().safeParse(contenu);
  if (!lu.success) {
    const { path, message } = lu.error.issues[0] ?? { path: [], message: '' };
    throw new Error(`« ${chemin} » n'est pas un scénario : champ « ${path.join('.')} » : ${message}`);
  }
  return contenu as Scenario;
}
