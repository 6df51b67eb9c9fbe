/** The contract as an OpenAPI 3.1 document, made from the schemas that check requests. */
import { z } from 'zod';
import {
  createDocument,
  type CreateDocumentOptions,
  type ZodOpenApiOperationObject,
  type ZodOpenApiPathsObject,
  type ZodOpenApiResponseObject,
} from 'zod-openapi';
import { PROBLEMS, type ProblemType } from '../../runtime/http/problems.ts';
import { withClosedWords } from './closed-words.ts';
import { describeFields } from './describe.ts';
import { SUBJECTS, type Content, type Operation, type Place } from './operation.ts';
import { OPERATIONS } from './operations/index.ts';
import { ANSWER_HEADERS, HEADERS, PATH_PARAMETERS } from './parameters.ts';
import { problemsOf } from './problems-of.ts';
import { problem } from './problem.ts';

const INTRODUCTION = `Tout ce qui se fait dans une ESS passe par cette API : déposer une lettre d’intention, décider, signer, payer, lire.

Une réponse positive à une commande veut dire que ses événements **sont déjà au journal** ; une réponse négative, que **rien n’a changé**. Seul le 503 laisse un doute : renvoyez la même demande avec la même clé \`Idempotency-Key\`.

Toute erreur est un problème (RFC 9457) dont le \`type\` mène à une page : [types de problèmes](/problemes). Chaque champ nomme la règle qui le demande ; [\`GET /api/v1/regles\`](/api/v1/regles) donne sa phrase et sa source. Un client ignore les champs qu’il ne connaît pas.`;

const content = (types: Content, examples?: Operation['corps']) =>
  Object.fromEntries(
    Object.entries(types).map(([type, schema], index) => [
      type,
      {
        schema: schema === 'binaire' ? { type: 'string' as const, contentMediaType: type } : schema,
        ...(examples === undefined || (index > 0 && type !== 'text/csv')
          ? {}
          : {
              examples: Object.fromEntries(
                Object.entries(examples.exemples)
                  .filter(([, { valeur }]) => (typeof valeur === 'string') === !/json|form/.test(type))
                  .map(([name, { titre, valeur }]) => [name, { summary: titre, value: valeur }]),
              ),
            }),
      },
    ]),
  );

const headers = (names: readonly string[]) =>
  z.object(
    Object.fromEntries(
      names.map((name) => {
        const { schema, description } = ANSWER_HEADERS[name] as (typeof ANSWER_HEADERS)[string];
        return [name, schema.meta({ description })];
      }),
    ),
  );

/** One answer for each status and list of types: the document names it once. */
const answers = new Map<string, ZodOpenApiResponseObject>();

function problemAnswer(status: number, those: readonly ProblemType[]): ZodOpenApiResponseObject {
  const id = `Probleme${status}-${those.join('.')}`;
  const known = answers.get(id);
  if (known !== undefined) return known;
  const always = [429, 503].includes(status) ? ['Retry-After'] : status === 401 ? ['WWW-Authenticate'] : [];
  const answer: ZodOpenApiResponseObject = {
    id,
    description: those.map((type) => `[${PROBLEMS[type].title}](/problemes/${type})`).join(' ; '),
    ...(always.length === 0 ? {} : { headers: headers(always) }),
    content: {
      'application/problem+json': {
        schema: {
          allOf: [{ $ref: '#/components/schemas/Probleme' }],
          type: 'object',
          properties: { type: { enum: those.map((type) => `/problemes/${type}`) }, status: { const: status } },
        },
      },
    },
  };
  answers.set(id, answer);
  return answer;
}

function problemAnswers(types: readonly ProblemType[]) {
  const statuses = [...new Set(types.map((type) => PROBLEMS[type].status))];
  return Object.fromEntries(
    statuses.map((status) => [
      String(status),
      problemAnswer(
        status,
        types.filter((type) => PROBLEMS[type].status === status),
      ),
    ]),
  );
}

const shapeOf = (place: 'path' | 'header', names: readonly string[]) => {
  const known = place === 'path' ? PATH_PARAMETERS : HEADERS;
  return z.object(
    Object.fromEntries(
      names.map((name) => {
        const parameter = known[name];
        if (parameter === undefined) throw new Error(`${name}: no such ${place} in api/contract/parameters.ts`);
        const described = parameter.schema.meta({
          description: parameter.description,
          ...(parameter.example === undefined ? {} : { example: parameter.example }),
        });
        return [name, place === 'path' ? described : described.optional()];
      }),
    ),
  );
};

function operationObject(place: Place, operation: Operation): ZodOpenApiOperationObject {
  const { id, sujet, titre, texte, roles, parametres, entetes = [], corps, reponses } = operation;
  const open = roles?.length === 0;
  const who = open
    ? 'Sans jeton.'
    : `Rôles : ${roles === undefined ? 'tous' : roles.map((role) => `\`${role}\``).join(', ')}.`;
  const sent = [...entetes, ...(open ? [] : ['X-Delegation', 'X-Role'])];
  const names = [...place.matchAll(/\{(\w+)\}/g)].map(([, name]) => name as string);
  return {
    operationId: id,
    tags: [sujet],
    summary: titre,
    description: [texte, who].filter((part) => part !== undefined).join('\n\n'),
    security: open ? [] : [{ jeton: [] }],
    ...(open ? {} : { 'x-roles': roles ?? 'tous' }),
    requestParams: {
      ...(names.length === 0 ? {} : { path: shapeOf('path', names) }),
      ...(sent.length === 0 ? {} : { header: shapeOf('header', sent) }),
      ...(parametres === undefined ? {} : { query: parametres }),
    },
    ...(corps === undefined ? {} : { requestBody: { required: true, content: content(corps.contenu, corps) } }),
    responses: {
      ...problemAnswers(problemsOf(place, operation)),
      ...Object.fromEntries(
        Object.entries(reponses).map(([status, { description, contenu, entetes: answered = [] }]) => [
          status,
          {
            description,
            ...(answered.length === 0 ? {} : { headers: headers(answered) }),
            ...(contenu === undefined ? {} : { content: content(contenu) }),
          },
        ]),
      ),
    },
  };
}

function paths(): ZodOpenApiPathsObject {
  const found: Record<string, Record<string, ZodOpenApiOperationObject>> = {};
  for (const [place, operation] of Object.entries(OPERATIONS) as [Place, Operation][]) {
    const [method = '', path = ''] = place.split(' ');
    (found[path] ??= {})[method.toLowerCase()] = operationObject(place, operation);
  }
  return found;
}

/** Answers may get more fields within a version: a client ignores what it does not know. */
const openAnswers: NonNullable<CreateDocumentOptions['override']> = ({ jsonSchema, io }) => {
  if (io === 'output' && jsonSchema.additionalProperties === false) delete jsonSchema.additionalProperties;
};

export type Document = ReturnType<typeof createDocument>;

let made: Document | undefined;

/** The document, made once. */
export function openApiDocument(): Document {
  made ??= JSON.parse(
    JSON.stringify(
      withClosedWords(
        describeFields(
          createDocument(
            {
              openapi: '3.1.0',
              info: {
                title: 'Équipes de soins spécialisés',
                version: '1.0.0',
                description: INTRODUCTION,
                license: { name: 'EUPL-1.2', identifier: 'EUPL-1.2' },
              },
              servers: [{ url: '/' }],
              tags: Object.entries(SUBJECTS).map(([name, description]) => ({ name, description })),
              components: {
                schemas: { Probleme: problem },
                securitySchemes: {
                  jeton: {
                    type: 'http',
                    scheme: 'bearer',
                    bearerFormat: 'JWT',
                    description:
                      'Jeton d’accès d’un fournisseur OpenID Connect que le service reconnaît (en développement : `npm run ess -- jeton COMPTE`).',
                  },
                },
              },
              paths: paths(),
            },
            { override: openAnswers },
          ),
        ),
      ),
    ),
  ) as Document;
  return made;
}
