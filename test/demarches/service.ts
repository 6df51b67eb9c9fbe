/** A service of HTTP that answers what a test says, and keeps what it was asked. */
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Reponse {
  readonly statut?: number;
  readonly entetes?: Readonly<Record<string, string>>;
  /** An object is sent as JSON; a text as it is; `silence`: never answered. */
  readonly corps: object | string;
}

export interface Demande {
  readonly entetes: IncomingHttpHeaders;
  readonly corps: { query?: string; queryId?: string; variables: Record<string, unknown>; operationName?: string };
}

/** Answers `reponses` one after the other, the last one for ever. */
export async function ouvrirService(reponses: readonly Reponse[]) {
  const demandes: Demande[] = [];
  const serveur = createServer((request, response) => {
    void (async () => {
      const parts: Buffer[] = [];
      for await (const part of request) parts.push(part as Buffer);
      demandes.push({
        entetes: request.headers,
        corps: JSON.parse(Buffer.concat(parts).toString()) as Demande['corps'],
      });
      const { statut = 200, entetes = {}, corps } = reponses[Math.min(demandes.length, reponses.length) - 1] as Reponse;
      if (corps === 'silence') return;
      response.writeHead(statut, { 'Content-Type': 'application/json', ...entetes });
      response.end(typeof corps === 'string' ? corps : JSON.stringify(corps));
    })();
  });
  await new Promise<void>((resolve) => serveur.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(serveur.address() as AddressInfo).port}/api/v2/graphql`,
    demandes,
    async [Symbol.asyncDispose]() {
      serveur.closeAllConnections();
      await new Promise((resolve) => serveur.close(resolve));
    },
  };
}
