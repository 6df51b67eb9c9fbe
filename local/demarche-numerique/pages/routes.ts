/** The pages: a GET shows, a POST acts and comes back; what is refused is shown above the form. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { advanceTo } from '../world/by-itself.ts';
import { Refus, type Dossier } from '../world/model.ts';
import type { World } from '../world/world.ts';
import { agentAct, agentPage } from './agent-pages.ts';
import { applicantAct, applicantPage, deposit, depositPage, edit, editPage } from './applicant-pages.ts';
import { fieldOf, readForm } from './form-values.ts';
import { homePage } from './home-page.ts';
import { html, page } from './html.ts';

const HEADERS = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy':
    "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'cache-control': 'no-store',
} as const;

const DAY = 86_400_000;

interface Place {
  readonly show: (errors?: readonly string[], form?: FormData) => string | Promise<string>;
  /** Where to go next; `undefined`: no such act. */
  readonly act: (form: FormData) => Promise<string | undefined>;
}

/** Answers; 404 for what is no page, 403 for a form of another site. */
export async function answerPage(world: World, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const [path = '/'] = (request.url ?? '/').split('?');
  const send = (status: number, body: string) => response.writeHead(status, HEADERS).end(body);
  const place = placeOf(world, path);
  if (place === undefined) return void send(404, page('Page introuvable', html`<p><a href="/">Retour</a></p>`));
  if (request.method !== 'POST') return void send(200, await place.show());
  const site = request.headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin')
    return void send(403, page('Formulaire refusé', html`<p>Il vient d’un autre site.</p>`));
  const form = await readForm(request);
  try {
    const next = await place.act(form);
    if (next === undefined) send(400, await place.show(['Cet acte n’existe pas.'], form));
    else response.writeHead(303, { location: next }).end();
  } catch (error) {
    if (!(error instanceof Refus)) throw error;
    send(422, await place.show(error.messages, form));
  }
}

function placeOf(world: World, path: string): Place | undefined {
  if (path === '/') return { show: (errors) => homePage(world, errors), act: () => Promise.resolve(undefined) };
  if (path === '/avancer') return clock(world);
  const [, kind, number, sub = ''] = path.split('/');
  if (kind === 'demarches' && sub === 'nouveau') {
    const demarche = world.demarches.get(Number(number));
    return demarche === undefined
      ? undefined
      : {
          show: (errors, form) => depositPage(world, demarche, form, errors),
          act: async (form) => `/dossiers/${(await deposit(world, demarche, form)).number}`,
        };
  }
  const dossier = kind === 'dossiers' ? world.dossiers.get(Number(number)) : undefined;
  return dossier === undefined ? undefined : dossierPlace(world, dossier, sub);
}

function dossierPlace(world: World, dossier: Dossier, sub: string): Place | undefined {
  const own = `/dossiers/${dossier.number}`;
  switch (sub) {
    case '':
      return {
        show: (errors) => applicantPage(world, dossier, errors),
        act: (form) => Promise.resolve(applicantAct(world, dossier, form) ? own : undefined),
      };
    case 'modifier':
      return {
        show: (errors) => editPage(world, dossier, errors),
        act: async (form) => {
          await edit(world, dossier, form);
          return own;
        },
      };
    case 'instruction':
      return {
        show: (errors) => agentPage(world, dossier, errors),
        act: async (form) => ((await agentAct(world, dossier, form)) ? `${own}/instruction` : undefined),
      };
    default:
      return undefined;
  }
}

const clock = (world: World): Place => ({
  show: (errors) => homePage(world, errors),
  act: (form) => {
    const days = Number(fieldOf(form, 'jours'));
    if (!Number.isInteger(days) || days < 1) throw new Refus('Un nombre entier de jours, d’au moins un, est attendu.');
    advanceTo(world, world.clock.now() + days * DAY);
    return Promise.resolve('/');
  },
});
