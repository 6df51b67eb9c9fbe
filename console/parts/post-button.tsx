/** A button of a row, which sends a form of its own: what it does, and to which line for who does not see the row. */
import { FORM_TOKEN } from '../shell/forms.ts';
import type { Visit } from '../shell/page.ts';

export function PostButton({
  visit,
  action,
  label,
  context,
}: {
  readonly visit: Visit;
  readonly action: string;
  readonly label: string;
  readonly context: string;
}) {
  return (
    <form method="post" action={action}>
      <input type="hidden" name={FORM_TOKEN} value={visit.session.formToken} />
      <button class="quiet" type="submit">
        {label}
        <span class="visually-hidden">{` ${context}`}</span>
      </button>
    </form>
  );
}
