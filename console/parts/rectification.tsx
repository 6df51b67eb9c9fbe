/** A fact put right: what it said, what it says, and what that changes, each before and after, with how far apart they are. */
import type { Contract } from '../shell/contract.ts';
import type { Schemas } from '../shell/api.ts';
import { daysUntil, longDate } from '../words/dates.ts';
import { CIVIL, differenceName, differenceValue } from '../words/differences.ts';
import { inEuros } from '../words/money.ts';
import { spaced } from '../words/noms.ts';
import { Table } from './table.tsx';

type Difference = Schemas['Difference'];
type Value = Difference['avant'];

/** The part of an event that is of a rectification. */
export interface Rectified {
  readonly rang: number;
  readonly rangVise?: number;
  readonly champ?: string;
  readonly avant: unknown;
  readonly apres: unknown;
  readonly differences: readonly Difference[];
}

export const isRectified = (event: object): event is Rectified => 'differences' in event && 'avant' in event;

/** A value of any kind: a date, an amount where it is one, a word of the contract. */
function inWords(value: unknown, contract: Contract, cents = false): string {
  if (value === null || value === undefined) return 'rien';
  if (typeof value === 'number') return cents ? inEuros(value) : String(value);
  if (typeof value === 'boolean') return value ? 'oui' : 'non';
  if (typeof value === 'string') return CIVIL.test(value) ? longDate(value) : (contract.label(value) ?? spaced(value));
  return Array.isArray(value) ? value.map((one) => inWords(one, contract)).join(', ') : JSON.stringify(value);
}

const sign = (number: number): string => (number > 0 ? '+ ' : number < 0 ? '− ' : '');

/** « + 3 jours », « − 12 000,00 € », « nouveau », « n’existe plus ». */
function gap(before: Value, after: Value): string {
  if (before === null) return after === null ? '' : 'nouveau';
  if (after === null) return 'n’existe plus';
  if (typeof before === 'number' && typeof after === 'number')
    return `${sign(after - before)}${inEuros(Math.abs(after - before))}`;
  if (typeof before === 'string' && typeof after === 'string' && CIVIL.test(before) && CIVIL.test(after)) {
    const days = daysUntil(after, before);
    return `${sign(days)}${Math.abs(days)} jour${Math.abs(days) > 1 ? 's' : ''}`;
  }
  return 'changé';
}

export function Rectification({ event, contract }: { readonly event: Rectified; readonly contract: Contract }) {
  const { champ, avant, apres, differences, rangVise } = event;
  const cents = champ?.endsWith('Centimes') === true;
  const what = rangVise === undefined ? '' : ` (ligne ${rangVise})`;
  return (
    <>
      <p>
        {champ === undefined
          ? `${apres === null ? 'Fait annulé' : 'Fait saisi après coup'}${what}`
          : `${champ === 'le' ? 'Date du fait' : spaced(champ)}${what} : avant, ${inWords(avant, contract, cents)} ; après, ${inWords(apres, contract, cents)}.`}
      </p>
      <Table
        caption="Ce que la rectification change"
        quiet
        rows={differences}
        empty="Elle ne change aucune date, aucune décision ni aucun paiement."
        columns={[
          { header: 'Quoi', head: true, cell: (one) => differenceName(one, contract) },
          { header: 'Avant', cell: (one) => differenceValue(one, one.avant) },
          { header: 'Après', cell: (one) => differenceValue(one, one.apres) },
          { header: 'Écart', cell: (one) => gap(one.avant, one.apres) },
        ]}
      />
    </>
  );
}
