/** Facts by name: the lines of a summary; those without a value are left out. */
import type { ComponentChildren } from 'preact';

export type Fact = readonly [name: string, value: ComponentChildren];

const isSaid = ([, value]: Fact): boolean => value !== null && value !== undefined && value !== '' && value !== false;

export function Facts({ facts }: { readonly facts: readonly Fact[] }) {
  return (
    <dl class="facts">
      {facts.filter(isSaid).map(([name, value]) => (
        <div>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** The few facts that matter most, side by side. */
export function Strip({ facts }: { readonly facts: readonly Fact[] }) {
  return (
    <dl class="strip">
      {facts.filter(isSaid).map(([name, value]) => (
        <div>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
