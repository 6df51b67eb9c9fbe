/** The idempotency key of an act: one for what was typed, so that the same form sent again after a doubt is done once. */
import { createHash, randomUUID } from 'node:crypto';
import type { Form } from '../../shell/forms.ts';
import { KEY } from './champs.ts';

const markOf = (body: unknown): string => createHash('sha256').update(JSON.stringify(body)).digest('hex').slice(0, 16);

/** The key that this form bears already, when it says the same; else a new one. */
export function keyFor(form: Form, body: Readonly<Record<string, unknown>>): string {
  const [mark, given] = [markOf(body), form.header(KEY)];
  return given.endsWith(`.${mark}`) ? given : `${randomUUID()}.${mark}`;
}

/** Carried by a form that was given back: what it may already have done is not done twice. */
export const KeptKey = ({ form }: { readonly form: Form }) => <input type="hidden" name={KEY} value={form.one(KEY)} />;
