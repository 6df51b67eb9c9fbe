/** zod at the edge: every issue becomes a field, a rule and a French sentence. */
import { z } from 'zod';
import { pathText, ruleOf } from './field-rules.ts';
import { FORM_RULES } from '../../runtime/http/form-rules.ts';
import { invalidFields } from '../../runtime/http/problems.ts';
import type { FieldError } from '../../runtime/http/problems.ts';

const NATURES: Readonly<Record<string, string>> = {
  string: 'un texte',
  number: 'un nombre',
  int: 'un nombre entier',
  boolean: 'vrai ou faux (true ou false)',
  array: 'une liste',
  object: 'un objet',
  record: 'un objet',
  null: 'null',
};

/** French sentences for what no schema words itself. */
function sentence(issue: z.core.$ZodRawIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined
        ? 'Ce champ est obligatoire.'
        : `La valeur attendue est ${NATURES[issue.expected] ?? 'd’une autre nature'}.`;
    case 'invalid_value':
      return issue.input === undefined
        ? 'Ce champ est obligatoire.'
        : `Cette valeur n’est pas admise. Valeurs admises : ${issue.values.map(String).join(', ')}.`;
    case 'too_big':
      return `Cette valeur est trop grande (maximum ${String(issue.maximum)}).`;
    case 'too_small':
      return `Cette valeur est trop petite (minimum ${String(issue.minimum)}).`;
    case 'unrecognized_keys':
      return 'Ce champ est inconnu.';
    default:
      return 'Cette valeur n’a pas la forme attendue.';
  }
}

/** The branch of a union that came nearest: the one whose issues lie deepest. */
function nearest(branches: readonly (readonly z.core.$ZodIssue[])[]): readonly z.core.$ZodIssue[] | undefined {
  const depth = (issues: readonly z.core.$ZodIssue[]) =>
    Math.max(...issues.map((issue) => issue.path.length + (issue.code === 'unrecognized_keys' ? 1 : 0)));
  const deepest = branches.toSorted((a, b) => depth(b) - depth(a))[0];
  return deepest !== undefined && depth(deepest) > 0 ? deepest : undefined;
}

function fieldErrors(
  issue: z.core.$ZodIssue,
  place: string,
  parent: readonly PropertyKey[] = [],
): readonly FieldError[] {
  const path = [...parent, ...issue.path];
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((name) => {
      // Whoever typed it knows it from its beginning.
      const key = name.slice(0, 80);
      return {
        champ: pathText([...path, key]),
        regle: FORM_RULES.unknownField,
        message: `Le champ « ${key} » est inconnu ici.`,
      };
    });
  if (issue.code === 'invalid_union') {
    const branch = nearest(issue.errors);
    if (branch) return branch.flatMap((inner) => fieldErrors(inner, place, path));
  }
  return [{ champ: pathText(path) || 'corps', regle: ruleOf([place, ...path]), message: issue.message }];
}

/** Parses `input`, or throws the problem that lists every wrong field. `place`: the command, where a field has its own rule. */
export function parse<T>(schema: z.ZodType<T>, input: unknown, place = ''): T {
  const result = schema.safeParse(input, { error: sentence });
  if (result.success) return result.data;
  throw invalidFields(result.error.issues.flatMap((issue) => fieldErrors(issue, place)));
}
