/** A Prometheus of its own, and what it is asked. */
import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { freePort } from '../../runtime/ports.ts';
import { PAS } from './configuration.ts';

export interface Serie {
  readonly metric: Readonly<Record<string, string>>;
  /** Instant in seconds, value. */
  readonly values: readonly (readonly [number, string])[];
}

export interface Alerte {
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
  readonly state: 'pending' | 'firing';
}

export interface Prometheus {
  /** Throws what it answered when the query does not parse. Empty: no data over that time. */
  lire(requete: string, depuis: number, jusqua: number): Promise<readonly Serie[]>;
  alertes(): Promise<readonly Alerte[]>;
  /** Targets by job: whether the last reading of each went well, and if not, why. */
  cibles(): Promise<readonly { readonly job: string; readonly adresse: string; readonly panne: string }[]>;
  fermer(): Promise<void>;
}

/** Ends it; resolves once it is gone. */
export async function arreter(processus: ChildProcess, signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
  if (processus.exitCode !== null || processus.signalCode !== null) return;
  const fini = new Promise((dire) => processus.once('exit', dire));
  processus.kill(signal);
  await fini;
}

export async function demarrerPrometheus(
  programme: string,
  configuration: string,
  dossier: string,
): Promise<Prometheus> {
  const port = await freePort();
  const processus = spawn(
    programme,
    [
      `--config.file=${configuration}`,
      `--storage.tsdb.path=${join(dossier, 'tsdb')}`,
      `--web.listen-address=127.0.0.1:${port}`,
      '--log.level=warn',
    ],
    { stdio: ['ignore', 'inherit', 'inherit'] },
  );
  const base = `http://127.0.0.1:${port}`;
  while (
    !(await fetch(`${base}/-/ready`).then(
      ({ ok }) => ok,
      () => false,
    ))
  ) {
    if (processus.exitCode !== null) throw new Error(`Prometheus ended with ${processus.exitCode}: see above.`);
    await pause(200);
  }
  const demander = async <D>(chemin: string, champs: Readonly<Record<string, string>> = {}): Promise<D> => {
    const reponse = await fetch(`${base}/api/v1/${chemin}?${new URLSearchParams(champs).toString()}`);
    const { data, error } = (await reponse.json()) as { data: D; error?: string };
    if (!reponse.ok) throw new Error(`${champs['query'] ?? chemin}: ${error}`);
    return data;
  };
  return {
    lire: async (query, depuis, jusqua) => {
      const [start, end, step] = [depuis, jusqua, Math.max(PAS, (jusqua - depuis) / 10_000)].map(String) as [
        string,
        string,
        string,
      ];
      return (await demander<{ result: Serie[] }>('query_range', { query, start, end, step })).result;
    },
    alertes: async () => (await demander<{ alerts: Alerte[] }>('alerts')).alerts,
    cibles: async () =>
      (
        await demander<{
          activeTargets: { labels: { job: string }; scrapeUrl: string; lastError: string; health: string }[];
        }>('targets')
      ).activeTargets.map(({ labels, scrapeUrl, lastError, health }) => ({
        job: labels.job,
        adresse: scrapeUrl,
        panne: health === 'up' ? '' : lastError || health,
      })),
    fermer: () => arreter(processus),
  };
}

/** Instant as Prometheus counts: seconds. */
export const maintenant = (): number => Date.now() / 1000;
