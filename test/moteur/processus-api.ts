/** The API as a process of its own, as in production. */
import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const RACINE = join(import.meta.dirname, '../..');

export interface ProcessusApi {
  readonly processus: ChildProcess;
  readonly port: number;
  /** What it logged, line by line. */
  readonly lignes: Record<string, unknown>[];
}

/** Once it says where it listens. */
export async function lancerApi(env: Readonly<Record<string, string>>): Promise<ProcessusApi> {
  const processus = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', join(RACINE, 'api/main.ts')], {
    cwd: RACINE,
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, ...env },
  });
  const lignes: Record<string, unknown>[] = [];
  const port = await new Promise<number>((resolve, reject) => {
    processus.once('exit', () => reject(new Error('the API ended before it listened')));
    createInterface({ input: processus.stdout }).on('line', (texte) => {
      const ligne = JSON.parse(texte) as Record<string, unknown>;
      lignes.push(ligne);
      const trouve = /^API: http:\/\/127\.0\.0\.1:(\d+)\//.exec(String(ligne['message']))?.[1];
      if (trouve !== undefined) resolve(Number(trouve));
    });
  });
  return { processus, port, lignes };
}
