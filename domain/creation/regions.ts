/** The region (hence the ARS) of a department, by slug. Overseas collectivities follow the ARS that serves them. */
interface Region {
  readonly code: string;
  readonly nom: string;
  readonly departements: readonly string[];
}
const region = (code: string, nom: string, departements: string): Region => ({
  code,
  nom,
  departements: departements.split(' '),
});

export const REGIONS: readonly Region[] = [
  region('guadeloupe', 'Guadeloupe', '971 977 978'),
  region('martinique', 'Martinique', '972'),
  region('guyane', 'Guyane', '973'),
  region('la-reunion', 'La Réunion', '974'),
  region('mayotte', 'Mayotte', '976'),
  region('ile-de-france', 'Île-de-France', '75 77 78 91 92 93 94 95'),
  region('centre-val-de-loire', 'Centre-Val de Loire', '18 28 36 37 41 45'),
  region('bourgogne-franche-comte', 'Bourgogne-Franche-Comté', '21 25 39 58 70 71 89 90'),
  region('normandie', 'Normandie', '14 27 50 61 76'),
  region('hauts-de-france', 'Hauts-de-France', '02 59 60 62 80'),
  region('grand-est', 'Grand Est', '08 10 51 52 54 55 57 67 68 88'),
  region('pays-de-la-loire', 'Pays de la Loire', '44 49 53 72 85'),
  region('bretagne', 'Bretagne', '22 29 35 56'),
  region('nouvelle-aquitaine', 'Nouvelle-Aquitaine', '16 17 19 23 24 33 40 47 64 79 86 87'),
  region('occitanie', 'Occitanie', '09 11 12 30 31 32 34 46 48 65 66 81 82'),
  region('auvergne-rhone-alpes', 'Auvergne-Rhône-Alpes', '01 03 07 15 26 38 42 43 63 69 73 74'),
  region('provence-alpes-cote-d-azur', 'Provence-Alpes-Côte d’Azur', '04 05 06 13 83 84'),
  region('corse', 'Corse', '2A 2B'),
  region('saint-pierre-et-miquelon', 'Saint-Pierre-et-Miquelon', '975'),
];

const PAR_DEPARTEMENT = new Map(
  REGIONS.flatMap(({ code, departements }) => departements.map((departement) => [departement, code] as const)),
);

/** Every region that has an ARS in the scheme. */
export const SLUGS_REGIONS: readonly string[] = REGIONS.map(({ code }) => code);

/** GEN-06 — the seat's region; empty for a code that is no department. */
export const regionDe = (departement: string): string => PAR_DEPARTEMENT.get(departement) ?? '';
