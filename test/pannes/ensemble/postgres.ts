/** PostgreSQL on two machines: a primary that commits once its standby holds it, and an address that goes to whoever leads. */
import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { appendFile, chmod, chown, mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import pg from 'pg';
import { serverUser } from '../../../records/server/binaries.ts';
import { lancerPartie, type Partie } from './parties.ts';
import type { Reseau } from './reseau.ts';

const run = promisify(execFile);
export const BASE = 'base';
const MACHINES = ['pg1', 'pg2'] as const;
type Machine = (typeof MACHINES)[number];

const REGLAGES = [
  'listen_addresses=*',
  'unix_socket_directories=',
  'max_connections=300',
  'shared_buffers=64MB',
  'wal_level=replica',
  'max_wal_size=192MB',
  'wal_keep_size=128MB',
  // A machine that is gone is given up in seconds.
  'wal_sender_timeout=10s',
  'wal_receiver_timeout=10s',
  'tcp_keepalives_idle=10',
  'tcp_keepalives_interval=5',
  'tcp_keepalives_count=3',
  'tcp_user_timeout=20s',
];

export interface Postgres {
  /** Both servers, the one that leads first. */
  parties(): readonly [Partie, Partie];
  /** Which machine leads. */
  meneur(): Machine;
  /** Small disk on which its data are. */
  disque(machine: Machine): string;
  url(base: string, compte?: { readonly nom: string; readonly mot: string }): string;
  /** The machine that leads is lost for good: the other one leads, then has a standby made of the first, wiped. */
  basculer(): Promise<void>;
  /** Makes it a standby of the other again, and waits until commits wait for it. */
  suivre(): Promise<void>;
  fermer(): Promise<void>;
}

export async function ouvrirPostgres(
  reseau: Reseau,
  { programmes, dossier, taille }: { readonly programmes: string; readonly dossier: string; readonly taille: string },
): Promise<Postgres> {
  const mot = randomBytes(12).toString('hex');
  const secret = join(dossier, 'mot-de-passe');
  const compte = await serverUser(dossier);
  if (compte === undefined) throw new Error('root is needed');
  await writeFile(secret, mot, { mode: 0o600 });
  await chown(secret, compte.uid, compte.gid);
  const comme = [`--reuid=${compte.uid}`, `--regid=${compte.gid}`, '--clear-groups'];
  const disque = (machine: Machine) => join(dossier, machine);
  const donnees = (machine: Machine) => join(disque(machine), 'donnees');
  const lancer = (machine: Machine, programme: string, args: readonly string[], env: NodeJS.ProcessEnv = {}) => {
    const [ip, avec] = reseau.sur(machine, 'setpriv', [...comme, join(programmes, programme), ...args]);
    return run(ip, [...avec], { cwd: '/', env: { PATH: process.env['PATH'], LC_ALL: 'C', ...env } });
  };
  for (const machine of MACHINES) {
    await mkdir(disque(machine));
    await run('mount', ['-t', 'tmpfs', '-o', `size=${taille},mode=0755`, 'tmpfs', disque(machine)]);
    await chown(disque(machine), compte.uid, compte.gid);
    await chmod(disque(machine), 0o755);
    await reseau.machine(machine);
  }
  reseau.flottante(BASE);
  const servir = (machine: Machine) =>
    lancerPartie(reseau, dossier, {
      nom: machine,
      commande: [
        'setpriv',
        ...comme,
        join(programmes, 'postgres'),
        '-D',
        donnees(machine),
        ...REGLAGES.flatMap((un) => ['-c', un]),
      ],
      env: { LC_ALL: 'C' },
    });
  const urlDe = (hote: string, base: string, par = { nom: 'ess', mot }) =>
    `postgres://${par.nom}:${par.mot}@${hote}:5432/${base}`;
  /** On that machine, again and again until it answers. */
  const demander = async <R extends pg.QueryResultRow>(machine: Machine, ...ordres: string[]): Promise<R[]> => {
    for (;;) {
      const client = new pg.Client({
        connectionString: urlDe(reseau.adresse(machine), 'postgres'),
        connectionTimeoutMillis: 2000,
        query_timeout: 5000,
      });
      client.on('error', () => undefined);
      try {
        await client.connect();
        let lignes: R[] = [];
        for (const ordre of ordres) lignes = (await client.query<R>(ordre)).rows;
        return lignes;
      } catch {
        await pause(200);
      } finally {
        await client.end().catch(() => undefined);
      }
    }
  };
  let meneur: Machine = 'pg1';
  const second = (): Machine => (meneur === 'pg1' ? 'pg2' : 'pg1');
  const parties = new Map<Machine, Partie>();

  await lancer('pg1', 'initdb', [
    `--pgdata=${donnees('pg1')}`,
    '--username=ess',
    `--pwfile=${secret}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale=C',
  ]);
  await appendFile(
    join(donnees('pg1'), 'pg_hba.conf'),
    'host all all samenet scram-sha-256\nhost replication all samenet scram-sha-256\n',
  );
  parties.set('pg1', servir('pg1'));
  await reseau.donner(BASE, 'pg1');
  await demander('pg1', 'select 1');

  const synchrone = async (oui: boolean) =>
    demander(meneur, `alter system set synchronous_standby_names = '${oui ? '*' : ''}'`, 'select pg_reload_conf()');
  const suivre = async () => {
    const machine = second();
    await parties.get(machine)?.arreter();
    await rm(donnees(machine), { recursive: true, force: true });
    await lancer(
      machine,
      'pg_basebackup',
      ['-h', reseau.adresse(meneur), '-U', 'ess', '-D', donnees(machine), '-X', 'stream', '-c', 'fast', '-R'],
      { PGPASSWORD: mot },
    );
    const sienne = parties.get(machine);
    if (sienne === undefined) parties.set(machine, servir(machine));
    else sienne.demarrer();
    await synchrone(true);
    await enPhase();
  };
  const enPhase = async () => {
    while ((await demander(meneur, "select 1 from pg_stat_replication where sync_state = 'sync'")).length === 0)
      await pause(200);
  };
  return {
    parties: () => [parties.get(meneur), parties.get(second())] as unknown as readonly [Partie, Partie],
    meneur: () => meneur,
    disque,
    url: (base, par) => urlDe(reseau.adresse(BASE), base, par),
    async basculer() {
      await parties.get(meneur)?.arreter();
      meneur = second();
      await reseau.donner(BASE, meneur);
      await lancer(meneur, 'pg_ctl', ['promote', '-w', '-D', donnees(meneur)]);
      // Nobody follows yet: commits would wait for ever.
      await synchrone(false);
    },
    suivre,
    async fermer() {
      for (const une of parties.values()) await une.arreter();
      for (const machine of MACHINES) await run('umount', ['-l', disque(machine)]).catch(() => undefined);
    },
  };
}
