/** The connector as a process of its own, on a démarche of the double; and what stands between it and both services, to stop it at any exchange. */
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { createServer, request as ask, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fournisseur } from '../../setup/identites.ts';
import { temporaryFolder } from '../../setup/temporary-folder.ts';
import type { Region } from './region.ts';

const RACINE = join(import.meta.dirname, '../../..');

/** Told of each exchange: before it is passed on, and once it is done but not yet answered. `false`: it is not answered. */
export type Guet = (moment: 'avant' | 'apres', quoi: string) => Promise<boolean>;

/** A server that hands on to `cible` what it is asked, unless `guet` keeps it. */
async function relais(cible: string, guet: Guet): Promise<{ readonly url: string; readonly server: Server }> {
  const { hostname, port } = new URL(cible);
  const server = createServer((incoming, outgoing) => {
    void (async () => {
      const parts: Buffer[] = [];
      for await (const part of incoming) parts.push(part as Buffer);
      const body = Buffer.concat(parts);
      const operation = /"operationName":"(\w+)"/.exec(body.toString('latin1'))?.[1];
      const quoi = operation ?? `${incoming.method} ${incoming.url}`;
      if (!(await guet('avant', quoi))) return void incoming.socket.destroy();
      const forwarded = ask(
        {
          hostname,
          port,
          path: incoming.url,
          method: incoming.method,
          headers: { ...incoming.headers, host: `${hostname}:${port}` },
        },
        (answer) => {
          const answered: Buffer[] = [];
          answer.on('data', (part: Buffer) => answered.push(part));
          answer.on('end', () => {
            void guet('apres', quoi).then((passes) => {
              if (!passes) return incoming.socket.destroy();
              outgoing.writeHead(answer.statusCode ?? 502, answer.headers).end(Buffer.concat(answered));
            });
          });
        },
      );
      forwarded.on('error', () => incoming.socket.destroy());
      forwarded.end(body);
    })().catch(() => incoming.socket.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, server };
}

export interface Connecteur {
  /** Starts it; resolves when a turn is over, or when it is dead. What its turn said. */
  tourner(guet?: Guet): Promise<Readonly<Record<string, unknown>> | 'mort'>;
  /** SIGKILL: nothing of it is told anything. */
  tuer(): void;
  fermer(): Promise<void>;
}

const TOUJOURS: Guet = () => Promise.resolve(true);

/** Prepares it on the letters of the region: mapping, accounts, secrets, as an administrator would. */
export async function preparerConnecteur(region: Region, databaseUrl: string): Promise<Connecteur> {
  let guet = TOUJOURS;
  const par: Guet = (moment, quoi) => guet(moment, quoi);
  const [dn, api] = await Promise.all([relais(region.dn.apiUrl, par), relais(region.base, par)]);
  const folder = await temporaryFolder();
  const correspondances = join(folder, 'correspondances');
  await mkdir(correspondances);
  const { issuer, clientSecret } = await fournisseur();
  const secret = join(folder, 'secret');
  await writeFile(secret, clientSecret);
  await writeFile(
    join(correspondances, 'lettres.json'),
    JSON.stringify({ ...region.lettres.correspondance, adresse: `${dn.url}/api/v2/graphql` }),
  );
  const compte = (client: string) => ({ client, fichierDuSecret: secret });
  const comptes = join(folder, 'comptes.json');
  await writeFile(
    comptes,
    JSON.stringify({
      emetteur: issuer,
      connecteur: compte('connecteur'),
      ars: { 'nouvelle-aquitaine': compte('ars-nouvelle-aquitaine') },
    }),
  );
  let child: ChildProcess | undefined;
  const gone = () =>
    new Promise<void>((resolve) => {
      if (child === undefined || child.exitCode !== null || child.signalCode !== null) return resolve();
      child.once('exit', () => resolve());
    });
  const tuer = () => void child?.kill('SIGKILL');
  return {
    tuer,
    async tourner(own = TOUJOURS) {
      guet = own;
      child = spawn(process.execPath, ['demarches/main.ts'], {
        cwd: RACINE,
        stdio: ['ignore', 'pipe', 'inherit'],
        env: {
          PATH: process.env['PATH'],
          DATABASE_URL: databaseUrl,
          ESS_API_URL: api.url,
          ESS_DEMARCHES: correspondances,
          ESS_DEMARCHES_COMPTES: comptes,
          ESS_DEMARCHES_MINUTES: '60',
        },
      });
      const lines = createInterface({ input: child.stdout as NodeJS.ReadableStream });
      const said = new Promise<Readonly<Record<string, unknown>>>((resolve) => {
        lines.on('line', (line) => {
          const told = JSON.parse(line) as Record<string, unknown>;
          if (told['message'] === 'relève') resolve(told);
        });
      });
      const outcome = await Promise.race([said, gone().then(() => 'mort' as const)]);
      tuer();
      await gone();
      return outcome;
    },
    async fermer() {
      tuer();
      await gone();
      for (const { server } of [dn, api]) {
        server.closeAllConnections();
        await new Promise((resolve) => server.close(resolve));
      }
    },
  };
}
