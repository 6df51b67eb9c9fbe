/** Subscriptions of partner systems, and what was sent to them. */
import { z } from 'zod';
import { DELIVERY_STATES } from '../../routes/abonnements-schemas.ts';
import { EVENT_NAMES } from './evenements.ts';
import { essId, instant, number, text, uuid } from './values.ts';

const secret = z.string().regex(/^whsec_[A-Za-z0-9+/]{43}=$/);
const names = z.enum(EVENT_NAMES);
const fields = {
  id: uuid,
  adresse: text,
  evenements: z.array(names).nullable(),
  regions: z.array(text).nullable(),
  caisses: z.array(text).nullable(),
  creeLe: instant,
  suspenduLe: instant.nullable(),
  suspension: z.enum(['demande', 'echecs', 'parti']).nullable(),
};
export const subscription = z.strictObject(fields).meta({ id: 'Abonnement' });
export const newSubscription = z.strictObject({ ...fields, secret }).meta({ id: 'AbonnementNouveau' });
export const subscriptions = z.strictObject({ abonnements: z.array(subscription) });
export const newSecret = z.strictObject({ id: uuid, secret });

const delivery = z
  .strictObject({
    id: number,
    ess: essId.nullable(),
    rang: number.nullable(),
    evenement: names.nullable(),
    etat: z.enum(DELIVERY_STATES),
    tentatives: number,
    prochainEssai: instant.nullable(),
    statut: number.nullable(),
    erreur: z
      .enum([
        'statut',
        'delai-depasse',
        'nom-introuvable',
        'connexion-refusee',
        'connexion-rompue',
        'certificat-refuse',
        'adresse-interdite',
        'hors-perimetre',
        'suspension',
      ])
      .nullable(),
    creeLe: instant,
    finieLe: instant.nullable(),
  })
  .meta({ id: 'Livraison' });
export const deliveries = z.strictObject({ livraisons: z.array(delivery), suivant: number.nullable() });
export const trial = z.strictObject({ livraison: number });
export const replay = z.strictObject({ livraisons: number });
