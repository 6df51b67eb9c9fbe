import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { connect } from 'node:net';
import { dirname } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { freePort } from '../../runtime/ports.ts';
import { type Engine, type EngineOptions, PassedOver } from '../options.ts';
import { prepare } from '../prepare.ts';
import { hiddenHost, openDoor, type Door } from './web-ui-door.ts';

const host = '127.0.0.1';
const startLimitMs = 60_000;
const stopLimitMs = 15_000;
const pollMs = 50;
const linesKept = 20;
const mostAttempts = 3;

type Started = Exclude<Engine['source'], 'address'>;

/** What the official CLI must be told; our own build has these settings by itself (see server/config.go). */
const settingsForTheCli = [
  'system.forceSearchAttributesCacheRefreshOnRead=true',
  'history.timerProcessorMaxTimeShift="1ms"',
  'history.timerProcessorMaxPollRPS=1000',
  'history.transferProcessorMaxPollRPS=1000',
  'history.visibilityProcessorMaxPollRPS=1000',
  'history.workflowIdReuseMinimalInterval="0s"',
];

/**
 * Starts an engine from a program that takes the flags of `temporal server start-dev`, waits until it answers and
 * prepares it. It is stopped when this process ends, however that happens.
 * @throws PassedOver when the program does not start or does not serve, with the last lines it wrote.
 */
export async function launch(program: string, source: Started, options: EngineOptions): Promise<Engine> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await launchOnce(program, source, options);
    } catch (error) {
      // A port that was free is sometimes taken before the engine listens on it, when several start at once.
      const taken = error instanceof PassedOver && error.message.includes('address already in use');
      if (!taken || attempt === mostAttempts) throw error;
    }
  }
}

async function launchOnce(program: string, source: Started, options: EngineOptions): Promise<Engine> {
  const port = options.port || (await freePort());
  const ui = options.headless ? undefined : await hiddenPlace();
  if (options.dataFile !== undefined) mkdirSync(dirname(options.dataFile), { recursive: true });
  // Its own process group: Ctrl-C is for us, and we stop the engine last.
  const child = spawn(program, flags(source, port, ui, options), {
    detached: true,
    stdio: ['pipe', 'ignore', 'pipe'],
    env: options.postgresUrl === undefined ? process.env : { ...process.env, ENGINE_POSTGRES: options.postgresUrl },
  });
  const lastLines = keepLastLines(child);
  let gone = false;
  const ended = new Promise<void>((resolve) => {
    child.once('close', () => resolve());
    child.once('error', () => resolve()); // the program could not be started at all
  }).then(() => {
    gone = true;
  });
  if (source !== 'built') killWithUs(child);
  let stopping = false;
  const keepsNothing = options.dataFile === undefined && options.postgresUrl === undefined;
  const stop = async (): Promise<void> => {
    stopping = true;
    // With nothing to save, an orderly stop would only cost the three seconds it takes.
    child.kill(keepsNothing ? 'SIGKILL' : 'SIGTERM');
    const tooLong = setTimeout(() => child.kill('SIGKILL'), stopLimitMs);
    await ended;
    clearTimeout(tooLong);
  };
  const address = `${host}:${port}`;
  let door: Door | undefined;
  try {
    for (const each of ui === undefined ? [{ host, port }] : [{ host, port }, ui]) await answering(each, () => gone);
    if (gone) throw new PassedOver(`it stopped: ${lastLines()}`);
    await prepare(address, options);
    if (ui !== undefined) door = await openDoor(options.uiPort ?? 0, ui);
  } catch (error) {
    await stop();
    throw error;
  }
  void ended.then(() => door?.close());
  void ended.then(() => {
    if (!stopping) options.log(`engine: it stopped by itself: ${lastLines()}`);
  });
  return {
    address,
    namespace: options.namespace,
    uiUrl: door?.url,
    source,
    pid: child.pid,
    stop,
    kill: () => void (stopping = child.kill('SIGKILL')),
  };
}

/** Of the UI itself, behind its door. */
interface Place {
  readonly host: string;
  readonly port: number;
}

async function hiddenPlace(): Promise<Place> {
  const hidden = hiddenHost();
  return { host: hidden, port: await freePort(hidden) };
}

function flags(source: Started, port: number, ui: Place | undefined, options: EngineOptions): string[] {
  const settings = [`frontend.WorkflowTimeSkippingEnabled=${options.timeSkipping}`];
  // A queue in one part saves a quarter of the engine's work. Not where data were kept: tasks may wait in the other parts.
  if (options.dataFile === undefined && options.postgresUrl === undefined)
    settings.push('matching.numTaskqueueReadPartitions=1', 'matching.numTaskqueueWritePartitions=1');
  if (source !== 'built') settings.push(...settingsForTheCli);
  return [
    ...['server', 'start-dev', '--ip', host, '--port', String(port), '--log-level', 'error'],
    ...['--namespace', options.namespace],
    ...(ui === undefined ? ['--headless'] : ['--ui-ip', ui.host, '--ui-port', String(ui.port)]),
    ...(options.metricsPort === undefined ? [] : ['--metrics-port', String(options.metricsPort)]),
    ...(options.dataFile === undefined ? [] : ['--db-filename', options.dataFile]),
    ...(source === 'built' ? ['--until-stdin-closes', '--retention', `${options.retentionDays * 24}h`] : []),
    ...settings.flatMap((setting) => ['--dynamic-config-value', setting]),
  ];
}

/** The official CLI outlives a parent that is killed: a shell waits for our end of a pipe to close, then stops it. */
function killWithUs(child: ChildProcess): void {
  if (process.platform === 'win32' || child.pid === undefined) return;
  const guard = spawn('sh', ['-c', 'cat >/dev/null; kill -TERM "$1"', 'guard', String(child.pid)], {
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  guard.once('error', () => undefined);
  child.once('exit', () => guard.kill('SIGKILL') && guard.stdin.destroy());
}

/** A fatal line of the server is followed by the hundred lines of its stack, which would push it out. */
const saysWhy = (line: string): boolean => line !== '' && !/^\t|^[\w./-]+\.\S+$/.test(line);

function keepLastLines(child: ChildProcess): () => string {
  let lines: string[] = [];
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    lines = [...lines, ...text.split('\n').filter(saysWhy)].slice(-linesKept);
  });
  child.once('error', (error) => lines.push(error.message));
  return () => lines.join('\n') || 'it wrote nothing';
}

/** Waits until something listens there, or until there is nothing left to wait for. */
async function answering(place: Place, isGone: () => boolean): Promise<void> {
  for (const deadline = Date.now() + startLimitMs; !isGone() && !(await listens(place)); await pause(pollMs)) {
    if (Date.now() > deadline)
      throw new PassedOver(`it does not answer on port ${place.port} after ${startLimitMs / 1000} s`);
  }
}

function listens({ host: at, port }: Place): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, at);
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
    socket.once('connect', () => socket.destroy());
  });
}
