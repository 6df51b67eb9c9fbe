/** One's own space. */
import { z } from 'zod';
import { DAYS } from '../../routes/moi/schemas.ts';
import { boolean, essId, instant, number, text, uuid } from './values.ts';

const line = {
  id: uuid,
  formulaire: text,
  ess: essId.nullable(),
  titre: text.nullable(),
  version: number,
  creeLe: instant,
  modifieLe: instant,
};
export const draft = z.strictObject({ ...line, contenu: z.record(text, z.unknown()) }).meta({ id: 'Brouillon' });
export const drafts = z.strictObject({ brouillons: z.array(z.strictObject(line)) });

export const view = z
  .strictObject({ id: uuid, page: text, nom: text, requete: text, creeLe: instant })
  .meta({ id: 'Vue' });
export const views = z.strictObject({ vues: z.array(view) });

export const seen = z.strictObject({ ess: essId, rang: number, luLe: instant }).meta({ id: 'Lu' });
export const allSeen = z.strictObject({ lus: z.array(seen) });

export const preferences = z
  .strictObject({
    courriel: text.nullable(),
    courrielConfirmeLe: instant.nullable(),
    recapitulatif: z.enum(DAYS).nullable(),
    avecRien: boolean,
    raccourcis: boolean,
  })
  .meta({ id: 'Preferences' });

export const ownData = z.strictObject({
  preferences,
  brouillons: z.array(draft),
  vues: z.array(view),
  lus: z.array(seen),
  courriels: z.array(
    z.strictObject({
      nature: z.enum(['code', 'recapitulatif']),
      adresse: text,
      objet: text,
      creeLe: instant,
      envoyeLe: instant.nullable(),
    }),
  ),
});
