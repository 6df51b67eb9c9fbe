import { spawn } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { underLock } from '../../../engine/embedded/lock.ts';
import { temporaryFolder } from '../../setup/temporary-folder.ts';

describe('the lock around the build', () => {
  const lines: string[] = [];
  const log = (line: string) => void lines.push(line);
  let file: string;
  beforeAll(async () => {
    file = join(await temporaryFolder(), 'lock');
  });

  test('lets one work at a time', async () => {
    const order: string[] = [];
    let finish = (): void => undefined;
    const first = underLock(file, log, () => new Promise((resolve) => (finish = resolve)));
    const second = underLock(file, log, () => Promise.resolve(void order.push('second')));
    expect(lines).toContainEqual(expect.stringContaining(`process ${process.pid} is building it; waiting`));
    order.push('first');
    finish();
    await Promise.all([first, second]);
    expect(order).toEqual(['first', 'second']);
    expect(existsSync(file)).toBe(false);
  });

  test('is taken over when its owner is gone', async () => {
    const gone = spawn('true');
    await new Promise((resolve) => gone.once('exit', resolve));
    writeFileSync(file, String(gone.pid));
    await underLock(file, log, () => Promise.resolve(expect(readFileSync(file, 'utf8')).toBe(String(process.pid))));
    expect(existsSync(file)).toBe(false);
  });
});
