/** What activities are made of. */
import type pg from 'pg';
import type { Mailer } from './mailer.ts';

export interface Dependances {
  readonly pool: pg.Pool;
  readonly mailer: Mailer;
  readonly log: (line: string) => void;
}
