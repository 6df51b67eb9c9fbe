/** Cookies of the console: for this host alone, never read by a script, never sent by another site's form. */
import type { CookieOptions, Request, Response } from 'express';

export type CookieName = 'session' | 'connexion' | 'dit';

export interface Cookies {
  read(request: Request, name: CookieName): string | undefined;
  /** Without `seconds`: until the browser closes. */
  write(response: Response, name: CookieName, value: string, seconds?: number): void;
  clear(response: Response, name: CookieName): void;
}

/** `url`: the console's. Over TLS the names bear `__Host-`: no other host of the domain can set them (RFC 6265bis). */
export function createCookies(url: string): Cookies {
  const secure = url.startsWith('https:');
  const nameOf = (name: CookieName) => `${secure ? '__Host-' : ''}ess-${name}`;
  const options: CookieOptions = { path: '/', httpOnly: true, secure, sameSite: 'lax' };
  return {
    read(request, name) {
      const start = `${nameOf(name)}=`;
      const found = (request.get('cookie') ?? '').split(/; */).find((pair) => pair.startsWith(start));
      return found?.slice(start.length);
    },
    write(response, name, value, seconds) {
      response.cookie(nameOf(name), value, {
        ...options,
        encode: String,
        ...(seconds === undefined ? {} : { maxAge: seconds * 1000 }),
      });
    },
    clear(response, name) {
      response.clearCookie(nameOf(name), options);
    },
  };
}
