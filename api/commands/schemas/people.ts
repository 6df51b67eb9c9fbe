/** Personal data and identities: never in a command, always in a fiche of the records. */
import { z } from 'zod';
import { bicElectronique, ibanElectronique } from '../../../tresorerie/comptes.ts';
import { civilDate, list, SPECIALTY_LABELS } from './fields.ts';
import { numeroAm, rna, rpps, siret } from './identifiers.ts';
import { name, text } from './text.ts';

/** RFC 5321: 64 characters before the @, 63 between two dots after it: servers of mail refuse what is longer. */
const ADDRESS =
  /^(?!\.)(?!.*\.\.)(?=[^@]{1,64}@)[A-Za-z0-9_'+.-]*[A-Za-z0-9_+-]@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]{2,63}$/;
export const email = z.email({ pattern: ADDRESS, error: 'Cette adresse de courriel n’est pas valide.' }).max(254);
export const telephone = z
  .string()
  .regex(/^\+?[\d .()-]{6,25}$/, { error: 'Ce numéro de téléphone n’est pas valide.' });
/** Someone, with the ways to reach them. */
export const person = z.strictObject({
  nom: name(120),
  prenom: name(120).exactOptional(),
  fonction: name(200).exactOptional(),
  profession: name(200).exactOptional(),
  courriel: email.exactOptional(),
  telephone: telephone.exactOptional(),
  adresse: name(500).exactOptional(),
});

/** §14.1 row 27, trame annexe 1: one doctor of a list. */
export const doctor = z.strictObject({
  nom: name(120),
  prenom: name(120),
  rpps: rpps.exactOptional(),
  am: numeroAm.exactOptional(),
  // Of the list, where people choose; lists that come from elsewhere have it in their own words.
  specialite: name(120).meta({ id: 'SpecialiteDeMedecin', 'x-libelles': SPECIALTY_LABELS }).exactOptional(),
});

/** DEC-13 — ISO 13616, key mod 97 checked; taken as people copy it. */
export const iban = z
  .string()
  .transform(ibanElectronique)
  .pipe(z.iban({ error: 'Cet IBAN est inexact : sa clé de contrôle ne correspond pas.' }));
/** ISO 9362. */
export const bic = z
  .string()
  .transform(bicElectronique)
  .pipe(
    z.string().regex(/^[A-Z]{4}[A-Z]{2}[A-Z0-9]{2}([A-Z0-9]{3})?$/, {
      error: 'Un code BIC compte 8 ou 11 caractères (exemple : ABCDFRPPXXX).',
    }),
  );

/** What any command may carry for the file and not for the journal. */
export const COMMON_FICHE = {
  auteur: person.exactOptional(),
  commentaire: text(10_000).exactOptional(),
};

/** ASS-01, ELI-09 and the trame's «statut juridique». */
export const association = z.strictObject({
  nom: name(300),
  siret: siret.exactOptional(),
  rna: rna.exactOptional(),
  adresse: name(500).exactOptional(),
  declareeLe: civilDate.exactOptional(),
  president: person.exactOptional(),
  tresorier: person.exactOptional(),
  representantLegal: person.exactOptional(),
  membres: list(person).exactOptional(),
});

/** AMO-13, DOT-09, LI-10: an exchange or a meeting. */
export const MEETING_FICHE = {
  participants: list(person, 100).exactOptional(),
  compteRendu: text(20_000).exactOptional(),
};
