/**
 * DEC-66 — the caisses: organisations, not departments. Each has a code of ours, its official name and its departments.
 * 102 CPAM for the 96 departments of mainland France and Corsica (in Lozère, a caisse commune holds its place), a CGSS in each of 971 to 974, one of their own in 975
 * and 976. What pays is the caisse of the seat (002:57, 277).
 */
import { exiger } from '../refus.ts';

export interface Caisse {
  /** Ours: in rights, queues (`paiements-gironde`), batches, addresses. Never reused, never changed. */
  readonly code: string;
  readonly nom: string;
  readonly departements: readonly string[];
}

const CPAM = "Caisse primaire d'assurance maladie";
const caisse = (code: string, nom: string, departements: string): Caisse => ({
  code,
  nom,
  departements: departements.split(' '),
});
const cpam = (departement: string, code: string, suite: string): Caisse =>
  caisse(code, `${CPAM} ${suite}`, departement);
const cgss = (departements: string, code: string, suite: string): Caisse =>
  caisse(code, `Caisse générale de sécurité sociale ${suite}`, departements);

export const CAISSES: readonly Caisse[] = [
  cpam('01', 'ain', "de l'Ain"),
  cpam('02', 'aisne', "de l'Aisne"),
  cpam('03', 'allier', "de l'Allier"),
  cpam('04', 'alpes-de-haute-provence', 'des Alpes-de-Haute-Provence'),
  cpam('05', 'hautes-alpes', 'des Hautes-Alpes'),
  cpam('06', 'alpes-maritimes', 'des Alpes-Maritimes'),
  cpam('07', 'ardeche', "de l'Ardèche"),
  cpam('08', 'ardennes', 'des Ardennes'),
  cpam('09', 'ariege', "de l'Ariège"),
  cpam('10', 'aube', "de l'Aube"),
  cpam('11', 'aude', "de l'Aude"),
  cpam('12', 'aveyron', "de l'Aveyron"),
  cpam('13', 'bouches-du-rhone', 'des Bouches-du-Rhône'),
  cpam('14', 'calvados', 'du Calvados'),
  cpam('15', 'cantal', 'du Cantal'),
  cpam('16', 'charente', 'de la Charente'),
  cpam('17', 'charente-maritime', 'de la Charente-Maritime'),
  cpam('18', 'cher', 'du Cher'),
  cpam('19', 'correze', 'de la Corrèze'),
  cpam('2A', 'corse-du-sud', 'de la Corse-du-Sud'),
  cpam('2B', 'haute-corse', 'de la Haute-Corse'),
  cpam('21', 'cote-d-or', "de la Côte-d'Or"),
  cpam('22', 'cotes-d-armor', "des Côtes-d'Armor"),
  cpam('23', 'creuse', 'de la Creuse'),
  cpam('24', 'dordogne', 'de la Dordogne'),
  cpam('25', 'doubs', 'du Doubs'),
  cpam('26', 'drome', 'de la Drôme'),
  cpam('27', 'eure', "de l'Eure"),
  cpam('28', 'eure-et-loir', "d'Eure-et-Loir"),
  cpam('29', 'finistere', 'du Finistère'),
  cpam('30', 'gard', 'du Gard'),
  cpam('31', 'haute-garonne', 'de la Haute-Garonne'),
  cpam('32', 'gers', 'du Gers'),
  cpam('33', 'gironde', 'de la Gironde'),
  cpam('34', 'herault', "de l'Hérault"),
  cpam('35', 'ille-et-vilaine', "d'Ille-et-Vilaine"),
  cpam('36', 'indre', "de l'Indre"),
  cpam('37', 'indre-et-loire', "d'Indre-et-Loire"),
  cpam('38', 'isere', "de l'Isère"),
  cpam('39', 'jura', 'du Jura'),
  cpam('40', 'landes', 'des Landes'),
  cpam('41', 'loir-et-cher', 'de Loir-et-Cher'),
  cpam('42', 'loire', 'de la Loire'),
  cpam('43', 'haute-loire', 'de la Haute-Loire'),
  cpam('44', 'loire-atlantique', 'de Loire-Atlantique'),
  cpam('45', 'loiret', 'du Loiret'),
  cpam('46', 'lot', 'du Lot'),
  cpam('47', 'lot-et-garonne', 'de Lot-et-Garonne'),
  // Since 1 January 2009 (loi n° 2006-1640, art. 141): it took the place of the CPAM, the CAF and the Urssaf.
  caisse('lozere', 'Caisse commune de sécurité sociale de la Lozère', '48'),
  cpam('49', 'maine-et-loire', 'de Maine-et-Loire'),
  cpam('50', 'manche', 'de la Manche'),
  cpam('51', 'marne', 'de la Marne'),
  cpam('52', 'haute-marne', 'de la Haute-Marne'),
  cpam('53', 'mayenne', 'de la Mayenne'),
  cpam('54', 'meurthe-et-moselle', 'de Meurthe-et-Moselle'),
  cpam('55', 'meuse', 'de la Meuse'),
  cpam('56', 'morbihan', 'du Morbihan'),
  cpam('57', 'moselle', 'de Moselle'),
  cpam('58', 'nievre', 'de la Nièvre'),
  cpam('59', 'lille-douai', 'de Lille-Douai'),
  cpam('59', 'roubaix-tourcoing', 'de Roubaix-Tourcoing'),
  cpam('59', 'hainaut', 'du Hainaut'),
  cpam('59', 'flandres', 'des Flandres'),
  cpam('60', 'oise', "de l'Oise"),
  cpam('61', 'orne', "de l'Orne"),
  cpam('62', 'artois', "de l'Artois"),
  cpam('62', 'cote-d-opale', "de la Côte d'Opale"),
  cpam('63', 'puy-de-dome', 'du Puy-de-Dôme'),
  cpam('64', 'bayonne', 'de Bayonne'),
  cpam('64', 'pau-pyrenees', 'de Pau-Pyrénées'),
  cpam('65', 'hautes-pyrenees', 'des Hautes-Pyrénées'),
  cpam('66', 'pyrenees-orientales', 'des Pyrénées-Orientales'),
  cpam('67', 'bas-rhin', 'du Bas-Rhin'),
  cpam('68', 'haut-rhin', 'du Haut-Rhin'),
  cpam('69', 'rhone', 'du Rhône'),
  cpam('70', 'haute-saone', 'de la Haute-Saône'),
  cpam('71', 'saone-et-loire', 'de Saône-et-Loire'),
  cpam('72', 'sarthe', 'de la Sarthe'),
  cpam('73', 'savoie', 'de la Savoie'),
  cpam('74', 'haute-savoie', 'de la Haute-Savoie'),
  cpam('75', 'paris', 'de Paris'),
  cpam('76', 'rouen-elbeuf-dieppe', 'de Rouen-Elbeuf-Dieppe'),
  cpam('76', 'le-havre', 'du Havre'),
  cpam('77', 'seine-et-marne', 'de Seine-et-Marne'),
  cpam('78', 'yvelines', 'des Yvelines'),
  cpam('79', 'deux-sevres', 'des Deux-Sèvres'),
  cpam('80', 'somme', 'de la Somme'),
  cpam('81', 'tarn', 'du Tarn'),
  cpam('82', 'tarn-et-garonne', 'de Tarn-et-Garonne'),
  cpam('83', 'var', 'du Var'),
  cpam('84', 'vaucluse', 'de Vaucluse'),
  cpam('85', 'vendee', 'de la Vendée'),
  cpam('86', 'vienne', 'de la Vienne'),
  cpam('87', 'haute-vienne', 'de la Haute-Vienne'),
  cpam('88', 'vosges', 'des Vosges'),
  cpam('89', 'yonne', "de l'Yonne"),
  cpam('90', 'territoire-de-belfort', 'du Territoire de Belfort'),
  cpam('91', 'essonne', "de l'Essonne"),
  cpam('92', 'hauts-de-seine', 'des Hauts-de-Seine'),
  cpam('93', 'seine-saint-denis', 'de Seine-Saint-Denis'),
  cpam('94', 'val-de-marne', 'du Val-de-Marne'),
  cpam('95', 'val-d-oise', "du Val-d'Oise"),
  // 977 and 978 are collectivities served by the caisse of Guadeloupe.
  cgss('971 977 978', 'guadeloupe', 'de la Guadeloupe'),
  cgss('972', 'martinique', 'de la Martinique'),
  cgss('973', 'guyane', 'de la Guyane'),
  cgss('974', 'la-reunion', 'de La Réunion'),
  caisse('saint-pierre-et-miquelon', 'Caisse de prévoyance sociale de Saint-Pierre-et-Miquelon', '975'),
  caisse('mayotte', 'Caisse de sécurité sociale de Mayotte', '976'),
];

const PAR_CODE = new Map(CAISSES.map((une) => [une.code, une]));

export const CODES_CAISSES: readonly string[] = CAISSES.map(({ code }) => code);

export const estCaisse = (code: string): boolean => PAR_CODE.has(code);

/** Official name; a code that is none of them stays as it is. */
export const nomCaisse = (code: string): string => PAR_CODE.get(code)?.nom ?? code;

/** Departments of a caisse; none for a code that is none of them. */
export const departementsDe = (caisse: string): readonly string[] => PAR_CODE.get(caisse)?.departements ?? [];

/** The caisses of a department: one, but in 59, 62, 64 and 76; none for a code that is no department. */
export const caissesDe = (departement: string): readonly Caisse[] =>
  CAISSES.filter(({ departements }) => departements.includes(departement));

/** The only caisse of a department; empty where there are several, or none. */
export const caisseUnique = (departement: string): string => {
  const [seule, ...autres] = caissesDe(departement);
  return seule === undefined || autres.length > 0 ? '' : seule.code;
};

/** DEC-66 — the caisse of a seat: its own, or the one that is named where there are several. Refuses what is not of that seat. */
export function exigerCaisse(siege: string, nommee: string | undefined): string {
  const possibles = caissesDe(siege);
  const liste = possibles.map(({ code, nom }) => `${nom} (« ${code} »)`).join(', ');
  if (nommee === undefined) {
    const [seule] = possibles;
    exiger(
      seule !== undefined && possibles.length === 1,
      'DEC-66',
      possibles.length === 0
        ? `« siege » : aucune caisse ne sert le département ${siege}.`
        : `Le département ${siege} a ${enLettres(possibles.length)} caisses : indiquez dans « caisse » celle du siège, parmi ${liste}.`,
      'donnees',
    );
    return seule.code;
  }
  exiger(
    possibles.some(({ code }) => code === nommee),
    'DEC-66',
    `« caisse » : ${estCaisse(nommee) ? `la ${nomCaisse(nommee)} n'est pas une caisse` : "ce code n'est pas celui d'une caisse"} du département ${siege} ; celles qui le servent : ${liste}.`,
    'donnees',
  );
  return nommee;
}

const enLettres = (nombre: number): string => ['aucune', 'une', 'deux', 'trois', 'quatre'][nombre] ?? String(nombre);
