/** From a request to a page: who asks, whether it is theirs, what was typed, what is answered, and what goes wrong. */
import { Router, type Request, type RequestHandler, type Response } from 'express';
import { withQuery } from './addresses.ts';
import { sendDownload } from './download.ts';
import { EMPTY_FORM, fieldsOf, formOf, isOfSession, type Form } from './forms.ts';
import { frameOf, sendPage } from './frame.tsx';
import { frameFor, lost, otherForm, sessionOver, wrong } from './failures.tsx';
import { ApiAway } from './api.ts';
import { filesOf } from './multipart.ts';
import { ProviderAway } from './oidc.ts';
import type { Answer, Page, PublicPage, Visit } from './page.ts';
import type { Shell } from './shell.ts';
import { civilToday } from '../words/dates.ts';
import { visitorOf, type Visitor } from './visitor.ts';

type SignedIn = Extract<Visitor, { state: 'in' }>;

/** Seconds during which what has been done is said on the next page. */
const SAID_S = 60;

/** The address of this request, without what the shell put there. */
const hereOf = (request: Request): string => withQuery(request.originalUrl, { saisie: undefined });

/** What was typed before the session ended, when this request asks for it. */
async function restored(shell: Shell, request: Request, { session }: SignedIn): Promise<Form | undefined> {
  const id = request.query['saisie'];
  if (typeof id !== 'string') return undefined;
  const fields = await shell.sessions.typed(id, session.subject, request.path);
  return fields === undefined ? undefined : formOf(fields);
}

async function visitOf(shell: Shell, request: Request, visitor: SignedIn): Promise<Visit> {
  const { cookie, session, me, api } = visitor;
  const given = request.method === 'POST' ? undefined : await restored(shell, request, visitor);
  return {
    path: request.params as Record<string, string>,
    query: new URL(request.originalUrl, shell.settings.url).searchParams,
    form: request.method === 'POST' ? formOf(fieldsOf(request.body)) : (given ?? EMPTY_FORM),
    files: filesOf(request),
    restored: given !== undefined,
    me,
    name: session.name,
    session,
    api,
    contract: await shell.contract(),
    engineUi: shell.settings.engineUi,
    today: civilToday(),
    demonstration: shell.demonstration !== undefined,
    here: hereOf(request),
    sessions: {
      list: () => shell.sessions.list(cookie, session.subject),
      close: (id) => shell.sessions.closeOther(id, session.subject),
      async act({ role, delegation }) {
        const { role: _role, delegation: _delegation, ...own } = session;
        const acting = {
          ...own,
          ...(role === undefined ? {} : { role }),
          ...(delegation === undefined ? {} : { delegation }),
        };
        // Another power, another cookie: one that was seen before gives nothing more.
        const next = await shell.sessions.open(acting);
        await shell.sessions.close(cookie);
        if (request.res !== undefined) shell.cookies.write(request.res, 'session', next);
      },
    },
  };
}

/** Sends what a page answers. */
async function answer(
  shell: Shell,
  pages: readonly Page[],
  request: Request,
  response: Response,
  visit: Visit,
  given: Answer,
): Promise<void> {
  if (given.kind === 'redirect') {
    if (given.said !== undefined) shell.cookies.write(response, 'dit', await shell.sealer.seal(given.said), SAID_S);
    response.redirect(303, given.to);
    return;
  }
  if (given.kind === 'download') return sendDownload(response, given);
  const { status = 200, body, kind: _kind, ...rest } = given;
  await sendPage(shell, request, response, status, { ...frameOf(pages, visit), ...rest, children: body });
}

/** One page on its methods. What a handler throws becomes a page that says it, and keeps what was typed. */
function serve(shell: Shell, pages: readonly Page[], page: Page, method: 'get' | 'post'): RequestHandler {
  return async (request, response) => {
    let visitor: Visitor = { state: 'out' };
    try {
      visitor = await visitorOf(shell, request);
      if (visitor.state !== 'in') {
        if (method === 'post') return await sessionOver(shell, request, response, visitor);
        if (visitor.state === 'refused') return await lost(shell, pages, request, response, visitor);
        const back = encodeURIComponent(hereOf(request));
        response.redirect(303, `/connexion?suite=${back}${visitor.state === 'over' ? '&fin=1' : ''}`);
        return;
      }
      const handler = page[method];
      if (handler === undefined || !page.open(visitor.me)) return await lost(shell, pages, request, response, visitor);
      if (method === 'post' && !isOfSession(request, visitor.session.formToken))
        return await otherForm(shell, pages, request, response, visitor);
      const visit = await visitOf(shell, request, visitor);
      await answer(shell, pages, request, response, visit, await handler(visit));
    } catch (error) {
      await wrong(shell, pages, request, response, visitor, error);
    }
  };
}

/** Pages without a visitor, in the frame of whoever is signed in. */
export function publicRoutes(shell: Shell, pages: readonly Page[], open: readonly PublicPage[]): Router {
  const router = Router();
  for (const { path, title, body } of open)
    router.get(path, async (request, response) => {
      const visitor = await visitorOf(shell, request).catch((error: unknown): Visitor => {
        // Readable while everything else is away.
        if (error instanceof ApiAway || error instanceof ProviderAway) return { state: 'out' };
        throw error;
      });
      const back = { href: '/', label: 'Accueil' };
      const frame = await frameFor(shell, pages, request, visitor);
      await sendPage(shell, request, response, 200, { ...frame, title, back, children: body() });
    });
  return router;
}

/** The routes of these pages. */
export function pageRoutes(shell: Shell, pages: readonly Page[]): Router {
  const router = Router();
  for (const page of pages) {
    router.get(page.path, serve(shell, pages, page, 'get'));
    if (page.post !== undefined) router.post(page.path, serve(shell, pages, page, 'post'));
  }
  const nowhere: Page = { path: '/*rest', open: () => false };
  router.get('/*rest', serve(shell, pages, nowhere, 'get'));
  // A form sent to a page that takes none.
  router.post('/*rest', serve(shell, pages, nowhere, 'post'));
  return router;
}
