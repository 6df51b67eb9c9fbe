/** Places and specialties as letters name them: the domain knows codes and slugs. */

export { CODES_DEPARTEMENTS, departement, nomDepartement } from '../domain/creation/departements.ts';

/** Accents that a slug has lost, word by word. */
const ACCENTS = new Map(
  [
    'anesthésie réanimation génétique gériatrie gynécologie hématologie hépatologie médecine néphrologie obstétrique',
    'pédiatrie pédiatrique diabétologie gastroentérologie gastro-entérologie entérologie physique réadaptation',
    'stomatologie nucléaire légale thérapeutique oncologie traumatologie vénéréologie',
  ]
    .flatMap((ligne) => ligne.split(' '))
    .map((mot) => [mot.normalize('NFD').replace(/\p{M}/gu, ''), mot] as const),
);

/** `medecine-vasculaire` → « médecine vasculaire ». */
export const specialite = (slug: string): string =>
  slug
    .split('-')
    .map((mot) => ACCENTS.get(mot) ?? mot)
    .join(' ');
