/** A tree of JSX as a page of HTML. */
import type { VNode } from 'preact';
import { render } from 'preact-render-to-string';

export const pageOf = (tree: VNode): string => `<!DOCTYPE html>\n${render(tree)}`;
