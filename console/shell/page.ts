/** What a page is: an address, who may open it, and what it answers to a visit. */
import type { ComponentChildren, VNode } from 'preact';
import type { ClientEss, Schemas } from './api.ts';
import type { Contract } from './contract.ts';
import type { Form } from './forms.ts';
import type { OpenSession, Session } from './sessions.ts';
import type { operations } from '../../api/client/schema.d.ts';

/** Who the API takes the visitor for, with rights and commands. */
export type Me = operations['lire-mon-identite']['responses'][200]['content']['application/json'];
export type Role = Me['role'];
/** Of the API's matrix (docs/identites.md). */
export type { Schemas };

/** One request of somebody who is signed in. */
export interface Visit {
  /** Parameters of the path. */
  readonly path: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  /** What was posted; on a GET, what had been typed before the session ended; else empty. */
  readonly form: Form;
  /** Files sent with the form, by the name of their field. */
  readonly files: ReadonlyMap<string, File>;
  /** The form was given back after a new sign-in: say so. */
  readonly restored: boolean;
  readonly me: Me;
  /** Name to show of the person. */
  readonly name: string;
  readonly session: Session;
  readonly api: ClientEss;
  /** Names, fields and labels that the API publishes. */
  readonly contract: Contract;
  /** Where operators see a case in the engine; nothing when it was not given. */
  readonly engineUi: string | undefined;
  /** Civil date in Paris. */
  readonly today: string;
  /** Cases may have clocks of their own. */
  readonly demonstration: boolean;
  /** Path and query of this page: links that come back here. */
  readonly here: string;
  /** Their browsers; and what changes them. */
  readonly sessions: {
    list(): Promise<readonly OpenSession[]>;
    close(id: string): Promise<boolean>;
    /** Role or delegation of what follows; `undefined` takes it away. */
    act(as: { readonly role?: string | undefined; readonly delegation?: string | undefined }): Promise<void>;
  };
}

export interface View {
  readonly kind: 'view';
  /** Of the page's only `h1`, and of the window. */
  readonly title: string;
  /** Where « Retour » leads; the home page alone has none. */
  readonly back?: { readonly href: string; readonly label: string };
  readonly status?: number;
  readonly body: ComponentChildren;
  /** Under the title: whose page it is. */
  readonly strap?: ComponentChildren;
  /** The page uses the whole width: tables. */
  readonly wide?: boolean;
}
export interface Redirect {
  readonly kind: 'redirect';
  readonly to: string;
  /** Said once, at the top of the page where it leads. */
  readonly said?: string;
}
/** A file of the API, handed on as it comes. */
export interface Download {
  readonly kind: 'download';
  readonly response: Response;
  readonly name: string;
  /** In the page rather than in the folder of downloads. */
  readonly inline?: boolean;
}
export type Answer = View | Redirect | Download;

export const view = (view: Omit<View, 'kind'>): View => ({ kind: 'view', ...view });
export const redirect = (to: string, said?: string): Redirect => ({
  kind: 'redirect',
  to,
  ...(said === undefined ? {} : { said }),
});

export interface Page {
  /** As Express reads it: `/dossiers/:ess/journal`. */
  readonly path: string;
  /** Whether this visitor has it. The API refuses anyway: this is so that nobody is shown a door that is shut. */
  readonly open: (me: Me) => boolean;
  /** In the menu, by rank. */
  readonly menu?: { readonly label: string; readonly rank: number };
  readonly get?: (visit: Visit) => Promise<Answer>;
  readonly post?: (visit: Visit) => Promise<Answer>;
}

/** A page without a visitor: the same for all, signed in or not. */
export interface PublicPage {
  readonly path: string;
  readonly title: string;
  readonly body: () => VNode;
}

export const everyone = (): boolean => true;
export const withRight =
  (...rights: readonly string[]) =>
  ({ droits }: Me): boolean =>
    rights.every((right) => droits.includes(right));
export const ofRole =
  (...roles: readonly Role[]) =>
  ({ role }: Me): boolean =>
    roles.includes(role);
