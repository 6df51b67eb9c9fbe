/** How a date or an amount was found: the same shape wherever one is given. */
import { z } from 'zod';
import { cents, date, number, text, texts } from './values.ts';

/** What every step says. */
const applied = {
  phrase: text,
  regle: text,
  sources: texts,
  texte: z.strictObject({ version: text, depuis: date, jusquAu: date.nullable() }).meta({ id: 'TexteApplique' }),
  versionDroit: text.exactOptional(),
};
const toDate = { ...applied, resultat: date };
const toAmount = { ...applied, resultat: cents };

const skipped = z
  .strictObject({ le: date, motif: z.enum(['samedi', 'dimanche', 'ferie']), fete: text.exactOptional() })
  .meta({ id: 'JourSaute' });

const dateStep = z
  .discriminatedUnion('operation', [
    z.strictObject({
      operation: z.literal('duree'),
      valeur: z.int(),
      unite: z.enum(['mois', 'jours']),
      parametre: text.exactOptional(),
      periodes: z.array(number).exactOptional(),
      ...toDate,
    }),
    z.strictObject({ operation: z.literal('suspension'), du: date, au: date, jours: number, ...toDate }),
    z.strictObject({ operation: z.literal('report'), departement: text, sautes: z.array(skipped), ...toDate }),
    z.strictObject({ operation: z.literal('inscrite'), evenement: text, ...toDate }),
    z.strictObject({ operation: z.enum(['pas-avant', 'pas-apres']), evenement: text, le: date, ...toDate }),
    z.strictObject({ operation: z.literal('rappel'), jours: number, ...toDate }),
  ])
  .meta({ id: 'EtapeDate' });

export const dateWorking = z
  .strictObject({
    phrase: text,
    depart: z
      .strictObject({ evenement: text, libelle: text, le: date, rang: number.exactOptional() })
      .meta({ id: 'FaitDeDepart' }),
    etapes: z.array(dateStep),
    resultat: date,
  })
  .meta({ id: 'CalculDate' });

const part = { quoi: text, cle: text.exactOptional(), montantCentimes: cents };
const level = z.strictObject({ medecins: number, montantCentimes: cents }).meta({ id: 'Palier' });

const amountStep = z
  .discriminatedUnion('operation', [
    z.strictObject({ operation: z.literal('forfait'), parametre: text, ...toAmount }),
    z.strictObject({ operation: z.literal('fixe'), evenement: text, le: date.exactOptional(), ...toAmount }),
    z.strictObject({
      operation: z.literal('bareme'),
      nombre: number,
      compteLe: date,
      plancher: level,
      plafond: level,
      ...toAmount,
    }),
    z.strictObject({
      operation: z.literal('somme'),
      termes: z.array(z.strictObject(part).meta({ id: 'Terme' })),
      ...toAmount,
    }),
    z.strictObject({ operation: z.enum(['moins', 'au-plus']), ...part, ...toAmount }),
    z.strictObject({
      operation: z.literal('prorata'),
      jours: number,
      joursEnTout: number,
      du: date,
      au: date,
      ...toAmount,
    }),
  ])
  .meta({ id: 'EtapeMontant' });

export const amountWorking = z
  .strictObject({ phrase: text, etapes: z.array(amountStep), resultat: cents })
  .meta({ id: 'CalculMontant' });

/** Of an event or a payment, by the field whose figure it explains. */
export const workings = z
  .strictObject({
    dateLimite: dateWorking.exactOptional(),
    montantCentimes: amountWorking.exactOptional(),
    duCentimes: amountWorking.exactOptional(),
  })
  .meta({ id: 'Calculs' });
