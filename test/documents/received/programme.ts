/** A program of the machine, on a loopback port, for one test file. */
import { execFileSync, spawn } from 'node:child_process';
import { createConnection, createServer, type AddressInfo } from 'node:net';

/** Where the machine has this program, if it has. */
export function programme(nom: string): string | undefined {
  const env = {
    ...process.env,
    PATH: `${process.env['PATH'] ?? ''}:/usr/sbin:/usr/local/bin:${process.env['HOME'] ?? ''}/go/bin`,
  };
  try {
    return execFileSync('sh', ['-c', `command -v ${nom}`], { env, encoding: 'utf8' }).trim();
  } catch {
    return undefined;
  }
}

export async function portLibre(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

const repond = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = createConnection({ host: '127.0.0.1', port })
      .once('connect', () => {
        socket.destroy();
        resolve(true);
      })
      .once('error', () => resolve(false));
  });

/** Starts it and resolves once its port answers; fails with what it printed when it ends before. */
export async function lancer(
  commande: string,
  args: readonly string[],
  port: number,
  env: Readonly<Record<string, string>> = {},
): Promise<() => Promise<void>> {
  const enfant = spawn(commande, args, { env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
  let dit = '';
  for (const flux of [enfant.stdout, enfant.stderr]) flux.on('data', (morceau) => (dit += String(morceau)));
  const fini = new Promise<never>((_resolve, reject) => {
    enfant.once('error', reject);
    enfant.once('exit', (code) => reject(new Error(`${commande} ended (${code ?? 'signal'}): ${dit}`)));
  });
  fini.catch(() => undefined);
  let pret = false;
  while (!pret) pret = await Promise.race([repond(port), fini]);
  return async () => {
    enfant.kill('SIGTERM');
    await fini.catch(() => undefined);
  };
}
