/** What deserves to be read first: said by its words, never by its colour alone. */
import type { ComponentChildren } from 'preact';

export type Level = 'good' | 'info' | 'warn' | 'bad';
const WORDS: Readonly<Record<Level, string>> = {
  good: 'Fait',
  info: 'À savoir',
  warn: 'Attention',
  bad: 'Problème',
};

interface NoticeProps {
  readonly level: Level;
  readonly title: string;
  /** Read aloud when the page opens: what has just happened. */
  readonly announced?: boolean;
  readonly children?: ComponentChildren;
}

export function Notice({ level, title, announced = false, children }: NoticeProps) {
  return (
    <div class={`notice notice-${level}`} {...(announced ? { role: 'status' as const } : {})}>
      <p>
        <strong>
          <span class="visually-hidden">{`${WORDS[level]} : `}</span>
          {title}
        </strong>
      </p>
      {children !== null && children !== undefined && children !== false && <div class="notice-text">{children}</div>}
    </div>
  );
}
