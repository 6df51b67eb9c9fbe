/**
 * Node runs `.ts` by itself, and refuses `.tsx`: this reads it, with the compiler that the workflow bundle already brings.
 * Imported before any page; under vitest, which reads `.tsx` by itself, it changes nothing.
 */
import { readFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { fileURLToPath } from 'node:url';
import { transformSync } from '@swc/core';

registerHooks({
  load(url, context, next) {
    if (!url.endsWith('.tsx')) return next(url, context);
    const filename = fileURLToPath(url);
    const { code } = transformSync(readFileSync(filename, 'utf8'), {
      filename,
      sourceMaps: 'inline',
      jsc: {
        target: 'es2024',
        parser: { syntax: 'typescript', tsx: true },
        transform: { react: { runtime: 'automatic', importSource: 'preact' } },
      },
    });
    return { format: 'module', source: code, shortCircuit: true };
  },
});
