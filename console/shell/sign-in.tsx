/** Signing in and out: the first page, the way to the provider and back, the end of a session here and there. */
import { randomBytes } from 'node:crypto';
import { Router, type Request, type Response } from 'express';
import { AuthorizationResponseError, ResponseBodyError } from 'openid-client';
import { Notice } from '../parts/notice.tsx';
import { Welcome } from '../parts/accueil.tsx';
import { ownPath } from './addresses.ts';
import { isOfSession } from './forms.ts';
import { sendPage } from './frame.tsx';
import { ProviderAway, type SignIn } from './oidc.ts';
import type { Shell } from './shell.ts';

/** Time to sign in at the provider. */
const SIGN_IN_S = 900;

const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

async function welcome(
  shell: Shell,
  request: Request,
  response: Response,
  status = 200,
  trouble?: string,
): Promise<void> {
  const next = ownPath(text(request.query['suite']));
  await sendPage(shell, request, response, status, {
    title: 'La procédure des équipes de soins spécialisés',
    children: (
      <>
        {trouble !== undefined && (
          <Notice level="bad" title="Vous n’êtes pas connecté.">
            {trouble}
          </Notice>
        )}
        {request.query['fin'] === '1' && (
          <Notice level="info" title="Votre session a pris fin.">
            Reconnectez-vous : vous reviendrez à la page que vous demandiez.
          </Notice>
        )}
        <Welcome
          next={next}
          providers={[...shell.providers.values()].map(({ settings: { id, nom } }) => ({ id, nom }))}
          {...(shell.demonstration === undefined ? {} : { demonstration: shell.demonstration })}
        />
      </>
    ),
  });
}

const TROUBLES = {
  expired: 'La connexion a pris trop de temps, ou a été commencée dans un autre navigateur : recommencez-la.',
  refused: 'Le fournisseur d’identité a refusé la connexion, ou vous l’avez annulée.',
  away: 'Le fournisseur d’identité ne répond pas : réessayez dans un instant.',
};

/** The browser is back from the provider. */
async function comeBack(shell: Shell, request: Request, response: Response): Promise<void> {
  const sealed = shell.cookies.read(request, 'connexion');
  shell.cookies.clear(response, 'connexion');
  const signIn = sealed === undefined ? undefined : ((await shell.sealer.open(sealed)) as SignIn | undefined);
  const oidc = signIn === undefined ? undefined : shell.providers.get(signIn.provider)?.oidc;
  if (signIn === undefined || oidc === undefined) return welcome(shell, request, response, 400, TROUBLES.expired);
  try {
    const signedIn = await oidc.finish(new URL(request.originalUrl, shell.settings.url), signIn);
    // Another cookie at each sign-in: one that was planted before gives nothing (session fixation).
    const before = shell.cookies.read(request, 'session');
    const cookie = await shell.sessions.open({
      provider: signIn.provider,
      ...signedIn,
      formToken: randomBytes(24).toString('base64url'),
    });
    if (before !== undefined) await shell.sessions.close(before);
    shell.cookies.write(response, 'session', cookie);
    response.redirect(303, ownPath(signIn.next));
  } catch (error) {
    if (error instanceof ProviderAway) return welcome(shell, request, response, 503, TROUBLES.away);
    const refused = error instanceof AuthorizationResponseError || error instanceof ResponseBodyError;
    shell.log({ level: 'info', message: 'sign-in refused', erreur: error instanceof Error ? error.message : '' });
    return welcome(shell, request, response, 400, refused ? TROUBLES.refused : TROUBLES.expired);
  }
}

/** Ends the session here, then at the provider. */
async function signOut(shell: Shell, request: Request, response: Response): Promise<void> {
  const cookie = shell.cookies.read(request, 'session');
  const found = cookie === undefined ? undefined : await shell.sessions.find(cookie);
  if (cookie === undefined || found === undefined || found.state === 'none') return response.redirect(303, '/');
  const { session } = found;
  if (!isOfSession(request, session.formToken)) return response.redirect(303, '/');
  await shell.sessions.close(cookie);
  shell.cookies.clear(response, 'session');
  const { oidc, settings } = shell.providers.get(session.provider) ?? {};
  const end = await oidc?.endSession(session.tokens, `${shell.settings.url}/`).catch((error: unknown) => {
    if (error instanceof ProviderAway) return undefined;
    throw error;
  });
  // A header, not a redirection: `form-action 'self'` would stop the form on its way to the provider.
  if (end !== undefined) response.set('Refresh', `0; url=${end.href}`);
  await sendPage(shell, request, response, 200, {
    title: 'Vous êtes déconnecté de la console',
    children: (
      <>
        {end !== undefined && (
          <p>
            Si rien ne se passe : <a href={end.href}>{`fermer aussi votre session chez ${settings?.nom ?? ''}`}</a>.
          </p>
        )}
        <p>
          <a href="/">Revenir à la première page</a>
        </p>
      </>
    ),
  });
}

export function signInRoutes(shell: Shell): Router {
  const router = Router();
  router.get('/', async (request, response, next) => {
    if (shell.cookies.read(request, 'session') === undefined) await welcome(shell, request, response);
    else next();
  });
  router.get('/connexion', (request, response) => welcome(shell, request, response));
  router.get('/connexion/retour', (request, response) => comeBack(shell, request, response));
  router.get('/connexion/:provider', async (request, response, next) => {
    const { oidc } = shell.providers.get(request.params.provider) ?? {};
    if (oidc === undefined) return next();
    const hint = text(request.query['compte']);
    try {
      const { address, signIn } = await oidc.start({
        callback: `${shell.settings.url}/connexion/retour`,
        next: ownPath(text(request.query['suite'])),
        ...(hint === undefined ? {} : { hint }),
      });
      shell.cookies.write(response, 'connexion', await shell.sealer.seal(signIn), SIGN_IN_S);
      response.redirect(303, address.href);
    } catch (error) {
      if (!(error instanceof ProviderAway)) throw error;
      await welcome(shell, request, response, 503, TROUBLES.away);
    }
  });
  router.post('/deconnexion', (request, response) => signOut(shell, request, response));
  return router;
}
