/** The schema that the double serves: what the connector uses, and more; an older service is one without optional sets. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  buildASTSchema,
  concatAST,
  extendSchema,
  Kind,
  parse,
  visit,
  type ASTNode,
  type DocumentNode,
  type GraphQLSchema,
} from 'graphql';
import { demarcheView } from './demarche-view.ts';
import { descriptorOf } from './descriptor-views.ts';
import { dossierView } from './dossier-view.ts';
import { MUTATIONS } from './mutations.ts';
import { demarcheOf, dossierOf, type Question } from './question.ts';

const SHARED = join(import.meta.dirname, '../../../demarches/schema/demarche-numerique.graphql');
const MORE = join(import.meta.dirname, 'more.graphql');

const QUERIES = {
  demarche: ({ number }: { readonly number: number }, question: Question) =>
    demarcheView(question, demarcheOf(question, number)),
  demarcheDescriptor: ({ demarche }: { readonly demarche: { readonly number?: number } }, question: Question) => {
    const found = demarcheOf(question, demarche.number ?? 0);
    return descriptorOf(found, found.revisions[0]);
  },
  dossier: ({ number }: { readonly number: number }, question: Question) =>
    dossierView(question, dossierOf(question, number)),
};

const opened = new Map<string, GraphQLSchema>();

/** `without`: optional sets (`@optionnel(jeu:)`) that this service does not have yet. It keeps no state: built once. */
export function openSchema(without: readonly string[]): GraphQLSchema {
  const known = opened.get(without.join());
  const schema = known ?? build(without);
  opened.set(without.join(), schema);
  return schema;
}

function build(without: readonly string[]): GraphQLSchema {
  const shared = parse(readFileSync(SHARED, 'utf8'));
  const schema = extendSchema(buildASTSchema(older(shared, without)), parse(readFileSync(MORE, 'utf8')));
  const roots = [
    [schema.getQueryType(), QUERIES],
    [schema.getMutationType(), MUTATIONS],
  ] as const;
  for (const [type, resolvers] of roots)
    for (const [name, resolve] of Object.entries(resolvers)) {
      const field = type?.getFields()[name];
      // An older service lacks some of them.
      if (field !== undefined)
        field.resolve = (_source, args: object, question: Question) =>
          (resolve as (...given: unknown[]) => unknown)(args, question);
    }
  return schema;
}

/** A type that is gone takes the fields of that type with it: they are of the same set. */
function older(document: DocumentNode, without: readonly string[]): DocumentNode {
  if (without.length === 0) return document;
  const enter = (node: ASTNode) => ('directives' in node && isGone(node, without) ? null : undefined);
  return concatAST([visit(document, { enter })]);
}

const isGone = ({ directives = [] }: Extract<ASTNode, { directives?: unknown }>, without: readonly string[]): boolean =>
  directives.some(
    ({ name, arguments: given = [] }) =>
      name.value === 'optionnel' &&
      given.some((argument) => argument.value.kind === Kind.STRING && without.includes(argument.value.value)),
  );
