/** A partner's system: a real HTTP server that remembers what it receives, and answers as told. */
import { createHmac } from 'node:crypto';
import { createServer, type IncomingHttpHeaders, type RequestListener } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

export interface Recu {
  readonly entetes: IncomingHttpHeaders;
  readonly corps: string;
}

export interface Recepteur {
  readonly adresse: string;
  readonly recus: Recu[];
  /** How it answers from now on. */
  repondre: RequestListener;
  /** Resolves once that many messages came. */
  attendre(nombre: number): Promise<void>;
}

export const accepter: RequestListener = (_, response) => response.writeHead(204).end();
export const seTaire: RequestListener = () => undefined;
export const refuser =
  (statut: number): RequestListener =>
  (_, response) =>
    response.writeHead(statut).end('x'.repeat(10_000));

/** Stopped when the test ends. `tls`: its certificate and key, in PEM. */
export async function recepteur(
  repondre: RequestListener = accepter,
  tls?: { readonly cert: string; readonly key: string },
): Promise<Recepteur> {
  const recus: Recu[] = [];
  const attentes = new Set<() => void>();
  const ecouter: RequestListener = (request, response) => {
    let corps = '';
    request.setEncoding('utf8').on('data', (part: string) => (corps += part));
    request.on('end', () => {
      recus.push({ entetes: request.headers, corps });
      for (const regarder of attentes) regarder();
      lui.repondre(request, response);
    });
  };
  const server = tls === undefined ? createServer(ecouter) : createTlsServer(tls, ecouter);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const lui: Recepteur = {
    adresse: `http${tls === undefined ? '' : 's'}://127.0.0.1:${(server.address() as AddressInfo).port}/ess`,
    recus,
    repondre,
    attendre: (nombre) =>
      new Promise((resolve) => {
        const regarder = () => {
          if (recus.length < nombre) return;
          attentes.delete(regarder);
          resolve();
        };
        attentes.add(regarder);
        regarder();
      }),
  };
  return lui;
}

/** Whether one of the signatures is that of this secret, by the words of the standard and the platform's HMAC. */
export function estSignePar(secret: string, { entetes, corps }: Recu): boolean {
  const cle = Buffer.from(secret.slice('whsec_'.length), 'base64');
  const signe = `${String(entetes['webhook-id'])}.${String(entetes['webhook-timestamp'])}.${corps}`;
  const attendue = `v1,${createHmac('sha256', cle).update(signe).digest('base64')}`;
  return String(entetes['webhook-signature']).split(' ').includes(attendue);
}

export const idDe = ({ entetes }: Recu): string => String(entetes['webhook-id']);
export const idsDe = ({ recus }: Recepteur): string[] => recus.map(idDe);
