/** A console on the ground of a bench, and people signed in: signing in is not what is measured. */
import { randomBytes } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { openConsole } from '../console/open.ts';
import { createSealer } from '../console/shell/sealed.ts';
import { createSessions } from '../console/shell/sessions.ts';
import { keyring, newKey, parseKey } from '../engine/connection/keys.ts';
import { createHttpServer } from '../runtime/http/server.ts';
import type { BenchGround } from './ground.ts';

const HOTE = '127.0.0.1';
/** A page that takes longer is not waited for. */
const PATIENCE_MS = 120_000;

/** A browser of somebody: its cookie, its forms. Each throws unless a page comes back, or a redirection from a form. */
export interface Agent {
  get(path: string): Promise<string>;
  /** Sends the form of that page's act, with these words beside what it holds; resolves to the next page, or its address. */
  send(html: string, words: Readonly<Record<string, string>>): Promise<{ readonly html: string; readonly to?: string }>;
}

export interface BenchConsole {
  signIn(account: string): Promise<Agent>;
  close(): Promise<void>;
}

const DECODED: Readonly<Record<string, string>> = {
  '&quot;': '"',
  '&#39;': "'",
  '&lt;': '<',
  '&gt;': '>',
  '&amp;': '&',
};
const decode = (html: string): string => html.replaceAll(/&(quot|#39|lt|gt|amp);/g, (one) => DECODED[one] ?? one);
const attribute = (tag: string, name: string): string =>
  decode(new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1] ?? '');

/** The form of the act on this page: where it goes, and what it holds unseen. */
function formOf(html: string): { readonly action: string; readonly held: Readonly<Record<string, string>> } {
  const [, tag = '', body = ''] = /(<form\b[^>]*action="[^"]*\/actes\/[^>]*>)([\s\S]*?)<\/form>/.exec(html) ?? [];
  if (tag === '') throw new Error(`no form on the page: ${html.slice(0, 300)}`);
  const hidden = [...body.matchAll(/<input\b[^>]*type="hidden"[^>]*>/g)].map(([input]) => input);
  return {
    action: attribute(tag, 'action'),
    held: Object.fromEntries(hidden.map((input) => [attribute(input, 'name'), attribute(input, 'value')])),
  };
}

/** A browser on the console found at `url`, which calls itself `origin`. */
export function browserOf({
  url,
  cookie,
  origin = url,
}: {
  readonly url: string;
  readonly cookie: string;
  readonly origin?: string;
}): Agent {
  const headers = { cookie };
  const signal = () => AbortSignal.timeout(PATIENCE_MS);
  return {
    async get(path) {
      const answer = await fetch(`${url}${path}`, { headers, redirect: 'manual', signal: signal() });
      const text = await answer.text();
      if (answer.status !== 200) throw new Error(`${path}: ${answer.status} ${text.slice(0, 200)}`);
      return text;
    },
    async send(html, words) {
      const { action, held } = formOf(html);
      const answer = await fetch(new URL(action, url), {
        method: 'POST',
        headers: { ...headers, origin },
        body: new URLSearchParams({ ...held, ...words }),
        redirect: 'manual',
        signal: signal(),
      });
      const text = await answer.text();
      if (answer.status !== 200 && answer.status !== 303)
        throw new Error(`POST ${action}: ${answer.status} ${text.slice(0, 300)}`);
      const to = answer.headers.get('location');
      return { html: text, ...(to === null ? {} : { to }) };
    },
  };
}

export async function openConsoleOn({ api, pool, token }: BenchGround): Promise<BenchConsole> {
  const keys = keyring([parseKey(newKey(new Date()), randomBytes(4).toString('hex'))]);
  const its: { app?: Awaited<ReturnType<typeof openConsole>> } = {};
  const { server, stop } = createHttpServer((request, response, last) => its.app?.app(request, response, last));
  await new Promise<void>((resolve) => server.listen(0, HOTE, resolve));
  const url = `http://${HOTE}:${(server.address() as AddressInfo).port}`;
  const limits = { perAddress: 0, perIdentity: 0, proxies: [] };
  its.app = await openConsole({ settings: { url, api, limits, keys, providers: [] }, pool, log: () => undefined });
  const sessions = createSessions(pool, createSealer(keys));
  return {
    async signIn(account) {
      const cookie = await sessions.open({
        provider: 'local',
        subject: account,
        name: account,
        tokens: { access: await token(account), until: Date.now() + 3_600_000, id: '' },
        formToken: randomBytes(16).toString('hex'),
      });
      return browserOf({ url, cookie: `ess-session=${cookie}` });
    },
    async close() {
      await stop();
      its.app?.close();
    },
  };
}
