/** Faults that tests ask for: of the next calls, or for a time of the double's clock. */

export type FaultKind =
  /** HTTP 500 and an exception_id. */
  | 'erreur-500'
  /** HTTP 502 and a page of a proxy. */
  | 'passerelle'
  /** The connection is closed before anything is done. */
  | 'coupure'
  /** It is done, and the connection is closed before the answer: whoever asked does not know. */
  | 'reponse-perdue'
  /** No answer at all, until the caller gives up. */
  | 'silence'
  /** HTTP 429, text/plain. */
  | 'trop-de-demandes'
  /** HTTP 200, code `timeout`, and the first half of the list. */
  | 'donnees-partielles'
  /** HTTP 200, a root error beside the whole of the data. */
  | 'erreur-racine';

export interface Fault {
  readonly kind: FaultKind;
  /** Of how many calls. Default: one. */
  readonly times?: number;
  /** Calls let through first. */
  readonly after?: number;
  /** Of this operation alone (`operationName`). */
  readonly operation?: string;
  /** Of the second page of a list, and those after it, alone. */
  readonly secondPage?: boolean;
}

interface Call {
  readonly operation: string | undefined;
  readonly variables: unknown;
}

export interface Faults {
  /** Adds to what is already asked. */
  next(fault: Fault): void;
  /** Between these instants (milliseconds, of the double's clock) nothing is answered but a page of a proxy. */
  outage(from: number, until: number): void;
  /** Everything works again. */
  clear(): void;
  /** What this call suffers; counts it. */
  take(call: Call, now: number): FaultKind | undefined;
  /** Dossiers that a list gives as `null`. */
  readonly unreadable: Set<number>;
}

const isCursor = (value: unknown): boolean =>
  typeof value === 'string' && /^\d{4}-\d\d-\d\dT[\d:.]+Z;\d+$/.test(Buffer.from(value, 'base64').toString());

const isSecondPage = (variables: unknown): boolean =>
  typeof variables === 'object' && variables !== null && Object.values(variables).some(isCursor);

export function openFaults(): Faults {
  let asked: { readonly fault: Fault; after: number; times: number }[] = [];
  let outages: { readonly from: number; readonly until: number }[] = [];
  const unreadable = new Set<number>();
  return {
    unreadable,
    next(fault) {
      asked.push({ fault, after: fault.after ?? 0, times: fault.times ?? 1 });
    },
    outage(from, until) {
      outages.push({ from, until });
    },
    clear() {
      asked = [];
      outages = [];
      unreadable.clear();
    },
    take({ operation, variables }, now) {
      if (outages.some(({ from, until }) => from <= now && now < until)) return 'passerelle';
      for (const one of asked) {
        if (one.times === 0) continue;
        if (one.fault.operation !== undefined && one.fault.operation !== operation) continue;
        if (one.fault.secondPage === true && !isSecondPage(variables)) continue;
        if (one.after > 0) {
          one.after -= 1;
          continue;
        }
        one.times -= 1;
        return one.fault.kind;
      }
      return undefined;
    },
  };
}

interface Body {
  data?: unknown;
  errors?: unknown[];
}

const TIMEOUT = { message: 'Timeout on Demarche.dossiers', extensions: { code: 'timeout' } };

/** The answer that such a fault makes of a whole one. */
export function spoiled(kind: 'donnees-partielles' | 'erreur-racine', body: Body): Body {
  if (kind === 'erreur-racine')
    return { ...body, errors: [{ message: 'Timeout on Dossier.messages', extensions: { code: 'timeout' } }] };
  return { data: halved(body.data), errors: [TIMEOUT] };
}

/** What was not reached in time is null: the second half of each list of nodes. */
function halved(data: unknown): unknown {
  if (Array.isArray(data)) return data.map(halved);
  if (typeof data !== 'object' || data === null) return data;
  return Object.fromEntries(
    Object.entries(data).map(([key, value]) => [
      key,
      key === 'nodes' && Array.isArray(value)
        ? value.map((node: unknown, rank) => (rank < value.length / 2 ? node : null))
        : halved(value),
    ]),
  );
}
