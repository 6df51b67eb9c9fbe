/** The page of a process for who supervises it, on a port of its own: /metrics, /vie (alive), /pret (ready). */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Supervised {
  /** Text of Prometheus. */
  readonly metrics: () => Promise<string>;
  /** Whether it is worth giving work to the process. */
  readonly ready: () => Promise<boolean>;
}

export interface Supervision {
  readonly url: string;
  close(): Promise<void>;
}

/** « 9464 » (loopback) or « 0.0.0.0:9464 »; undefined when absent. Throws a sentence that names the setting. */
export function readAddress(env: NodeJS.ProcessEnv, name: string): { host: string; port: number } | undefined {
  const given = env[name];
  if (given === undefined || given === '') return undefined;
  const [, host = '127.0.0.1', port] = /^(?:(.+):)?(\d{1,5})$/.exec(given) ?? [];
  if (port === undefined || Number(port) > 65_535)
    throw new Error(`${name} must be a port, or host:port, not «${given}».`);
  return { host, port: Number(port) };
}

export async function startSupervision(
  { host, port }: { readonly host: string; readonly port: number },
  { metrics, ready }: Supervised,
): Promise<Supervision> {
  const pages: Readonly<Record<string, () => Promise<{ status: number; text: string }>>> = {
    '/vie': () => Promise.resolve({ status: 200, text: 'ok\n' }),
    '/pret': async () => ((await ready()) ? { status: 200, text: 'ok\n' } : { status: 503, text: 'indisponible\n' }),
    '/metrics': async () => ({ status: 200, text: await metrics() }),
  };
  const server = createServer((request, response) => {
    const page =
      request.method === 'GET' && Object.hasOwn(pages, request.url ?? '') ? pages[request.url ?? ''] : undefined;
    void (page?.() ?? Promise.resolve({ status: 404, text: 'introuvable\n' }))
      .catch(() => ({ status: 503, text: 'indisponible\n' }))
      .then(({ status, text }) => {
        response.writeHead(status, { 'content-type': 'text/plain; version=0.0.4; charset=utf-8' }).end(text);
      });
  });
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(port, host, resolve));
  return {
    url: `http://${host}:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
