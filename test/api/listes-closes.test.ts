/** What is closed is closed in the contract, and each value has its words; what is typed by its other names is taken. */
import { describe, expect, test } from 'vitest';
import { openApiDocument } from '../../api/contract/document.ts';
import { SPECIALITES } from '../../domain/lettre-intention/specialites.ts';
import { CRITERES_LI } from '../../domain/valeurs.ts';

type Json = Readonly<Record<string, unknown>>;
interface Closed {
  readonly place: string;
  readonly values: readonly string[];
  readonly words: Readonly<Record<string, string>> | undefined;
}

const document = openApiDocument() as unknown as {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Json>>>>;
} & Json;
const components = (document['components'] as { schemas: Readonly<Record<string, Json>> }).schemas;

/** Every closed list of texts under a node, references followed. */
function* closedLists(node: unknown, place: string, seen: ReadonlySet<string> = new Set()): Generator<Closed> {
  if (Array.isArray(node)) {
    for (const item of node) yield* closedLists(item, place, seen);
    return;
  }
  if (typeof node !== 'object' || node === null) return;
  const schema = node as Json;
  const { $ref } = schema;
  if (typeof $ref === 'string') {
    const name = $ref.split('/').at(-1) ?? '';
    if (!seen.has(name)) yield* closedLists(components[name], `${place} ${name}`, new Set([...seen, name]));
    return;
  }
  const values = schema['enum'];
  if (Array.isArray(values) && values.every((value) => typeof value === 'string'))
    yield { place, values, words: schema['x-libelles'] as Closed['words'] };
  for (const [name, inside] of Object.entries(schema))
    if (!['enum', 'example', 'examples', 'x-libelles'].includes(name))
      yield* closedLists(inside, `${place}.${name}`, seen);
}

/** What people fill in: bodies and parameters of every operation. */
const asked = Object.entries(document.paths).flatMap(([path, operations]) =>
  Object.entries(operations).flatMap(([method, operation]) => [
    ...closedLists(operation['requestBody'], `${method} ${path}`),
    ...closedLists(operation['parameters'], `${method} ${path}`),
  ]),
);
/** Names of fields and of events: they are their own words. */
const TECHNICAL = /corriger.*properties\.champ|evenements/;

test('il y a des listes closes dans les demandes', () => {
  expect(asked.length).toBeGreaterThan(100);
});

test('chaque valeur d’une liste close à remplir a ses mots', () => {
  const without = asked
    .filter(({ place }) => !TECHNICAL.test(place))
    .filter(({ values, words }) => values.some((value) => (words?.[value] ?? '') === ''));
  expect(without.map(({ place, values }) => `${place} : ${values.join(', ')}`)).toEqual([]);
});

const bodyOf = (commande: string) => {
  const post = document.paths[`/api/v1/ess/{ess}/commandes/${commande}`]?.['post'] as {
    requestBody: { content: Record<string, { schema: { properties: Record<string, Json> } }> };
  };
  return post.requestBody.content['application/json']?.schema.properties ?? {};
};

describe('les listes du texte', () => {
  test('un refus de la lettre d’intention se fonde sur un critère nommé', () => {
    const { enum: values, 'x-libelles': words } = bodyOf('refuser-lettre-intention')['critere'] as Json;
    expect(values).toEqual([...CRITERES_LI, 'autre']);
    expect((words as Json)['ELI-04']).toBe('Adhésion au départ');
  });

  test.each([
    ['refuser-projet-sante', 'fondement', 'destabilisation-offre', /déstabilisation/],
    ['proposer-resiliation', 'fondement', 'ps-non-depose', /projet de santé non déposé/],
    ['consigner-derogation', 'objet', 'unicite', /unicité/],
    ['declarer-activite', 'activite', 'avis-ponctuel', /avis spécialisé ponctuel/],
    ['rendre-avis', 'sens', 'defavorable', /défavorable/],
    ['declarer-ess-existante', 'regime', 'en-fonctionnement-conforme', /conforme/],
  ])('%s : « %s » = %s', (commande, champ, value, words) => {
    const field = bodyOf(commande)[champ] as { 'x-libelles': Record<string, string> };
    expect(field['x-libelles'][value]).toMatch(words);
  });

  test('une spécialité se donne par son nom, son code, ou un autre de ses noms : le contrat les liste', () => {
    const { 'x-libelles': labels, 'x-synonymes': synonyms } = components['Specialite'] as {
      'x-libelles': Record<string, string>;
      'x-synonymes': Record<string, string[]>;
    };
    expect(Object.keys(labels)).toEqual(SPECIALITES.map(({ slug }) => slug));
    expect(labels['dermatologie']).toBe('Dermatologie et vénéréologie');
    expect(synonyms['oto-rhino-laryngologie']).toContain('orl');
    expect(synonyms['cardiologie']).toContain('SM04');
  });
});
