/** The page on which a browser signs in at the local provider: an account to choose, no password. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { interactionPolicy, type Configuration, type Provider } from 'oidc-provider';
import { ACCOUNTS, AUDIENCE } from './directory.ts';

const PATH = '/connexion/';

const policy = interactionPolicy.base();
policy.remove('consent');

/** Where people are sent, and what their signing in is worth: all that a program of this machine asks, without a second page. */
export const signInSettings: Pick<Configuration, 'interactions' | 'loadExistingGrant'> = {
  interactions: { policy, url: (_context, { uid }) => `${PATH}${uid}` },
  async loadExistingGrant({ oidc }) {
    const { session, client, provider } = oidc;
    if (session?.accountId === undefined || client === undefined) return undefined;
    const grant = new provider.Grant({ accountId: session.accountId, clientId: client.clientId });
    grant.addOIDCScope('openid');
    grant.addResourceScope(AUDIENCE, 'openid');
    await grant.save();
    return grant;
  },
};

const page = (body: string): string => `<!DOCTYPE html>
<html lang="fr"><head><meta charset="utf-8"><title>Fournisseur d'identité de développement</title></head>
<body><main><h1>Se connecter</h1>${body}</main></body></html>`;

const FORM =
  page(`<p>Ce fournisseur d'identité n'existe que sur cette machine ; ses comptes ne sont ceux de personne.</p>
<form method="post">
<p><label>Compte <select name="compte" required autofocus>${ACCOUNTS.map(({ id }) => `<option>${id}</option>`).join('')}</select></label></p>
<p><button>Se connecter</button> <button name="annuler" value="oui">Annuler</button></p>
</form>`);

const answer = (response: ServerResponse, status: number, html: string): void => {
  response.writeHead(status, { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' }).end(html);
};

/** Answers the requests of this page; `false` for any other, left to the provider. */
export function signIn(provider: Provider, request: IncomingMessage, response: ServerResponse): boolean {
  if (request.url?.startsWith(PATH) !== true) return false;
  serve(provider, request, response).catch(() =>
    answer(response, 400, page('<p>Cette connexion a expiré : recommencez-la depuis le programme qui la demande.</p>')),
  );
  return true;
}

async function serve(provider: Provider, request: IncomingMessage, response: ServerResponse): Promise<void> {
  await provider.interactionDetails(request, response); // throws when it is unknown, or of another browser
  if (request.method !== 'POST') return answer(response, 200, FORM);
  const form = new URLSearchParams(await text(request));
  const account = ACCOUNTS.find(({ id }) => id === form.get('compte'));
  if (account === undefined && !form.has('annuler')) return answer(response, 400, FORM);
  await provider.interactionFinished(
    request,
    response,
    account === undefined || form.has('annuler')
      ? { error: 'access_denied', error_description: 'the person gave up' }
      : { login: { accountId: account.id } },
    { mergeWithLastSubmission: false },
  );
}
