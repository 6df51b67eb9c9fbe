/**
 * Small counts in published tables (SUI-03). The texts set no figure: both thresholds are ours. A line is published only
 * if nothing that lines published together give, added up and subtracted in any way, rests on less than a threshold.
 */

/**
 * `equipes`: statistics of enterprises ask for three units, and that none be 85 % of the figure; five is asked here,
 * the share of each being left alone. `personnes`: the usual figure for health data, eleven.
 */
export const SEUILS = { equipes: 5, personnes: 11 } as const;

/** What one ESS brings to a figure, and the keys of the lines that count it. */
export interface Apport {
  /** Nested places, the widest first: nation, region, department. */
  readonly territoires: readonly string[];
  readonly specialite: string;
  /** Counts of people within the figure; none for money or delays. */
  readonly effectifs: readonly number[];
}

interface Mesure {
  readonly seuil: number;
  readonly poids: readonly number[];
}
/** Vertex → neighbour → what links them. */
type Reseau = Map<string, Map<string, number>>;

const AUTRES = 'autres spécialités';
const somme = (nombres: readonly number[]): number => nombres.reduce((total, nombre) => total + nombre, 0);
const tropPeu = (nombre: number, seuil: number): boolean => nombre > 0 && nombre < seuil;

const lien = (reseau: Reseau, de: string, vers: string): number => reseau.get(de)?.get(vers) ?? 0;
function ajouter(reseau: Reseau, de: string, vers: string, poids: number): void {
  const voisins = reseau.get(de) ?? new Map<string, number>();
  reseau.set(de, voisins.set(vers, (voisins.get(vers) ?? 0) + poids));
}
function relier(reseau: Reseau, un: string, autre: string, poids: number): void {
  ajouter(reseau, un, autre, poids);
  ajouter(reseau, autre, un, poids);
}

/** Shortest chain of links through which more can pass than `flot` already does; undefined: none. */
function chemin(reseau: Reseau, flot: Reseau, source: string, puits: string): readonly string[] | undefined {
  const venuDe = new Map([[source, source]]);
  for (const sommet of venuDe.keys()) {
    if (venuDe.has(puits)) break;
    for (const [voisin, poids] of reseau.get(sommet) ?? [])
      if (!venuDe.has(voisin) && poids > lien(flot, sommet, voisin)) venuDe.set(voisin, sommet);
  }
  if (!venuDe.has(puits)) return undefined;
  const sommets = [puits];
  for (let sommet = puits; sommet !== source;) sommets.unshift((sommet = venuDe.get(sommet) ?? source));
  return sommets;
}

/** Greatest flow between two vertices, which is the smallest cut that parts them; `plafond` or more is not told apart. */
function coupe(reseau: Reseau, source: string, puits: string, plafond: number): number {
  const flot: Reseau = new Map();
  for (let total = 0; ;) {
    const sommets = total < plafond ? chemin(reseau, flot, source, puits) : undefined;
    if (sommets === undefined) return total;
    const pas = sommets.slice(1).map((vers, rang) => [sommets[rang] ?? source, vers] as const);
    const passe = Math.min(...pas.map(([de, vers]) => lien(reseau, de, vers) - lien(flot, de, vers)));
    for (const [de, vers] of pas) {
      ajouter(flot, de, vers, passe);
      ajouter(flot, vers, de, -passe);
    }
    total += passe;
  }
}

type Axe = 'territoire' | 'specialite';
interface Candidate {
  readonly axe: Axe;
  readonly cle: string;
  /** Ranks of the ESS that it counts. */
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
      .map(([cle, ceux]): Candidate => ({ axe, cle, membres: ceux.map(([rang]) => rang) }))
      .toSorted((a, b) => b.membres.length - a.membres.length || a.cle.localeCompare(b.cle)),
  );
}

function mesuresDe(apports: readonly Apport[]): readonly Mesure[] {
  const effectifs = (apports[0]?.effectifs ?? []).map((_, nom) => apports.map((apport) => apport.effectifs[nom] ?? 0));
  return [
    { seuil: SEUILS.equipes, poids: apports.map(() => 1) },
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
  const sommets = apports.map(({ territoires }) => ({ territoire: territoires[0] ?? '', specialite: AUTRES }));
  const reseaux = mesures.map(({ seuil, poids }) => {
    const reseau: Reseau = new Map();
    for (const [rang, { territoire, specialite }] of sommets.entries())
      relier(reseau, territoire, specialite, poids[rang] ?? 0);
    return { reseau, seuil, poids };
  });
  const deplacer = ({ axe, membres }: Candidate, vers: string): void => {
    for (const rang of membres) {
      const sommet = sommets[rang];
      if (sommet === undefined) continue;
      const autre = sommet[axe === 'territoire' ? 'specialite' : 'territoire'];
      for (const { reseau, poids } of reseaux) {
        relier(reseau, sommet[axe], autre, -(poids[rang] ?? 0));
        relier(reseau, vers, autre, poids[rang] ?? 0);
      }
      sommet[axe] = vers;
    }
  };
  const masquees = new Set<string>();
  for (const candidate of candidates(apports)) {
    const { axe, cle, membres } = candidate;
    const [premier = 0] = membres;
    const reste = sommets[premier]?.[axe] ?? '';
    deplacer(candidate, cle);
    if (!reseaux.some(({ reseau, seuil }) => tropPeu(coupe(reseau, cle, reste, seuil), seuil))) continue;
    deplacer(candidate, reste);
    masquees.add(cle);
  }
  return masquees;
}
