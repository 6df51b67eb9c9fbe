/** Pages of what did not go as wished. Whatever was typed is kept, and one link gives it back. */
import type { Request, Response } from 'express';
import { requestIdIn } from '../../runtime/http/request-id.ts';
import { fieldPath, sentenceFor, type LabelAt } from '../parts/formulaire.tsx';
import { Notice } from '../parts/notice.tsx';
import { Ruled, isRule } from '../parts/regle.tsx';
import { ApiAway, ApiProblem } from './api.ts';
import { fieldsOf, isOfSession } from './forms.ts';
import { frameOf, sendPage } from './frame.tsx';
import { ProviderAway } from './oidc.ts';
import type { Page } from './page.ts';
import type { Shell } from './shell.ts';
import type { Visitor } from './visitor.ts';

const HOME = { href: '/', label: 'Accueil' };

/** Keeps what was posted for this person; the address that gives it back. */
async function kept(shell: Shell, request: Request, subject: string): Promise<string | undefined> {
  if (request.method !== 'POST') return undefined;
  const fields = fieldsOf(request.body);
  if (Object.keys(fields).length === 0) return undefined;
  const id = await shell.sessions.keepTyped(subject, request.path, fields);
  return `${request.path}?saisie=${id}`;
}

/** The frame of who is signed in; bare for the others, and while the API is away. */
export async function frameFor(shell: Shell, pages: readonly Page[], request: Request, visitor: Visitor) {
  if (visitor.state !== 'in') return {};
  try {
    const contract = await shell.contract();
    const here = request.method === 'GET' ? request.originalUrl : '/';
    return frameOf(pages, { ...visitor, contract, here });
  } catch (error) {
    if (error instanceof ApiAway) return {};
    throw error;
  }
}

/** Names of fields, where the contract can be read. */
async function labelsFor(shell: Shell): Promise<LabelAt> {
  const contract = await shell.contract().catch(() => undefined);
  return (path) => {
    const names = fieldPath(path)
      .split('.')
      .filter((one) => !/^\d*$/.test(one));
    return contract?.fieldLabel(names.at(-1) ?? '');
  };
}

/** What only programs have a use for. */
const forPeople = (sentence: string): string =>
  sentence
    .replace(/,? avec la même clé Idempotency-Key( s’il s’agit d’un acte)?/, '')
    .replace(/ \(Idempotency-Key\)/, '');

/** Fields that a form carries unseen. */
const UNSEEN: ReadonlySet<string> = new Set(['etape', 'lu', 'cle', 'brouillon', 'ess', 'retour', 'commande', 'acte']);

/** What was posted, for whom could not be told: it is shown, to be copied. */
function Typed({ request, labelAt }: { readonly request: Request; readonly labelAt: LabelAt }) {
  const typed = Object.entries(fieldsOf(request.body)).flatMap(([name, value]) =>
    UNSEEN.has(name) || name.startsWith('lignes.')
      ? []
      : [value].flat().flatMap((one) => (one.trim() === '' ? [] : [{ name: labelAt(name) ?? name, one }])),
  );
  if (typed.length === 0) return null;
  return (
    <>
      <h2>Ce que vous aviez saisi</h2>
      <dl class="facts">
        {typed.map(({ name, one }) => (
          <div>
            <dt>{name}</dt>
            <dd class="typed">{one}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}

/** A form sent after the end of the session: nothing is done, nothing is lost. */
export async function sessionOver(shell: Shell, request: Request, response: Response, visitor: Visitor): Promise<void> {
  const session = visitor.state === 'over' || visitor.state === 'refused' ? visitor.session : undefined;
  const ours = session !== undefined && isOfSession(request, session.formToken);
  const back = ours ? await kept(shell, request, session.subject) : undefined;
  const labelAt = await labelsFor(shell);
  const next = encodeURIComponent(back ?? '/');
  const provider = session?.provider ?? [...shell.providers.keys()][0] ?? '';
  await sendPage(shell, request, response, 401, {
    title: 'Votre session a pris fin',
    children: (
      <>
        <Notice level="warn" title="Rien n’a été envoyé.">
          {back === undefined
            ? 'Connectez-vous, puis reprenez votre saisie.'
            : 'Ce que vous avez saisi est gardé une heure : reconnectez-vous sous le même compte, le formulaire vous sera rendu tel quel.'}
        </Notice>
        <p>
          <a class="button" href={`/connexion/${provider}?suite=${next}`}>
            {back === undefined ? 'Se connecter' : 'Se reconnecter et retrouver ma saisie'}
          </a>
        </p>
        {back === undefined && <Typed request={request} labelAt={labelAt} />}
      </>
    ),
  });
}

/** Nobody's page, or somebody else's: the same words. Or one who has no role here. */
export async function lost(
  shell: Shell,
  pages: readonly Page[],
  request: Request,
  response: Response,
  visitor: Visitor,
): Promise<void> {
  const frame = await frameFor(shell, pages, request, visitor);
  if (visitor.state === 'refused')
    return sendPage(shell, request, response, 403, {
      title: 'Aucun rôle dans ce service',
      children: (
        <>
          <p>{visitor.sentence}</p>
          <form method="post" action="/deconnexion">
            <input type="hidden" name="_jeton" value={visitor.session.formToken} />
            <button type="submit">Se déconnecter</button>
          </form>
        </>
      ),
    });
  return sendPage(shell, request, response, 404, {
    ...frame,
    title: 'Page introuvable',
    back: HOME,
    children: <p>Cette adresse ne mène à aucune page de votre rôle. Vérifiez-la, ou repartez de l’accueil.</p>,
  });
}

/** A form of another session (another tab signed in again): given back, to be sent anew. */
export async function otherForm(
  shell: Shell,
  pages: readonly Page[],
  request: Request,
  response: Response,
  visitor: Extract<Visitor, { state: 'in' }>,
): Promise<void> {
  const back = await kept(shell, request, visitor.session.subject);
  await sendPage(shell, request, response, 403, {
    ...(await frameFor(shell, pages, request, visitor)),
    title: 'Ce formulaire est celui d’une autre session',
    back: HOME,
    children: (
      <>
        <p>Rien n’a été envoyé. Vous vous êtes reconnecté depuis que cette page a été ouverte.</p>
        {back !== undefined && (
          <p>
            <a class="button" href={back}>
              Retrouver ma saisie
            </a>
          </p>
        )}
      </>
    ),
  });
}

/** What Express and its parsers could not read: an address, a form. By status. */
const UNREAD = {
  400: 'Ce formulaire n’a pas pu être lu : revenez à la page d’avant et envoyez-le de nouveau.',
  404: 'Cette adresse est mal formée : reprenez-la de là où vous l’avez copiée, ou repartez de l’accueil.',
  413: 'Ce formulaire est trop lourd : ses fichiers font 25 Mo au plus ensemble, le reste un mégaoctet. Revenez à la page d’avant et envoyez-le avec un fichier plus léger.',
  415: 'Ce formulaire est d’un codage que la console ne lit pas : envoyez-le depuis un navigateur à jour.',
} as const;

function unreadStatus(error: unknown): keyof typeof UNREAD | undefined {
  if (error instanceof URIError) return 404;
  const { status } = (error ?? {}) as { readonly status?: unknown };
  if (error instanceof ApiProblem || typeof status !== 'number' || status < 400 || status >= 500) return undefined;
  return status === 413 || status === 415 ? status : 400;
}

const TITLES: Readonly<Record<number, string>> = {
  400: 'Formulaire illisible',
  403: 'Cet acte n’est pas de votre rôle',
  404: 'Introuvable',
  409: 'Le dossier ne le permet pas',
  413: 'Formulaire trop lourd',
  415: 'Formulaire illisible',
  422: 'La règle ne le permet pas',
  429: 'Trop de demandes',
  503: 'Service momentanément indisponible',
};

/** Who was typing: the session says it while the API, which says the rest, is away. */
async function subjectOf(shell: Shell, request: Request, visitor: Visitor): Promise<string | undefined> {
  if (visitor.state === 'in') return visitor.session.subject;
  const cookie = shell.cookies.read(request, 'session');
  const found = request.method === 'POST' && cookie !== undefined ? await shell.sessions.find(cookie) : undefined;
  return found?.state === 'open' && isOfSession(request, found.session.formToken) ? found.session.subject : undefined;
}

/** What a handler threw. */
export async function wrong(
  shell: Shell,
  pages: readonly Page[],
  request: Request,
  response: Response,
  visitor: Visitor,
  error: unknown,
): Promise<void> {
  const away = error instanceof ApiAway || error instanceof ProviderAway;
  const problem = error instanceof ApiProblem ? error.problem : undefined;
  const unread = unreadStatus(error);
  const status = problem?.status ?? unread ?? (away ? 503 : 500);
  const requete = requestIdIn(response);
  if (status >= 500)
    shell.log({
      level: 'error',
      message: away || problem !== undefined ? 'away' : 'failure',
      requete,
      erreur: error instanceof Error ? (error.stack ?? error.message) : String(error),
    });
  // A page that found the API away does not stand under a banner of before, nor does the next.
  if (error instanceof ApiAway) await shell.health('anew');
  const labelAt = await labelsFor(shell);
  const subject = await subjectOf(shell, request, visitor);
  const back = subject === undefined ? undefined : await kept(shell, request, subject);
  await sendPage(shell, request, response, status, {
    ...(await frameFor(shell, pages, request, visitor)),
    title: TITLES[status] ?? (problem?.title || 'Une erreur est survenue'),
    back: HOME,
    children: (
      <>
        <Notice level="bad" title={problem === undefined ? ownSentence(away, unread) : forPeople(problem.detail)}>
          {isRule(problem?.regle) && <Ruled id={problem?.regle} />}
        </Notice>
        {problem?.erreurs !== undefined && (
          <ul>
            {problem.erreurs.map(({ champ, message }) => (
              <li>{sentenceFor(champ, message, labelAt)}</li>
            ))}
          </ul>
        )}
        {back !== undefined && (
          <p>
            <a class="button" href={back}>
              Retrouver ma saisie
            </a>
          </p>
        )}
        {subject === undefined && <Typed request={request} labelAt={labelAt} />}
        <p class="small">
          Numéro de la demande, à donner à qui vous aide : <code>{requete}</code>
        </p>
      </>
    ),
  });
}

const ownSentence = (away: boolean, unread: keyof typeof UNREAD | undefined): string => {
  if (unread !== undefined) return UNREAD[unread];
  return away
    ? 'Un service dont dépend la console ne répond pas. Rien n’a été enregistré par cette page ; réessayez dans un instant.'
    : 'La console n’a pas su répondre. L’erreur est consignée ; si elle se reproduit, signalez-la.';
};
