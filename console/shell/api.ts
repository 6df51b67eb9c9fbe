/** The API as the console calls it: the typed client in the name of who is signed in, and what its refusals become. */
import { createEssClient, type ClientEss, type components } from '../../api/client/index.ts';

export type { ClientEss } from '../../api/client/index.ts';
export type Schemas = components['schemas'];
export type Problem = Schemas['Probleme'];

/** The API said no, and why. */
export class ApiProblem extends Error {
  override readonly name = 'ApiProblem';
  readonly problem: Problem;
  constructor(problem: Problem) {
    super(problem.detail ?? problem.title);
    this.problem = problem;
  }
  get status(): number {
    return this.problem.status;
  }
  /** Short name of its type: `etat-modifie`. */
  get type(): string {
    return this.problem.type.replace(/^.*\//, '');
  }
}

/** The API does not answer, or not as it should. */
export class ApiAway extends Error {
  override readonly name = 'ApiAway';
}

const PATIENCE_MS = 45_000;

export interface Caller {
  readonly api: string;
  readonly token: string;
  readonly delegation?: string;
  readonly role?: string;
  /** Follows a request from the console's log to the API's. */
  readonly requestId: string;
}

const bounded = async (request: Request): Promise<Response> => {
  try {
    return await fetch(request, { signal: AbortSignal.timeout(PATIENCE_MS) });
  } catch (error) {
    throw new ApiAway('the API does not answer', { cause: error });
  }
};

/** A client that acts in this name. */
export function clientFor({ api, token, delegation, role, requestId }: Caller): ClientEss {
  const client = createEssClient({ baseUrl: api, jeton: () => token, fetch: bounded });
  client.use({
    onRequest({ request }) {
      request.headers.set('X-Request-Id', requestId);
      if (delegation !== undefined) request.headers.set('X-Delegation', delegation);
      if (role !== undefined) request.headers.set('X-Role', role);
      return request;
    },
  });
  return client;
}

/** What openapi-fetch resolves to. */
interface Result<T> {
  readonly data?: T | undefined;
  readonly error?: unknown;
  readonly response: Response;
}

const isProblem = (error: unknown): error is Problem =>
  typeof error === 'object' && error !== null && 'type' in error && 'status' in error;

/** The answer, or the problem thrown. */
export async function answerOf<T>(asked: Promise<Result<T>>): Promise<T> {
  const { data, error, response } = await asked;
  if (response.ok) return data as T;
  throw isProblem(error) ? new ApiProblem(error) : new ApiAway(`the API answered ${response.status}`);
}

/** A file, its body unread: asked with `parseAs: 'stream'`. */
export async function fileOf(asked: Promise<Result<unknown>>): Promise<Response> {
  const { error, response } = await asked;
  if (response.ok) return response;
  throw isProblem(error) ? new ApiProblem(error) : new ApiAway(`the API answered ${response.status}`);
}

/** The same, with the answer's headers. */
export async function answerWithHeaders<T>(asked: Promise<Result<T>>): Promise<{ data: T; headers: Headers }> {
  const { data, error, response } = await asked;
  if (response.ok) return { data: data as T, headers: response.headers };
  throw isProblem(error) ? new ApiProblem(error) : new ApiAway(`the API answered ${response.status}`);
}
