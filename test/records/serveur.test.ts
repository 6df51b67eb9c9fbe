import { execFile } from 'node:child_process';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { openEmbeddedServer } from '../../records/server/embedded.ts';
import { appendJournal, readJournal } from '../../records/journal/journal.ts';
import { openRecords, type Records } from '../../records/server/start.ts';
import { temporaryFolder } from '../setup/temporary-folder.ts';
import { ligne } from './exemples.ts';

let folder: string;
const log: string[] = [];
const open = (port?: number): Promise<Records> =>
  openRecords({
    databaseUrl: '',
    dataFolder: folder,
    log: (line) => log.push(line),
    ...(port === undefined ? {} : { port }),
  });

beforeEach(async () => {
  log.length = 0;
  folder = await temporaryFolder();
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** Opens the same folder in another process, appends a line, runs `then`; what it printed. */
async function inAnotherProcess(then: string, rang = 1): Promise<string> {
  const program = `
    const { openRecords } = await import(process.argv[1] + 'records/server/start.ts');
    const { appendJournal } = await import(process.argv[1] + 'records/journal/journal.ts');
    const records = await openRecords({ databaseUrl: '', dataFolder: process.argv[2], log() {} });
    await appendJournal(records.pool, 'ess-1', [JSON.parse(process.argv[3])]);
    ${then}`;
  const root = new URL('../../', import.meta.url).href;
  const args = ['--input-type=module', '-e', program, root, folder, JSON.stringify(ligne(rang))];
  const ran = await promisify(execFile)(process.execPath, args).catch((error: unknown) => error as { stdout: string });
  return ran.stdout.trim();
}

describe('the embedded server', { timeout: 60_000 }, () => {
  test('what was written is there after a restart', async () => {
    const first = await open();
    await appendJournal(first.pool, 'ess-1', [ligne(1)]);
    await first.close();
    const second = await open();
    expect(await readJournal(second.pool, 'ess-1')).toEqual([ligne(1)]);
    await second.close();
  });

  test('what was written is there after the server was killed (SIGKILL), which leaves its pid file behind', async () => {
    const server = await openEmbeddedServer({ dataFolder: folder, log: (line) => log.push(line) });
    const first = await open();
    await appendJournal(first.pool, 'ess-1', [ligne(1)]);
    process.kill(server.pid, 'SIGKILL');
    const second = await open();
    expect(await readJournal(second.pool, 'ess-1')).toEqual([ligne(1)]);
    await Promise.all([first.close(), second.close()]);
    await server.close();
  });

  test('a server killed (SIGKILL) under load is started again on the same port; nothing acknowledged is lost', async () => {
    const [ours, other] = await Promise.all([open(), open()]);
    const postmaster = Number((await readFile(join(folder, 'pgdata', 'postmaster.pid'), 'utf8')).split('\n')[0]);
    let written = 0;
    let kill = () => {};
    const underLoad = new Promise<void>((resolve) => (kill = resolve));
    /** As activities do: each line again until it is acknowledged. */
    const write = async (records: Records, ess: string) => {
      for (let rang = 1; rang <= 40; rang += 1) {
        await vi.waitFor(() => appendJournal(records.pool, ess, [ligne(rang)]), { timeout: 60_000, interval: 50 });
        written += 1;
        if (written === 20) kill();
      }
    };
    const writers = [write(ours, 'ess-1'), write(ours, 'ess-2'), write(other, 'ess-3')];
    await underLoad;
    process.kill(postmaster, 'SIGKILL');
    await Promise.all(writers);
    for (const ess of ['ess-1', 'ess-2', 'ess-3'])
      expect((await readJournal(other.pool, ess)).map(({ rang }) => rang)).toEqual(
        Array.from({ length: 40 }, (_, n) => n + 1),
      );
    const restarted = await open();
    expect(restarted.url).toBe(ours.url);
    expect(log.filter((line) => line.includes('has died: starting it again'))).toHaveLength(1);
    await Promise.all([ours.close(), other.close(), restarted.close()]);
    expect(log.at(-1)).toMatch(/stopped/);
  });

  test('a process that dies without closing leaves the server; the next finds it, and stops it when it closes', async () => {
    const url = await inAnotherProcess(`console.log(records.url); process.kill(process.pid, 'SIGKILL');`);
    const records = await open();
    expect(records.url).toBe(url);
    expect(await readJournal(records.pool, 'ess-1')).toEqual([ligne(1)]);
    await records.close();
    expect(log.at(-1)).toMatch(/stopped/);
  });

  test('a pid file whose number belongs to another program does not block the start', async () => {
    await (await open()).close();
    const lines = [process.pid, join(folder, 'pgdata'), 0, 5432, '', '127.0.0.1', '', 'ready'];
    await writeFile(join(folder, 'pgdata', 'postmaster.pid'), `${lines.join('\n')}\n`);
    const records = await open();
    expect((await records.pool.query('select 1 as un')).rows).toEqual([{ un: 1 }]);
    await records.close();
  });

  test('a second process finds the running server; the last to close stops it', async () => {
    const ours = await open();
    await appendJournal(ours.pool, 'ess-1', [ligne(1)]);
    expect(await inAnotherProcess('console.log(records.url); await records.close();', 2)).toBe(ours.url);
    expect(await readJournal(ours.pool, 'ess-1')).toEqual([ligne(1), ligne(2)]);
    await ours.close();
    expect(log.at(-1)).toMatch(/stopped/);
  });

  test('several openings of a new folder at once make one server', async () => {
    const all = await Promise.all([open(), open(), open()]);
    expect(new Set(all.map(({ url }) => url)).size).toBe(1);
    await Promise.all(all.map((records) => records.close()));
  });

  test('a port already taken is named', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const { port } = other.address() as { port: number };
    await expect(open(port)).rejects.toThrow(`Port ${port} (PostgreSQL) is already taken`);
    await new Promise((resolve) => other.close(resolve));
  });
});
