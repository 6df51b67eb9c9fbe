/** What the API publishes of itself (`/api/v1/openapi.json`): titles of acts, their fields, labels of closed values. */
import { ApiAway, type Schemas } from './api.ts';

export interface FieldSchema {
  readonly type?: string;
  readonly format?: string;
  readonly enum?: readonly string[];
  readonly const?: unknown;
  readonly 'x-libelles'?: Readonly<Record<string, string>>;
  /** Sentence, then the rule in brackets. */
  readonly description?: string;
  readonly 'x-regle'?: string;
  readonly properties?: Readonly<Record<string, FieldSchema>>;
  readonly required?: readonly string[];
  readonly items?: FieldSchema;
  readonly anyOf?: readonly FieldSchema[];
  readonly oneOf?: readonly FieldSchema[];
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly pattern?: string;
  readonly $ref?: string;
  /** Fields asked for by the value of another one. */
  readonly allOf?: readonly ConditionSchema[];
}

/** `if` one field holds one of these values (`enum`), or any but that one (`not`), `then` others are asked for. */
export interface ConditionSchema {
  readonly if?: { readonly properties?: Readonly<Record<string, ConditionOn>> };
  readonly then?: { readonly required?: readonly string[] };
  readonly description?: string;
}
interface ConditionOn {
  readonly enum?: readonly unknown[];
  readonly not?: { readonly const?: unknown };
}

export interface Act {
  /** `valider-lettre-intention`. */
  readonly name: string;
  /** « Valider la lettre d’intention ». */
  readonly title: string;
  readonly schema: FieldSchema;
}

/** A list that the contract names: one of its schemas. */
export type LabelledList = keyof Schemas;

export interface Contract {
  /** The act of this name, or nothing. */
  act(name: string): Act | undefined;
  /** Parameters of a GET. */
  query(path: string): readonly QueryParameter[];
  /** The label of a closed value, wherever the contract gives one. */
  label(value: string): string | undefined;
  /** What acts call a field: « Date de réception par l’ARS ». */
  fieldLabel(name: string): string | undefined;
  /** The same in one list, by its name in the contract, for values that several lists have. */
  labelIn(list: LabelledList, value: string): string;
  /** « Gironde (33) ». */
  departement(code: string): string;
  /** Names of a region and of a caisse: overseas, their slugs are the same. */
  region(slug: string): string;
  caisse(code: string): string;
  /** Value and words, in the order of the words: what people choose among instead of writing codes. */
  readonly specialites: readonly (readonly [string, string])[];
  readonly departements: readonly (readonly [string, string])[];
  /** Slugs of the regions, codes of the caisses, in the contract's order. */
  readonly regions: readonly string[];
  readonly caisses: readonly string[];
  /** What a file sent to a case may be. */
  readonly fileCodes: readonly string[];
}

export interface QueryParameter {
  readonly name: string;
  readonly schema: FieldSchema;
  readonly description?: string;
}

interface Operation {
  readonly summary?: string;
  readonly parameters?: readonly (QueryParameter & { readonly in: string })[];
  readonly requestBody?: { readonly content?: Readonly<Record<string, { readonly schema?: FieldSchema }>> };
}
interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, FieldSchema>> };
}

/** Where commands are, in the contract. */
const COMMANDS = '/api/v1/ess/{ess}/commandes/';

/** Follows `$ref`s all the way down; the contract of a body has no circle. */
function resolved(schema: FieldSchema, schemas: Document['components']['schemas']): FieldSchema {
  const { $ref, ...own } = schema;
  const base = $ref === undefined ? own : { ...schemas[$ref.replace('#/components/schemas/', '')], ...own };
  const inside = (one: FieldSchema) => resolved(one, schemas);
  return {
    ...base,
    ...(base.properties === undefined
      ? {}
      : {
          properties: Object.fromEntries(
            Object.entries(base.properties).map(([name, property]) => [name, inside(property)]),
          ),
        }),
    ...(base.items === undefined ? {} : { items: inside(base.items) }),
    ...(base.anyOf === undefined ? {} : { anyOf: base.anyOf.map(inside) }),
    ...(base.oneOf === undefined ? {} : { oneOf: base.oneOf.map(inside) }),
  };
}

/** Each field of the acts, as the first that has it calls it, up to its first stop. */
function fieldLabelsOf(acts: Iterable<Act>): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const { schema } of acts)
    for (const [name, { description }] of Object.entries(schema.properties ?? {}))
      if (description !== undefined && !found.has(name))
        found.set(
          name,
          description
            .replace(/\. .*$| \([A-Z][\w-]*\)$|\.( \([A-Z][\w-]*\))?$/s, '')
            .replace(/, en centimes( d’euro)?/, ''),
        );
  return found;
}

/** Every `x-libelles` of the document. A value labelled in two ways keeps the first. */
function labelsOf(node: unknown, found: Map<string, string>): Map<string, string> {
  if (typeof node !== 'object' || node === null) return found;
  for (const [key, value] of Object.entries(node as Record<string, unknown>)) {
    if (key !== 'x-libelles') labelsOf(value, found);
    else
      for (const [name, label] of Object.entries(value as Record<string, string>))
        if (!found.has(name)) found.set(name, label);
  }
  return found;
}

export function contractOf(document: Document): Contract {
  const { paths, components } = document;
  const labels = labelsOf(document, new Map());
  const regions = components.schemas['EssListee']?.properties?.['region'];
  const labelIn = (list: LabelledList, value: string) => components.schemas[list]?.['x-libelles']?.[value] ?? value;
  const bodyOf = (operation: Operation | undefined) => operation?.requestBody?.content?.['application/json']?.schema;
  const acts = new Map<string, Act>();
  for (const [path, { post }] of Object.entries(paths)) {
    const schema = bodyOf(post);
    if (!path.startsWith(COMMANDS) || schema === undefined) continue;
    const name = path.slice(COMMANDS.length);
    acts.set(name, { name, title: post?.summary ?? name, schema: resolved(schema, components.schemas) });
  }
  const inOrder = (list: LabelledList) =>
    Object.entries(components.schemas[list]?.['x-libelles'] ?? {}).toSorted(([, one], [, other]) =>
      one.localeCompare(other, 'fr'),
    );
  const fieldLabels = fieldLabelsOf(acts.values());
  return {
    fieldLabel: (name) => fieldLabels.get(name),
    specialites: inOrder('Specialite'),
    departements: inOrder('Departement'),
    act: (name) => acts.get(name),
    query: (path) =>
      (paths[path]?.['get']?.parameters ?? [])
        .filter((parameter) => parameter.in === 'query')
        .map((parameter) => ({ ...parameter, schema: resolved(parameter.schema, components.schemas) })),
    label: (value) => labels.get(value),
    region: (slug) => regions?.['x-libelles']?.[slug] ?? slug,
    labelIn,
    departement: (code) => labelIn('Departement', code),
    caisse: (code) => labelIn('Caisse', code),
    fileCodes:
      paths['/api/v1/ess/{ess}/fichiers']?.['post']?.requestBody?.content?.['multipart/form-data']?.schema
        ?.properties?.['code']?.enum ?? [],
    caisses: components.schemas['Caisse']?.enum ?? [],
    regions: (regions?.enum ?? []).filter((slug) => slug !== ''),
  };
}

const FRESH_MS = 10 * 60_000;

/** The contract of the API at this address, asked again from time to time: the API may be renewed without the console. */
export function contractFrom(api: string): () => Promise<Contract> {
  let known: { readonly at: number; readonly contract: Promise<Contract> } | undefined;
  const ask = async (): Promise<Contract> => {
    try {
      const answer = await fetch(`${api}/api/v1/openapi.json`, { signal: AbortSignal.timeout(20_000) });
      if (!answer.ok) throw new Error(`${answer.status}`);
      return contractOf((await answer.json()) as Document);
    } catch (error) {
      throw new ApiAway('the contract cannot be read', { cause: error });
    }
  };
  return async () => {
    if (known !== undefined && Date.now() - known.at < FRESH_MS) return known.contract;
    const before = known?.contract;
    const contract = ask();
    known = { at: Date.now(), contract };
    try {
      return await contract;
    } catch (error) {
      known = undefined;
      // An old one is better than none: the acts' names do not change.
      if (before !== undefined) return before;
      throw error;
    }
  };
}
