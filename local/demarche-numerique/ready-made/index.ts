/** The world as it is at the start: two démarches of the scheme, a group for each ARS, a robot in each, one token. */
import { REGIONS } from '../../../domain/creation/regions.ts';
import type { Token } from '../tokens.ts';
import type { Demarche, Groupe, Revision } from '../world/model.ts';
import { profil, type World } from '../world/world.ts';
import { ANNOTATIONS_LETTRE, LETTRE, SIEGE_LETTRE } from './lettre-intention.ts';
import { ANNOTATIONS_PROJET, PROJET, SIEGE_PROJET } from './projet-sante.ts';

export const NUMERO_LETTRE = 90_001;
export const NUMERO_PROJET = 90_002;

/** Writes; eternal and from anywhere, so that a test says what it takes away. Its secret is nobody's. */
export const READY_TOKEN: Omit<Token, 'demarches'> = {
  secret: 'jeton-de-la-doublure',
  administrateur: 'administration@demarche-numerique.invalid',
  write: true,
  revoked: false,
  expireLe: null,
  networks: [],
};

/** In every group: the program that acts. */
export const ROBOT = profil('Instructeur', 1, 'robot@demarche-numerique.invalid');

/** The agent of a region, by its slug. */
export const agentOf = (slug: string) =>
  profil('Instructeur', REGIONS.findIndex(({ code }) => code === slug) + 100, `agent@ars-${slug}.invalid`);

const groupes = (first: number): Groupe[] =>
  REGIONS.map(({ code, nom, departements }, rank) => ({
    number: first + rank,
    label: `ARS ${nom}`,
    closed: false,
    route: departements,
    instructeurs: [ROBOT, agentOf(code)],
  }));

type Own = Pick<Demarche, 'number' | 'title' | 'champRoutage'> &
  Pick<Revision, 'champs' | 'annotations'> & { readonly firstGroup: number };

function addDemarche(world: World, { number, title, champRoutage, champs, annotations, firstGroup }: Own): Demarche {
  const demarche: Demarche = {
    number,
    title,
    champRoutage,
    state: 'publiee',
    declarative: null,
    sva: null,
    correctionBloque: false,
    correctionImpossible: 'erreur',
    dureeConservation: 12,
    revisions: [{ id: world.next('revision'), publieeLe: world.clock.now(), champs, annotations }],
    brouillon: null,
    groupes: groupes(firstGroup),
    labels: ['Silence bientôt', 'Pièces demandées', 'Repris dans le logiciel'].map((name, rank) => ({
      id: Buffer.from(`Label-${number * 10 + rank}`).toString('base64'),
      name,
    })),
  };
  world.demarches.set(number, demarche);
  return demarche;
}

/** Adds both démarches, published. */
export function prepareWorld(world: World): void {
  addDemarche(world, {
    number: NUMERO_LETTRE,
    title: 'Lettre d’intention – équipe de soins spécialisés',
    champRoutage: SIEGE_LETTRE,
    champs: LETTRE,
    annotations: ANNOTATIONS_LETTRE,
    firstGroup: 1001,
  });
  addDemarche(world, {
    number: NUMERO_PROJET,
    title: 'Projet de santé – équipe de soins spécialisés',
    champRoutage: SIEGE_PROJET,
    champs: PROJET,
    annotations: ANNOTATIONS_PROJET,
    firstGroup: 2001,
  });
}
