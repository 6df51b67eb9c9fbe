/** Amounts as people read and write them. */
const EUROS = new Intl.NumberFormat('fr-FR', { style: 'currency', currency: 'EUR' });

/** « 40 000,00 € », from cents. */
export const inEuros = (cents: number): string => EUROS.format(cents / 100);

/** Cents of what was typed: « 40 000 », « 40000,5 », « 1 234,56 € ». `undefined`: not an amount. */
export function centsOf(typed: string): number | undefined {
  const [, euros, cents = ''] = /^(\d{1,12})(?:[.,](\d{1,2}))?$/.exec(typed.replace(/[\s€\u00a0\u202f]/g, '')) ?? [];
  return euros === undefined ? undefined : Number(euros) * 100 + Number(cents.padEnd(2, '0'));
}

/** As a field is filled: « 40000,00 ». */
export const asTyped = (cents: number): string => `${Math.floor(cents / 100)},${String(cents % 100).padStart(2, '0')}`;
