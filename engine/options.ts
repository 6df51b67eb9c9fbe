/** What is asked of an engine, and what is given back. */

/** Types of search attributes, as the server names them, with their numbers in its protocol. */
export const searchAttributeTypes = {
  Text: 1,
  Keyword: 2,
  Int: 3,
  Double: 4,
  Bool: 5,
  Datetime: 6,
  KeywordList: 7,
} as const;

export type SearchAttributeType = keyof typeof searchAttributeTypes;

export interface EngineOptions {
  /** SQLite file; its folder is made where it lacks. In memory when absent. */
  dataFile?: string;
  /** postgres://user:password@host:port/database: used instead of SQLite, by an engine of our own build only. */
  postgresUrl?: string;
  /** gRPC port on 127.0.0.1; a free one when 0 or absent. */
  port?: number;
  /** Web UI port on 127.0.0.1; a free one when 0 or absent. */
  uiPort?: number;
  /** Port on 127.0.0.1 of its measures, for Prometheus; none when absent. */
  metricsPort?: number;
  /** No Web UI. */
  headless?: boolean;
  /** Made where it lacks. */
  namespace: string;
  /** Added to the namespace where they lack. */
  searchAttributes: Readonly<Record<string, SearchAttributeType>>;
  /** How long closed workflows are kept, in real days. Raised to this where the namespace keeps them for less. */
  retentionDays: number;
  /** Whether workflows' clocks may be moved forward: for tests and demonstrations. */
  timeSkipping: boolean;
  /** Receives one line of progress at a time. */
  log: (line: string) => void;
}

export interface Engine {
  /** host:port of the gRPC frontend. */
  address: string;
  namespace: string;
  /** undefined when headless, or when somebody else runs the engine. */
  uiUrl: string | undefined;
  source: 'address' | 'cli' | 'sdk' | 'built';
  /** undefined when somebody else runs the engine. */
  pid: number | undefined;
  /** Stops an engine that was started here; leaves any other alone. May be called twice. */
  stop(): Promise<void>;
  /** SIGKILL, for fault tests. Throws when the engine was not started here. */
  kill(): void;
}

/** Why one way of finding an engine does not serve; the next one is tried. */
export class PassedOver extends Error {}

/** The message of anything thrown. */
export function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
