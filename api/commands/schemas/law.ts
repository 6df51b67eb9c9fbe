/** What is asked of the law itself. */
import { z } from 'zod';
import { civilDate } from './fields.ts';

/** DEC-65 — the day whose figures are wanted; today when absent. */
export const lawQuery = z.strictObject({ le: civilDate.exactOptional() });
