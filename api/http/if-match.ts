/** `ETag` and `If-Match` (RFC 9110 §8.8.3, §13.1.1): what was read, so that nothing is decided on what has changed since. */
import type { Request } from 'express';
import { FORM_RULES } from '../../runtime/http/form-rules.ts';
import { invalidFields } from '../../runtime/http/problems.ts';

/** Strong: the same number is the same state. */
export const etagOf = (version: number): string => `"${version}"`;

/** The version that the request has read; `'*'`: any; `undefined`: it does not say. */
export function readVersion(request: Request): number | '*' | undefined {
  const header = request.get('if-match')?.trim();
  if (header === undefined || header === '*') return header;
  const version = /^"(\d{1,9})"$/.exec(header)?.[1];
  if (version !== undefined) return Number(version);
  throw invalidFields([
    {
      champ: 'If-Match',
      regle: FORM_RULES.header,
      message: 'Renvoyez ici l’ETag que vous avez lu (exemple : "12").',
    },
  ]);
}
