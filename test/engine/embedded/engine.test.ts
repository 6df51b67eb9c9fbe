import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { connect, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client, Connection } from '@temporalio/client';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { buildEngine, builtEngine } from '../../../engine/embedded/build.ts';
import { type Engine, type EngineOptions, startEngine } from '../../../engine/embedded/find.ts';

const folder = mkdtempSync(join(tmpdir(), 'engine-test-'));
const lines: string[] = [];
const options: EngineOptions = {
  namespace: 'essai',
  headless: true,
  searchAttributes: { Etat: 'Keyword', Echeance: 'Datetime', Montant: 'Int' },
  retentionDays: 3653,
  timeSkipping: true,
  log: (line) => lines.push(line),
};

const started: Engine[] = [];
async function start(changes: Partial<EngineOptions> = {}): Promise<Engine> {
  const engine = await startEngine({ ...options, ...changes });
  started.push(engine);
  return engine;
}

async function connected<T>(engine: Engine, work: (connection: Connection) => Promise<T>): Promise<T> {
  const connection = await Connection.connect({ address: engine.address });
  try {
    return await work(connection);
  } finally {
    await connection.close();
  }
}

/** As a browser would ask, under the name by which its page was reached. */
const asked = (port: string, path: string, { host, method, body }: { host?: string; method?: string; body?: string }) =>
  new Promise<{ status: number; text: string }>((resolve, reject) => {
    const headers = host === undefined ? {} : { host };
    request({ host: '127.0.0.1', port, path, method, headers, agent: false }, (answer) => {
      let text = '';
      answer.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, text }));
    })
      .once('error', reject)
      .end(body);
  });

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

/** A shell script that stands in for the official CLI: our own build has its flags, and without ours watches nobody. */
const serving = () => `[ "$1" = --version ] && { echo "(Server 1.32.0)"; exit; }; exec '${builtEngine()}' "$@"`;

async function withTemporalCommand(script: string, work: () => Promise<void>): Promise<void> {
  const command = join(folder, 'temporal');
  writeFileSync(command, `#!/bin/sh\n${script}\n`, { mode: 0o755 });
  vi.stubEnv('PATH', `${folder}:${process.env['PATH']}`);
  await work();
  rmSync(command);
}

// An engine of the developer's own is not what is tested.
delete process.env['TEMPORAL_ADDRESS'];

beforeAll(async () => {
  // Once per machine; the tests' own limits need not reckon with it.
  await buildEngine((line) => console.log(line));
}, 35 * 60_000);

afterEach(async () => {
  vi.unstubAllEnvs();
  lines.length = 0;
  await Promise.all(started.splice(0).map((engine) => engine.stop()));
});

afterAll(() => rmSync(folder, { recursive: true }));

describe('an engine that was started', () => {
  test('has its namespace, retention and search attributes, and is only seen from this machine', async () => {
    const engine = await start();
    expect(engine.address).toMatch(/^127\.0\.0\.1:\d+$/);
    expect(engine.uiUrl).toBeUndefined();
    const { namespace } = options;
    await connected(engine, async ({ workflowService, operatorService }) => {
      const { config } = await workflowService.describeNamespace({ namespace });
      expect(Number(config?.workflowExecutionRetentionTtl?.seconds)).toBe(3653 * 86_400);
      const { customAttributes } = await operatorService.listSearchAttributes({ namespace });
      expect(customAttributes).toMatchObject({ Etat: 2, Echeance: 6, Montant: 3 });
    });
  });

  test('serves the Web UI unless headless', async () => {
    const engine = await start({ headless: false });
    const page = await fetch(String(engine.uiUrl));
    expect(page.status).toBe(200);
    expect(await page.text()).toContain('<html');
  });

  test('its Web UI, pages and cases, answers to the names of this machine alone', async () => {
    const engine = await start({ headless: false });
    const { port } = new URL(String(engine.uiUrl));
    const pages = ['/', '/namespaces/essai/workflows', '/api/v1/namespaces/essai', '/healthz'];
    for (const path of pages)
      for (const host of [`evil.example:${port}`, 'evil.example', 'localhost.evil.example', '127.0.0.1.evil.example'])
        expect([path, host, (await asked(port, path, { host })).status]).toEqual([path, host, 421]);
    for (const host of [`127.0.0.1:${port}`, `localhost:${port}`, `[::1]:${port}`]) {
      expect((await asked(port, '/', { host })).text).toContain('<html');
      expect((await asked(port, '/api/v1/namespaces/essai', { host })).text).toMatch(/"name":\s*"essai"/);
    }
    // It writes nothing, and what somebody sends to it arrives as it was sent.
    const written = await asked(port, '/api/v1/namespaces/essai/workflows/x', { method: 'POST', body: '{}' });
    expect(written.status).toBeGreaterThanOrEqual(400);
    await engine.stop();
    await expect(asked(port, '/', {})).rejects.toThrow('ECONNREFUSED');
  });

  test('keeps its data over a restart and over a SIGKILL, and takes new attributes and a longer retention', async () => {
    const dataFile = join(folder, 'a-folder-to-make', 'data.db');
    const workflowId = 'kept';
    const first = await start({ dataFile, retentionDays: 10 });
    await connected(first, (connection) =>
      new Client({ connection, namespace: options.namespace }).workflow.start('any', { workflowId, taskQueue: 'none' }),
    );
    await first.stop();
    const second = await start({
      dataFile,
      retentionDays: 20,
      searchAttributes: { ...options.searchAttributes, Nom: 'Text' },
    });
    second.kill();
    const third = await start({ dataFile, retentionDays: 5 });
    await connected(third, async (connection) => {
      const client = new Client({ connection, namespace: options.namespace });
      expect((await client.workflow.getHandle(workflowId).describe()).status.name).toBe('RUNNING');
      const { namespace } = options;
      const { config } = await connection.workflowService.describeNamespace({ namespace });
      expect(Number(config?.workflowExecutionRetentionTtl?.seconds)).toBe(20 * 86_400);
      expect((await connection.operatorService.listSearchAttributes({ namespace })).customAttributes).toHaveProperty(
        'Nom',
        1,
      );
    });
    await expect(start({ dataFile, searchAttributes: { Etat: 'Int' } })).rejects.toThrow(/Etat.*another type/);
  });

  test('ends when its parent is killed', () => endsWithItsParent());

  test('ends when its parent is killed, also when it is a temporal command that does not watch its parent', () =>
    withTemporalCommand(serving(), endsWithItsParent));

  async function endsWithItsParent(): Promise<void> {
    const find = new URL('../../../engine/embedded/find.ts', import.meta.url).href;
    const program = `
      import { startEngine } from '${find}';
      const engine = await startEngine({ ...${JSON.stringify(options)}, log() {} });
      console.log(engine.pid);
      setInterval(() => {}, 1000);`;
    const parent = spawn(process.execPath, ['--input-type=module', '--eval', program], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const pid = await new Promise<number>((resolve) =>
      parent.stdout.once('data', (text: Buffer) => resolve(Number(text))),
    );
    expect(isAlive(pid)).toBe(true);
    parent.kill('SIGKILL');
    await vi.waitUntil(() => !isAlive(pid), { timeout: 20_000 });
  }
});

describe('finding an engine', () => {
  let busy: Server;
  beforeAll(
    () =>
      new Promise<void>(
        (resolve) => (busy = createServer((socket) => socket.destroy()).listen(0, '127.0.0.1', resolve)),
      ),
  );
  afterAll(() => new Promise((resolve) => busy.close(resolve)));
  const busyPort = () => (busy.address() as { port: number }).port;

  test('names a port that is in use', async () => {
    await expect(start({ port: busyPort() })).rejects.toThrow(`Port ${busyPort()} (engine)`);
    await expect(start({ uiPort: busyPort(), headless: false })).rejects.toThrow(`Port ${busyPort()} (Web UI)`);
  });

  test('names a port that an outgoing connection holds', async () => {
    const outgoing = connect(busyPort(), '127.0.0.1');
    await new Promise((resolve) => outgoing.once('connect', resolve));
    const port = outgoing.localPort as number;
    await expect(start({ port })).rejects.toThrow(`Port ${port} (engine)`);
    outgoing.destroy();
  });

  test('takes free ports where no outgoing connection will take them while it is down', async () => {
    const engine = await start();
    expect(Number(engine.address.split(':')[1])).toBeLessThan(32_768);
  });

  test('passes over a temporal command whose server is too old, and says so', () =>
    withTemporalCommand('echo "temporal version 1.1.0 (Server 1.25.0, UI 2.30.0)"', async () => {
      expect((await start()).source).not.toBe('cli');
      expect(lines).toContainEqual(
        expect.stringMatching(/^engine: not the temporal command.*server 1\.25; 1\.32 or later/),
      );
    }));

  test('passes over a temporal command that does not start, and says why', () =>
    withTemporalCommand('[ "$1" = --version ] || { echo "no such flag" >&2; exit 2; }', async () => {
      expect((await start()).source).not.toBe('cli');
      expect(lines).toContainEqual('engine: not the temporal command on PATH: it stopped: no such flag');
    }));

  test('says why a server stopped, not where', () =>
    withTemporalCommand(
      `[ "$1" = --version ] || {
        echo "fatal: bind: permission denied" >&2
        for i in $(seq 100); do printf 'go.uber.org/fx.(*module).invoke\n\tgo.uber.org/fx@v1.24.0/module.go:335\n' >&2; done
        exit 1
      }`,
      async () => {
        await start();
        expect(lines).toContainEqual(
          'engine: not the temporal command on PATH: it stopped: fatal: bind: permission denied',
        );
      },
    ));

  test('uses a temporal command that serves', () =>
    withTemporalCommand(serving(), async () => {
      const engine = await start();
      expect(engine.source).toBe('cli');
      const { namespace } = options;
      const { config } = await connected(engine, ({ workflowService }) =>
        workflowService.describeNamespace({ namespace }),
      );
      expect(Number(config?.workflowExecutionRetentionTtl?.seconds)).toBe(3653 * 86_400);
    }));

  test('takes the one that TEMPORAL_ADDRESS names, and never another in its place', async () => {
    const other = await start({ timeSkipping: false });
    vi.stubEnv('TEMPORAL_ADDRESS', other.address);
    const engine = await start({ namespace: 'autre', timeSkipping: false });
    expect(engine).toMatchObject({ source: 'address', address: other.address, pid: undefined });
    expect(() => engine.kill()).toThrow('not started here');
    await expect(start({ timeSkipping: true })).rejects.toThrow(/does not serve: it cannot skip time/);
    vi.stubEnv('TEMPORAL_ADDRESS', `127.0.0.1:${busyPort()}`);
    await expect(start()).rejects.toThrow(/TEMPORAL_ADDRESS/);
  });
});

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
