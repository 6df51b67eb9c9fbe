/** What is awaited of who asks; who follows a case. */
import { z } from 'zod';
import { TABLE } from '../../../domain/table.ts';
import type { NomCommande } from '../../../domain/commandes.ts';
import { GROUPES } from '../../../records/journal/a-faire.ts';
import { MANIERES } from '../../../records/registers/suivis.ts';
import { boolean, date, essId, explanation, instant, number, phase, role, text } from './values.ts';

export const commandName = z.enum(Object.keys(TABLE) as [NomCommande, ...NomCommande[]]).meta({ id: 'NomCommande' });

const follower = z
  .strictObject({ comme: z.enum(MANIERES), nom: text.nullable(), depuis: instant, moi: boolean })
  .meta({ id: 'SuiviPar' });
export const followers = z.strictObject({ ess: essId, suiviPar: z.array(follower) });

const group = z.enum(GROUPES);

const awaited = z
  .strictObject({
    ess: essId,
    intitule: text.nullable(),
    specialites: z.array(text),
    departements: z.array(text),
    siege: text,
    phase,
    cle: text,
    libelle: text,
    actes: z.array(z.strictObject({ commande: commandName, libelle: text })),
    connus: z.record(text, z.unknown()),
    dernierJour: date.nullable(),
    jours: z.int().nullable(),
    delai: text,
    groupe: group,
    silence: z.strictObject({ effet: text.nullable(), phrase: text, le: date.nullable() }),
    pourquoi: z.strictObject(explanation),
    depuis: date,
    suiviPar: z.array(follower),
  })
  .meta({ id: 'LigneAFaire' });

export const toDo = z
  .strictObject({
    le: date,
    role,
    groupes: z.array(z.strictObject({ groupe: group, libelle: text, nombre: number })),
    nombre: number,
    lignes: z.array(awaited),
    suivant: text.nullable(),
    rien: z.strictObject({ prochaine: date.nullable(), phrase: text }).nullable(),
  })
  .meta({ id: 'AFaire' });

const act = z
  .strictObject({
    commande: commandName,
    libelle: text,
    statut: z.enum(['possible', 'avec-avertissement', 'impossible']),
    phrase: text.nullable(),
    pourquoi: z.strictObject(explanation),
    possibleLe: date.nullable(),
    avertissements: z.array(z.strictObject({ regle: text, phrase: text })),
    attendu: z.strictObject({ cle: text, dernierJour: date.nullable() }).nullable(),
    motive: boolean,
    connus: z.record(text, z.unknown()),
    schema: z.record(text, z.unknown()).nullable(),
  })
  .meta({ id: 'ActePossible' });

export const acts = z
  .strictObject({ ess: essId, rang: number, le: date, role, actes: z.array(act) })
  .meta({ id: 'ActesPossibles' });
