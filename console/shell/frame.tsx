/** What the frame of a page needs of a visit; and the pages of the shell's own that stand in it. */
import type { Request, Response } from 'express';
import { Layout, type Frame } from '../parts/layout.tsx';
import { roleName } from '../words/noms.ts';
import type { Contract } from './contract.ts';
import type { Me, Page } from './page.ts';
import { pageOf } from './render.ts';
import type { Session } from './sessions.ts';
import type { Shell } from './shell.ts';

/** « ARS Nouvelle-Aquitaine », « Caisse primaire d'assurance maladie de la Gironde », « Porteur ». */
export function standingOf({ role, regions, caisses }: Me, contract: Contract): string {
  if (role === 'ars') return `ARS ${regions.map((slug) => contract.region(slug)).join(', ')}`;
  if (role === 'caisse') return caisses.map((code) => contract.caisse(code)).join(', ');
  return roleName(role);
}

/** Subjects name an issuer and an id: the id is what people know each other by. */
export const shortSubject = (subject: string): string => subject.slice(subject.lastIndexOf('|') + 1);

export interface Seen {
  readonly me: Me;
  readonly session: Session;
  readonly contract: Contract;
  readonly here: string;
}

export function menuOf(pages: readonly Page[], me: Me, here: string): NonNullable<Frame['menu']> {
  return pages
    .flatMap(({ path, open, menu }) => (menu !== undefined && open(me) ? [{ path, ...menu }] : []))
    .toSorted((a, b) => a.rank - b.rank)
    .map(({ path, label }) => ({
      href: path,
      label,
      current:
        path === '/' ? here === '/' : here === path || here.startsWith(`${path}/`) || here.startsWith(`${path}?`),
    }));
}

/** Everything of the frame but the title and the content. */
export function frameOf(pages: readonly Page[], { me, session, contract, here }: Seen): Partial<Frame> {
  const searched = here.startsWith('/dossiers?') ? new URLSearchParams(here.split('?')[1]).get('recherche') : null;
  return {
    identity: {
      name: session.name,
      standing: standingOf(me, contract),
      formToken: session.formToken,
      roles: me.roles.map((role) => ({ role, label: roleName(role), current: role === me.role })),
      ...(me.delegation === undefined ? {} : { onBehalf: shortSubject(me.sujet) }),
      here,
    },
    menu: menuOf(pages, me, here),
    ...(searched === null ? {} : { searched }),
  };
}

/** Sends a page of HTML. What was said once (a banner) is said here, and forgotten. */
export async function sendPage(
  shell: Shell,
  request: Request,
  response: Response,
  status: number,
  frame: Omit<Frame, 'assets'>,
): Promise<void> {
  const sealed = shell.cookies.read(request, 'dit');
  const said = sealed === undefined ? undefined : await shell.sealer.open(sealed);
  if (sealed !== undefined) shell.cookies.clear(response, 'dit');
  const html = pageOf(
    <Layout
      {...frame}
      assets={shell.assets}
      demonstration={shell.demonstration !== undefined}
      health={await shell.health()}
      {...(typeof said === 'string' ? { said } : {})}
    />,
  );
  response.status(status).type('text/html; charset=utf-8').send(html);
}
