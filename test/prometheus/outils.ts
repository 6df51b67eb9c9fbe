/** prometheus, promtool and node_exporter, built of their Go modules at the versions of `outils/go.mod`, once per machine. */
import { execFile, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { builtEngine } from '../../engine/embedded/build.ts';
import { underLock } from '../../engine/embedded/lock.ts';

const SOURCES = join(import.meta.dirname, 'outils');
const PROMETHEUS = 'github.com/prometheus/prometheus';
const PROGRAMMES = [
  `${PROMETHEUS}/cmd/prometheus`,
  `${PROMETHEUS}/cmd/promtool`,
  'github.com/prometheus/node_exporter',
];
/** Of the discoveries, the names of a network alone: those of the clouds make most of the program. */
const TAGS = '-tags=remove_all_sd,enable_dns_sd';
const FLAGS = ['-trimpath', '-buildvcs=false', '-ldflags=-s -w', '-gcflags=all=-dwarf=false', TAGS];

export interface Outils {
  readonly prometheus: string;
  readonly promtool: string;
  readonly node_exporter: string;
}

/** Why they cannot be had here; undefined where they can. */
export const empechement = (): Promise<string | undefined> =>
  promisify(execFile)('go', ['version']).then(
    () => undefined,
    () => 'go is not on this machine: Prometheus is built with it (1.26.8 or later)',
  );

/** Beside the builds of the engine. Says on the way what it does: the first time takes minutes. */
export async function construireOutils(): Promise<Outils> {
  const empreinte = createHash('sha256').update(FLAGS.join(' '));
  for (const nom of ['go.mod', 'go.sum']) empreinte.update(await readFile(join(SOURCES, nom)));
  const cache = dirname(builtEngine());
  const dossier = join(cache, `prometheus-${process.platform}-${process.arch}-${empreinte.digest('hex').slice(0, 12)}`);
  await mkdir(cache, { recursive: true });
  if (!existsSync(dossier))
    await underLock(`${dossier}.lock`, console.log, async () => {
      if (existsSync(dossier)) return;
      console.log('[prometheus: building it and its tools, once per machine: minutes]');
      const brouillon = `${dossier}.part`;
      await rm(brouillon, { recursive: true, force: true });
      await mkdir(brouillon);
      await construire(brouillon);
      await rename(brouillon, dossier);
    });
  return {
    prometheus: join(dossier, 'prometheus'),
    promtool: join(dossier, 'promtool'),
    node_exporter: join(dossier, 'node_exporter'),
  };
}

async function construire(ou: string): Promise<void> {
  const enfant = spawn('go', ['build', ...FLAGS, '-o', `${ou}/`, ...PROGRAMMES], {
    cwd: SOURCES,
    stdio: 'inherit',
    env: { ...process.env, CGO_ENABLED: '0', GOWORK: 'off' },
  });
  const code = await new Promise((dire, echouer) => enfant.once('close', dire).once('error', echouer));
  if (code !== 0) throw new Error('go build of Prometheus failed: its own words are above.');
}
