/** The contract is whole: every route in it, every field described, every problem listed, every example good. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Express } from 'express';
import { createApi } from '../../api/app.ts';
import { DICTIONARY } from '../../api/contract/dictionary/index.ts';
import { openApiDocument } from '../../api/contract/document.ts';
import { describeFields } from '../../api/contract/describe.ts';
import type { Operation, Place } from '../../api/contract/operation.ts';
import { OPERATIONS } from '../../api/contract/operations/index.ts';
import { OF_ADDRESSES, problemsOf } from '../../api/contract/problems-of.ts';
import type { ApiDeps } from '../../api/ports.ts';
import { PROBLEMS, type ProblemType } from '../../runtime/http/problems.ts';
import { FILE, typesOfContract } from '../../scripts/client.ts';
import { COMMANDS } from '../../api/commands/chapters/all.ts';

interface Layer {
  readonly route?: { readonly path: string; readonly methods: Readonly<Record<string, boolean>> };
  readonly rawPath?: string;
  readonly handle: { readonly stack?: readonly Layer[] };
}

/** Files of the page, which are no operation. */
const ASSETS = ['GET /api/v1/documentation/page.js'];

/** `METHOD /path/{parameter}` of every route that the application mounts, the commands one by one. */
function mounted(layers: readonly Layer[], prefix = ''): readonly string[] {
  return layers.flatMap(({ route, rawPath, handle }) => {
    const here = prefix + (rawPath === undefined || rawPath === '/' ? '' : rawPath);
    if (route === undefined) return mounted(handle.stack ?? [], here);
    const path = (prefix + route.path).replaceAll(/:(\w+)/g, '{$1}');
    return Object.keys(route.methods)
      .filter((method) => method !== '_all')
      .flatMap((method) =>
        path.endsWith('/{commande}')
          ? Object.keys(COMMANDS).map((commande) => `${method.toUpperCase()} ${path.replace('{commande}', commande)}`)
          : [`${method.toUpperCase()} ${path}`],
      );
  });
}

const operations = Object.entries(OPERATIONS) as [Place, Operation][];

test('les routes du service et les opérations du contrat sont les mêmes', () => {
  const app = createApi({} as ApiDeps) as Express & { readonly router: { readonly stack: readonly Layer[] } };
  const routes = new Set(mounted(app.router.stack));
  for (const asset of ASSETS) expect(routes.delete(asset), asset).toBe(true);
  expect([...routes].toSorted()).toEqual(operations.map(([place]) => place).toSorted());
});

test('chaque opération a son nom, une seule fois', () => {
  const ids = operations.map(([, { id }]) => id);
  expect(new Set(ids).size).toBe(ids.length);
});

test('un champ sans entrée au dictionnaire empêche le contrat d’être servi', () => {
  const document = { components: { schemas: { Essai: { type: 'object', properties: { jamaisDecrit: {} } } } } };
  expect(() => describeFields(document)).toThrow(/Essai\.jamaisDecrit/);
});

test('le dictionnaire ne décrit rien d’inconnu du contrat', () => {
  const text = JSON.stringify(openApiDocument());
  const names = Object.keys(DICTIONARY).filter((key) => !text.includes(`"${key.split('.').at(-1)}"`));
  expect(names).toEqual([]);
});

test('chaque description finit par sa règle', () => {
  const described = [...JSON.stringify(openApiDocument()).matchAll(/"description":"([^"]*)","x-regle":"([^"]*)"/g)];
  expect(described.length).toBeGreaterThan(1000);
  for (const [, phrase, regle] of described) expect(phrase).toContain(`(${regle})`);
});

test('chaque type de problème est celui d’une opération au moins, ou d’une adresse', () => {
  const listed = new Set<ProblemType>(OF_ADDRESSES);
  for (const [place, operation] of operations) problemsOf(place, operation).forEach((type) => listed.add(type));
  expect(Object.keys(PROBLEMS).filter((type) => !listed.has(type as ProblemType))).toEqual([]);
});

describe('chaque exemple passe par le schéma qui vérifie les requêtes', () => {
  const examples = operations.flatMap(([place, { corps }]) =>
    Object.entries(corps?.exemples ?? {}).map(([name, { valeur }]) => [place, name, valeur, corps] as const),
  );
  test('toute opération qui attend un corps en montre un', () => {
    for (const [place, { corps }] of operations)
      if (corps !== undefined) expect(Object.keys(corps.exemples), place).not.toEqual([]);
  });
  test.each(examples)('%s : %s', (_place, _name, value, corps) => {
    const [schema] = Object.values(corps?.contenu ?? {});
    if (schema === undefined || schema === 'binaire') throw new Error('no schema');
    // The file of a form is not written out in its example.
    const whole =
      corps?.contenu['multipart/form-data'] === undefined
        ? value
        : { ...(value as object), fichier: new File([], 'x') };
    expect(schema.safeParse(whole)).toMatchObject({ success: true });
  });
});

test('les types du client sont ceux que le contrat donne aujourd’hui', async () => {
  expect((await typesOfContract()) === readFileSync(FILE, 'utf8'), 'npm run client les refait').toBe(true);
});
