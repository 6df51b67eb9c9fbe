/** Facts by name: the lines of a summary; those without a value are left out. */
import type { ComponentChildren } from 'preact';

export type Fact = readonly [name: string, value: ComponentChildren];
interface Said {
  readonly facts: readonly Fact[];
}

const isSaid = ([, value]: Fact): boolean => value !== null && value !== undefined && value !== '' && value !== false;

const listed = (look: string, facts: readonly Fact[]) => (
  <dl class={look}>
    {facts.filter(isSaid).map(([name, value]) => (
      <div>
        <dt>{name}</dt>
        <dd>{value}</dd>
      </div>
    ))}
  </dl>
);

export const Facts = ({ facts }: Said) => listed('facts', facts);

/** The few facts that matter most, side by side. */
export const Strip = ({ facts }: Said) => listed('strip', facts);
