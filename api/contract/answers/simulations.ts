/** « Et si… » : what acts would change, beside silence; what silence will do, case by case. */
import { z } from 'zod';
import { amountWorking, dateWorking } from './calculs.ts';
import { event, forecastLine } from './evenements.ts';
import { boolean, cents, date, essId, explained, number, phase, role, text, texts } from './values.ts';

const suites = z.array(forecastLine);

const refusal = z
  .strictObject({ commande: text, acteur: role, le: date, regle: text, phrase: text, pourquoi: explained })
  .meta({ id: 'RefusAnnonce' });

const changedDate = z
  .strictObject({
    sorte: z.enum(['echeance', 'evenement']),
    cle: text,
    libelle: text,
    sens: z.enum(['apparait', 'bouge', 'disparait']),
    avant: date.nullable(),
    apres: date.nullable(),
    calcul: dateWorking.exactOptional(),
    pourquoi: explained,
  })
  .meta({ id: 'DateChangee' });

const ordered = z
  .strictObject({ le: date, montantCentimes: cents, calcul: amountWorking.exactOptional() })
  .meta({ id: 'PaiementPrevu' });
const changedPayment = z
  .strictObject({ paiement: text, avant: ordered.nullable(), apres: ordered.nullable() })
  .meta({ id: 'PaiementChange' });

const awaited = z
  .strictObject({ cle: text, libelle: text, expire: date, attendu: z.array(role) })
  .nullable()
  .meta({ id: 'Attente' });

const letter = z
  .strictObject({
    destinataire: text,
    rang: number,
    evenement: text,
    le: date,
    objet: text,
    texte: texts,
    recours: texts,
  })
  .meta({ id: 'CourrierAnnonce' });

const variant = {
  possible: boolean,
  refus: z.array(refusal),
  avertissements: z.array(z.strictObject({ regle: text, phrase: text })),
  evenements: z.array(event),
  difference: z.strictObject({
    dates: z.array(changedDate),
    paiements: z.array(changedPayment),
    attente: z.strictObject({ avant: awaited, apres: awaited }),
  }),
  courriers: z.array(letter),
};

/** What one act would change: the answer of `POST /commandes` to each, without sending it. */
export const announced = z.strictObject({ rang: number, ...variant }).meta({ id: 'ActeSimule' });

/** What a deposit would open: no case yet, so no rank. */
export const depositCheck = z
  .strictObject({
    ars: text,
    caisse: text,
    ...variant,
    avertissements: z.array(z.strictObject({ champ: text.exactOptional(), regle: text, phrase: text })),
  })
  .meta({ id: 'DepotVerifie' });

export const simulation = z
  .strictObject({
    ess: essId,
    rang: number,
    jusquAu: date,
    suites,
    silence: z.strictObject({ suites, courriers: z.array(letter) }),
    suppositions: texts,
    variantes: z.array(z.strictObject({ nom: text, ...variant, suites }).meta({ id: 'Variante' })),
  })
  .meta({ id: 'Simulation' });

export const forecasts = z
  .strictObject({
    du: date,
    au: date,
    synthese: z.array(z.strictObject({ cle: text, libelle: text, nombre: number }).meta({ id: 'Synthese' })),
    dossiers: z.array(
      z.strictObject({ ess: essId, intitule: text.nullable(), phase, suites }).meta({ id: 'PrevisionDossier' }),
    ),
    suivant: text.nullable(),
  })
  .meta({ id: 'Previsions' });
