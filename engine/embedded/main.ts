// Starts an engine for development and stays up until Ctrl-C.
// Usage: node engine/embedded/main.ts [--data-file FILE] [--port PORT] [--ui-port PORT] [--namespace NAME] [--time-skipping]
//        node engine/embedded/main.ts --build-only      builds our own program ahead and prints its path
import { parseArgs } from 'node:util';
import { buildEngine } from './build.ts';
import { startEngine } from './find.ts';
import { reasonOf } from '../options.ts';

const tenYears = 3653;

const { values: given } = parseArgs({
  options: {
    'build-only': { type: 'boolean', default: false },
    'data-file': { type: 'string' },
    port: { type: 'string', default: '7233' },
    'ui-port': { type: 'string', default: '8233' },
    namespace: { type: 'string', default: 'default' },
    'time-skipping': { type: 'boolean', default: false },
  },
});
// Progress goes to standard error, so that the path alone is on standard output.
const log = (line: string) => console.error(line);

try {
  if (given['build-only']) {
    console.log(await buildEngine(log));
  } else {
    const engine = await startEngine({
      ...(given['data-file'] === undefined ? {} : { dataFile: given['data-file'] }),
      port: Number(given.port),
      uiPort: Number(given['ui-port']),
      namespace: given.namespace,
      searchAttributes: {},
      retentionDays: tenYears,
      timeSkipping: given['time-skipping'],
      log,
    });
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void engine.stop());
  }
} catch (error) {
  console.error(reasonOf(error));
  process.exitCode = 1;
}
