/** An adherent doctor, as JSON or as a line of a CSV. */
import { z } from 'zod';
import type { Adhesion } from '../../../records/registers/adhesions.ts';
import { specialiteDe } from '../../../domain/lettre-intention/specialites.ts';
import { civilDate, specialty } from './fields.ts';
import { rpps } from './identifiers.ts';
import { name } from './text.ts';

/** §14.4, DOT-06. `sortieLe`: the day the doctor left, when they have. */
export const adhesion = z
  .strictObject({
    rpps,
    nom: name(120),
    prenom: name(120),
    specialite: specialty,
    liberal: z.boolean(),
    signeeLe: civilDate,
    sortieLe: civilDate.nullable().exactOptional(),
  })
  .refine(({ signeeLe, sortieLe }) => sortieLe === undefined || sortieLe === null || sortieLe >= signeeLe, {
    path: ['sortieLe'],
    error: 'La sortie précède la signature de l’adhésion.',
  })
  .transform((fields): Adhesion => ({
    ...fields,
    specialite: specialiteDe(fields.specialite) ?? fields.specialite,
    sortieLe: fields.sortieLe ?? null,
  }));
