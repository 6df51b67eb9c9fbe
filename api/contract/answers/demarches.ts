/** The link with Démarche Numérique: how far, what fails, what waits for someone; never the content of a form. */
import { z } from 'zod';
import { INSTANCE } from '../../routes/demarches-schemas.ts';
import { boolean, date, essId, instant, number, text, uuid } from './values.ts';

const instance = z.string().regex(INSTANCE);
const page = z.url().nullable();
const nature = z.enum(['lettre-intention', 'projet-sante']);
const dossier = { numero: number, page };

const followed = z
  .strictObject({
    instance,
    demarche: number,
    titre: text.nullable(),
    sante: z.enum(['bonne', 'attention', 'arret']),
    enMarche: boolean,
    essaiLe: instant.nullable(),
    releveLe: instant.nullable(),
    entierLe: instant.nullable(),
    retardSecondes: number.nullable(),
    panne: z.strictObject({ cause: text, phrase: text, depuis: instant.nullable() }).nullable(),
    empechements: z.array(text),
    jeton: z.strictObject({ expireLe: date, jours: z.int() }).nullable(),
    ecriture: boolean,
    suspension: z.strictObject({ motif: text, phrase: text, depuis: instant.nullable() }).nullable(),
    nombres: z.strictObject({
      dossiers: number,
      aImporter: number,
      importes: number,
      aRattacher: number,
      echecs: number,
      aVoir: number,
      ecarts: number,
    }),
    aRattacher: z.array(
      z.strictObject({
        ...dossier,
        nature: nature.nullable(),
        deposeLe: date,
        dernierJour: date,
        motif: text,
        phrase: text,
        caisses: z.array(z.strictObject({ code: text, nom: text })),
        repondu: boolean,
      }),
    ),
    echecs: z.array(
      z.strictObject({
        ...dossier,
        ess: essId.nullable(),
        phrase: text,
        essais: number,
        depuis: instant,
        prochainLe: instant,
      }),
    ),
    aVoir: z.array(
      z.strictObject({
        ...dossier,
        id: uuid,
        ess: essId.nullable(),
        genre: text,
        statut: z.enum(['alerte', 'incident']),
        phrase: text,
        acte: text.nullable(),
        le: instant,
      }),
    ),
    ecarts: z.array(
      z.strictObject({
        ...dossier,
        ess: essId,
        quoi: z.enum(['depot', 'decision', 'date-de-decision', 'disparu']),
        phrase: text,
        depuis: instant,
      }),
    ),
  })
  .meta({ id: 'DemarcheSuivie' });

export const followedDemarches = z.strictObject({ demarches: z.array(followed) });

export const origins = z.strictObject({
  dossiers: z.array(
    z
      .strictObject({
        instance,
        demarche: number,
        ...dossier,
        nature,
        etat: z.enum([
          'en_construction',
          'en_instruction',
          'accepte',
          'refuse',
          'sans_suite',
          'retire',
          'expire',
          'supprime',
        ]),
        deposeLe: instant,
      })
      .meta({ id: 'DossierDOrigine' }),
  ),
});
