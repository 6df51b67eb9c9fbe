/**
 * Numbers of registers, as people type them: with spaces, in small letters, with what another system puts before. Kept in
 * one form; what is not one is refused with what to do about it.
 */
import { z } from 'zod';

/** Spaces of every kind, points, hyphens, underscores: nothing of the number. */
const bare = (value: string): string => value.replace(/[\s\p{Zs}._\u2010-\u2015-]+/gu, '').toUpperCase();

/** Read from what is typed: `read` gives the kept form, or says what to do. Published as a text, with an example. */
const register = (example: string, read: (typed: string) => string | { readonly error: string }) =>
  z
    .string()
    .max(60, { error: `Ce numéro est trop long (exemple : ${example}).` })
    .transform((value, context) => {
      const found = read(bare(value));
      if (typeof found === 'string') return found;
      context.addIssue({ code: 'custom', message: found.error });
      return z.NEVER;
    })
    .meta({ examples: [example] });

/** Luhn sum of digits. */
const luhnSum = (digits: string): number =>
  [...digits].reverse().reduce((sum, digit, index) => {
    const value = Number(digit) * (index % 2 === 1 ? 2 : 1);
    return sum + (value > 9 ? value - 9 : value);
  }, 0);
/** Whether the key of a number is right, by Luhn (RPPS, SIREN). */
export const luhn = (digits: string): boolean => luhnSum(digits) % 10 === 0;
const digitSum = (digits: string): number => [...digits].reduce((sum, digit) => sum + Number(digit), 0);

const LA_POSTE = '356000000';

/** INSEE: Luhn; the establishments of La Poste, whose numbers ran out, add up to a multiple of five. */
export const isSiret = (siret: string): boolean =>
  /^\d{14}$/.test(siret) && (luhn(siret) || (siret.startsWith(LA_POSTE) && digitSum(siret) % 5 === 0));

/** EXTERNAL — SIRENE: 14 digits with their key. */
export const siret = register('732 829 320 00074', (typed) => {
  if (isSiret(typed)) return typed;
  if (/^\d{9}$/.test(typed))
    return { error: 'C’est un numéro SIREN (9 chiffres) : ajoutez les 5 chiffres de l’établissement pour un SIRET.' };
  if (/^FR\d{11}$/.test(typed))
    return { error: 'C’est un numéro de TVA : donnez le SIRET (14 chiffres), sur l’avis de situation de l’INSEE.' };
  if (/^W/.test(typed))
    return { error: 'C’est un numéro RNA : il se donne dans « rna ». Un SIRET compte 14 chiffres.' };
  return /^\d{14}$/.test(typed)
    ? { error: 'Ce numéro SIRET est inexact : sa clé de contrôle ne correspond pas. Recopiez ses 14 chiffres.' }
    : { error: 'Un numéro SIRET compte 14 chiffres (exemple : 732 829 320 00074).' };
});

/**
 * EXTERNAL — répertoire national des associations: W, the department and its greffe on three signs (`332`, `2A1`, `9R1`
 * overseas), six digits.
 */
export const rna = register('W332001234', (typed) => {
  if (/^W(\d{3}|2[AB]\d|9[A-Z]\d)\d{6}$/.test(typed)) return typed;
  if (/^(\d{3}|2[AB]\d|9[A-Z]\d)\d{6}$/.test(typed)) return { error: `Il manque la lettre W : écrivez « W${typed} ».` };
  if (/^\d{14}$/.test(typed)) return { error: 'C’est un numéro SIRET : il se donne dans « siret ».' };
  if (/^\d{10}$/.test(typed))
    return {
      error:
        'C’est un ancien numéro de dossier de préfecture : le numéro RNA commence par W, et figure sur le récépissé de la dernière modification.',
    };
  return { error: 'Un numéro RNA compte la lettre W et 9 signes (exemples : W332001234, W2A1001234, W9R1004623).' };
});

/**
 * EXTERNAL — national directory number of a health professional. The identifier of a card or of the annuaire puts a digit of
 * type before it: 8 for RPPS, 0 for ADELI (RPPS replaced it).
 */
export const rpps = register('10000000001', (typed) => {
  if (/^\d{11}$/.test(typed)) return typed;
  if (/^8\d{11}$/.test(typed)) return typed.slice(1);
  if (/^0?[0-9AB]{9}$/.test(typed))
    return {
      error:
        'C’est un numéro ADELI, que le RPPS a remplacé : le numéro RPPS (11 chiffres) se trouve sur annuaire.esante.gouv.fr.',
    };
  return {
    error: 'Un numéro RPPS compte 11 chiffres, 12 avec le 8 qui le précède sur la carte (exemple : 10000000001).',
  };
});

/** EXTERNAL — number at the Assurance maladie: nine digits. */
export const numeroAm = register('331234567', (typed) =>
  /^\d{9}$/.test(typed)
    ? typed
    : { error: 'Un numéro d’Assurance maladie compte 9 chiffres, comme sur les feuilles de soins.' },
);

/** EXTERNAL — nine characters; the key is the domain's business. */
export const finess = register('330781196', (typed) => {
  if (/^(\d{2}|2[AB])\d{7}$/.test(typed)) return typed;
  if (/^\d{14}$/.test(typed)) return { error: 'C’est un numéro SIRET : un numéro FINESS compte 9 caractères.' };
  if (/^(\d{2}|2[AB])\d{6}$/.test(typed))
    return {
      error: 'Il manque un chiffre : un numéro FINESS compte 9 caractères, le département d’abord (01, 2A, 97…).',
    };
  return { error: 'Un numéro FINESS compte 9 caractères, le département d’abord (exemples : 330781196, 2A0000014).' };
});
