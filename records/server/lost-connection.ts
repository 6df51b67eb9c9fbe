/** A connection to PostgreSQL that was refused, cut or timed out: which database, without its password. */
import type pg from 'pg';

/** `code`: what the system or PostgreSQL said, when it did. The transaction may or may not have been committed. */
export class LostConnection extends Error {
  override readonly name = 'LostConnection';
  readonly code: string | undefined;
  constructor(base: string, cause: Error & { readonly code?: string }) {
    super(`PostgreSQL ${base}: connection terminated (${cause.message})`, { cause });
    this.code = cause.code;
  }
}

/** Refused, reset, timed out; ended by an administrator, a crash or a shutdown; not accepting yet; idle for too long. */
const CODES = /^(ECONN|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENOTFOUND|EAI_AGAIN|08|57P0[1235]|25P03)/;
const MESSAGES = /connection terminated|timeout exceeded when trying to connect|client has encountered a connection/i;

/** The connection is what failed, and not what was asked of it. */
export function isConnectionLost(error: unknown): error is Error & { readonly code?: string } {
  if (!(error instanceof Error)) return false;
  const { code } = error as { code?: unknown };
  return (typeof code === 'string' && CODES.test(code)) || MESSAGES.test(error.message);
}

/** The error, or `LostConnection` with the database's name when the connection is what failed. */
export const nameLostDatabase = (pool: pg.Pool, error: unknown): unknown =>
  isConnectionLost(error) && !(error instanceof LostConnection) ? new LostConnection(databaseName(pool), error) : error;

/** `host:port/database`. */
function databaseName({ options }: pg.Pool): string {
  if (options.connectionString !== undefined && URL.canParse(options.connectionString)) {
    const { hostname, port, pathname } = new URL(options.connectionString);
    return `${hostname}:${port || '5432'}${pathname}`;
  }
  return `${options.host ?? 'localhost'}:${options.port ?? 5432}/${options.database ?? ''}`;
}
