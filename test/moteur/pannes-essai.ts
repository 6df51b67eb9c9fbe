/** What the fault tests break: a server that refuses mail, a road to the engine that closes, a worker that is killed. */
import { spawn, type ChildProcess } from 'node:child_process';
import { createConnection, createServer, type AddressInfo, type Socket } from 'node:net';
import { join } from 'node:path';
import { simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';
import type { Installation } from '../setup/installation.ts';

/** An SMTP server that refuses everything while `ferme` is true (« 451, try again later »), and counts what it takes. */
export async function serveurSmtp() {
  const recus: string[] = [];
  const etat = { ferme: false, refus: 0 };
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    onMailFrom(_adresse, _session, fait) {
      if (!etat.ferme) return fait();
      etat.refus += 1;
      fait(Object.assign(new Error('4.3.2 système en maintenance'), { responseCode: 451 }));
    },
    onData(flux, _session, fait) {
      simpleParser(flux).then(({ messageId = '' }) => {
        recus.push(messageId);
        fait();
      }, fait);
    },
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${port}`,
    etat,
    recus,
    fermer: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
}

/** A road to the engine: while `coupee`, nothing passes, and nobody is told. */
export async function routeVers(adresse: string) {
  const [host = '', port = ''] = adresse.split(':');
  const etat = { coupee: false };
  const sockets = new Set<Socket>();
  const server = createServer((entrant) => {
    const sortant = createConnection({ host, port: Number(port) });
    for (const [un, autre] of [
      [entrant, sortant],
      [sortant, entrant],
    ] as const) {
      sockets.add(un);
      un.on('data', (morceau) => {
        if (!etat.coupee) autre.write(morceau);
      });
      un.on('error', () => undefined);
      un.on('close', () => {
        sockets.delete(un);
        autre.destroy();
      });
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    adresse: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    etat,
    /** Ends what was under way and lets new connections pass. */
    rouvrir() {
      for (const socket of sockets) socket.destroy();
      etat.coupee = false;
    },
    async fermer() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** What a worker process needs of an installation; the workflow code is made ahead, as in production. */
export const envDuWorker = ({ address, terrain, databaseUrl, smtpUrl, bundlePath }: Installation) => ({
  TEMPORAL_ADDRESS: address,
  TEMPORAL_NAMESPACE: terrain.namespace,
  DATABASE_URL: databaseUrl,
  SMTP_URL: smtpUrl,
  ESS_BUNDLE: bundlePath,
  // As an installation of these tests: what is played is given its number.
  ESS_FINESS_RESERVES: 'oui',
});

const RACINE = join(import.meta.dirname, '../..');

/** The worker as a process of its own, as in production. */
export const lancerWorker = (env: Readonly<Record<string, string>>): ChildProcess =>
  spawn(process.execPath, ['--disable-warning=ExperimentalWarning', join(RACINE, 'worker/main.ts')], {
    cwd: RACINE,
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, ...env },
  });

/** Ends it at once; resolves when it is gone. */
export async function tuer(processus: ChildProcess, signal: NodeJS.Signals = 'SIGKILL'): Promise<void> {
  if (processus.exitCode !== null || processus.signalCode !== null) return;
  const fini = new Promise((resolve) => processus.once('exit', resolve));
  processus.kill(signal);
  await fini;
}
