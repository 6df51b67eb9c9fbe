/** The national picture (SUI-03), as JSON: a figure that small counts hide is null, and named under `masque`. */
import { z } from 'zod';
import { NOMS_CHIFFRES } from '../../../domain/etat-des-lieux/chiffres-publies.ts';
import { NIVEAUX, VERSIONS } from '../../../domain/etat-des-lieux/etat-des-lieux.ts';
import { boolean, cents, date, DEPARTMENT, number, region, text } from './values.ts';

const decimal = z.number().min(0).nullable();
const count = number.nullable();
const decisions = z
  .strictObject({ validations: number, validationsTacites: number, refus: number, partTacite: decimal })
  .nullable();
// Negative when the act was dated before what it answers was complete.
const days = z.number().nullable();
const time = z.strictObject({ moyenJours: days, medianJours: days }).nullable();
const target = z.strictObject({ concernees: number, atteintes: number }).nullable();

const line = z
  .strictObject({
    niveau: z.enum(NIVEAUX),
    region: region.nullable(),
    departement: text.nullable(),
    specialite: text.nullable(),
    ess: number,
    masque: z.array(z.enum(NOMS_CHIFFRES)),
    phases: z
      .strictObject({
        'lettre-intention': number,
        creation: number,
        amorcage: number,
        dotation: number,
        recouvrement: number,
      })
      .nullable(),
    entrees: count,
    clotures: count,
    operationnelles: count,
    socleComplet: count,
    lettreIntention: decisions,
    delaiLettreIntention: time,
    projetSante: decisions,
    delaiProjetSante: time,
    adherents: count,
    verseCentimes: cents.nullable(),
    rembourseCentimes: cents.nullable(),
    rapports: count,
    soignants: z.strictObject({ adressant: number, medecinsTraitants: number }).nullable(),
    patientsPrisEnCharge: count,
    demandesTeleexpertise: count,
    medecinsConsultationsAvancees: count,
    consultationsAvancees: count,
    delaiRendezVousJours: decimal,
    delaiTeleexpertiseJours: decimal,
    cible30: target,
    cible50: target,
  })
  .meta({ id: 'LigneEtatDesLieux' });

export const nationalPicture = z.strictObject({
  du: date,
  au: date,
  arreteLe: date.nullable(),
  provisoire: boolean,
  chiffres: z.enum(VERSIONS),
  seuils: z.strictObject({ equipes: number, personnes: number }),
  lignes: z.array(line),
  couverture: z.array(
    z.strictObject({ specialite: text, couverts: z.array(DEPARTMENT), nonCouverts: z.array(DEPARTMENT) }),
  ),
});

/** Money of a year, month by month, in the nation. */
export const months = z.strictObject({
  annee: text,
  chiffres: z.enum(VERSIONS),
  seuils: z.strictObject({ equipes: number, personnes: number }),
  mois: z.array(
    z
      .strictObject({
        mois: text,
        masque: boolean,
        equipes: count,
        verseCentimes: cents.nullable(),
        rembourseCentimes: cents.nullable(),
      })
      .meta({ id: 'MoisPublie' }),
  ),
});
