/** Dates: in words, with what is left of the delay beside them. Nothing of it is in a hover, nothing by colour alone. */
import { fullDate, inDays, longDate, moment, nearness, shortDate, timeLeft } from '../words/dates.ts';

/** « 1er mars 2027 »; `short`: « 01/03/2027 », in a column; `full`: with the day of the week. */
export function Day({ civil, form = 'long' }: { readonly civil: string; readonly form?: 'short' | 'long' | 'full' }) {
  const text = form === 'short' ? shortDate(civil) : form === 'full' ? fullDate(civil) : longDate(civil);
  return <time dateTime={civil}>{text}</time>;
}

/** A day and how far it is: « 1er mars 2027 (il y a 3 jours) ». */
export function DayAgo({ civil, today }: { readonly civil: string; readonly today: string }) {
  return (
    <>
      <Day civil={civil} /> <span class="small">{`(${inDays(civil, today)})`}</span>
    </>
  );
}

/** A last day: the date and, as a label, what is left. */
export function LastDay({
  civil,
  today,
  form = 'long',
}: {
  readonly civil: string;
  readonly today: string;
  readonly form?: 'short' | 'long' | 'full';
}) {
  return (
    <span class="last-day">
      <Day civil={civil} form={form} />{' '}
      <span class={`tag tag-${nearness(civil, today)}`}>{timeLeft(civil, today)}</span>
    </span>
  );
}

/** « 1er mars 2027 à 14:05 ». */
export function Moment({ instant }: { readonly instant: string }) {
  return <time dateTime={instant}>{moment(instant)}</time>;
}
