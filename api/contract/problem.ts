/** The body of every error, RFC 9457. */
import { z } from 'zod';
import { PROBLEMS, type ProblemType } from '../../runtime/http/problems.ts';

const types = (Object.keys(PROBLEMS) as ProblemType[]).map((type) => `/problemes/${type}` as const);

export const problem = z
  .strictObject({
    type: z.enum(types),
    title: z.string(),
    status: z.int().min(400).max(599),
    detail: z.string(),
    instance: z.string(),
    requete: z.string().exactOptional(),
    regle: z.string().exactOptional(),
    erreurs: z.array(z.strictObject({ champ: z.string(), regle: z.string(), message: z.string() })).exactOptional(),
  })
  .meta({ id: 'Probleme' });
