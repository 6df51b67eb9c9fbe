/** Secrets from files (as container platforms mount them), and what production does not take by default. */
import { readFileSync } from 'node:fs';
import { isProduction } from './environment.ts';

/** Settings that hold a secret, or an address with one in it. `NAME_FILE` names the file whose content is the setting. */
const SECRETS = [
  'DATABASE_URL',
  'SMTP_URL',
  'TEMPORAL_API_KEY',
  'AWS_ACCESS_KEY_ID',
  'AWS_SECRET_ACCESS_KEY',
  'OTEL_EXPORTER_OTLP_HEADERS',
] as const;

/** Puts in `env` what the files of `…_FILE` hold, their last line end apart. Throws a sentence that names the setting. */
export function loadSecretFiles(env: NodeJS.ProcessEnv): void {
  for (const name of SECRETS) {
    const file = env[`${name}_FILE`];
    if (file === undefined || file === '') continue;
    if (env[name] !== undefined) throw new Error(`${name} and ${name}_FILE are both set: keep one.`);
    let content: string;
    try {
      content = readFileSync(file, 'utf8');
    } catch (error) {
      throw new Error(`${name}_FILE: the file ${file} cannot be read.`, { cause: error });
    }
    const value = content.replace(/\r?\n$/, '');
    if (value === '' || value.includes('\n'))
      throw new Error(`${name}_FILE: the file ${file} must hold one line, the value of ${name}.`);
    env[name] = value;
  }
}

/** Where decisions are real nothing is guessed: throws a sentence that names the first setting that lacks. */
export function requireGiven(env: NodeJS.ProcessEnv, names: readonly string[]): void {
  if (!isProduction(env)) return;
  const missing = names.filter((name) => (env[name] ?? '') === '');
  if (missing.length > 0)
    throw new Error(`NODE_ENV=production: ${missing.join(', ')} must be set, the default is for development.`);
}
