/** Cases under way that are taken up together (DEC-67). */
import { z } from 'zod';
import { cents, date, essId, instant, number, phase, region, role, text, uuid } from './values.ts';

const standing = z
  .strictObject({
    region,
    caisse: text,
    siege: text,
    phase,
    motifCloture: text.nullable(),
    verseCentimes: cents,
    aOrdonner: z.array(z.strictObject({ paiement: text, montantCentimes: cents, dateLimite: date })),
    suites: z.array(z.strictObject({ le: date, evenement: text, regle: text })),
    echeances: z.array(z.strictObject({ cle: text, expire: date, attendu: z.array(role) })),
  })
  .meta({ id: 'SituationReprise' });

export const takeoverReport = z.strictObject({
  id: uuid.nullable(),
  nombre: number,
  pretes: number,
  verseCentimes: cents,
  dossiers: z.array(
    z
      .strictObject({
        reference: text,
        mandataire: text.nullable(),
        nombreFaits: number,
        erreurs: z.array(
          z
            .strictObject({ ligne: number.nullable(), colonne: text.nullable(), regle: text, message: text })
            .meta({ id: 'ErreurReprise' }),
        ),
        situation: standing.nullable(),
      })
      .meta({ id: 'DossierRejoue' }),
  ),
});

const fields = {
  id: uuid,
  region,
  nom: text,
  proposeeLe: instant,
  retireeLe: instant.nullable(),
  nombre: number,
  ouvertes: number,
};
export const takeovers = z.strictObject({ reprises: z.array(z.strictObject(fields)) });
const whole = {
  ...fields,
  dossiers: z.array(
    z
      .strictObject({
        place: number,
        reference: text,
        caisse: text,
        ess: essId,
        etat: z.enum(['proposee', 'acceptee', 'refusee', 'ouverte', 'en-erreur', 'retiree']),
        motif: text.nullable(),
        situation: standing,
        repondueLe: instant.nullable(),
        ouverteLe: instant.nullable(),
      })
      .meta({ id: 'DossierAReprendre' }),
  ),
};
export const takeover = z.strictObject(whole);
export const opening = z.strictObject({ ...whole, restants: number });
