/**
 * Small counts in published tables (SUI-03). The texts set no figure: both thresholds are ours. A line is published only
 * if nothing that lines published together give, added up and subtracted in any way, rests on less than a threshold.
 */

/**
 * `equipes`: statistics of enterprises ask for three units, and that none be 85 % of the figure; five is asked here,
 * the share of each being left alone. `personnes`: the usual figure for health data, eleven.
 */
export const SEUILS = { equipes: 5, personnes: 11 } as const;

/** What the ESS of one place and specialty bring to a figure, and the keys of the lines that count them. */
export interface Apport {
  /** Nested places, the widest first: nation, region, department. */
  readonly territoires: readonly string[];
  readonly specialite: string;
  /** How many they are. */
  readonly equipes: number;
  /** Counts of people within the figure; none for money or delays. */
  readonly effectifs: readonly number[];
}

/** Vertices of one axis, by number; the first stands for what no published line tells apart. */
type Sommets = ReadonlyMap<string, number>;
const sommets = (cles: Iterable<string>): Sommets => new Map([...new Set(cles)].map((cle, rang) => [cle, rang]));

/**
 * Places on one side, specialties on the other, and how much links each to each: one row a place. Dense, since most are
 * linked in a nation of thousands of teams.
 */
interface Reseau {
  readonly seuil: number;
  /** Of each contribution. */
  readonly poids: readonly number[];
  readonly liens: Float64Array;
}

const AUTRES = 'autres spécialités';
const somme = (nombres: readonly number[]): number => nombres.reduce((total, nombre) => total + nombre, 0);
const tropPeu = (nombre: number, seuil: number): boolean => nombre > 0 && nombre < seuil;

/**
 * Greatest flow between two vertices, which is the smallest cut that parts them; `plafond` or more is not told apart.
 * Vertices: the rows of `liens`, then its `largeur` columns. By shortest chains through which more can pass.
 */
function coupe(liens: Float64Array, largeur: number, source: number, puits: number, plafond: number): number {
  const hauteur = liens.length / largeur;
  const flot = new Float64Array(liens.length); // from row to column
  const venuDe = new Int32Array(hauteur + largeur);
  const file = new Int32Array(hauteur + largeur);
  const enLigne = (de: number) => de < hauteur;
  const cellule = (de: number, vers: number) =>
    enLigne(de) ? de * largeur + vers - hauteur : vers * largeur + de - hauteur;
  const reste = (de: number, vers: number) => {
    const place = cellule(de, vers);
    return enLigne(de) ? liens[place]! - flot[place]! : liens[place]! + flot[place]!;
  };
  const trouver = (): boolean => {
    venuDe.fill(-1);
    venuDe[source] = source;
    file[0] = source;
    for (let lus = 0, connus = 1; lus < connus; lus += 1) {
      const de = file[lus]!;
      const [premier, apres] = enLigne(de) ? [hauteur, hauteur + largeur] : [0, hauteur];
      for (let vers = premier; vers < apres; vers += 1) {
        if (venuDe[vers] !== -1 || liens[cellule(de, vers)] === 0 || reste(de, vers) <= 0) continue;
        venuDe[vers] = de;
        if (vers === puits) return true;
        file[connus] = vers;
        connus += 1;
      }
    }
    return false;
  };
  let total = 0;
  while (total < plafond && trouver()) {
    let passe = Infinity;
    for (let vers = puits; vers !== source; vers = venuDe[vers]!) passe = Math.min(passe, reste(venuDe[vers]!, vers));
    for (let vers = puits; vers !== source; vers = venuDe[vers]!) {
      const de = venuDe[vers]!;
      flot[cellule(de, vers)]! += enLigne(de) ? passe : -passe;
    }
    total += passe;
  }
  return total;
}

type Axe = 'territoire' | 'specialite';
interface Candidate {
  readonly axe: Axe;
  readonly cle: string;
  /** Ranks of the contributions that it counts. */
  readonly membres: readonly number[];
}

/** Lines in the order in which they are tried: regions, specialties, departments, the largest of each first. */
function candidates(apports: readonly Apport[]): readonly Candidate[] {
  const axes: readonly (readonly [Axe, (apport: Apport) => string | undefined])[] = [
    ['territoire', ({ territoires }) => territoires[1]],
    ['specialite', ({ specialite }) => specialite],
    ['territoire', ({ territoires }) => territoires[2]],
  ];
  return axes.flatMap(([axe, cleDe]) =>
    [...Map.groupBy(apports.entries(), ([, apport]) => cleDe(apport) ?? '')]
      .map(([cle, ceux]) => ({
        axe,
        cle,
        membres: ceux.map(([rang]) => rang),
        equipes: somme(ceux.map(([, { equipes }]) => equipes)),
      }))
      .toSorted((a, b) => b.equipes - a.equipes || a.cle.localeCompare(b.cle)),
  );
}

/** What is judged: the teams, then each count of people. */
function mesuresDe(apports: readonly Apport[]): readonly Omit<Reseau, 'liens'>[] {
  const effectifs = (apports[0]?.effectifs ?? []).map((_, nom) => apports.map((apport) => apport.effectifs[nom] ?? 0));
  return [
    { seuil: SEUILS.equipes, poids: apports.map(({ equipes }) => equipes) },
    ...effectifs.map((poids) => ({ seuil: SEUILS.personnes, poids })),
  ];
}

/**
 * Keys of the lines to hide, among those to which something is brought (the others are zero, which is nobody). Of all
 * the `apports`, each has the same number of `effectifs`.
 *
 * Each ESS is an edge between two vertices: the finest published place that counts it, and its specialty or those left
 * over. What the published lines give by additions and subtractions are the potentials of this graph; the ESS on which
 * such a combination rests contain a cut, so that the least is the smallest cut. To publish a line splits one vertex in
 * two: any new cut parts these two, and it is enough to look between them. A cut of nothing tells nothing.
 */
export function lignesMasquees(apports: readonly Apport[]): ReadonlySet<string> {
  const mesures = mesuresDe(apports);
  if (mesures.some(({ seuil, poids }) => tropPeu(somme(poids), seuil)))
    return new Set(apports.flatMap(({ territoires, specialite }) => [...territoires, specialite]));
  const numeros: Readonly<Record<Axe, Sommets>> = {
    territoire: sommets(apports.flatMap(({ territoires }) => territoires)),
    specialite: sommets([AUTRES, ...apports.map(({ specialite }) => specialite)]),
  };
  const largeur = numeros.specialite.size;
  const ou: Readonly<Record<Axe, Int32Array>> = {
    territoire: Int32Array.from(apports, ({ territoires }) => numeros.territoire.get(territoires[0] ?? '') ?? 0),
    specialite: new Int32Array(apports.length),
  };
  const place = (rang: number): number => ou.territoire[rang]! * largeur + ou.specialite[rang]!;
  const reseaux: readonly Reseau[] = mesures.map((mesure) => {
    const liens = new Float64Array(numeros.territoire.size * largeur);
    for (const [rang, un] of mesure.poids.entries()) liens[place(rang)]! += un;
    return { ...mesure, liens };
  });
  const deplacer = ({ axe, membres }: Candidate, vers: number): void => {
    for (const rang of membres) {
      for (const { liens, poids } of reseaux) liens[place(rang)]! -= poids[rang]!;
      ou[axe][rang] = vers;
      for (const { liens, poids } of reseaux) liens[place(rang)]! += poids[rang]!;
    }
  };
  const masquees = new Set<string>();
  for (const candidate of candidates(apports)) {
    const { axe, cle, membres } = candidate;
    const [premier = 0] = membres;
    const reste = ou[axe][premier]!;
    const publiee = numeros[axe].get(cle) ?? 0;
    const sommet = (numero: number) => (axe === 'territoire' ? numero : numeros.territoire.size + numero);
    deplacer(candidate, publiee);
    const isole = ({ liens, seuil }: Reseau) =>
      tropPeu(coupe(liens, largeur, sommet(publiee), sommet(reste), seuil), seuil);
    if (!reseaux.some(isole)) continue;
    deplacer(candidate, reste);
    masquees.add(cle);
  }
  return masquees;
}
