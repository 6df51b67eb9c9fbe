/**
 * A date in a sentence is written in words (« 15 juin 2026 »), never as a program writes it (2026-06-15). Judged by types: a
 * `DateCivile`, or a text named as a date (`le`, `executionLe`…), put as it is in a template that has words.
 */
/** Words side by side: a sentence, not a key nor an address. */
const SENTENCE = /\p{L}{2,} \p{L}+/u;
const QUERY = /\b(select|insert|update|delete|create) /i;
const NAMED_AS_A_DATE = /[a-z](Le|Date)$|^dateLimite$/;
/** Of an object; a local `le` may hold words already. */
const FIELD = /^(le|au|du|date|jusquAu)$/;

const nameOf = (node) =>
  node.type === 'Identifier' ? node.name : node.type === 'MemberExpression' ? nameOf(node.property) : '';
const isNamedAsADate = (node) =>
  NAMED_AS_A_DATE.test(nameOf(node)) || (node.type === 'MemberExpression' && FIELD.test(nameOf(node)));

function isDate(type, named, checker) {
  const parts = type.isUnion() ? type.types : [type];
  return [type, ...parts].some(
    (one) => one.aliasSymbol?.name === 'DateCivile' || (named && checker.typeToString(one) === 'string'),
  );
}

export default {
  meta: {
    type: 'problem',
    schema: [],
    messages: { iso: 'A date in a sentence is written in words: enToutesLettres, or longDate in the console.' },
  },
  create(context) {
    const services = context.sourceCode.parserServices;
    const checker = services.program.getTypeChecker();
    return {
      TemplateLiteral(node) {
        const words = node.quasis.map(({ value }) => value.raw).join('…');
        if (!SENTENCE.test(words) || QUERY.test(words)) return;
        for (const expression of node.expressions)
          if (isDate(services.getTypeAtLocation(expression), isNamedAsADate(expression), checker))
            context.report({ node: expression, messageId: 'iso' });
      },
    };
  },
};
