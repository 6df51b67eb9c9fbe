/** Cases: the receipt of an act, the list, one case, its deadlines, its journal, what would happen. */
import { z } from 'zod';
import { PROOF_FORMAT } from '../../../records/verification/proof.ts';
import { event, forecastLine, journalLine } from './evenements.ts';
import { amountWorking, dateWorking } from './calculs.ts';
import { STATE_FIELDS } from './etat.ts';
import {
  boolean,
  cents,
  date,
  essId,
  explanation,
  instant,
  motifCloture,
  number,
  phase,
  regime,
  region,
  role,
  sha256,
  text,
  warnings,
} from './values.ts';
import { ETATS_AVIS } from '../../../domain/suivi/situation.ts';
import { STATUTS_PROJET_SANTE } from '../../../domain/projet-sante/delais.ts';

export const receipt = z
  .strictObject({ ess: essId, rang: number, evenements: z.array(event), avertissements: warnings })
  .meta({ id: 'Recu' });

const nextDeadline = z.strictObject({ cle: text, expire: date }).nullable();

/** Which of these there are depends on `champs` and on the role. */
const listed = z
  .strictObject({
    ess: essId,
    rang: number,
    intitule: text.nullable(),
    phase,
    motifCloture: motifCloture.nullable(),
    regime,
    projetSante: z.enum(STATUTS_PROJET_SANTE).nullable(),
    region,
    siege: text,
    caisse: text,
    departements: z.array(text),
    specialites: z.array(text),
    entreeLe: date.nullable(),
    prochaineEcheance: nextDeadline,
    retards: z.array(text),
    conteste: boolean,
    attendu: z.strictObject({ de: z.array(role), dernierJour: date.nullable() }),
    avis: z.enum(ETATS_AVIS),
    rivaux: number,
    datesSignalees: number,
    dernierActe: z.strictObject({ evenement: text, acteur: role, le: date }).nullable(),
    adherents: number.nullable(),
    montantVerseCentimes: cents,
    incidents: number,
    majLe: instant,
  })
  .partial()
  .meta({ id: 'EssListee' });

export const list = z.strictObject({ ess: z.array(listed), suivant: text.nullable() });
/** A whole list. */
export const wholeList = z.strictObject({ ess: z.array(listed) });

/** `frais`: from the engine, with its clock; else as the records have it. */
const resemblance = z.strictObject({
  ess: essId,
  memes: z.array(z.enum(['siret', 'representant-legal', 'medecins-engages'])),
});

export const oneCase = z
  .strictObject({
    ...STATE_FIELDS,
    frais: boolean,
    region: region.exactOptional(),
    intitule: text.nullable().exactOptional(),
    prochaineEcheance: nextDeadline.exactOptional(),
    montantVerseCentimes: cents.exactOptional(),
    majLe: instant.exactOptional(),
    /** For ARS and caisse, where an amorçage was already paid on the territory. */
    ressemblances: z.array(resemblance).exactOptional(),
    enCours: z.array(text).exactOptional(),
    maintenant: instant.exactOptional(),
    decalage: z.int().exactOptional(),
  })
  .meta({ id: 'Dossier' });

const suites = z.array(forecastLine);

export const deadline = z
  .strictObject({
    cle: text,
    expire: date,
    declenche: date,
    effetLe: date,
    effet: text,
    attendu: z.array(role),
    versionDroit: text.exactOptional(),
    calcul: dateWorking,
    montant: amountWorking.nullable().exactOptional(),
    ...explanation,
  })
  .meta({ id: 'Echeance' });

export const schedule = z.strictObject({
  ess: essId,
  rang: number,
  echeances: z.array(deadline),
  previsions: z.strictObject({ jusquAu: date, suites }),
});

export const journal = z
  .strictObject({ ess: essId, lignes: z.array(journalLine), suivant: number.nullable() })
  .meta({ id: 'Journal' });

/** The whole journal, each line with its hash: checked by `ess verifier --preuve`. */
export const proof = z
  .strictObject({
    format: z.literal(PROOF_FORMAT),
    ess: essId,
    lignes: z.array(
      z
        .strictObject({
          rang: number,
          le: date,
          enregistreMicros: text,
          evenement: text,
          acteur: text,
          regle: text,
          contenu: text.nullable(),
          empreinte: sha256,
        })
        .meta({ id: 'LignePreuve' }),
    ),
  })
  .meta({ id: 'Preuve' });

const member = z.strictObject({
  rpps: text,
  nom: text,
  prenom: text,
  specialite: text,
  liberal: boolean,
  signeeLe: date,
  sortieLe: date.nullable(),
});
export const members = z.strictObject({ ess: essId, adhesions: z.array(member.meta({ id: 'Adhesion' })) });
export const recordedMembers = z.strictObject({ ess: essId, enregistrees: number, avertissements: warnings });
export const importReport = z.strictObject({
  ess: essId,
  essai: boolean,
  lignes: number,
  enregistrees: number,
  refusees: number,
  nombreErreurs: number,
  rapport: z.array(
    z.strictObject({
      ligne: number,
      rpps: text.exactOptional(),
      etat: z.enum(['recevable', 'refusee']),
      erreurs: z.array(z.strictObject({ champ: text, regle: text, message: text })).exactOptional(),
    }),
  ),
  avertissements: warnings,
});
export const duplicates = z.strictObject({
  doublons: z.array(z.strictObject({ rpps: text, specialite: text, ess: essId, autre: essId })),
});

const ruleUnits = z.enum(['mois', 'jours', 'centimes', 'medecins', 'pour-cent']);
const figure = z.strictObject({
  nom: text,
  sorte: z.enum(['parametre', 'liste', 'report']),
  regle: text,
  titre: text,
  valeur: z.union([z.number(), z.boolean(), z.array(text)]),
  unite: ruleUnits.exactOptional(),
  selon: z.enum(['depart', 'signature', 'depot', 'jamais']),
  depuis: date,
  source: text,
  versionDroit: text.exactOptional(),
});
export const rules = z.strictObject({
  le: date,
  chiffres: z.array(figure.meta({ id: 'Chiffre' })),
  regles: z.array(
    z
      .strictObject({
        id: text,
        titre: text,
        phrase: text,
        source: text,
        sources: z.array(text),
        nature: z.enum(['texte', 'interpretation']),
        valeur: z.number().exactOptional(),
        unite: ruleUnits.exactOptional(),
      })
      .meta({ id: 'Regle' }),
  ),
});

const up = z.enum(['ok', 'indisponible']);
export const health = z.strictObject({ etat: up, moteur: up, donnees: up });
export const readiness = z.strictObject({ etat: up });
