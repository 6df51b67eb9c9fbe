/**
 * The typed client of the API: `client.POST('/api/v1/ess/{ess}/commandes/valider-lettre-intention', { … })`. Paths, bodies and
 * answers are those of the contract (`schema.d.ts`, made by `npm run client`); a problem comes back in `error`.
 */
import createClient, { type Client, type Middleware } from 'openapi-fetch';
import type { paths } from './schema.d.ts';

export type { components } from './schema.d.ts';
export type ClientEss = Client<paths>;

interface ClientSettings {
  /** Root of the service, e.g. `http://127.0.0.1:3000`. */
  readonly baseUrl: string;
  /** The token that stands in each request; asked again each time, so that an expired one is replaced. */
  readonly jeton: () => string | Promise<string>;
  readonly fetch?: (request: Request) => Promise<Response>;
}

export function createEssClient({ baseUrl, jeton, fetch }: ClientSettings): ClientEss {
  const client = createClient<paths>({ baseUrl, ...(fetch === undefined ? {} : { fetch }) });
  const bearer: Middleware = {
    async onRequest({ request }) {
      request.headers.set('Authorization', `Bearer ${await jeton()}`);
      return request;
    },
  };
  client.use(bearer);
  return client;
}
