/** DEC-56: a case on the same territory, and where it stands. */
import { z } from 'zod';
import { essId } from './values.ts';

export const rivalRead = z.strictObject({ ess: essId, statut: z.enum(['en-instruction', 'validee', 'en-cours']) });
