/** Keys that go through a list: off until chosen in one's preferences (WCAG 2.1.4), and said where they work. */
import type { Visit } from '../../shell/page.ts';
import { ApiProblem, answerOf } from '../../shell/api.ts';
import { mayKeep } from './espace.ts';

const KEYS = [
  ['j', 'ligne suivante'],
  ['k', 'ligne précédente'],
  ['Entrée', 'ouvrir la ligne'],
  ['x', 'cocher la ligne'],
  ['n', 'dossier ou page qui suit'],
  ['p', 'dossier ou page qui précède'],
  ['?', 'montrer ou cacher ces touches'],
] as const;

/** Whether this visitor has chosen them. */
export async function shortcutsOf(visit: Visit): Promise<boolean> {
  if (!mayKeep(visit)) return false;
  try {
    return (await answerOf(visit.api.GET('/api/v1/moi/preferences'))).raccourcis;
  } catch (error) {
    // A comfort is not worth the page.
    if (error instanceof ApiProblem && error.status >= 500) return false;
    throw error;
  }
}

export function Shortcuts({ on }: { readonly on: boolean }) {
  if (!on) return null;
  return (
    <details class="more no-print" data-shortcuts>
      <summary>Touches du clavier</summary>
      <dl class="keys">
        {KEYS.map(([key, words]) => (
          <div>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{words}</dd>
          </div>
        ))}
      </dl>
      <p class="visually-hidden" role="status" data-said></p>
    </details>
  );
}
