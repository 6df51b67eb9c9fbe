import { existsSync } from 'node:fs';
import { buildEngine, builtEngine } from './build.ts';
import { assertFree } from '../../runtime/ports.ts';
import { launch } from './launch.ts';
import { cliOfTheSdk, cliOnPath } from './official.ts';
import { type Engine, type EngineOptions, PassedOver, reasonOf } from '../options.ts';
import { prepare } from '../prepare.ts';

export type { Engine, EngineOptions, SearchAttributeType } from '../options.ts';

interface Way {
  source: 'cli' | 'sdk' | 'built';
  name: string;
  program: () => Promise<string>;
}

/**
 * An engine that answers, with its namespace, search attributes and retention in place: the one that TEMPORAL_ADDRESS
 * names when it is set; else one started here from the `temporal` command on PATH, from the SDK's own download, or
 * from a build of our Go program, whichever serves first. Says in a line of `log` what it tries and why it moves on.
 * @throws Error when TEMPORAL_ADDRESS does not serve, a given port is in use, a search attribute exists with another
 * type, or nothing serves (with what was tried and what to install).
 */
export async function startEngine(options: EngineOptions): Promise<Engine> {
  const named = process.env['TEMPORAL_ADDRESS'];
  if (named) return namedEngine(named, options);
  if (options.port) await assertFree(options.port, 'engine');
  if (options.uiPort && !options.headless) await assertFree(options.uiPort, 'Web UI');
  const failures: string[] = [];
  for (const way of waysToStart(options)) {
    options.log(`engine: trying ${way.name}`);
    try {
      if (options.postgresUrl !== undefined && way.source !== 'built')
        throw new PassedOver('it cannot keep its data in Postgres');
      const engine = await launch(await way.program(), way.source, options);
      options.log(
        `engine: ${engine.address} (${way.name})${engine.uiUrl === undefined ? '' : `, Web UI ${engine.uiUrl}`}`,
      );
      return engine;
    } catch (error) {
      if (!(error instanceof PassedOver)) throw error;
      failures.push(`${way.name}: ${error.message}`);
      options.log(`engine: not ${way.name}: ${error.message}`);
    }
  }
  throw new Error(
    [
      'No Temporal engine could be started.',
      ...failures.map((failure) => `- ${failure}`),
      'Either install the Temporal CLI (https://docs.temporal.io/cli, server 1.32 or later) or Go 1.26.8 or later,',
      'or set TEMPORAL_ADDRESS to the host:port of a Temporal server.',
    ].join('\n'),
  );
}

function waysToStart({ log }: EngineOptions): Way[] {
  // A download that may take minutes is not worth it when a program built before is there.
  const mayDownload = !existsSync(builtEngine());
  return [
    { source: 'cli', name: 'the temporal command on PATH', program: cliOnPath },
    { source: 'sdk', name: "the SDK's own copy of the CLI", program: () => cliOfTheSdk(mayDownload, log) },
    { source: 'built', name: 'our own build', program: () => buildEngine(log) },
  ];
}

/** Somebody chose this engine: another one would take the data elsewhere, so nothing else is tried. */
async function namedEngine(address: string, options: EngineOptions): Promise<Engine> {
  options.log(`engine: connecting to ${address} (TEMPORAL_ADDRESS)`);
  try {
    await prepare(address, options);
  } catch (error) {
    throw new Error(
      `The engine at ${address} (TEMPORAL_ADDRESS) does not serve: ${reasonOf(error)}\n` +
        'Correct the variable, or unset it to have an engine started here.',
      { cause: error },
    );
  }
  return {
    address,
    namespace: options.namespace,
    uiUrl: undefined,
    source: 'address',
    pid: undefined,
    stop: () => Promise.resolve(),
    kill: () => {
      throw new Error(`The engine at ${address} was not started here.`);
    },
  };
}
