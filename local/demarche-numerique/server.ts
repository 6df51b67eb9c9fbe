/**
 * Démarche Numérique on loopback, for development, demonstrations and tests: its API with its traps, a page on which to act
 * as an applicant and as an agent, and a clock that can be driven. In memory, kept in a file where it is told. Refuses to run in production.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { isProduction } from '../../runtime/environment.ts';
import { callsThisMachine } from '../../runtime/this-machine.ts';
import { openApi } from './api.ts';
import { setClock } from './controls.ts';
import { openFaults, type Faults } from './faults.ts';
import { openSchema } from './graphql/schema.ts';
import { answerPage } from './pages/routes.ts';
import { NUMERO_LETTRE, NUMERO_PROJET, prepareWorld, READY_TOKEN, ROBOT } from './ready-made/index.ts';
import type { Token } from './tokens.ts';
import { advanceTo, settle } from './world/by-itself.ts';
import { instantFrom } from './world/clock.ts';
import { downloaded, receive, signedIdOf } from './world/files.ts';
import { keepWorld, readWorld } from './world/keep.ts';
import { createWorld, type World } from './world/world.ts';

const HOST = '127.0.0.1';

export interface LocalDemarcheNumeriqueOptions {
  /** Default: a free one. */
  readonly port?: number;
  /** `2026-03-29T01:59:59`, in Paris: its clock stands there, and moves as it is told. Absent: it runs. */
  readonly at?: string;
  /** Where what it knows is kept between two starts. Absent: nothing is. */
  readonly file?: string;
  /** Optional sets of the schema that this service does not have. */
  readonly without?: readonly string[];
  /** Calls a minute for one token. Default: as DN, 400. */
  readonly perMinute?: number;
  readonly log: (line: string) => void;
}

export interface LocalDemarcheNumerique {
  /** Its pages. */
  readonly pageUrl: string;
  readonly apiUrl: string;
  readonly world: World;
  /** Both démarches of the scheme, and what their dossiers are. */
  readonly demarches: ReadonlyMap<number, 'lettre-intention' | 'projet-sante'>;
  /** In each group, the instructor as which a program acts. */
  readonly robot: string;
  readonly faults: Faults;
  /** The first one may do everything, on both démarches; tests add their own. */
  readonly tokens: [Token, ...Token[]];
  /** Moves the clock to this instant of Paris; what was due meanwhile happens, each thing at its own time. */
  advanceTo(instant: string): void;
  close(): Promise<void>;
}

/** Starts it, with both démarches published. */
export async function startLocalDemarcheNumerique({
  port = 0,
  at,
  file,
  without = [],
  perMinute = 400,
  log,
}: LocalDemarcheNumeriqueOptions): Promise<LocalDemarcheNumerique> {
  if (isProduction(process.env))
    throw new Error('The local Démarche Numérique is for development and tests: refused when NODE_ENV=production.');
  const kept = file === undefined ? undefined : await readWorld(file);
  const world = kept ?? createWorld(at === undefined ? undefined : instantFrom(at));
  if (kept === undefined) prepareWorld(world);
  const faults = openFaults();
  const tokens: [Token, ...Token[]] = [{ ...READY_TOKEN, demarches: [...world.demarches.keys()] }];
  let base = '';
  const api = openApi({ world, tokens, faults, schema: openSchema(without), perMinute, base: () => base, log });

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const [path = '/'] = (request.url ?? '/').split('?');
    // A client takes the time of the service from there.
    response.setHeader('date', new Date(world.clock.now()).toUTCString());
    if (path === '/api/v2/graphql' && request.method === 'POST') return api(request, response);
    settle(world);
    if (path.startsWith('/fichiers/')) return download(world, path, response);
    if (path.startsWith('/televersements/') && request.method === 'PUT') return upload(world, path, request, response);
    if (path === '/horloge' && request.method === 'POST') return setClock(world, request, response);
    return answerPage(world, request, response);
  };

  const server = createServer((request, response) => {
    if (!callsThisMachine(request.headers.host)) {
      response.writeHead(421).end();
      return;
    }
    answer(request, response).catch((error: unknown) => {
      log(`[demarche-numerique] ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
      if (response.headersSent) response.destroy();
      else response.writeHead(500, { 'content-type': 'text/plain; charset=utf-8' }).end('Erreur de la doublure.');
    });
  });
  // A client that computes for seconds between two calls finds its connection again.
  server.keepAliveTimeout = 120_000;
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(port, HOST, resolve));
  base = `http://${HOST}:${(server.address() as AddressInfo).port}`;
  return {
    pageUrl: `${base}/`,
    apiUrl: `${base}/api/v2/graphql`,
    world,
    demarches: new Map([
      [NUMERO_LETTRE, 'lettre-intention'],
      [NUMERO_PROJET, 'projet-sante'],
    ]),
    robot: ROBOT.id,
    faults,
    tokens,
    advanceTo: (instant) => advanceTo(world, instantFrom(instant)),
    async close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
      if (file !== undefined) await keepWorld(file, world);
    },
  };
}

/** Inline, as DN sends them; gone after an hour, or once the scan has condemned it. */
function download(world: World, path: string, response: ServerResponse): void {
  const fichier = downloaded(world, path);
  if (fichier?.contenu === undefined || fichier.contenu === null) {
    response.writeHead(404, { 'content-type': 'text/plain' }).end('Not Found\n');
    return;
  }
  const headers = {
    'content-type': fichier.type,
    'content-length': fichier.contenu.length,
    'content-security-policy': "default-src 'none'; sandbox",
    'x-content-type-options': 'nosniff',
  };
  response.writeHead(200, headers).end(fichier.contenu);
}

async function upload(world: World, path: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const fichier = world.fichiers.get(signedIdOf(path.split('/')[2] ?? '') ?? '');
  const content = await buffer(request);
  if (fichier === undefined) response.writeHead(404).end();
  // The storage holds what is sent to what was announced.
  else if (content.length !== fichier.taille || request.headers['content-type'] !== fichier.type)
    response.writeHead(422).end();
  else {
    receive(world, fichier, content);
    response.writeHead(204).end();
  }
}
