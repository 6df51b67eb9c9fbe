/** The GraphQL of the double, over yoga: DN's codes, its depth, and its HTTP statuses. */
import { randomUUID } from 'node:crypto';
import {
  GraphQLError,
  Kind,
  parse,
  type ASTVisitor,
  type FieldNode,
  type GraphQLSchema,
  type ValidationContext,
} from 'graphql';
import { createYoga, type Plugin } from 'graphql-yoga';
import { failure, type Question } from './question.ts';

const DEPTH = 15;

/** Depth of what is asked, introspection aside. */
function noDeeper(context: ValidationContext): ASTVisitor {
  let depth = 0;
  const isOfSchema = ({ name }: FieldNode) => name.value.startsWith('__');
  return {
    [Kind.FIELD]: {
      enter(node: FieldNode) {
        if (isOfSchema(node)) return false;
        depth += 1;
        if (depth === DEPTH + 1)
          context.reportError(
            failure(`Query has depth of ${depth}, which exceeds max depth of ${DEPTH}`, 'bad_request'),
          );
        return undefined;
      },
      leave() {
        depth -= 1;
      },
    },
  };
}

const DEPTH_RULE: Plugin = { onValidate: ({ addValidationRule }) => addValidationRule(noDeeper) };

/** What is none of DN's refusals is a failure of the service: HTTP 500, and an id to tell its support. */
export const internalError = (): GraphQLError =>
  new GraphQLError('Internal Server Error', {
    extensions: { code: 'internal_server_error', exception_id: randomUUID(), http: { status: 500 } },
  });

export interface Asked {
  readonly query: string;
  readonly variables?: unknown;
  readonly operationName?: unknown;
}

export interface Answered {
  readonly status: number;
  readonly body: { data?: unknown; errors?: unknown[] };
}

/** Executes a document. `log`: told of what is a mistake of the double itself. */
export function openEndpoint(schema: GraphQLSchema, log: (line: string) => void) {
  const yoga = createYoga<Question>({
    schema,
    graphqlEndpoint: '/',
    landingPage: false,
    graphiql: false,
    cors: false,
    logging: false,
    maskedErrors: {
      maskError(error) {
        const cause = error instanceof GraphQLError ? (error.originalError ?? error) : error;
        if (cause instanceof GraphQLError) return error as GraphQLError;
        log(`[demarche-numerique] ${cause instanceof Error ? (cause.stack ?? cause.message) : String(cause)}`);
        return internalError();
      },
    },
    plugins: [DEPTH_RULE],
  });
  return async (asked: Asked, question: (document: ReturnType<typeof parse>) => Question): Promise<Answered> => {
    let document;
    try {
      document = parse(asked.query);
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      return { status: 400, body: { errors: [failure(message, 'graphql_parse_failed').toJSON()] } };
    }
    const request = {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body: JSON.stringify(asked),
    };
    const response = await yoga.fetch('http://demarche-numerique.invalid/', request, question(document));
    const body = (await response.json()) as Answered['body'];
    // A document that does not validate is answered with 200 too.
    return { status: response.status === 500 ? 500 : 200, body };
  };
}
