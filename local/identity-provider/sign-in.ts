/**
 * The page on which a browser signs in at the local provider: an account to choose, and the code of the installation. Its
 * accounts are nobody's; the code keeps other users of the machine, and pages from elsewhere, from acting as them.
 */
import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
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

/** A page of the provider, in French. `body`: HTML of ours. */
export const page = (title: string, body: string): string => `<!DOCTYPE html>
<html lang="fr"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} – fournisseur d’identité de développement</title></head>
<body><main><h1>${title}</h1>${body}</main></body></html>`;

/** Forty bits, in letters and digits that are not taken for one another: the same for as long as the secret is. */
export function signInCode(secret: string): string {
  const bytes = createHmac('sha256', secret).update('sign-in').digest().subarray(0, 8);
  return [...bytes].map((byte) => 'abcdefghjkmnpqrstuvwxyz123456789'[byte % 32]).join('');
}

const digest = (text: string) => createHash('sha256').update(text).digest();
const isCode = (given: string | null, code: string): boolean =>
  given !== null && timingSafeEqual(digest(given.trim().toLowerCase()), digest(code));

/** `suggested`: the account that the program proposes (`login_hint`). */
const form = (suggested: unknown, remark = ''): string =>
  page(
    'Se connecter',
    `<p>Ce fournisseur d'identité n'existe que sur cette machine ; ses comptes ne sont ceux de personne.</p>
${remark}<form method="post">
<p><label>Compte <select name="compte" required autofocus>${ACCOUNTS.map(({ id }) => `<option${id === suggested ? ' selected' : ''}>${id}</option>`).join('')}</select></label></p>
<p><label>Code de l'installation <input name="code" type="password" autocomplete="current-password" required></label>
<small>« npm start » l’écrit quand tout est en marche.</small></p>
<p><button>Se connecter</button> <button name="annuler" value="oui" formnovalidate>Annuler</button></p>
</form>`,
  );

const answer = (response: ServerResponse, status: number, html: string): void => {
  response.writeHead(status, { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' }).end(html);
};

interface Place {
  readonly provider: Provider;
  readonly code: string;
}

/** What who opens the address of the provider itself reads. */
const HOME = page(
  'Fournisseur d’identité d’essai',
  `<p>Ce fournisseur d'identité n'existe que sur cette machine, pour essayer : ses comptes ne sont ceux de personne.</p>
<p>On n'y vient pas de soi-même : la console, ou le programme qui demande à se connecter, y mène, et la page demande alors un compte et le code que « npm start » a écrit.</p>
<p>En ligne de commande : <code>npm run --silent ess -- jeton porteur-01</code>. Comptes : ${ACCOUNTS.map(({ id }) => `<code>${id}</code>`).join(', ')}.</p>
<p>Pour un programme : <a href="/.well-known/openid-configuration">/.well-known/openid-configuration</a>.</p>`,
);

/** Answers the requests of this page; `false` for any other, left to the provider. */
export function signIn(place: Place, request: IncomingMessage, response: ServerResponse): boolean {
  if (request.url === '/' && request.method === 'GET') {
    answer(response, 200, HOME);
    return true;
  }
  if (request.url?.startsWith(PATH) !== true) return false;
  serve(place, request, response).catch(() =>
    answer(
      response,
      400,
      page('Se connecter', '<p>Cette connexion a expiré : recommencez-la depuis le programme qui la demande.</p>'),
    ),
  );
  return true;
}

async function serve({ provider, code }: Place, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { params } = await provider.interactionDetails(request, response); // throws when it is unknown, or of another browser
  const suggested = params['login_hint'];
  if (request.method !== 'POST') return answer(response, 200, form(suggested));
  const given = new URLSearchParams(await text(request));
  const gaveUp = given.has('annuler');
  const account = ACCOUNTS.find(({ id }) => id === given.get('compte'));
  if (!gaveUp && (account === undefined || !isCode(given.get('code'), code)))
    return answer(
      response,
      403,
      form(
        given.get('compte') ?? suggested,
        '<p role="alert">Ce compte, ou ce code, n’est pas celui de cette installation.</p>',
      ),
    );
  await provider.interactionFinished(
    request,
    response,
    gaveUp || account === undefined
      ? { error: 'access_denied', error_description: 'the person gave up' }
      : { login: { accountId: account.id } },
    { mergeWithLastSubmission: false },
  );
}
