/**
 * The rule that an error names is that of the very field: of its act, of its place. The table beside this file is every field
 * that can be sent, read once by a person; what changes in it is read again.
 */
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { DICTIONARY } from '../../api/contract/dictionary/index.ts';
import type { Operation, Place } from '../../api/contract/operation.ts';
import { OPERATIONS } from '../../api/contract/operations/index.ts';
import { ruleOf } from '../../api/http/field-rules.ts';
import { api, CASE, errorsOf } from './support.ts';

type Json = Readonly<Record<string, unknown>>;
const operations = Object.entries(OPERATIONS) as [Place, Operation][];

/** Paths of the fields of a schema; a part that holds itself is entered once. */
function fieldsOf(
  schema: unknown,
  root: Json,
  path: readonly string[] = [],
  entered: readonly unknown[] = [],
): string[][] {
  if (typeof schema !== 'object' || schema === null || entered.includes(schema)) return [];
  const said = schema as Json;
  const inside = [...entered, schema];
  if (typeof said['$ref'] === 'string') {
    const at = said['$ref'].split('/').slice(1);
    return fieldsOf(
      at.reduce<unknown>((part, name) => (part as Json)[name], root),
      root,
      path,
      inside,
    );
  }
  const branches = (['anyOf', 'oneOf', 'allOf'] as const).flatMap((name) => (said[name] ?? []) as unknown[]);
  return [
    ...Object.entries((said['properties'] ?? {}) as Json).flatMap(([name, inner]) => [
      [...path, name],
      ...fieldsOf(inner, root, [...path, name], inside),
    ]),
    ...[said['items'], ...branches].flatMap((part) => fieldsOf(part, root, path, inside)),
  ];
}

const schemasOf = ({ parametres, corps }: Operation): z.ZodType[] =>
  [parametres, ...Object.values(corps?.contenu ?? {})].filter((one) => one instanceof z.ZodType);

test('chaque champ de chaque opération, et la règle qu’une erreur nomme', async () => {
  const places = new Map<string, Set<string>>();
  for (const [, operation] of operations)
    for (const schema of schemasOf(operation)) {
      const json = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Json;
      for (const path of fieldsOf(json, json)) {
        const line = `${path.join('.')} ${ruleOf([operation.id, ...path])}`;
        places.set(line, (places.get(line) ?? new Set()).add(operation.id));
      }
    }
  const lines = [...places].map(([line, ids]) => `${line} ${ids.size > 12 ? `(${ids.size})` : [...ids].join(' ')}`);
  await expect(`${lines.toSorted().join('\n')}\n`).toMatchFileSnapshot('regles-des-champs.txt');
});

test('aucun champ n’a deux entrées au dictionnaire, dont l’une cacherait l’autre', () => {
  const places = Object.keys(DICTIONARY).filter((key) => key.includes('.'));
  expect(places.length).toBeGreaterThan(100);
  expect(Object.values(DICTIONARY).filter(([, sentence]) => sentence === '')).toEqual([]);
});

const GOOD: Readonly<Record<string, string>> = { ess: CASE, caisse: 'gironde', numero: '1', secret: 'x' };
const filled = (path: string): string =>
  path.replaceAll(/\{(\w+)\}/g, (_, name: string) => GOOD[name] ?? '00000000-0000-4000-8000-000000000000');

/** Commands are one route, which gives its name as the place: three stand for all. */
const COMMANDES = ['fixer-delai-projet-sante', 'controler-criteres', 'constater-conformite'];
const sent = operations.filter(
  ([place, operation]) =>
    schemasOf(operation).length > 0 &&
    !place.includes('.ics') &&
    (!place.includes('/commandes/') || COMMANDES.some((nom) => place.endsWith(`/${nom}`))),
);

describe('reçu faux, un champ est répondu de sa propre règle', () => {
  test.each(sent)('%s', async (place, operation) => {
    const [method = '', path = ''] = place.split(' ');
    const [role = 'ars'] = operation.roles ?? [];
    const { request } = await api();
    const inBody = operation.corps !== undefined && 'application/json' in operation.corps.contenu;
    const schemas = schemasOf(inBody ? ({ ...operation, parametres: undefined } as never) : operation);
    for (const schema of schemas) {
      const json = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Json;
      for (const [name = '', ...more] of fieldsOf(json, json)) {
        if (more.length > 0 || ['commande', 'acteur'].includes(name)) continue;
        const query = inBody ? '' : `?${name}=%2A`;
        const answer = await request(`${filled(path)}${query}`, {
          method,
          headers: { comme: role, ...(inBody ? { 'content-type': 'application/json' } : {}) },
          ...(inBody ? { body: JSON.stringify({ [name]: { faux: 1 } }) } : {}),
        });
        for (const [champ, { regle }] of Object.entries(errorsOf(answer)))
          if (champ.split(/[.[]/)[0] === name && regle !== 'API-01')
            expect([champ, regle]).toEqual([champ, ruleOf([operation.id, ...champ.split(/\[\d+\]\.?|\./)])]);
      }
    }
  });
});
