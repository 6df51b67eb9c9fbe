/** Parameters that cut a list into pages. Query parameters are text. */
import { z } from 'zod';

const wholeNumber = (error: string) =>
  z
    .string({ error })
    .regex(/^\d{1,9}$/, { error })
    .transform(Number);

/** `limite`: size of a page. */
export const limitParameter = (usual: number, most: number) =>
  wholeNumber(`Un nombre entier de 1 à ${most} est attendu.`)
    .refine((value) => value >= 1 && value <= most, { error: `Un nombre entier de 1 à ${most} est attendu.` })
    .meta({ override: { type: 'integer', minimum: 1, maximum: most, pattern: undefined } })
    .default(usual);

/** `apres`: the ordinal after which the page starts. */
export const ordinalParameter = wholeNumber('Un rang (nombre entier) est attendu.')
  .meta({ override: { type: 'integer', minimum: 0, maximum: 999_999_999, pattern: undefined } })
  .default(0);
