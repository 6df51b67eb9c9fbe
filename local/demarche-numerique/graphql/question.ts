/** One call: whose token, in which document, of which world. */
import { GraphQLError, Kind, visit, type DocumentNode } from 'graphql';
import type { Demarche, Dossier } from '../world/model.ts';
import type { World } from '../world/world.ts';
import type { Token } from '../tokens.ts';

export interface Question {
  readonly world: World;
  readonly token: Token;
  /** Address of the double, of which the files' are made. */
  readonly base: string;
  /** Types named by a fragment: the `__typename` of a champ depends on them. */
  readonly fragments: ReadonlySet<string>;
  /** Dossiers that a list gives as `null`. */
  readonly unreadable: ReadonlySet<number>;
  /** Of a dossier that a champ links to. */
  dossierView(dossier: Dossier): object;
}

export function fragmentsOf(document: DocumentNode): ReadonlySet<string> {
  const names = new Set<string>();
  const note = (name: string | undefined) => {
    if (name !== undefined) names.add(name);
  };
  visit(document, {
    [Kind.INLINE_FRAGMENT]: (node) => note(node.typeCondition?.name.value),
    [Kind.FRAGMENT_DEFINITION]: (node) => note(node.typeCondition.name.value),
  });
  return names;
}

/** A root error with DN's code; HTTP stays 200. */
export const failure = (message: string, code: string): GraphQLError =>
  new GraphQLError(message, { extensions: { code } });

export const notFound = (type: string): GraphQLError => failure(`${type} not found`, 'not_found');

/** One such error spoils the whole answer, wherever in it. */
export const hidden = (type: string): GraphQLError =>
  failure(`An object of type ${type} was hidden due to permissions`, 'unauthorized');

/** The démarche of this number, within the token's reach. */
export function demarcheOf({ world, token }: Question, number: number): Demarche {
  const demarche = world.demarches.get(number);
  if (demarche === undefined) throw notFound('Demarche');
  if (!token.demarches.includes(number)) throw hidden('Demarche');
  return demarche;
}

/** The dossier of this number, within the token's reach; what is withdrawn or expired is not found. */
export function dossierOf({ world, token }: Question, number: number): Dossier {
  const dossier = world.dossiers.get(number);
  if (dossier === undefined || dossier.cache !== null) throw notFound('Dossier');
  if (!token.demarches.includes(dossier.demarche.number)) throw hidden('Dossier');
  return dossier;
}
