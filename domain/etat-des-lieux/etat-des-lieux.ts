/** SUI-03 — the national picture: lines of figures by place and by specialty, and the departments covered. */
import type { ChiffresEss } from './chiffres-annuels.ts';
import { CHIFFRES, NOMS_CHIFFRES, type Groupe, type NomChiffre, type Valeurs } from './chiffres-publies.ts';
import { lignesMasquees } from './petits-effectifs.ts';
import { REGIONS } from '../creation/regions.ts';

export const NIVEAUX = ['national', 'region', 'departement', 'specialite'] as const;
interface Place {
  readonly niveau: (typeof NIVEAUX)[number];
  readonly region: string | null;
  /** Of the seat. */
  readonly departement: string | null;
  readonly specialite: string | null;
}

/** `ess`: open, never hidden: that a team exists is public. The other figures are null when hidden, and then named. */
export type LigneEtatDesLieux = Place & {
  readonly ess: number;
  readonly masque: readonly NomChiffre[];
} & { readonly [Nom in NomChiffre]: Valeurs[Nom] | null };

/** ELI-01, ELI-02: departments in which a team of this specialty claims its territory, and the others. */
export interface Couverture {
  readonly specialite: string;
  readonly couverts: readonly string[];
  readonly nonCouverts: readonly string[];
}
export interface EtatDesLieux {
  readonly lignes: readonly LigneEtatDesLieux[];
  readonly couverture: readonly Couverture[];
}

/** `diffusables`: small counts are hidden. `exacts`: for those who may read each case. */
export const VERSIONS = ['diffusables', 'exacts'] as const;
export type Version = (typeof VERSIONS)[number];

const alphabetique = (a: string, b: string): number => a.localeCompare(b, 'fr');
const NATION: Place = { niveau: 'national', region: null, departement: null, specialite: null };
const regionDe = ({ region }: ChiffresEss): Place => ({ ...NATION, niveau: 'region', region });
const departementDe = ({ region, departement }: ChiffresEss): Place => ({
  ...NATION,
  niveau: 'departement',
  region,
  departement,
});
/** Several specialties (DER-01) are one line, joined by « + »: the ESS counts once. */
const specialiteDe = ({ specialites }: ChiffresEss): Place => ({
  ...NATION,
  niveau: 'specialite',
  specialite: specialites.join(' + '),
});

const cleDe = ({ niveau, departement, region, specialite }: Place): string =>
  `${niveau} ${departement ?? region ?? specialite ?? ''}`;

/** The ESS of one place and one specialty weigh together on what is hidden: a nation of thousands has far fewer of these. */
const cellulesDe = (chiffres: Groupe) =>
  [...Map.groupBy(chiffres, (ess) => `${cleDe(departementDe(ess))}\n${cleDe(specialiteDe(ess))}`).values()].flatMap(
    (groupe) =>
      groupe.slice(0, 1).map((premiere) => ({
        territoires: [NATION, regionDe(premiere), departementDe(premiere)].map(cleDe),
        specialite: cleDe(specialiteDe(premiere)),
        groupe,
      })),
  );

function masquesDe(chiffres: Groupe): ReadonlyMap<NomChiffre, ReadonlySet<string>> {
  const cellules = cellulesDe(chiffres);
  return new Map(
    NOMS_CHIFFRES.map((nom) => {
      const { apporte, effectifs = () => [] } = CHIFFRES[nom];
      const apports = cellules.flatMap(({ groupe, ...place }) => {
        const ceux = groupe.filter(apporte);
        return ceux.length === 0 ? [] : [{ ...place, equipes: ceux.length, effectifs: sommeDes(ceux.map(effectifs)) }];
      });
      return [nom, lignesMasquees(apports)];
    }),
  );
}

/** Term by term, of lists of one length. */
const sommeDes = (listes: readonly (readonly number[])[]): readonly number[] =>
  listes.reduce((total, liste) => total.map((nombre, rang) => nombre + (liste[rang] ?? 0)));

function ligne(place: Place, groupe: Groupe, masque: readonly NomChiffre[]): LigneEtatDesLieux {
  const valeurs = NOMS_CHIFFRES.map((nom) => [nom, masque.includes(nom) ? null : CHIFFRES[nom].valeur(groupe)]);
  return {
    ...place,
    ess: groupe.filter(({ phase }) => phase !== 'close').length,
    masque,
    ...(Object.fromEntries(valeurs) as { readonly [Nom in NomChiffre]: Valeurs[Nom] | null }),
  };
}

/** Places of this kind that have an ESS, each with its own, in alphabetical order. */
const parPlace = (chiffres: Groupe, placeDe: (ess: ChiffresEss) => Place): readonly (readonly [Place, Groupe])[] =>
  [...Map.groupBy(chiffres, (ess) => cleDe(placeDe(ess)))]
    .toSorted(([a], [b]) => alphabetique(a, b))
    .flatMap(([, groupe]) => groupe.slice(0, 1).map((premiere) => [placeDe(premiere), groupe] as const));

function couverture(chiffres: Groupe): readonly Couverture[] {
  const departements = REGIONS.flatMap((region) => region.departements).toSorted();
  const couvertsPar = new Map<string, Set<string>>();
  for (const { specialites, departements: siens, tientSonTerritoire } of chiffres)
    for (const specialite of specialites) {
      const couverts = couvertsPar.get(specialite) ?? new Set();
      couvertsPar.set(specialite, couverts);
      if (tientSonTerritoire) for (const departement of siens) couverts.add(departement);
    }
  const parSpecialite = [...couvertsPar].toSorted(([une], [autre]) => alphabetique(une, autre));
  return parSpecialite.map(([specialite, couverts]) => ({
    specialite,
    couverts: departements.filter((departement) => couverts.has(departement)),
    nonCouverts: departements.filter((departement) => !couverts.has(departement)),
  }));
}

/** The nation first, then regions, departments and specialties that have or had an ESS. */
export function etatDesLieux(chiffres: Groupe, version: Version): EtatDesLieux {
  const masques = version === 'exacts' ? new Map<NomChiffre, ReadonlySet<string>>() : masquesDe(chiffres);
  const places: readonly (readonly [Place, Groupe])[] = [
    [NATION, chiffres],
    ...[regionDe, departementDe, specialiteDe].flatMap((placeDe) => parPlace(chiffres, placeDe)),
  ];
  return {
    lignes: places.map(([place, groupe]) =>
      ligne(
        place,
        groupe,
        NOMS_CHIFFRES.filter((nom) => masques.get(nom)?.has(cleDe(place))),
      ),
    ),
    couverture: couverture(chiffres),
  };
}
