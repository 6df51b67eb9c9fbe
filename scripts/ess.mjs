#!/usr/bin/env node
// The `ess` command: see cli/ess.ts.
process.argv.splice(2, 0, 'cli/ess.ts');
await import('./run.mjs');
