/** What activities are made of. */
import type pg from 'pg';
import type { Autorites } from '../documents/authorities/index.ts';
import type { Liens } from '../workflows/messages.ts';
import type { Reach } from '../runtime/public-address.ts';
import type { Mailer } from './mailer.ts';

export interface Dependances {
  readonly pool: pg.Pool;
  readonly mailer: Mailer;
  readonly log: (line: string) => void;
  /** Called once notices of a case are committed: they can leave. */
  readonly surAvis?: (ess: string) => void;
  /** Where people see the cases, shown to the operator. */
  readonly liens?: Liens;
  /** Where partner systems may be reached; the public Internet alone when absent. */
  readonly partenaires?: Reach;
  /** Who the ARS and the caisses are when they write (ESS_AUTORITES); under their names alone when absent. */
  readonly autorites?: Autorites;
  /** DEC-51: FINESS numbers come from the ranges reserved for this system, where an ARS recorded none (demonstrations). */
  readonly finessReserves?: boolean;
  /** Folder of the administration's own templates (ESS_MODELES); ours when absent. */
  readonly modeles?: string;
}
