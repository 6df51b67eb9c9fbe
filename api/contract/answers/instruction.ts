/** What to decide from: criteria with their sources, opinion, rivals, silence; the five steps of a team. */
import { z } from 'zod';
import { CONSTATS } from '../../../domain/instruction/critere.ts';
import { ETAPES, STATUTS_ETAPE } from '../../../domain/suivi/etapes.ts';
import { evaluation } from '../../commands/schemas/fields.ts';
import { CONTRATS } from '../../../domain/valeurs.ts';
import { dateWorking } from './calculs.ts';
import { deadline } from './dossiers.ts';
import { rivalRead } from './rivals.ts';
import { date, essId, explained, number, role, text } from './values.ts';

const source = z
  .strictObject({
    libelle: text,
    valeur: text,
    evenement: text.nullable(),
    le: date.nullable(),
    rang: number.nullable(),
  })
  .meta({ id: 'SourceDeCritere' });

const criterion = z
  .strictObject({ titre: text, constat: z.enum(CONSTATS), phrase: text, sources: z.array(source), pourquoi: explained })
  .meta({ id: 'Critere' });

export const instruction = z
  .strictObject({
    ess: essId,
    rang: number,
    instruction: z
      .strictObject({
        sur: z.enum(['lettre-intention', 'projet-sante']),
        criteres: z.array(criterion),
        avis: z
          .strictObject({
            le: date,
            sens: z.enum(['favorable', 'defavorable']),
            rang: number.nullable(),
            evaluation: evaluation.nullable(),
          })
          .nullable(),
        rivaux: z.array(
          rivalRead.extend({ intitule: text.nullable(), deposeeLe: date.nullable() }).meta({ id: 'RivalLu' }),
        ),
        rivauxAilleurs: number,
        silence: deadline.nullable(),
        arret: z.strictObject({ phrase: text, pourquoi: explained }).nullable(),
        fondements: z.array(z.strictObject({ code: text, libelle: text.nullable() })),
      })
      .nullable(),
  })
  .meta({ id: 'Instruction' });

const awaited = z
  .strictObject({
    cle: text,
    libelle: text,
    de: z.array(role),
    dernierJour: date.nullable(),
    silence: z.strictObject({ effet: text.nullable(), phrase: text, le: date.nullable() }),
    pourquoi: explained,
  })
  .meta({ id: 'AttenduDuDossier' });

/** RES-A-03, RES-D-04, DEC-42: what the team may contest, and what has come of it. */
const contestable = z
  .strictObject({
    objet: z.enum(['resiliation', 'dissolution']),
    contrat: z.enum(CONTRATS),
    notifieeLe: date,
    dernierJour: date,
    calcul: dateWorking,
    effetLe: date.nullable(),
    saisie: z
      .strictObject({
        recueLe: date,
        reponses: z.partialRecord(
          z.enum(['ars', 'caisse']),
          z.strictObject({ sens: z.enum(['accepte', 'rejete']), le: date }),
        ),
        reponseLe: date.nullable(),
      })
      .nullable(),
    pourquoi: explained,
  })
  .meta({ id: 'VoieDeSaisine' });

export const steps = z
  .strictObject({
    ess: essId,
    rang: number,
    etapes: z.array(
      z
        .strictObject({
          etape: z.enum(ETAPES),
          statut: z.enum(STATUTS_ETAPE),
          commenceeLe: date.nullable(),
          faiteLe: date.nullable(),
          pourquoi: explained,
        })
        .meta({ id: 'Etape' }),
    ),
    attendus: z.array(awaited),
    saisine: contestable.nullable(),
  })
  .meta({ id: 'Etapes' });
