/** The client of Démarche Numérique: one call, and either its whole answer, or a fault of a known cause. */
import { isIP } from 'node:net';
import {
  buildClientSchema,
  Kind,
  print,
  type DocumentNode,
  type GraphQLSchema,
  type IntrospectionQuery,
} from 'graphql';
import { isThisMachine } from '../../runtime/this-machine.ts';
import { DnFault, DnRefusal, type Cause, type Circumstances } from './faults.ts';
import type { TadaDocumentNode } from './graphql.ts';
import { fitTo } from './optional-sets.ts';
import { createPace, type Pace } from './pace.ts';
import type { Token } from './token.ts';

/** Theirs is thirty seconds. */
const PATIENCE_MS = 40_000;
/** A page of a hundred dossiers without content is a hundredth of it. */
const LARGEST_ANSWER = 32 * 1024 * 1024;

export interface DnSettings {
  /** Address of the API: `https://demarche.numerique.gouv.fr/api/v2/graphql`. */
  readonly url: string;
  readonly token: Token;
  readonly pace?: Pace;
  readonly patience?: number;
  /** The service's own schema, where it is known: documents are cut to it. */
  readonly schema?: GraphQLSchema;
}

export interface Answer<Data> {
  readonly data: Data;
  /** The service's clock (HTTP `Date`), in milliseconds since 1970; undefined when it does not say. */
  readonly horloge: number | undefined;
}

export interface DnClient {
  /** `numero`: what is asked about, for the sentence of a fault. Throws DnFault. */
  ask<Data, Variables>(
    document: TadaDocumentNode<Data, Variables>,
    variables: Variables,
    numero?: number,
  ): Promise<Answer<Data>>;
  /** Whether the service has what this document asks for. */
  can(document: DocumentNode): boolean;
  /** The schema of the service, which it gives without a token. */
  introspect(): Promise<GraphQLSchema>;
}

/** Throws when the address is not one that a token may be sent to. */
export function requireSafe(address: string): URL {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (url === undefined || !(url.protocol === 'https:' || (url.protocol === 'http:' && isThisMachine(url.hostname))))
    throw new Error('the address of Démarche Numérique must be https');
  return url;
}

export function createDnClient({
  url,
  token,
  schema,
  pace = createPace(),
  patience = PATIENCE_MS,
}: DnSettings): DnClient {
  const address = requireSafe(url);
  const texts = new WeakMap<object, string>();
  const textOf = (document: DocumentNode): string => {
    const known = texts.get(document);
    if (known !== undefined) return known;
    const text = print(schema === undefined ? document : fitTo(schema, document).document);
    texts.set(document, text);
    return text;
  };

  async function post(
    body: object,
    bearer: string | undefined,
    circumstances: Circumstances,
  ): Promise<Answer<unknown>> {
    await pace.turn();
    const response = await fetch(address, {
      method: 'POST',
      headers: {
        'Content-Type': 'application/json',
        Accept: 'application/json',
        ...(bearer === undefined ? {} : { Authorization: `Bearer ${bearer}` }),
      },
      body: JSON.stringify(body),
      redirect: 'error',
      signal: AbortSignal.timeout(patience),
    }).catch((error: unknown) => {
      throw new DnFault(isTimeout(error) ? 'delai' : 'injoignable', circumstances);
    });
    const said: Circumstances = { ...circumstances, statut: response.status };
    const text = await readBounded(response).catch((error: unknown) => {
      throw new DnFault(isTimeout(error) ? 'delai' : error instanceof RangeError ? 'illisible' : 'injoignable', said);
    });
    if (response.status === 429) {
      const attendre = secondsToWait(response.headers);
      pace.hold(attendre * 1000);
      throw new DnFault('trop-d-appels', { ...said, attendre });
    }
    const data = readAnswer(response.status, text, said, bearer !== undefined && 'query' in body);
    const date = Date.parse(response.headers.get('date') ?? '');
    return { data, horloge: Number.isNaN(date) ? undefined : date };
  }

  return {
    async ask<Data, Variables>(document: TadaDocumentNode<Data, Variables>, variables: Variables, numero?: number) {
      const operation = nameOf(document);
      const query = textOf(document);
      const answer = await post({ query, variables, operationName: operation }, await token(), { operation, numero });
      const refused = refusalsIn(answer.data);
      if (refused.length > 0) throw new DnRefusal(refused, { operation, numero });
      return answer as Answer<Data>;
    },
    can: (document) =>
      schema === undefined ||
      fitTo(schema, document).document.definitions.some(({ kind }) => kind === Kind.OPERATION_DEFINITION),
    async introspect() {
      const operation = 'introspection';
      const { data } = await post({ queryId: operation, variables: {} }, undefined, { operation });
      try {
        return buildClientSchema(data as IntrospectionQuery);
      } catch {
        throw new DnFault('illisible', { operation });
      }
    },
  };
}

const isTimeout = (error: unknown): boolean => error instanceof Error && error.name === 'TimeoutError';

function nameOf({ definitions }: DocumentNode): string {
  const operation = definitions.find(({ kind }) => kind === Kind.OPERATION_DEFINITION);
  return (operation as { name?: { value: string } } | undefined)?.name?.value ?? 'operation';
}

async function readBounded(response: Response): Promise<string> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of response.body ?? []) {
    size += part.byteLength;
    if (size > LARGEST_ANSWER) throw new RangeError('too long');
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}

/** `Retry-After` in seconds, else up to the `RateLimit-Reset` of their clock, else a minute: never more than an hour. */
function secondsToWait(headers: Headers): number {
  const after = Number(headers.get('retry-after') ?? Number.NaN);
  const reset = Number(headers.get('ratelimit-reset') ?? Number.NaN) - Date.parse(headers.get('date') ?? '') / 1000;
  const seconds = [after, reset, 60].find((value) => Number.isFinite(value) && value > 0) ?? 60;
  return Math.min(Math.ceil(seconds), 3600);
}

interface RootError {
  readonly message: string;
  readonly extensions?: { readonly code?: unknown; readonly exception_id?: unknown };
}

const CODES: Readonly<Record<string, Cause>> = {
  not_found: 'introuvable',
  unauthorized: 'hors-portee',
  invalid_null: 'reponse-partielle',
  bad_request: 'demande-refusee',
  graphql_parse_failed: 'demande-refusee',
  graphql_parse_error: 'demande-refusee',
  internal_server_error: 'panne',
  timeout: 'delai',
  deprecated_token: 'jeton-expire',
};

/** The `data` of an answer without any error; `own`: the document was ours, and sent with a token. */
function readAnswer(statut: number, text: string, said: Circumstances, own: boolean): unknown {
  const body = parsed(text);
  const errors: readonly RootError[] = Array.isArray(body?.errors) ? (body.errors as RootError[]) : [];
  if (errors.length === 0 && statut < 300 && typeof body?.data === 'object' && body.data !== null) return body.data;
  const messages = errors.map(({ message }) => message);
  const about: Circumstances = { ...said, exceptionId: exceptionOf(errors) };
  const forbidden = messages.find((message) => /forbidden network/i.test(message));
  if (forbidden !== undefined) throw new DnFault('reseau-interdit', { ...about, adresse: addressIn(forbidden) });
  if (messages.some((message) => /token expired/i.test(message))) throw new DnFault('jeton-expire', about);
  if (messages.some((message) => /without a token|persisted queries/i.test(message)))
    throw new DnFault('jeton-inconnu', about);
  if (statut === 401 || statut === 403) throw new DnFault('jeton-inconnu', about);
  if (statut === 408 || statut === 504) throw new DnFault('delai', about);
  if (statut >= 500) throw new DnFault('panne', about);
  const causes = errors.map(({ extensions }) => CODES[String(extensions?.code)]);
  // With a stored query, a token that is none gives the same words as a démarche out of its reach.
  if (causes.includes('hors-portee')) throw new DnFault(own ? 'hors-portee' : 'jeton-inconnu', about);
  const [cause] = causes.filter((known) => known !== undefined);
  if (cause !== undefined) throw new DnFault(cause, about);
  if (errors.length > 0) throw new DnFault(body?.data ? 'reponse-partielle' : 'demande-refusee', about);
  throw new DnFault(statut >= 400 ? 'demande-refusee' : 'illisible', about);
}

function parsed(text: string): { readonly data?: unknown; readonly errors?: unknown } | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}

function exceptionOf(errors: readonly RootError[]): string | undefined {
  const id = errors.map(({ extensions }) => extensions?.exception_id).find((value) => typeof value === 'string');
  return id !== undefined && /^[\w-]{1,64}$/.test(id) ? id : undefined;
}

const addressIn = (message: string): string | undefined =>
  message.split(/[\s,;]+/).find((word) => isIP(word.replace(/\.$/, '')) !== 0);

/** The messages of a mutation that was refused: its answer is a success all the same. */
function refusalsIn(data: unknown): readonly string[] {
  const { acte } = data as {
    readonly acte?: { readonly errors?: readonly { readonly message: string }[] | null } | null;
  };
  return (acte?.errors ?? []).map(({ message }) => message);
}
