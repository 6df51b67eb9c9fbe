/** A first mapping, from the form of a démarche: what its labels suggest. Someone reads it before it serves. */
import type { ChampRepris, ChampSimple, Correspondance } from './file.ts';
import type { Descripteur, SavedDescriptor } from './descriptor.ts';
import { ANNOTATIONS, champOf, CIBLES, FORMES, plainLabel, type Cible, type Nature } from './targets.ts';

/** Our code for a word of a form, or undefined: closed lists are the product's, not this program's. */
export type Codes = (champ: string, option: string) => string | undefined;

/** The groups of a démarche, when the service was asked. */
export interface Group {
  readonly id: string;
  readonly libelle: string;
  readonly ferme: boolean;
  readonly instructeurs: readonly string[];
}

export interface Proposal {
  readonly correspondance: unknown;
  /** Fields of the form that nothing of ours takes. */
  readonly nonRepris: readonly Descripteur[];
  /** Fields of ours that cannot be done without, and that no label suggests. */
  readonly manquants: readonly string[];
}

const accepts = ({ forme }: Cible, type: string): boolean => (FORMES[forme] as readonly string[]).includes(type);

function simpleOf(nom: string, { type, id, libelle, options = [] }: Descripteur, codes: Codes): ChampSimple {
  const known = options.flatMap((option) => {
    const code = codes(nom, option);
    return code === undefined ? [] : [[option, code] as const];
  });
  return {
    id,
    type: champOf(type) ?? type,
    libelle,
    ...(known.length === 0 ? {} : { options: Object.fromEntries(known) }),
  };
}

/** The first field of each target, each field once. */
function assign(
  cibles: Readonly<Record<string, Cible>>,
  descripteurs: readonly Descripteur[],
): ReadonlyMap<string, Descripteur> {
  const taken = new Set<string>();
  const assigned = new Map<string, Descripteur>();
  for (const [nom, cible] of Object.entries(cibles)) {
    const found = descripteurs.find(({ id, type, libelle }) => {
      const champ = champOf(type);
      return champ !== undefined && !taken.has(id) && accepts(cible, champ) && cible.indice.test(plainLabel(libelle));
    });
    if (found === undefined) continue;
    taken.add(found.id);
    assigned.set(nom, found);
  }
  return assigned;
}

export interface Where {
  readonly adresse: string;
  readonly jeton: Correspondance['jeton'];
  readonly groupes: readonly Group[];
  /** The region that a group's label names, if it does. */
  readonly regionDe: (libelle: string) => string | undefined;
  /** What all of its dossiers are, when its administrator says so. */
  readonly nature?: Nature | undefined;
}

/** Proposes the file of a démarche. What only its administrator knows is left to fill in, by a word that no check accepts. */
export function proposeMapping({ numero, form }: SavedDescriptor, codes: Codes, where: Where): Proposal {
  const nature = where.nature === undefined ? natureOf(form.champs) : { valeur: where.nature };
  const natures: readonly Nature[] = where.nature === undefined ? ['lettre-intention', 'projet-sante'] : [where.nature];
  const cibles = Object.fromEntries(
    Object.entries(CIBLES).filter(([, cible]) => cible.natures.some((un) => natures.includes(un))),
  );
  const assigned = assign(cibles, form.champs);
  const champs = Object.fromEntries(
    [...assigned].map(([nom, descripteur]): [string, ChampRepris] => {
      const lignes = CIBLES[nom]?.lignes;
      return [
        nom,
        {
          ...simpleOf(nom, descripteur, codes),
          ...(lignes === undefined
            ? {}
            : {
                lignes: Object.fromEntries(
                  [...assign(lignes, descripteur.lignes ?? [])].map(([champ, ligne]) => [
                    champ,
                    simpleOf(champ, ligne, codes),
                  ]),
                ),
              }),
        },
      ];
    }),
  );
  return {
    correspondance: {
      adresse: where.adresse,
      demarche: numero,
      nature,
      jeton: where.jeton,
      hotesDesFichiers: [],
      ecriture: false,
      courriels: { passageEnInstruction: false, decision: false },
      reponses: 'proposer',
      groupes: where.groupes
        .filter(({ ferme }) => !ferme)
        .map(({ id, libelle, instructeurs }) => ({
          id,
          libelle,
          region: where.regionDe(libelle) ?? 'à compléter',
          ...(instructeurs.length === 1 ? { instructeur: instructeurs[0] } : {}),
        })),
      champs,
      annotations: annotationsIn(form.annotations),
      etiquettes: {},
    },
    nonRepris: form.champs.filter(
      ({ type, id }) => champOf(type) !== undefined && ![...assigned.values()].some((taken) => taken.id === id),
    ),
    manquants: Object.entries(cibles)
      .filter(([nom, { requis }]) => requis === true && !assigned.has(nom))
      .map(([nom]) => nom),
  };
}

/** The private annotations whose labels say what we write. */
const annotationsIn = (annotations: readonly Descripteur[]) =>
  Object.fromEntries(
    Object.entries(ANNOTATIONS).flatMap(([nom, cible]) => {
      const found = annotations.find(
        ({ type, libelle }) => type === `${cible.type}Descriptor` && cible.indice.test(plainLabel(libelle)),
      );
      return found === undefined ? [] : [[nom, { id: found.id, type: cible.type, libelle: found.libelle }]];
    }),
  );

/** A choice between the letter and the project, where the form has one; never guessed otherwise. */
function natureOf(champs: readonly Descripteur[]): unknown {
  for (const { type, id, libelle, options = [] } of champs) {
    if (champOf(type) !== 'DropDownListChamp') continue;
    const valeurs = options.flatMap((option) => {
      const plain = plainLabel(option);
      if (/lettre d intention/.test(plain)) return [[option, 'lettre-intention']];
      return /projet de sante/.test(plain) ? [[option, 'projet-sante']] : [];
    });
    if (valeurs.length >= 2) return { champ: id, libelle, valeurs: Object.fromEntries(valeurs) as unknown };
  }
  return { valeur: 'à compléter' };
}
