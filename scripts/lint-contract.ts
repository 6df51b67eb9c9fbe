/**
 * `npm run lint:contrat`: Spectral, with its rules for OpenAPI, reads the contract and its examples; ends with 1 at the
 * first error. It is fetched by `npx` at that version: no part of what a newcomer installs.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openApiDocument } from '../api/contract/document.ts';

const TOOL = '@stoplight/spectral-cli@6.16.3';

const folder = mkdtempSync(join(tmpdir(), 'ess-contrat-'));
try {
  const contract = join(folder, 'openapi.json');
  const rules = join(folder, 'rules.json');
  writeFileSync(contract, JSON.stringify(openApiDocument(), null, 1));
  // Whom to ask is each installation's own.
  writeFileSync(rules, JSON.stringify({ extends: 'spectral:oas', rules: { 'info-contact': 'off' } }));
  const { status, error } = spawnSync(
    'npx',
    ['--yes', TOOL, 'lint', contract, '--ruleset', rules, '--fail-severity', 'error'],
    { stdio: 'inherit' },
  );
  if (error !== undefined)
    throw new Error(`${TOOL} could not be run: is the package registry within reach?`, { cause: error });
  process.exitCode = status ?? 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
