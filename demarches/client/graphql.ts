/**
 * Documents whose variables and answers are typed from the schema (`gql.tada`, types only): nothing is generated but the
 * schema's own types, by `npm run demarches:schema`.
 */
import type { initGraphQLTada } from 'gql.tada';
import { Kind, parse, type DefinitionNode, type DocumentNode } from 'graphql';
import type { introspection } from '../schema/introspection.d.ts';

export type { FragmentOf, ResultOf, VariablesOf, TadaDocumentNode } from 'gql.tada';

interface Setup {
  introspection: introspection;
  disableMasking: true;
  scalars: {
    ISO8601DateTime: string;
    ISO8601Date: string;
    BigInt: string;
    URL: string;
  };
}

/** One document: its own definitions, then those of its fragments, each once. */
function document(text: string, fragments: readonly DocumentNode[] = []): DocumentNode {
  const definitions = new Map<string, DefinitionNode>();
  for (const definition of [parse(text), ...fragments].flatMap((part) => part.definitions)) {
    const name = 'name' in definition ? definition.name?.value : undefined;
    definitions.set(name ?? '', definition);
  }
  return { kind: Kind.DOCUMENT, definitions: [...definitions.values()] };
}

// The types are gql.tada's, the few lines that run are ours: its package is needed where types are checked, and nowhere else.
export const graphql = document as unknown as ReturnType<typeof initGraphQLTada<Setup>>;
