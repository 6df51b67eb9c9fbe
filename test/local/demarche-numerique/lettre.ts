/** A letter of intent, as applicants fill its form in. */
import type { Valeurs } from '../../../local/demarche-numerique/world/content.ts';

/** What the form of the letter of intent requires. */
export const LETTRE: Valeurs = {
  1001: 'ESS de dermatologie',
  1002: 'Dermatologie',
  1005: 'Médecin 01',
  1006: 'Prénom 01',
  1008: 'referent@exemple.invalid',
  1010: 'Six mois d’attente.',
  1019: 'Départemental',
  1020: ['33 - Gironde'],
  1021: '33',
  1022: '140',
  1023: '120',
  1024: '41',
  1028: 'Un conseil d’administration.',
  1029: [{ 1038: 'Médecin 01', 1040: 'Dermatologue' }],
  1030: 'true',
};
