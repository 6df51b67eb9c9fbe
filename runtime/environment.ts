/** Where a process runs: NODE_ENV, of which nothing but these values is understood. */
const KINDS = ['development', 'test', 'production'] as const;

/**
 * Whether decisions are real. Throws a sentence on any other value than these: `Production` or `prod` would otherwise be
 * taken for development, where nothing is demanded and trial clocks are allowed. Unset is development.
 */
export function isProduction(env: NodeJS.ProcessEnv): boolean {
  const given = env['NODE_ENV'];
  if (given !== undefined && !(KINDS as readonly string[]).includes(given))
    throw new Error(`NODE_ENV must be ${KINDS.join(', ')}, or unset, not «${given}».`);
  return given === 'production';
}
