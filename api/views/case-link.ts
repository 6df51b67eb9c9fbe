/** Where people see a case, as an absolute address: what is read outside of a browser knows of no other page. */

import { casePage, invitationPage } from '../../runtime/console-address.ts';

const withoutSlash = (url: string | undefined): string | undefined => url?.replace(/\/+$/, '') || undefined;

/** In the console (ESS_CONSOLE_URL), else by the API (ESS_API_URL); `undefined`: neither is said. */
export function caseLinkFrom(env: NodeJS.ProcessEnv): ((ess: string) => string) | undefined {
  const [console_, api] = [withoutSlash(env['ESS_CONSOLE_URL']), withoutSlash(env['ESS_API_URL'])];
  if (console_ !== undefined) return (ess) => casePage(console_, ess);
  return api === undefined ? undefined : (ess) => `${api}/api/v1/ess/${ess}`;
}

/** Where an invitation is answered: in the console alone, which signs people in. */
export function invitationLinkFrom(env: NodeJS.ProcessEnv): ((secret: string) => string) | undefined {
  const console_ = withoutSlash(env['ESS_CONSOLE_URL']);
  return console_ === undefined ? undefined : (secret) => invitationPage(console_, secret);
}
