/** What the rules say, in their own sentences: the console has none of its own. */
import { RuleLink } from '../../parts/regle.tsx';
import { answerOf } from '../../shell/api.ts';
import type { Visit } from '../../shell/page.ts';

/** These rules, in this order, each with its sentence and its number. */
export async function Sentences(visit: Visit, ids: readonly string[]) {
  const { regles } = await answerOf(visit.api.GET('/api/v1/regles'));
  return (
    <ul>
      {ids.flatMap((id) => {
        const rule = regles.find((one) => one.id === id);
        return rule === undefined
          ? []
          : [
              <li>
                {rule.phrase} <RuleLink id={id} />
              </li>,
            ];
      })}
    </ul>
  );
}
