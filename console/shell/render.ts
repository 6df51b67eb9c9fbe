/** A tree of JSX as a page of HTML, with the spaces of French typography: no line begins with « : » or ends with « « ». */
import { options, type VNode } from 'preact';
import { render } from 'preact-render-to-string';

/** What is typed, copied or run stays as it is. */
const AS_IS: ReadonlySet<unknown> = new Set(['textarea', 'option', 'code', 'script', 'title']);

const NO_BREAK = '\u00a0';
const spaced = (text: string): string =>
  text.replaceAll('« ', `«${NO_BREAK}`).replaceAll(/ (?=[»:;?!](?:\s|$|[.,)]))/g, NO_BREAK);

options.vnode = (vnode) => {
  const props = vnode.props as { children?: unknown };
  if (typeof vnode.type !== 'string' || AS_IS.has(vnode.type) || props.children === undefined) return;
  const { children } = props;
  if (typeof children === 'string') props.children = spaced(children);
  else if (Array.isArray(children))
    props.children = children.map((child: unknown) => (typeof child === 'string' ? spaced(child) : child));
};

export const pageOf = (tree: VNode): string => `<!DOCTYPE html>\n${render(tree)}`;
