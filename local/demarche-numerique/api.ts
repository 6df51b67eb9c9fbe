/** `POST /api/v2/graphql`, from its headers to its status: limit, token, document, faults. */
import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { getIntrospectionQuery, type GraphQLSchema } from 'graphql';
import { openEndpoint, type Answered, type Asked } from './graphql/endpoint.ts';
import { dossierView } from './graphql/dossier-view.ts';
import { fragmentsOf } from './graphql/question.ts';
import { spoiled, type FaultKind, type Faults } from './faults.ts';
import { openRate } from './rate.ts';
import { isRefused, readToken, type Token } from './tokens.ts';
import { settle } from './world/by-itself.ts';
import type { World } from './world/world.ts';

export interface ApiOptions {
  readonly world: World;
  readonly tokens: readonly Token[];
  readonly faults: Faults;
  readonly schema: GraphQLSchema;
  readonly perMinute: number;
  /** Address of the double, once it listens. */
  readonly base: () => string;
  readonly log: (line: string) => void;
}

interface Body extends Partial<Asked> {
  readonly queryId?: string;
}

const json = (response: ServerResponse, { status, body }: Answered): void => {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' }).end(JSON.stringify(body));
};

const problem = (status: number, message: string, code: string, more: object = {}): Answered => ({
  status,
  body: { errors: [{ message, extensions: { code, ...more } }], data: null },
});

const NOBODY: Token = {
  secret: '',
  administrateur: '',
  demarches: [],
  write: false,
  revoked: false,
  expireLe: null,
  networks: [],
};

/** Reads the body; `undefined` when it is no JSON object. */
async function readBody(request: IncomingMessage): Promise<Body | undefined> {
  try {
    const read: unknown = JSON.parse(await text(request));
    return typeof read === 'object' && read !== null ? read : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

export function openApi({ world, tokens, faults, schema, perMinute, base, log }: ApiOptions) {
  const endpoint = openEndpoint(schema, log);
  const rate = openRate(perMinute);
  const ask = (asked: Asked, token: Token): Promise<Answered> =>
    endpoint(asked, (document) => {
      const question = {
        world,
        token,
        base: base(),
        fragments: fragmentsOf(document),
        unreadable: faults.unreadable,
        dossierView: (dossier: Parameters<typeof dossierView>[1]): object => dossierView(question, dossier),
      };
      return question;
    });

  async function answerTo(body: Body, header: string | undefined, address: string): Promise<Answered> {
    const token = readToken(tokens, header, { address, now: world.clock.now() });
    if (token !== undefined && isRefused(token)) return problem(token.status, token.message, token.code);
    if (body.queryId === 'introspection') return ask({ query: getIntrospectionQuery() }, NOBODY);
    // Of the stored queries, nobody here uses another: without a token, what they would read is hidden.
    if (body.queryId !== undefined)
      return token === undefined
        ? problem(200, 'An object of type Demarche was hidden due to permissions', 'unauthorized')
        : problem(200, `No query with id ${JSON.stringify(body.queryId)}`, 'bad_request');
    if (token === undefined) return problem(403, 'Without a token, only persisted queries are allowed', 'forbidden');
    const { query, variables, operationName } = body;
    if (typeof query !== 'string') return problem(200, 'No query string was present', 'bad_request');
    return ask({ query, variables, operationName }, token);
  }

  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    settle(world);
    const { authorization } = request.headers;
    const body = await readBody(request);
    const now = world.clock.now();
    const operation = typeof body?.operationName === 'string' ? body.operationName : undefined;
    const fault = faults.take({ operation, variables: body?.variables }, now);
    const wait = rate.take(authorization ?? '', now);
    if (failed(response, fault)) return;
    if (wait !== undefined || fault === 'trop-de-demandes') return tooMany(response, wait ?? 60, now);
    const answered =
      body === undefined
        ? problem(400, 'The body is no JSON object', 'bad_request')
        : await answerTo(body, authorization, request.socket.remoteAddress ?? '');
    if (fault === 'reponse-perdue') response.destroy();
    else if (fault === 'donnees-partielles' || fault === 'erreur-racine')
      json(response, { ...answered, body: spoiled(fault, answered.body) });
    else json(response, answered);
  };
}

/** Faults that come before anything is done. */
function failed(response: ServerResponse, fault: FaultKind | undefined): boolean {
  switch (fault) {
    case 'erreur-500':
      json(response, problem(500, 'Internal Server Error', 'internal_server_error', { exception_id: randomUUID() }));
      return true;
    case 'passerelle':
      response.writeHead(502, { 'content-type': 'text/html' }).end('<html><body>502 Bad Gateway</body></html>');
      return true;
    case 'coupure':
      response.destroy();
      return true;
    case 'silence':
      return true; // until the caller gives up, or the double closes
    default:
      return false;
  }
}

function tooMany(response: ServerResponse, seconds: number, now: number): void {
  const headers = {
    'content-type': 'text/plain',
    'retry-after': String(seconds),
    'ratelimit-reset': String(Math.floor(now / 1000) + seconds),
  };
  response.writeHead(429, headers).end('Throttled\n');
}
