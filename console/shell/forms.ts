/** Forms as they arrive: from a page of ours, in this session; and what they hold. */
import { timingSafeEqual } from 'node:crypto';
import type { Request, RequestHandler } from 'express';
import type { Fields } from './sessions.ts';

/** The hidden field of the synchronizer token. */
export const FORM_TOKEN = '_jeton';

/** What was sent, as text, by the name of its field. */
export interface Form {
  readonly fields: Fields;
  /** The first value, without the spaces around it; '' when absent. */
  one(name: string): string;
  all(name: string): readonly string[];
  /** The same as `one`, for a header of a request of ours: '' when no header can carry it. */
  header(name: string): string;
}

/** RFC 9110: visible characters. What pages of ours put in their hidden fields is of these. */
const IN_A_HEADER = /^[\x21-\x7e]{1,200}$/;

export const formOf = (fields: Fields): Form => {
  const all = (name: string): readonly string[] => (Object.hasOwn(fields, name) ? [fields[name] ?? ''].flat() : []);
  const one = (name: string): string => (all(name)[0] ?? '').trim();
  return { fields, all, one, header: (name) => (IN_A_HEADER.test(one(name)) ? one(name) : '') };
};

export const EMPTY_FORM = formOf({});

/** The fields of a body that express has read. What starts with `_` is the shell's own. */
export function fieldsOf(body: unknown): Fields {
  const entries = Object.entries((body ?? {}) as Record<string, unknown>);
  return Object.fromEntries(
    entries.flatMap(([name, value]): [string, string | readonly string[]][] => {
      if (name.startsWith('_')) return [];
      if (typeof value === 'string') return [[name, value]];
      return Array.isArray(value) && value.every((one) => typeof one === 'string') ? [[name, value]] : [];
    }),
  );
}

/**
 * Refuses what another site makes a browser send: `Sec-Fetch-Site`, which no page can forge; for a browser without it,
 * `Origin`. The cookie is `SameSite=Lax`, and the token of the session comes on top.
 */
export const fromOurPages =
  (url: string): RequestHandler =>
  (request, response, next) => {
    const site = request.get('sec-fetch-site');
    const origin = request.get('origin');
    const ours = site === undefined ? origin === undefined || origin === url : site === 'same-origin';
    if (request.method === 'GET' || request.method === 'HEAD' || ours) next();
    else response.status(403).type('text/plain').send('Ce formulaire ne vient pas d’une page de la console.');
  };

/** Whether the form is of this session. */
export function isOfSession(request: Request, formToken: string): boolean {
  const given: unknown = (request.body as Record<string, unknown> | undefined)?.[FORM_TOKEN];
  const [a, b] = [Buffer.from(typeof given === 'string' ? given : ''), Buffer.from(formToken)];
  return a.length === b.length && timingSafeEqual(a, b);
}
