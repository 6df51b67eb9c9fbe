/** The rule behind each field, so that an error says why the field is asked for. Rules of form bear `API-…`. */
import { DICTIONARY } from '../contract/dictionary/index.ts';
import { FORM_RULES } from '../../runtime/http/form-rules.ts';

/** The rule of the innermost field of a path that a rule asks for: in its place (`budget.lignes`) first, else by name. */
export function ruleOf(path: readonly PropertyKey[]): string {
  const names = path.filter((segment) => typeof segment === 'string').toReversed();
  for (const [index, name] of names.entries()) {
    // What was typed may be a name that every object inherits.
    const key = [`${names[index + 1] ?? ''}.${name}`, name].find((one) => Object.hasOwn(DICTIONARY, one));
    const rule = key === undefined ? undefined : DICTIONARY[key]?.[0];
    // A name, an address: the rule is that of what they belong to.
    if (rule !== undefined && rule !== FORM_RULES.service) return rule;
  }
  return FORM_RULES.form;
}

/** `['pieces', 0, 'code']` as people write it: `pieces[0].code`. */
export const pathText = (path: readonly PropertyKey[]): string =>
  path.reduce<string>(
    (text, segment) =>
      typeof segment === 'number'
        ? `${text}[${segment}]`
        : text === ''
          ? String(segment)
          : `${text}.${String(segment)}`,
    '',
  );
