/**
 * One Temporal engine and one workflow bundle per test run. They are made in the background, so that the tests that
 * need neither run meanwhile (a first build takes minutes); those that do wait for the file named by `engineFile`.
 */
import { rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { startEngine, type Engine } from '../../engine/embedded/find.ts';
import { bundle } from '../../worker/worker.ts';
import { ATTRIBUTS } from '../../workflows/messages.ts';
import { temporaryFolder } from './temporary-folder.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** File that holds an `EnginePrepared`, once it is there. */
    engineFile: string;
  }
}

export type EnginePrepared =
  | { readonly address: string; readonly uiUrl: string | undefined; readonly bundlePath: string }
  | { readonly error: string };

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await temporaryFolder();
  const file = join(folder, 'engine.json');
  project.provide('engineFile', file);
  let engine: Engine | undefined;

  const write = async (prepared: EnginePrepared) => {
    await writeFile(`${file}.part`, JSON.stringify(prepared));
    await rename(`${file}.part`, file);
  };
  const prepareAll = async () => {
    const bundlePath = join(folder, 'workflows.js');
    await writeFile(bundlePath, (await bundle()).code);
    engine = await startEngine({
      namespace: 'essais',
      searchAttributes: ATTRIBUTS,
      retentionDays: 3650,
      timeSkipping: true,
      log: (line) => console.log(`[${line}]`),
    });
    await write({ address: engine.address, uiUrl: engine.uiUrl, bundlePath });
  };
  const ready = prepareAll().catch((error: unknown) =>
    write({ error: error instanceof Error ? error.message : String(error) }),
  );
  return async () => {
    await ready;
    await engine?.stop();
    await rm(folder, { recursive: true, force: true });
  };
}
