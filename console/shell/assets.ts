/** The style, the script and the icon: read once, served under an address that changes with them. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Router } from 'express';

export interface Assets {
  readonly style: string;
  readonly script: string;
  readonly icon: string;
}

const FILES = {
  // In the order of the cascade.
  style: {
    name: 'console.css',
    files: ['tokens', 'base', 'frame', 'parts', 'tables', 'forms', 'caisse', 'figures', 'print'].map(
      (part) => `style/${part}.css`,
    ),
    type: 'text/css; charset=utf-8',
  },
  script: { name: 'console.js', files: ['script/console.js'], type: 'text/javascript; charset=utf-8' },
  icon: { name: 'icon.svg', files: ['style/icon.svg'], type: 'image/svg+xml' },
} as const;

/** Reads them; the router answers at their addresses, which may be kept for ever. */
export function openAssets(): { readonly assets: Assets; readonly routes: Router } {
  const routes = Router();
  const address = (name: keyof typeof FILES): string => {
    const { name: fileName, files, type } = FILES[name];
    const content = files.map((file) => readFileSync(join(import.meta.dirname, '..', file), 'utf8')).join('\n');
    const version = createHash('sha256').update(content).digest('hex').slice(0, 12);
    const path = `/statique/${version}/${fileName}`;
    routes.get(path, (_request, response) => {
      response.set('Cache-Control', 'public, max-age=31536000, immutable').type(type).send(content);
    });
    return path;
  };
  return { assets: { style: address('style'), script: address('script'), icon: address('icon') }, routes };
}
