/** What `ess paiements` has the API do, under the token of the caisse: acts have an author. */
import { createEssClient } from '../../api/client/index.ts';
import { tokenFor } from '../tokens.ts';
import { WrongCall } from '../verb.ts';
import type { Valeurs } from './paiements-options.ts';

type Client = ReturnType<typeof createEssClient>;
interface Reponse<T> {
  readonly data?: T;
  readonly error?: { readonly detail: string };
}

/** The answer of the API; its refusal, in its own words, is a wrong call. */
export async function parLApi<T>(
  { api = '' }: Valeurs,
  caisse: string,
  demander: (client: Client) => Promise<Reponse<T>>,
): Promise<T> {
  const jeton = () =>
    tokenFor(`caisse-${caisse}`, process.env['ESS_DONNEES'] ?? 'donnees').catch((error: Error) => {
      throw new WrongCall(error.message);
    });
  const { data, error } = await demander(createEssClient({ baseUrl: api, jeton })).catch((cause: Error) => {
    if (cause instanceof WrongCall) throw cause;
    throw new WrongCall(`L'API ne répond pas à ${api} : ${cause.message}`);
  });
  if (data === undefined) throw new WrongCall(error?.detail ?? 'L’API a refusé cette demande, sans dire pourquoi.');
  return data;
}
