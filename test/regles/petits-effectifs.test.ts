/** SUI-03: whoever adds up and subtracts all the published lines learns nothing of fewer than five teams or eleven people. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { lignesMasquees, SEUILS, type Apport } from '../../domain/etat-des-lieux/petits-effectifs.ts';

/** `A1x`: region A, department A1, specialty x; then its people. */
const apport = (place: string, ...effectifs: number[]): Apport => ({
  territoires: ['nation', place.slice(0, 1), place.slice(0, 2)],
  specialite: place.slice(2),
  equipes: 1,
  effectifs,
});
const apports = (places: string): readonly Apport[] => places.split(' ').map((place) => apport(place));
const masquees = (lus: readonly Apport[]) => [...lignesMasquees(lus)].toSorted().join(' ');

test.each([
  ['rien', '', ''],
  ['cinq équipes par ligne : tout se publie', 'A1x A1x A1x A1x A1x B1y B1y B1y B1y B1y', ''],
  ['moins de cinq en tout : rien ne se publie', 'A1x A1x B1y B1y', 'A A1 B B1 nation x y'],
  ['un petit département et l’autre, que le total de la région dirait', 'A1x A1x A1x A1x A1x A1x A2x', 'A1 A2'],
  ['deux petits départements qui font cinq se couvrent', 'A1x A1x A2x A2x A2x', 'A1 A2'],
  [
    'une petite région et une autre, mais pas la troisième',
    'A1x A1x B1x B1x B1x B1x B1x C1x C1x C1x C1x C1x C1x',
    'A A1 B B1',
  ],
  [
    // A and x together, less the nation, are the one team of A in x: x stays hidden, hence y.
    'une région et une spécialité dont le croisement isole une équipe',
    'A1y A1y A1y A1y A1y A1x B1x B1x B1x B1x B1x B1x',
    'x y',
  ],
])('%s', (_cas, places, attendues) => {
  expect(masquees(places === '' ? [] : apports(places))).toBe(attendues);
});

test.each([
  ['dix personnes en tout', [2, 2, 2, 2, 2], 'A A1 nation x'],
  ['onze', [2, 2, 2, 2, 3], ''],
  ['aucune', [0, 0, 0, 0, 0], ''],
])('les personnes : %s', (_cas, nombres, attendues) => {
  expect(masquees(nombres.map((nombre) => apport('A1x', nombre)))).toBe(attendues);
});

const lieux = fc.constantFrom('A1', 'A2', 'B1', 'B2', 'C1');
const equipes = fc.array(
  fc
    .tuple(lieux, fc.constantFrom('x', 'y', 'z'), fc.integer({ min: 1, max: 6 }))
    .map(([lieu, specialite, personnes]) => apport(`${lieu}${specialite}`, personnes)),
  { minLength: 5, maxLength: 12 },
);

/** A line as a row of the attacker's system: 1 for each team that it counts. */
const lignesDe = (lus: readonly Apport[]): ReadonlyMap<string, readonly number[]> => {
  const cles = new Set(lus.flatMap(({ territoires, specialite }) => [...territoires, specialite]));
  const compte = (cle: string, { territoires, specialite }: Apport) => [...territoires, specialite].includes(cle);
  return new Map([...cles].map((cle) => [cle, lus.map((un) => (compte(cle, un) ? 1 : 0))]));
};

const PREMIER = 2_147_483_647n;
/** Exact: minors of so few 0 and 1 are far below this prime. */
function inverse(valeur: bigint): bigint {
  let [resultat, base] = [1n, valeur];
  for (let reste = PREMIER - 2n; reste > 0n; reste >>= 1n) {
    if (reste & 1n) resultat = (resultat * base) % PREMIER;
    base = (base * base) % PREMIER;
  }
  return resultat;
}
/** Number of independent rows. */
function rangDe(lignes: readonly (readonly number[])[]): number {
  const matrice = lignes.map((ligne) => ligne.map(BigInt));
  let rang = 0;
  for (let colonne = 0; colonne < (matrice[0]?.length ?? 0); colonne += 1) {
    const pivot = matrice.findIndex((ligne, i) => i >= rang && ligne[colonne] !== 0n);
    if (pivot < 0) continue;
    const [choisie = []] = matrice.splice(pivot, 1);
    matrice.splice(rang, 0, choisie);
    const facteur = inverse(choisie[colonne] ?? 1n);
    for (let i = rang + 1; i < matrice.length; i += 1) {
      const ligne = matrice[i] ?? [];
      const fois = ((ligne[colonne] ?? 0n) * facteur) % PREMIER;
      if (fois !== 0n)
        matrice[i] = ligne.map((valeur, j) => (((valeur - fois * (choisie[j] ?? 0n)) % PREMIER) + PREMIER) % PREMIER);
    }
    rang += 1;
  }
  return rang;
}

/** Groups of teams under a threshold, none of which fits in another. */
function petitsGroupes(poids: readonly number[], seuil: number): readonly (readonly number[])[] {
  const groupes: number[][] = [];
  const etendre = (groupe: number[], depuis: number, total: number) => {
    const suivants = poids.flatMap((un, rang) => (!groupe.includes(rang) && total + un < seuil ? [rang] : []));
    if (suivants.length === 0) groupes.push(groupe);
    for (const rang of suivants) if (rang >= depuis) etendre([...groupe, rang], rang + 1, total + (poids[rang] ?? 0));
  };
  etendre([], 0, 0);
  return groupes;
}

/** Whether some combination of these lines, other than nothing, rests on such a small group alone. */
function isole(lignes: readonly (readonly number[])[], groupes: readonly (readonly number[])[]): boolean {
  const entier = rangDe(lignes);
  // Without the columns of the group, a combination that rests on it alone is nothing: the rank falls.
  return groupes.some((groupe) => rangDe(lignes.map((ligne) => ligne.filter((_, i) => !groupe.includes(i)))) < entier);
}

const groupesDe = (lus: readonly Apport[]) => [
  ...petitsGroupes(
    lus.map(() => 1),
    SEUILS.equipes,
  ),
  ...petitsGroupes(
    lus.map(({ effectifs }) => effectifs[0] ?? 0),
    SEUILS.personnes,
  ),
];
const publieesDe = (lus: readonly Apport[]) => {
  const cachees = lignesMasquees(lus);
  const lignes = lignesDe(lus);
  return {
    cachees: [...cachees].map((cle) => lignes.get(cle) ?? []),
    publiees: [...lignes].filter(([cle]) => !cachees.has(cle)).map(([, ligne]) => ligne),
  };
};

test('les équipes d’un même lieu et d’une même spécialité, comptées une à une ou ensemble : les mêmes lignes', () => {
  const ensemble = (lus: readonly Apport[]) =>
    [...Map.groupBy(lus, ({ territoires, specialite }) => `${territoires.join()} ${specialite}`).values()].map(
      (groupe) => ({
        ...groupe[0]!,
        equipes: groupe.length,
        effectifs: [groupe.reduce((total, { effectifs: [personnes = 0] }) => total + personnes, 0)],
      }),
    );
  fc.assert(
    fc.property(fc.array(equipes, { maxLength: 6 }), (listes) => {
      const lus = listes.flat();
      expect(masquees(ensemble(lus))).toBe(masquees(lus));
    }),
    { numRuns: 300 },
  );
});

test('aucune ligne masquée ne se retrouve à partir des autres', () => {
  fc.assert(
    fc.property(equipes, (lus) => {
      const { cachees, publiees } = publieesDe(lus);
      const rang = rangDe(publiees);
      for (const cachee of cachees) expect(rangDe([...publiees, cachee])).toBe(rang + 1);
    }),
    { numRuns: 300 },
  );
});

test('rien de ce qui se calcule ne porte sur moins de cinq équipes, ni sur moins de onze personnes', () => {
  fc.assert(
    fc.property(equipes, (lus) => !isole(publieesDe(lus).publiees, groupesDe(lus))),
    { numRuns: 150 },
  );
});

test('aucune ligne n’est masquée sans raison : publiée en plus des autres, elle isolerait', () => {
  fc.assert(
    fc.property(equipes, (lus) => {
      const { cachees, publiees } = publieesDe(lus);
      const groupes = groupesDe(lus);
      for (const cachee of cachees) expect(isole([...publiees, cachee], groupes)).toBe(true);
    }),
    { numRuns: 100 },
  );
});
