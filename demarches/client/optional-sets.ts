/**
 * What a schema has of our documents. Older versions of the service lack whole sets (`@optionnel` in our schema): a document
 * is cut to what is there, and what was cut says which sets are missing, or that the schema does not suit.
 */
import { readFileSync } from 'node:fs';
import {
  buildSchema,
  getDirectiveValues,
  getNamedType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  Kind,
  TypeInfo,
  validate,
  visit,
  visitWithTypeInfo,
  type DocumentNode,
  type GraphQLNamedType,
  type GraphQLSchema,
  type TypeNode,
} from 'graphql';

/** Our own schema. */
export const OURS: GraphQLSchema = buildSchema(
  readFileSync(new URL('../schema/demarche-numerique.graphql', import.meta.url), 'utf8'),
);

export interface Fit {
  /** The document, cut to what the schema has. */
  readonly document: DocumentNode;
  /** Optional sets of which something is missing. */
  readonly manquants: readonly string[];
  /** What is missing and is not optional: « Dossier.dateDepot ». */
  readonly absents: readonly string[];
}

const OPTIONAL = OURS.getDirective('optionnel');

/** The optional set of a type, or of one of its fields. */
function setOf(type: GraphQLNamedType | null | undefined, field?: string): string | undefined {
  if (OPTIONAL === null || OPTIONAL === undefined || type === null || type === undefined) return undefined;
  const fields = isObjectType(type) || isInterfaceType(type) || isInputObjectType(type) ? type.getFields() : undefined;
  const node = field === undefined ? type.astNode : fields?.[field]?.astNode;
  const said = node === null || node === undefined ? undefined : getDirectiveValues(OPTIONAL, node);
  return said?.['jeu'] as string | undefined;
}

const hasField = (type: GraphQLNamedType | undefined, field: string): boolean =>
  (isObjectType(type) || isInterfaceType(type)) && (field.startsWith('__') || type.getFields()[field] !== undefined);

/** Cuts `document`, which is ours, to what `schema` has. */
export function fitTo(schema: GraphQLSchema, document: DocumentNode): Fit {
  const manquants = new Set<string>();
  const absents = new Set<string>();
  const lacks = (what: string, set: string | undefined) => {
    if (set === undefined) absents.add(what);
    else manquants.add(set);
    return null;
  };
  const info = new TypeInfo(OURS);
  const cut = visit(
    document,
    visitWithTypeInfo(info, {
      Field(node) {
        const parent = info.getParentType();
        const field = node.name.value;
        if (parent === null || parent === undefined || hasField(schema.getType(parent.name), field)) return undefined;
        const returned = getNamedType(info.getType());
        return lacks(`${parent.name}.${field}`, setOf(parent, field) ?? setOf(parent) ?? setOf(returned));
      },
      InlineFragment({ typeCondition }) {
        const name = typeCondition?.name.value;
        if (name === undefined || schema.getType(name) !== undefined) return undefined;
        return lacks(name, setOf(OURS.getType(name)));
      },
      VariableDefinition({ type }) {
        const name = named(type);
        if (schema.getType(name) !== undefined) return undefined;
        return lacks(name, setOf(OURS.getType(name)));
      },
    }),
  );
  // What a cut variable was for is cut as well, its whole operation then.
  const whole = cut.definitions.filter(
    (definition) => definition.kind !== Kind.OPERATION_DEFINITION || definition.selectionSet.selections.length > 0,
  );
  if (whole.some(({ kind }) => kind === Kind.OPERATION_DEFINITION))
    for (const { message } of validate(schema, { ...cut, definitions: whole })) absents.add(message);
  return { document: { ...cut, definitions: whole }, manquants: [...manquants].toSorted(), absents: [...absents] };
}

function named(type: TypeNode): string {
  return type.kind === Kind.NAMED_TYPE ? type.name.value : named(type.type);
}
