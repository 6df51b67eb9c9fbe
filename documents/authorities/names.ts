/** The two authorities of a case as they are really called. What an authority writes in its settings comes before. */
import { CODES_CAISSES, nomCaisse } from '../../domain/creation/caisses.ts';
import { REGIONS, SLUGS_REGIONS } from '../../domain/creation/regions.ts';

/** The ARS of a region, or a caisse, by its code of ours (DEC-49, DEC-66). */
export interface Autorite {
  readonly role: 'ars' | 'caisse';
  readonly code: string;
}

export const TOUTES_LES_AUTORITES: readonly Autorite[] = [
  ...SLUGS_REGIONS.map((code) => ({ role: 'ars', code }) as const),
  ...CODES_CAISSES.map((code) => ({ role: 'caisse', code }) as const),
];

/**
 * Those whose name is not « Agence régionale de santé » and the region's: code de la santé publique, L. 1442-1 and
 * following (Guadeloupe), D. 1441-1 and following (Saint-Pierre-et-Miquelon, which has no agency), décret n° 2020-18
 * (La Réunion, Mayotte); the other overseas ones and Corse are named with their preposition in the decrees.
 */
const AGENCES: Readonly<Record<string, string>> = {
  guadeloupe: 'Agence de santé de la Guadeloupe, de Saint-Barthélemy et de Saint-Martin',
  martinique: 'Agence régionale de santé de Martinique',
  guyane: 'Agence régionale de santé de Guyane',
  'la-reunion': 'Agence régionale de santé de La Réunion',
  mayotte: 'Agence régionale de santé de Mayotte',
  corse: 'Agence régionale de santé de Corse',
  'saint-pierre-et-miquelon': 'Administration territoriale de santé de Saint-Pierre-et-Miquelon',
};

/** « Agence régionale de santé Nouvelle-Aquitaine », « Caisse primaire d'assurance maladie de la Gironde ». */
export function nomOfficiel({ role, code }: Autorite): string {
  if (role === 'caisse') return nomCaisse(code);
  const region = REGIONS.find((une) => une.code === code)?.nom;
  return AGENCES[code] ?? `Agence régionale de santé${region === undefined ? '' : ` ${region}`}`;
}

/** In a sentence, after its article: « la caisse primaire… », « l'agence régionale… ». All these names are feminine. */
export function avecArticle(nom: string): string {
  const suite = nom.charAt(0).toLocaleLowerCase('fr') + nom.slice(1);
  return /^[aeiouyéèêâîôû]/i.test(suite) ? `l'${suite}` : `la ${suite}`;
}
